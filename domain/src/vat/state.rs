//! The 27 member states: the forms of their numbers and who checks the digits.

use super::digits::values;
use super::{letter, remainder, weight};
use crate::field::Issue;

/// How the numbers of one member state look.
pub(super) struct State {
    /// ISO 3166-1 alpha-2.
    country: &'static str,
    /// What a number begins with: the country, but in Greece.
    prefix: &'static str,
    /// A number of a well-known company or of the documentation, with the prefix.
    example: &'static str,
    /// The forms behind the prefix, in the characters of [`fits`].
    forms: &'static [&'static str],
    /// Whether the check digits of a number of one of the forms are right.
    is_right: fn(&[u32]) -> bool,
}

impl State {
    /// The state whose country (ISO 3166-1 alpha-2) this is.
    pub(super) fn of(country: &str) -> Option<&'static Self> {
        STATES.iter().find(|state| state.country == country)
    }

    /// A valid number, with the prefix.
    pub(super) const fn example(&self) -> &'static str {
        self.example
    }

    /// Reads a number without separators, and gives it its prefix.
    pub(super) fn number(&self, text: &str) -> Result<String, Issue> {
        let body = self.body(text).ok_or_else(|| Issue::NotAVatNumber {
            example: self.example.to_owned(),
        })?;
        if (self.is_right)(&values(&body)) {
            Ok(format!("{}{body}", self.prefix))
        } else {
            Err(Issue::WrongCheckDigits)
        }
    }

    /// What stands behind the prefix, if it has the form for it. Nobody has a number of zeros.
    fn body(&self, text: &str) -> Option<String> {
        let body = self.completed(self.without_prefix(text)?);
        let is_formed = self.forms.iter().any(|form| fits(form, &body));
        let is_zero = !body.contains(|character| matches!(character, '1'..='9'));
        (is_formed && !is_zero).then_some(body)
    }

    /// Takes the own prefix off. A prefix of somebody else leaves nothing.
    fn without_prefix<'text>(&self, text: &'text str) -> Option<&'text str> {
        text.strip_prefix(self.prefix)
            .or_else(|| text.strip_prefix(self.country))
            .or_else(|| (!has_prefix(text)).then_some(text))
    }

    /// Gives Belgian numbers of before 2005 the zero that they have now.
    fn completed(&self, body: &str) -> String {
        match (self.country, body.len()) {
            ("BE", 9) => format!("0{body}"),
            _ => body.to_owned(),
        }
    }
}

/// Whether a number begins like those of any member state, or of the United Kingdom, whose two
/// prefixes are seen as often.
fn has_prefix(text: &str) -> bool {
    STATES
        .iter()
        .flat_map(|state| [state.prefix, state.country])
        .chain(["GB", "XI"])
        .any(|prefix| text.starts_with(prefix))
}

/// Whether a number has a form, in which `#` stands for a digit, `!` for one that is not zero, `@`
/// for a letter, `&` for a character of a French key, `$` for the first letter of a Spanish number,
/// `%` for the second character of an old Irish one, and anything else for itself.
fn fits(form: &str, body: &str) -> bool {
    body.len() == form.len()
        && form
            .chars()
            .zip(body.chars())
            .all(|(place, found)| match place {
                '#' => found.is_ascii_digit(),
                '!' => matches!(found, '1'..='9'),
                '@' => found.is_ascii_uppercase(),
                '&' => found.is_ascii_alphanumeric() && !matches!(found, 'I' | 'O'),
                '$' => found.is_ascii_uppercase() && !matches!(found, 'I' | 'O' | 'T'),
                '%' => found.is_ascii_uppercase() || matches!(found, '+' | '*'),
                other => found == other,
            })
}

/// A state whose prefix is its country.
const fn state(
    country: &'static str,
    example: &'static str,
    forms: &'static [&'static str],
    is_right: fn(&[u32]) -> bool,
) -> State {
    State {
        country,
        prefix: country,
        example,
        forms,
        is_right,
    }
}

static STATES: [State; 27] = [
    state("AT", "ATU33864707", &["U########"], remainder::austria),
    state(
        "BE",
        "BE0417497106",
        &["0#########", "1#########"],
        remainder::belgium,
    ),
    state(
        "BG",
        "BG175074752",
        &["#########", "##########"],
        weight::bulgaria,
    ),
    state("CY", "CY10259033P", &["########@"], letter::cyprus),
    state(
        "CZ",
        "CZ45274649",
        &["########", "#########", "##########"],
        weight::czechia,
    ),
    state("DE", "DE129273398", &["!########"], remainder::germany),
    state("DK", "DK22756214", &["########"], weight::denmark),
    state("EE", "EE100931558", &["#########"], weight::estonia),
    state(
        "ES",
        "ESA28015865",
        &["$########", "$#######@", "########@"],
        letter::spain,
    ),
    state("FI", "FI01120389", &["########"], weight::finland),
    state("FR", "FR64443061841", &["&&#########"], letter::france),
    State {
        prefix: "EL",
        ..state("GR", "EL094019245", &["#########"], weight::greece)
    },
    state("HR", "HR81793146560", &["###########"], remainder::croatia),
    state("HU", "HU10625790", &["########"], weight::hungary),
    state(
        "IE",
        "IE6388047V",
        &["#######@", "#######@@", "#%#####@"],
        letter::ireland,
    ),
    state("IT", "IT00905811006", &["###########"], remainder::italy),
    state(
        "LT",
        "LT119511515",
        &["#########", "############"],
        weight::lithuania,
    ),
    state("LU", "LU20260743", &["########"], remainder::luxembourg),
    state("LV", "LV40003245752", &["###########"], weight::latvia),
    state("MT", "MT11679112", &["!#######"], weight::malta),
    state(
        "NL",
        "NL004495445B01",
        &["#########B##"],
        remainder::netherlands,
    ),
    state("PL", "PL7740001454", &["##########"], weight::poland),
    state("PT", "PT500697256", &["!########"], weight::portugal),
    state("RO", "RO1590082", ROMANIAN, weight::romania),
    state("SE", "SE556012579001", &["############"], remainder::sweden),
    state("SI", "SI82646716", &["!#######"], weight::slovenia),
    state("SK", "SK2020317068", &["!#########"], remainder::slovakia),
];

/// Two to ten digits, which do not begin with a zero.
const ROMANIAN: &[&str] = &[
    "!#",
    "!##",
    "!###",
    "!####",
    "!#####",
    "!######",
    "!#######",
    "!########",
    "!#########",
];
