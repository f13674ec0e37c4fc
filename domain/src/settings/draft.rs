//! Settings as typed.

use super::{INVITATION_DAYS, SIGNATURE_MAX, Settings};
use crate::audit::FieldChange;
use crate::brand::Hue;
use crate::currency::Currency;
use crate::email::Email;
use crate::field::{Field, FieldErrors, Issue};
use crate::name::Name;
use crate::phone::Country;
use crate::reseller::check_host;
use crate::text;
use crate::time_zone::TimeZone;
use serde::{Deserialize, Serialize};

/// Settings as typed: one text for each field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsDraft {
    /// The organisation's name.
    #[serde(default)]
    pub name: String,
    /// A host name; may be empty.
    #[serde(default)]
    pub host: String,
    /// A country: name or code.
    #[serde(default)]
    pub country: String,
    /// A currency's code.
    #[serde(default)]
    pub currency: String,
    /// A time zone's name.
    #[serde(default)]
    pub time_zone: String,
    /// Degrees of the colour circle.
    #[serde(default)]
    pub hue: String,
    /// The name that mail comes from; may be empty.
    #[serde(default)]
    pub sender_name: String,
    /// Where answers to mail go; may be empty.
    #[serde(default)]
    pub reply_to: String,
    /// What stands beneath every mail; may be empty.
    #[serde(default)]
    pub signature: String,
    /// Days.
    #[serde(default)]
    pub invitation_days: String,
}

/// Where a field stands.
pub type Slot = fn(&mut SettingsDraft) -> &mut String;

impl SettingsDraft {
    /// The fields, in the order in which they are asked for, and where each one stands.
    pub const FIELDS: [(Field, Slot); 10] = [
        (Field::Name, |draft| &mut draft.name),
        (Field::Host, |draft| &mut draft.host),
        (Field::Country, |draft| &mut draft.country),
        (Field::Currency, |draft| &mut draft.currency),
        (Field::TimeZone, |draft| &mut draft.time_zone),
        (Field::InvitationDays, |draft| &mut draft.invitation_days),
        (Field::Hue, |draft| &mut draft.hue),
        (Field::SenderName, |draft| &mut draft.sender_name),
        (Field::ReplyTo, |draft| &mut draft.reply_to),
        (Field::Signature, |draft| &mut draft.signature),
    ];

    /// The settings as they were typed, or would have been.
    pub fn of(settings: &Settings) -> Self {
        let optional = |text: Option<String>| text.unwrap_or_default();
        Self {
            name: settings.name.to_string(),
            host: optional(settings.host.clone()),
            country: settings.country.code().to_owned(),
            currency: settings.currency.to_string(),
            time_zone: settings.time_zone.to_string(),
            hue: settings.hue.to_string(),
            sender_name: optional(settings.sender_name.as_ref().map(Name::to_string)),
            reply_to: optional(settings.reply_to.as_ref().map(Email::to_string)),
            signature: settings.signature.clone(),
            invitation_days: settings.invitation_days.to_string(),
        }
    }

    /// Checks every field; all issues are reported together.
    pub fn parse(&self) -> Result<Settings, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = errors.check(Field::Name, Name::parse(&self.name));
        let host = errors.check(Field::Host, optional(&self.host, check_host));
        let country = errors.check(Field::Country, country(&self.country));
        let currency = errors.check(Field::Currency, Currency::parse(&self.currency));
        let time_zone = errors.check(Field::TimeZone, TimeZone::parse(&self.time_zone));
        let hue = errors.check(Field::Hue, Hue::parse(&self.hue));
        let sender_name = errors.check(Field::SenderName, optional(&self.sender_name, Name::parse));
        let reply_to = errors.check(Field::ReplyTo, optional(&self.reply_to, Email::parse));
        let signature = text::optional_lines(&self.signature, SIGNATURE_MAX);
        let signature = errors.check(Field::Signature, signature);
        let invitation_days = errors.check(Field::InvitationDays, days(&self.invitation_days));
        let settings = || {
            Some(Settings {
                name: name?,
                host: host?,
                country: country?,
                currency: currency?,
                time_zone: time_zone?,
                hue: hue?,
                sender_name: sender_name?,
                reply_to: reply_to?,
                signature: signature?,
                invitation_days: invitation_days?,
            })
        };
        settings().ok_or(errors)
    }

    /// Which fields are another one's in `after`, and what they are there.
    pub fn changes(&self, after: &Self) -> Vec<FieldChange> {
        let (mut before, mut after) = (self.clone(), after.clone());
        let text = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        Self::FIELDS
            .into_iter()
            .filter_map(|(field, slot)| {
                let (from, to) = (slot(&mut before), slot(&mut after));
                (from != to).then(|| FieldChange {
                    field: field.as_str().to_owned(),
                    from: text(from),
                    to: text(to),
                })
            })
            .collect()
    }

    /// `theirs`, but for what differs here from `before`.
    #[must_use]
    pub fn beside(&self, before: &Self, theirs: &Self) -> Self {
        let (mut mine, mut before, mut merged) = (self.clone(), before.clone(), theirs.clone());
        for (_, slot) in Self::FIELDS {
            if slot(&mut mine) != slot(&mut before) {
                slot(&mut merged).clone_from(slot(&mut mine));
            }
        }
        merged
    }
}

/// A value that may be left out.
fn optional<T>(
    typed: &str,
    parse: impl FnOnce(&str) -> Result<T, Issue>,
) -> Result<Option<T>, Issue> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    parse(typed).map(Some)
}

fn country(typed: &str) -> Result<Country, Issue> {
    if typed.trim().is_empty() {
        return Err(Issue::Required);
    }
    Country::find(typed)
}

fn days(typed: &str) -> Result<u16, Issue> {
    let (min, max) = INVITATION_DAYS;
    let days = typed.trim().parse::<u16>().ok();
    days.filter(|days| (min..=max).contains(days))
        .ok_or(Issue::NotBetween { min, max })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> SettingsDraft {
        SettingsDraft {
            name: " Polder Speech ".into(),
            host: "Speech.Polder.example".into(),
            country: "NL".into(),
            currency: "eur".into(),
            time_zone: "Europe/Amsterdam".into(),
            hue: "160".into(),
            sender_name: String::new(),
            reply_to: "Help@polder.example".into(),
            signature: "Kind regards,\r\nPolder".into(),
            invitation_days: "14".into(),
        }
    }

    #[test]
    fn settings_come_back_as_they_are_kept() {
        let settings = draft().parse().unwrap();
        assert_eq!(settings.host.as_deref(), Some("speech.polder.example"));
        assert_eq!(settings.sender_name, None);
        let typed = SettingsDraft::of(&settings);
        assert_eq!(typed.signature, "Kind regards,\nPolder");
        assert_eq!(typed.parse(), Ok(settings));
    }

    #[test]
    fn all_issues_are_reported_together() {
        let wrong = SettingsDraft {
            host: "https://polder".into(),
            reply_to: "nobody".into(),
            hue: "400".into(),
            invitation_days: "0".into(),
            ..SettingsDraft::default()
        };
        let errors = wrong.parse().unwrap_err();
        let fields: Vec<_> = errors.iter().map(|(field, _)| field).collect();
        assert_eq!(fields.len(), 8, "{fields:?}");
        let between = Issue::NotBetween { min: 1, max: 90 };
        assert_eq!(errors.get(Field::InvitationDays), Some(&between));
    }

    #[test]
    fn a_change_names_what_differs() {
        let before = SettingsDraft::of(&draft().parse().unwrap());
        let after = SettingsDraft {
            signature: String::new(),
            ..before.clone()
        };
        let changes = before.changes(&after);
        assert_eq!(changes.len(), 1);
        assert_eq!(changes[0].field, "signature");
        assert_eq!(changes[0].to, None);
        let theirs = SettingsDraft {
            hue: "9".into(),
            signature: "Theirs".into(),
            ..before.clone()
        };
        let merged = after.beside(&before, &theirs);
        assert_eq!((merged.hue.as_str(), merged.signature.as_str()), ("9", ""));
    }
}
