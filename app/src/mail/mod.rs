//! The mails that this installation writes, in words.

mod colour;
mod letter;

use crate::words::t;
use domain::brand::Letterhead;
use domain::email::Email;
use domain::mail::{MailKind, NewMail};
use domain::name::Name;
use letter::Letter;

/// What an invitation says.
#[derive(Debug)]
pub struct Invitation<'a> {
    /// Whose it is.
    pub head: &'a Letterhead,
    /// Who invites.
    pub inviter: &'a str,
    /// Into what.
    pub organisation: &'a Name,
    /// Who is invited.
    pub name: &'a Name,
    /// Where to register.
    pub link: &'a str,
}

/// Asks somebody to register.
pub fn invitation(words: &Invitation<'_>, to: &Email) -> NewMail {
    let Invitation {
        head,
        inviter,
        organisation,
        name,
        link,
    } = words;
    let letter = Letter {
        head,
        greeting: t!("Hello {name},", name = name),
        text: t!(
            "{inviter} invites you to {organisation}. Choose a password to get in; you sign in with \
             {email} from then on.",
            inviter = inviter,
            organisation = organisation,
            email = to,
        ),
        action: (t!("Accept the invitation"), link),
        note: expected(head),
    };
    letter.to(
        to,
        MailKind::Invitation,
        t!(
            "Your invitation to {organisation}",
            organisation = organisation
        ),
    )
}

/// How long an invitation holds, and that nobody has to follow it.
fn expected(head: &Letterhead) -> String {
    match head.invitation_days {
        1 => t!(
            "The link works once, for a day. If you expected no invitation, there is nothing you \
             have to do."
        )
        .to_owned(),
        days => t!(
            "The link works once, for {days} days. If you expected no invitation, there is nothing \
             you have to do.",
            days = days
        ),
    }
}

/// Lets somebody choose another password. It says nothing that only the right person may know.
pub fn password_reset(head: &Letterhead, link: &str, to: &Email) -> NewMail {
    let letter = Letter {
        head,
        greeting: t!("Hello,").to_owned(),
        text: t!(
            "Somebody, most likely you, has forgotten the password of {email}.",
            email = to
        ),
        action: (t!("Choose another password"), link),
        note: t!(
            "The link works once, for 30 minutes. If it was not you, there is nothing you have to \
             do: your password stays as it is."
        )
        .to_owned(),
    };
    letter.to(
        to,
        MailKind::PasswordReset,
        t!("Choose another password").to_owned(),
    )
}

/// Asks somebody to register an organisation. `note` is a word of the reseller's; may be empty.
pub fn customer_invitation(head: &Letterhead, note: &str, link: &str, to: &Email) -> NewMail {
    let reseller = &head.brand.name;
    let mut text = t!(
        "{reseller} invites you to open an account. Register your organisation; you sign in with \
         {email} from then on.",
        reseller = reseller,
        email = to,
    );
    if !note.is_empty() {
        text = format!("{text}\n\n{note}");
    }
    let letter = Letter {
        head,
        greeting: t!("Hello,").to_owned(),
        text,
        action: (t!("Register your organisation"), link),
        note: expected(head),
    };
    letter.to(
        to,
        MailKind::CustomerInvitation,
        t!("{reseller} invites you", reseller = reseller),
    )
}

/// Asks whoever reads the mails of an address to show that they do.
pub fn verification(head: &Letterhead, organisation: &Name, link: &str, to: &Email) -> NewMail {
    let letter = Letter {
        head,
        greeting: t!("Hello,").to_owned(),
        text: t!(
            "{email} was given as the account email of {organisation}. Is it yours?",
            email = to,
            organisation = organisation,
        ),
        action: (t!("Verify this email"), link),
        note: t!(
            "The link works once, for a day. If you know nothing of it, there is nothing you have to \
             do: without the link the address does not count."
        )
        .to_owned(),
    };
    letter.to(
        to,
        MailKind::Verification,
        t!(
            "Verify the email of {organisation}",
            organisation = organisation
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::brand::{Brand, Hue};

    #[test]
    fn an_invitation_says_who_invites_into_what() {
        let name = |text| Name::parse(text).unwrap();
        let organisation = name("Alba <b>Media</b>");
        let head = Letterhead {
            brand: Brand {
                name: name("Polder Speech"),
                hue: Hue::default(),
                logo: None,
            },
            signature: "Kind regards,\nSanne & <Co>".into(),
            invitation_days: 14,
        };
        let words = Invitation {
            head: &head,
            inviter: "Sanne",
            organisation: &organisation,
            name: &name("Ana"),
            link: "https://console.example/invitation/0a",
        };
        let mail = invitation(&words, &Email::parse("ana@alba.example").unwrap());
        assert_eq!(mail.subject, "Your invitation to Alba <b>Media</b>");
        assert!(
            mail.text
                .contains("Sanne invites you to Alba <b>Media</b>.")
        );
        assert!(
            mail.text
                .contains("\nhttps://console.example/invitation/0a\n")
        );
        assert!(mail.text.contains("works once, for 14 days."));
        assert!(mail.text.ends_with("\n\nKind regards,\nSanne & <Co>\n"));
        assert!(mail.html.contains("Alba &lt;b&gt;Media"));
        assert!(
            mail.html
                .contains("Kind regards,<br>Sanne &amp; &lt;Co&gt;")
        );
        assert!(
            mail.html
                .contains(r#"href="https://console.example/invitation/0a""#)
        );
    }
}
