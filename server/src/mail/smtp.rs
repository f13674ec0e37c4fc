//! The mail server that takes our mail (SMTP, RFC 5321).

use domain::mail::Outgoing;
use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::fmt;
use std::str::FromStr;
use std::time::Duration;

/// How long a mail server may take for one mail.
const TIME: Duration = Duration::from_secs(30);

/// Where mail is handed in: `smtp://USER:PASSWORD@HOST:PORT?tls=required` and its like.
#[derive(Clone, PartialEq, Eq)]
pub struct MailServer(String);

impl MailServer {
    /// A connection to it, made anew whenever it is needed.
    pub fn connect(&self) -> Result<Connection, Box<dyn std::error::Error + Send + Sync>> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&self.0)?;
        Ok(Connection(transport.timeout(Some(TIME)).build()))
    }
}

impl FromStr for MailServer {
    type Err = String;

    fn from_str(url: &str) -> Result<Self, Self::Err> {
        AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map(|_| Self(url.to_owned()))
            .map_err(|cause| {
                format!("has to be like smtp://user:password@host:587?tls=required: {cause}")
            })
    }
}

/// The host alone: user and password are nobody's business.
impl fmt::Display for MailServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (scheme, rest) = self.0.split_once("://").unwrap_or(("smtp", &self.0));
        let host = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
        let host = host.split(['?', '/']).next().unwrap_or_default();
        write!(f, "{scheme}://{host}")
    }
}

impl fmt::Debug for MailServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MailServer({self})")
    }
}

/// The address that mail comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SenderAddress(Address);

impl FromStr for SenderAddress {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let address = text.trim().parse().map(Self);
        address.map_err(|_| "has to be an email address, such as console@example.com")
    }
}

impl fmt::Display for SenderAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A mail server that mail can be handed to.
pub struct Connection(AsyncSmtpTransport<Tokio1Executor>);

impl Connection {
    /// Hands a mail in. The error is what the mail server said, for whoever runs this.
    pub async fn send(&self, from: &SenderAddress, mail: &Outgoing) -> Result<(), String> {
        let message = message(from, mail).map_err(|cause| cause.to_string())?;
        match self.0.send(message).await {
            Ok(_) => Ok(()),
            Err(cause) => Err(said(&cause)),
        }
    }
}

/// The error with its causes, which have what the other side said.
fn said(error: &(dyn std::error::Error + 'static)) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(": ")
}

fn message(
    SenderAddress(from): &SenderAddress,
    mail: &Outgoing,
) -> Result<Message, Box<dyn std::error::Error>> {
    let sender = Mailbox::new(Some(mail.sender.to_string()), from.clone());
    let recipient = Mailbox::new(None, mail.to.as_str().parse()?);
    // The same for every attempt, so that a mail that came twice can be told.
    let id = format!("<{}@{}>", mail.id, from.domain());
    let parts = MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone());
    let mut builder = Message::builder().from(sender);
    if let Some(reply_to) = &mail.reply_to {
        builder = builder.reply_to(Mailbox::new(None, reply_to.as_str().parse()?));
    }
    Ok(builder
        .to(recipient)
        .subject(mail.subject.clone())
        .message_id(Some(id))
        .header(AutoSubmitted)
        .multipart(parts)?)
}

/// Tells holiday notices not to answer (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::email::Email;
    use domain::name::Name;

    #[test]
    fn a_password_is_never_shown() {
        let server: MailServer = "smtp://me:s3cret@mail.example:587?tls=required"
            .parse()
            .unwrap();
        assert_eq!(server.to_string(), "smtp://mail.example:587");
        assert_eq!(format!("{server:?}"), "MailServer(smtp://mail.example:587)");
        assert!("https://mail.example".parse::<MailServer>().is_err());
    }

    #[test]
    fn a_message_has_both_parts_and_names_its_sender() {
        let mail = Outgoing {
            id: uuid::Uuid::nil().into(),
            sender: Name::parse("Polder \"Speech\" & Zonen").unwrap(),
            reply_to: Some(Email::parse("help@polder.example").unwrap()),
            to: Email::parse("ana@alba.example").unwrap(),
            subject: "Your invitation to Élan\r\nBcc: x@x.example".into(),
            text: "Hello\n".into(),
            html: "<p>Hello</p>".into(),
            attempt: 1,
        };
        let from = "console@polder.example".parse().unwrap();
        let message = message(&from, &mail).unwrap().formatted();
        let message = String::from_utf8(message).unwrap();
        assert!(message.contains("Content-Type: text/plain; charset=utf-8"));
        assert!(message.contains("Content-Type: text/html; charset=utf-8"));
        assert!(message.contains("Auto-Submitted: auto-generated"));
        assert!(message.contains("<console@polder.example>"));
        assert!(message.contains("Reply-To: help@polder.example"));
        let id = "Message-ID: <00000000-0000-0000-0000-000000000000@polder.example>";
        assert!(message.contains(id), "{message}");
        assert!(!message.contains("\nBcc:"), "{message}");
    }
}
