//! The one place where codes become sentences.

use super::countries::country_name;
use super::format::money;
use crate::words::t;
use domain::error::{Conflict, Error};
use domain::field::{Field, Issue};
use domain::listing::Direction;
use domain::phone::Country;

/// The label of a field.
pub fn field_words(field: Field) -> &'static str {
    match field {
        Field::Name | Field::Confirmation => t!("Name"),
        Field::Email => t!("Email"),
        Field::Phone => t!("Phone"),
        Field::Country => t!("Country"),
        Field::Status => t!("Status"),
        Field::TeamType => t!("Team type"),
        Field::CompanyName => t!("Company"),
        Field::Tags => t!("Tags"),
        Field::RegisteredAt => t!("Registered"),
        Field::Password => t!("Password"),
        Field::CurrentPassword => t!("Present password"),
        Field::Organisation => t!("Organisation"),
        Field::User => t!("User"),
        Field::Host => t!("Host name"),
        Field::BilledAs => t!("Billed as"),
        Field::VatNumber => t!("VAT number"),
        Field::Street => t!("Street and number"),
        Field::PostalCode => t!("Postal code"),
        Field::City => t!("Town"),
        Field::Note => t!("Message"),
        Field::Code => t!("Code"),
        Field::Currency => t!("Currency"),
        Field::TimeZone => t!("Time zone"),
        Field::Hue => t!("Colour"),
        Field::Logo => t!("Logo"),
        Field::SenderName => t!("Sender"),
        Field::ReplyTo => t!("Answers go to"),
        Field::Signature => t!("Signature"),
        Field::InvitationDays => t!("Days of an invitation"),
        Field::Language => t!("Language"),
        Field::Scopes => t!("Scopes"),
        Field::Expiry => t!("Expires"),
        Field::ExpiresOn => t!("Last day"),
        Field::Overlap => t!("Overlap"),
        Field::From => t!("From"),
        Field::To => t!("To"),
        Field::Amount => t!("Amount"),
        Field::Comment => t!("Reason"),
        Field::AdjustmentKind => t!("Refill or deduct"),
        Field::Balance => t!("Balance"),
        Field::Credits => t!("Credits"),
        Field::CreditLimit => t!("Credit limit"),
        // Programs alone send these, and know them by their names.
        Field::Mode
        | Field::SourceName
        | Field::ExternalId
        | Field::Sequence
        | Field::MediaMs
        | Field::Error
        | Field::Outcome
        | Field::Source
        | Field::EventId
        | Field::Time
        | Field::EventType
        | Field::SpecVersion
        | Field::Data
        | Field::Grain
        | Field::Split => field.as_str(),
    }
}

/// What is wrong with a field, and what to do about it.
pub fn issue_words(field: Field, issue: &Issue) -> String {
    match issue {
        Issue::Required => required(field).to_owned(),
        Issue::TooLong { max } => t!("Use at most {max} characters.", max = max),
        Issue::TooShort { min } => t!("Use at least {min} characters.", min = min),
        Issue::TooMany { max } => t!("Use at most {max} of them.", max = max),
        Issue::ControlCharacter => {
            t!("There is an invisible character in it: type it anew instead of pasting it.")
                .to_owned()
        }
        Issue::Separator => t!("Leave out commas and semicolons: they separate values.").to_owned(),
        Issue::NotAHost => t!("Enter a host name, such as speech.example.com.").to_owned(),
        Issue::NotAnEmail => t!("Enter a full email address, such as name@example.com.").to_owned(),
        Issue::Taken => taken(field).to_owned(),
        Issue::TakenByUser => t!("Somebody signs in with this email address already.").to_owned(),
        Issue::NotAVatNumber { example } if example.is_empty() => {
            t!("Enter the VAT number as it stands on an invoice.").to_owned()
        }
        Issue::NotAVatNumber { example } => {
            t!("Enter a VAT number such as {example}.", example = example)
        }
        Issue::WrongCheckDigits => {
            t!("The digits do not fit together: one of them may be mistyped.").to_owned()
        }
        Issue::NotAPhone => {
            t!("Enter a phone number, such as 020 123 4567 or +31 20 123 4567.").to_owned()
        }
        Issue::NotAPhoneOf { country } => t!(
            "This is not a phone number of {country}: check the number or choose another country.",
            country = match Country::by_code(country) {
                Ok(country) => country_name(country),
                Err(_) => country,
            }
        ),
        Issue::UnknownCountry => {
            t!("Choose a country by its name, code or dial code, such as NL or +31.").to_owned()
        }
        Issue::NotInList => t!("Choose one from the list.").to_owned(),
        Issue::NotBetween { min, max } => between(i64::from(*min), i64::from(*max)),
        Issue::OutOfRange { min, max } => between(*min, *max),
        Issue::HostOfAll => t!(
            "This is the address of the whole installation. Leave it empty, or enter another one."
        )
        .to_owned(),
        Issue::NotAPicture => t!("Choose a PNG or SVG file.").to_owned(),
        Issue::TooManyBytes => t!("Choose a file of at most 256 KB.").to_owned(),
        Issue::TooManyPixels => {
            t!("Choose a picture of at most 2,000 pixels on each side.").to_owned()
        }
        Issue::UnsafePicture => {
            t!("Something in this picture cannot be shown safely. Save it as PNG, and choose that.")
                .to_owned()
        }
        Issue::TextInPicture => t!(
            "There is text in this picture, which needs a font. Convert it to paths, and try again."
        )
        .to_owned(),
        Issue::NotOneOf { choices } => t!("Use one of these: {choices}.", choices = choices),
        Issue::NotAnAmount => t!("Enter an amount such as {example}.", example = "1250.00"),
        Issue::TooManyDecimals { max } => decimals(*max),
        Issue::TooLarge => t!("This is more than can be kept.").to_owned(),
        Issue::TooMuch { most } => t!("At most {amount} can be taken.", amount = money(*most)),
        Issue::NotPositive => t!("Enter more than nothing.").to_owned(),
        Issue::Negative => t!("Enter nothing or more.").to_owned(),
        Issue::NotATime => t!("Enter a time such as 2026-01-31T09:30:00Z.").to_owned(),
        Issue::SameAsLine { line } => t!("Line {line} of the file has it already.", line = line),
        Issue::Weak => {
            t!("This is too easy to guess: use several unrelated words, for example.").to_owned()
        }
        Issue::SameAsBefore => t!("Choose another password than the one you have now.").to_owned(),
        Issue::SameAsEmail => t!("Use something other than the email address.").to_owned(),
        Issue::DoesNotMatch if field == Field::CurrentPassword => {
            t!("This is not your password.").to_owned()
        }
        Issue::DoesNotMatch if field == Field::Password => {
            t!("This email and password do not go together.").to_owned()
        }
        Issue::DoesNotMatch if field == Field::Code => {
            t!("This code is not right, or has been used. Wait for the next one.").to_owned()
        }
        Issue::DoesNotMatch => t!("This is not the same: type it exactly as shown.").to_owned(),
        Issue::TooSoon { seconds: 1 } => t!("Too many attempts: wait a second.").to_owned(),
        Issue::TooSoon { seconds } => t!(
            "Too many attempts: wait {seconds} seconds.",
            seconds = seconds
        ),
        Issue::NotADay => t!("Enter a day such as 2026-01-31.").to_owned(),
        Issue::Past => t!("This day is over: choose a later one.").to_owned(),
        Issue::NotALanguage => t!("Use a language tag, such as nl or en-GB.").to_owned(),
        Issue::TooOld { days } => t!("This is more than {days} days ago.", days = days),
        Issue::TooFarAhead { minutes } => {
            t!(
                "This is more than {minutes} minutes ahead.",
                minutes = minutes
            )
        }
        Issue::TurnedOff => {
            t!("This account is turned off: ask whoever gave it to you.").to_owned()
        }
    }
}

fn decimals(max: u8) -> String {
    match max {
        0 => t!("This currency has no decimals: enter a whole amount.").to_owned(),
        max => t!("Use at most {max} decimals.", max = max),
    }
}

fn between(min: i64, max: i64) -> String {
    t!(
        "Enter a whole number from {min} to {max}.",
        min = min,
        max = max
    )
}

fn required(field: Field) -> &'static str {
    match field {
        Field::Name => t!("Enter a name."),
        Field::CompanyName => t!("Enter the name of the company."),
        Field::Email => t!("Enter an email address."),
        Field::Phone => t!("Enter a phone number."),
        Field::Country => t!("Choose a country."),
        Field::Status
        | Field::TeamType
        | Field::Expiry
        | Field::Overlap
        | Field::AdjustmentKind => t!("Choose one."),
        Field::Tags => t!("Enter a tag."),
        Field::RegisteredAt => t!("Enter a time."),
        Field::Password => t!("Enter a password."),
        Field::CurrentPassword => t!("Enter the password you have now."),
        Field::Organisation => t!("Enter the name of your organisation."),
        Field::User => t!("Choose a user."),
        Field::Host => t!("Enter a host name."),
        Field::Confirmation => t!("Type the name to confirm."),
        Field::BilledAs => t!("Choose who is billed."),
        Field::VatNumber => t!("Enter the VAT number. Companies in the EU have one."),
        Field::Street => t!("Enter street and number."),
        Field::PostalCode => t!("Enter the postal code."),
        Field::City => t!("Enter the town."),
        Field::Note => t!("Enter a message."),
        Field::Code => t!("Enter a code."),
        Field::Currency => t!("Choose a currency."),
        Field::TimeZone => t!("Choose a time zone."),
        Field::Hue => t!("Choose a colour."),
        Field::Logo => t!("Choose a file."),
        Field::SenderName => t!("Enter the name that mail comes from."),
        Field::ReplyTo => t!("Enter the address that answers go to."),
        Field::Signature => t!("Enter a signature."),
        Field::InvitationDays => t!("Enter a number of days."),
        Field::Language => t!("Choose a language."),
        Field::Scopes => t!("Choose at least one."),
        Field::ExpiresOn | Field::From | Field::To => t!("Enter a day."),
        Field::Amount | Field::Balance | Field::Credits | Field::CreditLimit => {
            t!("Enter an amount.")
        }
        Field::Comment => t!("Say why."),
        Field::Mode
        | Field::SourceName
        | Field::ExternalId
        | Field::Sequence
        | Field::MediaMs
        | Field::Error
        | Field::Outcome
        | Field::Source
        | Field::EventId
        | Field::Time
        | Field::EventType
        | Field::SpecVersion
        | Field::Data
        | Field::Grain
        | Field::Split => t!("A value is needed here."),
    }
}

fn taken(field: Field) -> &'static str {
    match field {
        Field::Email => t!("Another customer has this email address already."),
        Field::Phone => t!("Another customer has this phone number already."),
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
        | Field::InvitationDays
        | Field::Language
        | Field::Scopes
        | Field::Expiry
        | Field::ExpiresOn
        | Field::Overlap
        | Field::From
        | Field::To
        | Field::Amount
        | Field::Comment
        | Field::AdjustmentKind
        | Field::Balance
        | Field::Credits
        | Field::CreditLimit
        | Field::Mode
        | Field::SourceName
        | Field::ExternalId
        | Field::Sequence
        | Field::MediaMs
        | Field::Error
        | Field::Outcome
        | Field::Source
        | Field::EventId
        | Field::Time
        | Field::EventType
        | Field::SpecVersion
        | Field::Data
        | Field::Grain
        | Field::Split => t!("This is taken already."),
    }
}

/// The word for a direction, as a caption says it.
pub fn direction_words(direction: Direction) -> &'static str {
    match direction {
        Direction::Ascending => t!("ascending"),
        Direction::Descending => t!("descending"),
    }
}

/// What went wrong, and what to do next.
pub fn error_words(error: &Error) -> String {
    match error {
        Error::Invalid(errors) => match errors.iter().count() {
            1 => t!("One field needs another look.").to_owned(),
            fields => t!("{fields} fields need another look.", fields = fields),
        },
        Error::Conflict(Conflict::Changed) => {
            t!("Somebody else changed this in the meantime. Nothing was saved yet.").to_owned()
        }
        Error::Conflict(Conflict::Count { now }) => t!(
            "The list has changed: {count} match now. Nothing was done; look again and repeat.",
            count = super::format::count(*now)
        ),
        Error::Conflict(Conflict::Registered) => {
            t!("They have registered in the meantime. Nothing was done.").to_owned()
        }
        Error::Conflict(Conflict::NotRegistered) => {
            t!("They have not registered yet, so that there is no password to reset.").to_owned()
        }
        Error::Conflict(Conflict::Sent) => t!("It has been sent in the meantime.").to_owned(),
        Error::Conflict(Conflict::LastUser) => t!(
            "Nobody else could sign in then. Invite somebody first, and wait until they have \
             registered."
        )
        .to_owned(),
        Error::Conflict(Conflict::Yourself) => {
            t!("That would lock you out. Somebody else has to do it.").to_owned()
        }
        Error::Conflict(Conflict::TokenOver) => {
            t!("This token is no good any more. Make another one.").to_owned()
        }
        Error::Conflict(Conflict::TranscriptionOver(_)) => {
            t!("This session has ended. Nothing was changed.").to_owned()
        }
        Error::Conflict(Conflict::CustomerInactive) => {
            t!("This customer is inactive, and begins nothing new.").to_owned()
        }
        Error::Conflict(Conflict::Currency) => {
            t!("This amount is of another currency than the customer's.").to_owned()
        }
        Error::Conflict(Conflict::Reversed) => {
            t!("This entry has been reversed already.").to_owned()
        }
        Error::Conflict(Conflict::Irreversible) => t!("This entry cannot be reversed.").to_owned(),
        Error::Conflict(Conflict::Spent) => {
            t!("What would be taken back has been spent already.").to_owned()
        }
        Error::Conflict(Conflict::OtherRequest) => {
            t!("This key was used for another request before.").to_owned()
        }
        Error::Conflict(Conflict::UnderWay) => {
            t!("This request is under way. Ask again in a moment.").to_owned()
        }
        Error::NotFound => t!("This does not exist, or not any more.").to_owned(),
        Error::SignedOut => t!("You are signed out. Sign in again to go on.").to_owned(),
        Error::Forbidden(_) => {
            t!("Support may not do this: it is for the customer's own people.").to_owned()
        }
        Error::ReadOnly => t!("This is a read-only login: nothing was changed.").to_owned(),
        Error::SupportOver => {
            t!("This support login is over. Nothing was done; begin another one to go on.")
                .to_owned()
        }
        Error::BadRequest => t!("This page is out of date. Reload it and try again.").to_owned(),
        Error::Unreachable => {
            t!("The server cannot be reached. Check the connection and try again.").to_owned()
        }
        Error::Unavailable => t!("The server is busy. Try again in a moment.").to_owned(),
        Error::Internal(None) => t!("Something went wrong on our side. Try again.").to_owned(),
        Error::Internal(Some(request)) => {
            t!(
                "Something went wrong on our side. Try again, or report it with {request}.",
                request = request
            )
        }
    }
}
