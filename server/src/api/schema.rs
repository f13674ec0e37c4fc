//! What the description says of single values: words of which there are only so many, and text of a
//! kind. Fields name these in place of what Rust keeps them in.

use domain::api_token::{Expiry, OVERLAPS, TokenScope};
use domain::audit::AuditKind;
use domain::billing::BillingDraft;
use domain::customer::{self, CustomerSort};
use domain::email;
use domain::ledger::{AdjustmentKind, Bucket, COMMENT_MAX, Reason};
use domain::listing::{Direction, Sort as _};
use domain::name;
use domain::support;
use domain::tag::{self, Tag};
use domain::transcription::{self, SpokenLanguage, TranscriptionStatus};
use domain::usage::{self, UsageRange};
use serde_json::Value;
use std::borrow::Cow;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, SchemaType, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

/// Space around text, which is taken away before it is looked at (Unicode `White_Space`).
const MARGIN: &str = r"[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*";
/// Whatever may stand in a line.
const IN_LINE: &str = r"[^\u0000-\u001f\u007f-\u009f]*";
/// What can be seen of a line.
const SEEN: &str =
    r"[^\u0000-\u0020\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]";

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $schema:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub enum $name {}

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                $schema.into()
            }
        }

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                stringify!($name).into()
            }
        }
    )+};
}

kinds! {
    /// How a session gets its audio.
    Mode = words(transcription::Mode::ALL.map(transcription::Mode::as_str));
    /// Where a session stands.
    SessionStatus = words(TranscriptionStatus::ALL.map(TranscriptionStatus::as_str));
    /// How work ended that is reported in bulk.
    WorkOutcome = words(["completed", "failed", "cancelled"]);
    /// What became of an event.
    EventOutcome = words(["accepted", "duplicate", "rejected"]);
    /// The kind of an event.
    EventType = words([usage::EVENT_TYPE]);
    /// The version of `CloudEvents`.
    SpecVersion = words(["1.0"]);
    /// Whether a customer can do anything.
    CustomerStatus = words(customer::Status::ALL.map(customer::Status::as_str));
    /// What a customer counts as.
    TeamType = words(customer::TeamType::ALL.map(customer::TeamType::as_str));
    /// What is done to many customers.
    Action = words(super::bulk::ACTIONS);
    /// What customers are listed by.
    CustomerOrder = words(CustomerSort::ALL.iter().map(|it| it.as_str()));
    /// In which direction.
    OrderDirection = words([Direction::Ascending, Direction::Descending].map(Direction::as_str));
    /// Whether somebody can sign in.
    UserStatus = words(["active", "invited", "invitation_expired", "disabled"]);
    /// What became of an invitation.
    InvitationStatus = words(["open", "expired", "used", "revoked"]);
    /// Whether a token is good.
    TokenStatus = words(["active", "replaced", "expired", "revoked"]);
    /// What a token is made for.
    Scope = words(TokenScope::ALL.map(TokenScope::as_str));
    /// When a token ends.
    TokenExpiry = words(
        Expiry::DAYS.map(|days| days.to_string()).into_iter()
            .chain([Expiry::CUSTOM, Expiry::NEVER].map(str::to_owned))
    );
    /// For how long a token goes on beside the one that replaces it, in seconds.
    Overlap = of(Type::Integer).enum_values(Some(OVERLAPS));
    /// Whether a person or a company is billed.
    BilledAs = words([BillingDraft::INDIVIDUAL, BillingDraft::ENTERPRISE]);
    /// What was done.
    AuditEventKind = words(AuditKind::ALL.map(AuditKind::as_str));
    /// How somebody of the reseller was in a customer's console.
    SupportAccess = words(support::SupportMode::ALL.map(support::SupportMode::as_str));
    /// Days that end today, or months.
    RangeOfDays = words(UsageRange::PRESETS.into_iter().filter_map(UsageRange::as_str));
    /// How time is cut.
    Grain = words(usage::Grain::ALL.map(usage::Grain::as_str));
    /// What usage is split by.
    SplitBy = words(usage::Split::ALL.map(usage::Split::as_str));
    /// A language tag (RFC 5646).
    LanguageTag = text(SpokenLanguage::MAX)
        .pattern(Some("^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"))
        .examples(["nl", "en-GB"]);
    /// What was paid in, or what was given.
    MoneyBucket = words(Bucket::ALL.map(Bucket::as_str));
    /// Why an entry was made.
    BookingReason = words(Reason::ALL.map(Reason::as_str));
    /// Which way a balance is changed.
    BalanceChangeKind = words(AdjustmentKind::ALL.map(AdjustmentKind::as_str));
    /// Why somebody did something: one line that is not empty.
    Comment = text(COMMENT_MAX).min_length(Some(1)).pattern(Some(line(true)));
    /// An amount of money without its currency.
    Amount = text(20).pattern(Some(r"^-?[0-9]{1,12}(\.[0-9]{1,6})?$")).examples(["12.50"]);
    /// An email address (HTML Standard, "valid e-mail address", with a dot in its domain).
    Email = text(email::Email::MAX).pattern(Some(
        r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9][A-Za-z0-9-]{0,62}(\.[A-Za-z0-9][A-Za-z0-9-]{0,62})+$"
    ));
    /// A name: one line that is not empty.
    Name = text(name::Name::MAX)
        .examples(["Alba Media"]).min_length(Some(1)).pattern(Some(line(true)));
    /// One line, which may be empty.
    Line = text(name::Name::MAX).pattern(Some(line(false)));
    /// A label of customers.
    Label = text(Tag::MAX).min_length(Some(1)).pattern(Some(format!(
        "^{MARGIN}{0}{1}{0}{MARGIN}$",
        IN_LINE.replace("[^", "[^,;"),
        SEEN.replace("[^", "[^,;"),
    )));
    /// All labels of a customer.
    Labels = ArrayBuilder::new()
        .items(Label::schema())
        .max_items(Some(usize::from(tag::Tags::MAX)));
}

/// One of some words.
fn words<W: Into<Value>>(words: impl IntoIterator<Item = W>) -> ObjectBuilder {
    of(Type::String).enum_values(Some(words))
}

/// Text of so many characters at most.
fn text(max: u16) -> ObjectBuilder {
    of(Type::String).max_length(Some(usize::from(max)))
}

fn of(kind: Type) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(SchemaType::Type(kind))
}

/// What a line looks like, and whether there has to be something in it.
fn line(is_needed: bool) -> String {
    let seen = if is_needed { SEEN } else { "" };
    let more = if is_needed { IN_LINE } else { "" };
    format!("^{MARGIN}{IN_LINE}{seen}{more}{MARGIN}$")
}
