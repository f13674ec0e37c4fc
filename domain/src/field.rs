//! What can be wrong with what somebody typed: a field and a code, never a sentence.

use crate::money::Money;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A field of a form, a column of an import, a member of a JSON body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// A person's or an organisation's name.
    Name,
    /// An email address.
    Email,
    /// A phone number.
    Phone,
    /// The country a phone number is written for.
    Country,
    /// Whether a customer is active.
    Status,
    /// What a customer registered as.
    TeamType,
    /// The company behind an enterprise customer.
    CompanyName,
    /// The labels of a customer.
    Tags,
    /// When a customer registered.
    RegisteredAt,
    /// A password.
    Password,
    /// The password that is to be changed.
    CurrentPassword,
    /// The organisation a first sign-in is set up for.
    Organisation,
    /// A person.
    User,
    /// The host name that leads to a reseller's sign-in page.
    Host,
    /// The name that confirms a deletion.
    Confirmation,
    /// Whether a person or a company is billed.
    BilledAs,
    /// The VAT number of a company.
    VatNumber,
    /// Street and number.
    Street,
    /// A postal code.
    PostalCode,
    /// A town.
    City,
    /// A word to somebody.
    Note,
    /// A code of the second factor.
    Code,
    /// A currency.
    Currency,
    /// A time zone.
    TimeZone,
    /// The colour of a reseller.
    Hue,
    /// The logo of a reseller.
    Logo,
    /// The name that mail comes from.
    SenderName,
    /// Where answers to mail go.
    ReplyTo,
    /// What stands beneath every mail.
    Signature,
    /// How many days an invitation can be used.
    InvitationDays,
    /// The language of pages, or what is spoken in a recording.
    Language,
    /// What a token is made for.
    Scopes,
    /// When a token ends.
    Expiry,
    /// The last day of a token.
    ExpiresOn,
    /// For how long a token goes on beside the one that replaces it.
    Overlap,
    /// Whether a session is about a recording or about what is spoken now.
    Mode,
    /// The name of a recording or stream.
    SourceName,
    /// What a customer's own program calls a session.
    ExternalId,
    /// The number of a report.
    Sequence,
    /// An amount of audio in milliseconds.
    MediaMs,
    /// What went wrong.
    Error,
    /// What became of a piece of work.
    Outcome,
    /// Who says that something was used.
    Source,
    /// What it is called there.
    EventId,
    /// When it was used.
    Time,
    /// The kind of an event.
    EventType,
    /// The version of the specification of events.
    SpecVersion,
    /// The contents of an event.
    Data,
    /// The first day.
    From,
    /// The last day.
    To,
    /// By hour, day or month.
    Grain,
    /// What numbers are split by.
    Split,
    /// An amount of money.
    Amount,
    /// Why money is moved.
    Comment,
    /// Whether money is added or taken.
    AdjustmentKind,
    /// What a customer has paid in and not spent.
    Balance,
    /// What a customer was given and has not spent.
    Credits,
    /// How far below nothing a balance may go.
    CreditLimit,
}

impl Field {
    /// The name used in forms, import files and JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Country => "country",
            Self::Status => "status",
            Self::TeamType => "team_type",
            Self::CompanyName => "company_name",
            Self::Tags => "tags",
            Self::RegisteredAt => "registered_at",
            Self::Password => "password",
            Self::CurrentPassword => "current_password",
            Self::Organisation => "organisation",
            Self::User => "user",
            Self::Host => "host",
            Self::Confirmation => "confirmation",
            Self::BilledAs => "billed_as",
            Self::VatNumber => "vat_number",
            Self::Street => "street",
            Self::PostalCode => "postal_code",
            Self::City => "city",
            Self::Note => "note",
            Self::Code => "code",
            Self::Currency => "currency",
            Self::TimeZone => "time_zone",
            Self::Hue => "hue",
            Self::Logo => "logo",
            Self::SenderName => "sender_name",
            Self::ReplyTo => "reply_to",
            Self::Signature => "signature",
            Self::InvitationDays => "invitation_days",
            Self::Language => "language",
            Self::Scopes => "scopes",
            Self::Expiry => "expiry",
            Self::ExpiresOn => "expires_on",
            Self::Overlap => "overlap",
            Self::Mode => "mode",
            Self::SourceName => "source_name",
            Self::ExternalId => "external_id",
            Self::Sequence => "sequence",
            Self::MediaMs => "media_ms",
            Self::Error => "error",
            Self::Outcome => "outcome",
            Self::Source => "source",
            Self::EventId => "id",
            Self::Time => "time",
            Self::EventType => "type",
            Self::SpecVersion => "specversion",
            Self::Data => "data",
            Self::From => "from",
            Self::To => "to",
            Self::Grain => "by",
            Self::Split => "split",
            Self::Amount => "amount",
            Self::Comment => "comment",
            Self::AdjustmentKind => "kind",
            Self::Balance => "balance",
            Self::Credits => "credits",
            Self::CreditLimit => "credit_limit",
        }
    }
}

/// What is wrong with a value, with what a sentence about it needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Issue {
    /// Nothing was given where something has to be.
    Required,
    /// More characters than `max`.
    TooLong {
        /// The most characters that are taken.
        max: u16,
    },
    /// Fewer characters than `min`.
    TooShort {
        /// The fewest characters that are taken.
        min: u16,
    },
    /// More items than `max`.
    TooMany {
        /// The most items that are taken.
        max: u16,
    },
    /// A control character, which no screen shows and no keyboard means.
    ControlCharacter,
    /// A character that separates values, inside a value.
    Separator,
    /// Not a host name of the form `speech.example.com`.
    NotAHost,
    /// Not of the form `name@example.com`.
    NotAnEmail,
    /// Another row of this reseller has it already.
    Taken,
    /// Somebody of this reseller or its customers signs in with it already.
    TakenByUser,
    /// Not a phone number of any country.
    NotAPhone,
    /// A phone number that the chosen country does not have.
    NotAPhoneOf {
        /// ISO 3166-1 alpha-2.
        country: String,
    },
    /// No country by that name, code or dial code.
    UnknownCountry,
    /// Not one of the words that are taken here.
    NotOneOf {
        /// The words, separated by commas.
        choices: String,
    },
    /// Not one of those that can be chosen.
    NotInList,
    /// Not a whole number between two, both included.
    NotBetween {
        /// The least.
        min: u16,
        /// The most.
        max: u16,
    },
    /// The host name that the whole installation is at.
    HostOfAll,
    /// Neither a PNG nor an SVG.
    NotAPicture,
    /// A picture of more bytes than a logo may have ([`crate::brand::Logo::BYTES_MAX`]).
    TooManyBytes,
    /// A picture with more pixels on one side than a logo may have
    /// ([`crate::brand::Logo::SIDE_MAX`]).
    TooManyPixels,
    /// A picture with something in it that cannot be shown safely.
    UnsafePicture,
    /// A picture with text in it, which would look otherwise wherever its font is missing.
    TextInPicture,
    /// Not a VAT number as the country writes them.
    NotAVatNumber {
        /// One that is.
        example: String,
    },
    /// A number whose check digits do not fit the others: a slip of the hand.
    WrongCheckDigits,
    /// Not an amount of money as the language writes it, nor with a decimal point.
    NotAnAmount,
    /// More decimals than the currency has.
    TooManyDecimals {
        /// The most decimals.
        max: u8,
    },
    /// More than can be written down.
    TooLarge,
    /// More than there is.
    TooMuch {
        /// The most that there is.
        most: Money,
    },
    /// Nothing, or less.
    NotPositive,
    /// Less than nothing.
    Negative,
    /// Not a time of the form `2026-01-31T09:30:00Z` (RFC 3339).
    NotATime,
    /// The same value stands on an earlier line of the file.
    SameAsLine {
        /// The earlier line, counted from 1 with the header.
        line: u64,
    },
    /// Too easily guessed.
    Weak,
    /// The password that is to be changed.
    SameAsBefore,
    /// The same as the email address.
    SameAsEmail,
    /// Not what was asked to be typed; of a sign-in's password, that it and the email do not go
    /// together.
    DoesNotMatch,
    /// Tried too often. The next try is looked at after so many seconds.
    TooSoon {
        /// The seconds to wait.
        seconds: u32,
    },
    /// Right, but the account or its organisation is turned off.
    TurnedOff,
    /// Not a day of the form `2026-01-31`.
    NotADay,
    /// A day that is over.
    Past,
    /// Not a language tag of the form `nl` or `en-GB` (RFC 5646).
    NotALanguage,
    /// A number outside of limits, both of which are included.
    OutOfRange {
        /// The least.
        min: i64,
        /// The most.
        max: i64,
    },
    /// Longer ago than is taken.
    TooOld {
        /// The most days.
        days: u16,
    },
    /// Further ahead than clocks are wrong.
    TooFarAhead {
        /// The most minutes.
        minutes: u16,
    },
}

/// The issues of one form or one line, at most one per field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FieldErrors(BTreeMap<Field, Issue>);

impl FieldErrors {
    /// Errors with one entry.
    pub fn of(field: Field, issue: Issue) -> Self {
        Self(BTreeMap::from([(field, issue)]))
    }

    /// Notes an issue; the first one of a field stays.
    pub fn add(&mut self, field: Field, issue: Issue) {
        self.0.entry(field).or_insert(issue);
    }

    /// Keeps the value of a check, or notes its issue.
    pub fn check<T>(&mut self, field: Field, outcome: Result<T, Issue>) -> Option<T> {
        outcome.map_err(|issue| self.add(field, issue)).ok()
    }

    /// The issue of one field.
    pub fn get(&self, field: Field) -> Option<&Issue> {
        self.0.get(&field)
    }

    /// Whether there is no issue.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All issues, in the order of the fields.
    pub fn iter(&self) -> impl Iterator<Item = (Field, &Issue)> {
        self.0.iter().map(|(field, issue)| (*field, issue))
    }
}
