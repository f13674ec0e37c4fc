//! The one place where codes become sentences.

use domain::error::{Conflict, Error};
use domain::field::{Field, Issue};
use domain::listing::Direction;
use domain::phone::Country;

/// The label of a field.
pub const fn field_words(field: Field) -> &'static str {
    match field {
        Field::Name | Field::Confirmation => "Name",
        Field::Email => "Email",
        Field::Phone => "Phone",
        Field::Country => "Country",
        Field::Status => "Status",
        Field::TeamType => "Team type",
        Field::CompanyName => "Company",
        Field::Tags => "Tags",
        Field::RegisteredAt => "Registered",
        Field::Password => "Password",
        Field::CurrentPassword => "Present password",
        Field::Organisation => "Organisation",
        Field::User => "User",
        Field::Host => "Host name",
        Field::BilledAs => "Billed as",
        Field::VatNumber => "VAT number",
        Field::Street => "Street and number",
        Field::PostalCode => "Postal code",
        Field::City => "Town",
        Field::Note => "Message",
        Field::Code => "Code",
        Field::Currency => "Currency",
        Field::TimeZone => "Time zone",
        Field::Hue => "Colour",
        Field::Logo => "Logo",
        Field::SenderName => "Sender",
        Field::ReplyTo => "Answers go to",
        Field::Signature => "Signature",
        Field::InvitationDays => "Days of an invitation",
    }
}

/// What is wrong with a field, and what to do about it.
pub fn issue_words(field: Field, issue: &Issue) -> String {
    match issue {
        Issue::Required => required(field).to_owned(),
        Issue::TooLong { max } => format!("Use at most {max} characters."),
        Issue::TooShort { min } => format!("Use at least {min} characters."),
        Issue::TooMany { max } => format!("Use at most {max} of them."),
        Issue::ControlCharacter => {
            "There is an invisible character in it: type it anew instead of pasting it.".to_owned()
        }
        Issue::Separator => "Leave out commas and semicolons: they separate values.".to_owned(),
        Issue::NotAHost => "Enter a host name, such as speech.example.com.".to_owned(),
        Issue::NotAnEmail => "Enter a full email address, such as name@example.com.".to_owned(),
        Issue::Taken => taken(field).to_owned(),
        Issue::TakenByUser => "Somebody signs in with this email address already.".to_owned(),
        Issue::NotAVatNumber { example } if example.is_empty() => {
            "Enter the VAT number as it stands on an invoice.".to_owned()
        }
        Issue::NotAVatNumber { example } => format!("Enter a VAT number such as {example}."),
        Issue::WrongCheckDigits => {
            "The digits do not fit together: one of them may be mistyped.".to_owned()
        }
        Issue::NotAPhone => {
            "Enter a phone number, such as 020 123 4567 or +31 20 123 4567.".to_owned()
        }
        Issue::NotAPhoneOf { country } => format!(
            "This is not a phone number of {}: check the number or choose another country.",
            Country::by_code(country).map_or_else(|_| country.clone(), |it| it.name().to_owned())
        ),
        Issue::UnknownCountry => {
            "Choose a country by its name, code or dial code, such as NL or +31.".to_owned()
        }
        Issue::NotInList => "Choose one from the list.".to_owned(),
        Issue::NotBetween { min, max } => format!("Enter a whole number from {min} to {max}."),
        Issue::HostOfAll => {
            "This is the address of the whole installation. Leave it empty, or enter another one."
                .to_owned()
        }
        Issue::NotAPicture => "Choose a PNG or SVG file.".to_owned(),
        Issue::TooManyBytes => "Choose a file of at most 256 KB.".to_owned(),
        Issue::TooManyPixels => "Choose a picture of at most 2,000 pixels on each side.".to_owned(),
        Issue::UnsafePicture => {
            "Something in this picture cannot be shown safely. Save it as PNG, and choose that."
                .to_owned()
        }
        Issue::TextInPicture => {
            "There is text in this picture, which needs a font. Convert it to paths, and try again."
                .to_owned()
        }
        Issue::NotOneOf { choices } => format!("Use one of these: {choices}."),
        Issue::NotATime => "Enter a time such as 2026-01-31T09:30:00Z.".to_owned(),
        Issue::SameAsLine { line } => format!("Line {line} of the file has it already."),
        Issue::Weak => {
            "This is too easy to guess: use several unrelated words, for example.".to_owned()
        }
        Issue::SameAsBefore => "Choose another password than the one you have now.".to_owned(),
        Issue::SameAsEmail => "Use something other than the email address.".to_owned(),
        Issue::DoesNotMatch if field == Field::CurrentPassword => {
            "This is not your password.".to_owned()
        }
        Issue::DoesNotMatch if field == Field::Password => {
            "This email and password do not go together.".to_owned()
        }
        Issue::DoesNotMatch if field == Field::Code => {
            "This code is not right, or has been used. Wait for the next one.".to_owned()
        }
        Issue::DoesNotMatch => "This is not the same: type it exactly as shown.".to_owned(),
        Issue::TooSoon { seconds: 1 } => "Too many attempts: wait a second.".to_owned(),
        Issue::TooSoon { seconds } => format!("Too many attempts: wait {seconds} seconds."),
        Issue::TurnedOff => "This account is turned off: ask whoever gave it to you.".to_owned(),
    }
}

const fn required(field: Field) -> &'static str {
    match field {
        Field::Name => "Enter a name.",
        Field::CompanyName => "Enter the name of the company.",
        Field::Email => "Enter an email address.",
        Field::Phone => "Enter a phone number.",
        Field::Country => "Choose a country.",
        Field::Status | Field::TeamType => "Choose one.",
        Field::Tags => "Enter a tag.",
        Field::RegisteredAt => "Enter a time.",
        Field::Password => "Enter a password.",
        Field::CurrentPassword => "Enter the password you have now.",
        Field::Organisation => "Enter the name of your organisation.",
        Field::User => "Choose a user.",
        Field::Host => "Enter a host name.",
        Field::Confirmation => "Type the name to confirm.",
        Field::BilledAs => "Choose who is billed.",
        Field::VatNumber => "Enter the VAT number. Companies in the EU have one.",
        Field::Street => "Enter street and number.",
        Field::PostalCode => "Enter the postal code.",
        Field::City => "Enter the town.",
        Field::Note => "Enter a message.",
        Field::Code => "Enter a code.",
        Field::Currency => "Choose a currency.",
        Field::TimeZone => "Choose a time zone.",
        Field::Hue => "Choose a colour.",
        Field::Logo => "Choose a file.",
        Field::SenderName => "Enter the name that mail comes from.",
        Field::ReplyTo => "Enter the address that answers go to.",
        Field::Signature => "Enter a signature.",
        Field::InvitationDays => "Enter a number of days.",
    }
}

const fn taken(field: Field) -> &'static str {
    match field {
        Field::Email => "Another customer has this email address already.",
        Field::Phone => "Another customer has this phone number already.",
        Field::Name
        | Field::Country
        | Field::Status
        | Field::TeamType
        | Field::CompanyName
        | Field::Tags
        | Field::RegisteredAt
        | Field::Password
        | Field::CurrentPassword
        | Field::Organisation
        | Field::User
        | Field::Host
        | Field::Confirmation
        | Field::BilledAs
        | Field::VatNumber
        | Field::Street
        | Field::PostalCode
        | Field::City
        | Field::Note
        | Field::Code
        | Field::Currency
        | Field::TimeZone
        | Field::Hue
        | Field::Logo
        | Field::SenderName
        | Field::ReplyTo
        | Field::Signature
        | Field::InvitationDays => "This is taken already.",
    }
}

/// The word for a direction, as a caption says it.
pub const fn direction_words(direction: Direction) -> &'static str {
    match direction {
        Direction::Ascending => "ascending",
        Direction::Descending => "descending",
    }
}

/// What went wrong, and what to do next.
pub fn error_words(error: &Error) -> String {
    match error {
        Error::Invalid(errors) => match errors.iter().count() {
            1 => "One field needs another look.".to_owned(),
            fields => format!("{fields} fields need another look."),
        },
        Error::Conflict(Conflict::Changed) => {
            "Somebody else changed this in the meantime. Nothing was saved yet.".to_owned()
        }
        Error::Conflict(Conflict::Count { now }) => format!(
            "The list has changed: {} match now. Nothing was done; look again and repeat.",
            super::format::count(*now)
        ),
        Error::Conflict(Conflict::Registered) => {
            "They have registered in the meantime. Nothing was done.".to_owned()
        }
        Error::Conflict(Conflict::NotRegistered) => {
            "They have not registered yet, so that there is no password to reset.".to_owned()
        }
        Error::Conflict(Conflict::Sent) => "It has been sent in the meantime.".to_owned(),
        Error::Conflict(Conflict::LastUser) => {
            "Nobody else could sign in then. Invite somebody first, and wait until they have \
             registered."
                .to_owned()
        }
        Error::Conflict(Conflict::Yourself) => {
            "That would lock you out. Somebody else has to do it.".to_owned()
        }
        Error::NotFound => "This does not exist, or not any more.".to_owned(),
        Error::SignedOut => "You are signed out. Sign in again to go on.".to_owned(),
        Error::Forbidden(_) => {
            "Support may not do this: it is for the customer's own people.".to_owned()
        }
        Error::ReadOnly => "This is a read-only login: nothing was changed.".to_owned(),
        Error::SupportOver => {
            "This support login is over. Nothing was done; begin another one to go on.".to_owned()
        }
        Error::BadRequest => "This page is out of date. Reload it and try again.".to_owned(),
        Error::Unreachable => {
            "The server cannot be reached. Check the connection and try again.".to_owned()
        }
        Error::Unavailable => "The server is busy. Try again in a moment.".to_owned(),
        Error::Internal(None) => "Something went wrong on our side. Try again.".to_owned(),
        Error::Internal(Some(request)) => {
            format!("Something went wrong on our side. Try again, or report it with {request}.")
        }
    }
}
