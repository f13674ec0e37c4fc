//! The sheet that every mail is written on: plain text, and HTML that says the same.

use domain::email::Email;
use domain::mail::{MailKind, NewMail};
use maud::{DOCTYPE, html};

/// A short letter with one thing to do.
pub(super) struct Letter<'a> {
    /// Whose installation it is.
    pub brand: &'a str,
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
const BUTTON: &str = "display:inline-block;padding:10px 18px;border-radius:8px;background:#1f5fbf;\
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
            self.greeting, self.text, self.note, self.brand
        )
    }

    fn html(&self) -> String {
        let (words, link) = self.action;
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head { meta charset="utf-8"; title { (self.brand) } }
                body style=(BODY) {
                    div style=(SHEET) {
                        p { b { (self.brand) } }
                        p { (self.greeting) }
                        @for paragraph in self.text.split("\n\n") {
                            p { (paragraph) }
                        }
                        p { a href=(link) style=(BUTTON) { (words) } }
                        p style=(NOTE) { "Or open this address: " a href=(link) { (link) } }
                        p style=(NOTE) { (self.note) }
                    }
                }
            }
        };
        page.into_string()
    }
}
