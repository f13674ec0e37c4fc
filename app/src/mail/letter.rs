//! The sheet that every mail is written on: plain text, and HTML that says the same.

use super::colour::accent;
use crate::words::{language, t_html};
use domain::brand::Letterhead;
use domain::email::Email;
use domain::mail::{MailKind, NewMail};
use maud::{DOCTYPE, html};

/// A short letter with one thing to do.
pub(super) struct Letter<'a> {
    /// Whose it is.
    pub head: &'a Letterhead,
    /// "Hello Ana,".
    pub greeting: String,
    /// What it is about: paragraphs with an empty line between them.
    pub text: String,
    /// What to do: the words of the button, and its address.
    pub action: (&'static str, &'a str),
    /// What else there is to know.
    pub note: String,
}

/// Mail programs know no style sheets of ours and few rules of CSS: widths, colours and spaces that
/// all of them have.
const BODY: &str = "margin:0;padding:24px;background:#f4f5f7;color:#1c2230;\
    font:15px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif";
const SHEET: &str = "max-width:520px;margin:0 auto;padding:28px;background:#fff;border-radius:10px";
const BUTTON: &str = "display:inline-block;padding:10px 18px;border-radius:8px;\
    color:#fff;text-decoration:none;font-weight:600";
const NOTE: &str = "color:#5b6475;font-size:13px";

impl Letter<'_> {
    /// The letter as a mail.
    pub(super) fn to(&self, to: &Email, kind: MailKind, subject: String) -> NewMail {
        NewMail {
            kind,
            to: to.clone(),
            subject,
            text: self.plain(),
            html: self.html(),
        }
    }

    fn plain(&self) -> String {
        let (words, link) = self.action;
        format!(
            "{}\n\n{}\n\n{words}:\n{link}\n\n{}\n\n{}\n",
            self.greeting,
            self.text,
            self.note,
            self.signature()
        )
    }

    /// What the reseller wants beneath, or who it is.
    fn signature(&self) -> &str {
        match self.head.signature.as_str() {
            "" => self.head.brand.name.as_str(),
            signature => signature,
        }
    }

    fn html(&self) -> String {
        let (words, link) = self.action;
        let brand = &self.head.brand.name;
        let accent = accent(self.head.brand.hue);
        let page = html! {
            (DOCTYPE)
            html lang=(language().code()) {
                head { meta charset="utf-8"; title { (brand) } }
                body style=(BODY) {
                    div style=(SHEET) {
                        p style={ "color:" (accent) } { b { (brand) } }
                        p { (self.greeting) }
                        @for paragraph in self.text.split("\n\n") {
                            p { (paragraph) }
                        }
                        p { a href=(link) style={ (BUTTON) ";background:" (accent) } { (words) } }
                        p style=(NOTE) {
                            (t_html!(
                                "Or open this address: {link}",
                                link = html! { a href=(link) { (link) } }
                            ))
                        }
                        p style=(NOTE) { (self.note) }
                        p {
                            @for (at, line) in self.signature().lines().enumerate() {
                                @if at > 0 { br; }
                                (line)
                            }
                        }
                    }
                }
            }
        };
        page.into_string()
    }
}
