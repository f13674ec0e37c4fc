//! What is asked about usage, in the address bar. It stands on several pages, so that its address
//! begins with the page it stands on.

use crate::ui::Kept;
use domain::day::Day;
use domain::id::CustomerId;
use domain::transcription::{Mode, SpokenLanguage};
use domain::usage::{Days, Grain, Split, UsageFilter, UsageQuery, UsageRange};
use form_urlencoded::{Serializer, parse};
use serde::{Deserialize, Serialize};

/// The most days that are cut into hours unless somebody asks otherwise.
const FEW_DAYS: i64 = 2;
/// The most days that are cut into days unless somebody asks otherwise.
const MANY_DAYS: i64 = 120;

/// What is asked about somebody's usage.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsageAsked {
    /// Of which days.
    pub range: UsageRange,
    /// How they are cut.
    pub grain: Grain,
    /// What the numbers are split by.
    pub split: Option<Split>,
    /// Which of it.
    pub filter: UsageFilter,
}

impl UsageAsked {
    /// The same about a customer.
    pub fn of(&self, customer: CustomerId) -> UsageQuery {
        UsageQuery {
            customer,
            range: self.range,
            grain: self.grain,
            split: self.split,
            filter: self.filter.clone(),
        }
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = match self.range {
            UsageRange::Free(Days { from, to }) => {
                vec![("from", from.to_string()), ("to", to.to_string())]
            }
            UsageRange::Last30 => Vec::new(),
            range => vec![("range", range.as_str().unwrap_or_default().to_owned())],
        };
        if self.grain != default_grain(self.range) {
            pairs.push(("by", self.grain.as_str().to_owned()));
        }
        let UsageFilter {
            mode,
            language,
            token,
        } = &self.filter;
        let others = [
            self.split.map(|split| ("split", split.as_str().to_owned())),
            mode.map(|mode| ("mode", mode.as_str().to_owned())),
            language.as_ref().map(|tag| ("language", tag.to_string())),
            token.map(|token| ("token", token.to_string())),
        ];
        pairs.extend(others.into_iter().flatten());
        pairs
    }
}

/// Reads a query string, with or without its question mark. What cannot be understood counts as
/// absent, so that no address ever fails.
pub fn asked_from_query(query: &str) -> UsageAsked {
    let mut asked = UsageAsked::default();
    let (mut grain, mut from, mut to) = (None, None, None);
    for (key, value) in parse(query.trim_start_matches('?').as_bytes()) {
        let value = value.trim();
        match &*key {
            "range" => asked.range = UsageRange::from_word(value).unwrap_or_default(),
            "from" => from = value.parse::<Day>().ok(),
            "to" => to = value.parse::<Day>().ok(),
            "by" => grain = Grain::from_word(value),
            "split" => asked.split = Split::from_word(value),
            "mode" => asked.filter.mode = Mode::from_word(value),
            "language" => asked.filter.language = SpokenLanguage::parse(value).ok(),
            "token" => asked.filter.token = value.parse().ok(),
            _ => {}
        }
    }
    if let Some(day) = from.or(to) {
        asked.range = UsageRange::free(from.unwrap_or(day), to.unwrap_or(day));
    }
    asked.grain = grain
        .filter(|grain| is_offered(*grain, asked.range))
        .unwrap_or_else(|| default_grain(asked.range));
    asked
}

/// What the address of a page with somebody's usage says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UsageAddress {
    /// The page it stands on.
    base: String,
    /// What is asked.
    pub(crate) asked: UsageAsked,
}

impl UsageAddress {
    /// The address on a page where something is asked.
    pub(crate) fn of(base: &str, asked: UsageAsked) -> Self {
        Self {
            base: base.to_owned(),
            asked,
        }
    }

    /// Reads the query string of a page, with or without its question mark.
    pub(super) fn read(base: &str, query: &str) -> Self {
        Self::of(base, asked_from_query(query))
    }

    /// The page that it stands on.
    pub(super) fn base(&self) -> String {
        self.base.clone()
    }

    /// The address.
    pub(super) fn href(&self) -> String {
        href(&self.base, &self.asked.pairs())
    }

    /// The address of the same as a file, which knows no page and is told whose it is.
    pub(super) fn file_href(&self, path: &str, customer: Option<CustomerId>) -> String {
        let mut pairs = self.asked.pairs();
        pairs.extend(customer.map(|id| ("customer", id.to_string())));
        href(path, &pairs)
    }

    /// The same of other days, cut as suits them.
    pub(super) fn with_range(&self, range: UsageRange) -> Self {
        let mut other = self.clone();
        other.asked.range = range;
        other.asked.grain = default_grain(range);
        other
    }

    /// The same, cut otherwise.
    pub(super) fn with_grain(&self, grain: Grain) -> Self {
        let mut other = self.clone();
        other.asked.grain = grain;
        other
    }

    /// The same, split otherwise.
    pub(super) fn with_split(&self, split: Option<Split>) -> Self {
        let mut other = self.clone();
        other.asked.split = split;
        other
    }

    /// The same of something else.
    pub(super) fn with_filter(&self, filter: UsageFilter) -> Self {
        let mut other = self.clone();
        other.asked.filter = filter;
        other
    }

    /// What a form that asks for other days keeps of the address.
    pub(super) fn kept_without_days(&self) -> Kept {
        let pairs = self.with_range(UsageRange::default()).asked.pairs();
        let owned = |(key, value): (&str, String)| (key.to_owned(), value);
        pairs.into_iter().map(owned).collect()
    }
}

fn href(path: &str, pairs: &[(&'static str, String)]) -> String {
    let mut query = Serializer::new(String::new());
    query.extend_pairs(pairs);
    match query.finish() {
        query if query.is_empty() => path.to_owned(),
        query => format!("{path}?{query}"),
    }
}

/// Whether days can be cut so: hours of many days would be no picture of anything.
pub(super) fn is_offered(grain: Grain, range: UsageRange) -> bool {
    match grain {
        Grain::Hour => most_days(range) <= Grain::HOURS_DAYS_MAX,
        Grain::Day | Grain::Month => true,
    }
}

/// How days are cut unless somebody asks otherwise.
pub(crate) fn default_grain(range: UsageRange) -> Grain {
    match most_days(range) {
        ..=FEW_DAYS => Grain::Hour,
        days if days <= MANY_DAYS => Grain::Day,
        _ => Grain::Month,
    }
}

/// How many days a range has at most, whatever day it is.
fn most_days(range: UsageRange) -> i64 {
    match range {
        UsageRange::Last7 => 7,
        UsageRange::Last30 => 30,
        UsageRange::Last90 => 90,
        UsageRange::Last12Months => 366,
        UsageRange::ThisMonth | UsageRange::LastMonth => 31,
        UsageRange::Free(days) => days.count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> UsageAddress {
        UsageAddress::read("/console/usage", query)
    }

    #[test]
    fn what_is_written_is_read_back() {
        let token = "01999f06-3e7a-74d2-93aa-5d8c1e0b6f27";
        for query in [
            "",
            "?range=7d",
            "?range=12m&by=day",
            "?range=this-month&by=hour&split=mode",
            "?from=2026-01-01&to=2026-01-31&by=month",
            "?from=2026-01-01&to=2026-01-02&split=token&mode=realtime&language=en-GB",
            &format!("?range=last-month&split=language&mode=batch&token={token}"),
        ] {
            assert_eq!(read(query).href(), format!("/console/usage{query}"));
        }
    }

    #[test]
    fn what_cannot_be_understood_counts_as_absent() {
        let query = "range=ever&by=second&split=colour&mode=fast&language=!&token=me&from=soon";
        assert_eq!(asked_from_query(query), UsageAsked::default());
        assert_eq!(read("range=30d&by=day").href(), "/console/usage");
        let turned = read("to=2026-01-01&from=2026-02-01&range=7d");
        assert_eq!(
            turned.href(),
            "/console/usage?from=2026-01-01&to=2026-02-01"
        );
        let alone = read("to=2026-01-01");
        assert_eq!(alone.href(), "/console/usage?from=2026-01-01&to=2026-01-01");
    }

    #[test]
    fn days_are_cut_as_suits_them() {
        let grain = |query: &str| asked_from_query(query).grain;
        for (query, expected) in [
            ("range=7d", Grain::Day),
            ("range=90d", Grain::Day),
            ("range=12m", Grain::Month),
            ("from=2026-01-01&to=2026-01-02", Grain::Hour),
            ("from=2026-01-01&to=2026-01-03", Grain::Day),
            ("from=2020-01-01&to=2026-01-01", Grain::Month),
            // 31 days can be cut into hours, 32 cannot.
            ("from=2026-01-01&to=2026-01-31&by=hour", Grain::Hour),
            ("from=2026-01-01&to=2026-02-01&by=hour", Grain::Day),
            ("range=12m&by=hour", Grain::Month),
        ] {
            assert_eq!(grain(query), expected, "{query}");
        }
        assert!(!is_offered(Grain::Hour, UsageRange::Last90));
        assert!(is_offered(Grain::Hour, UsageRange::LastMonth));
    }

    #[test]
    fn other_days_keep_the_rest() {
        let address = read("range=12m&by=day&split=mode&language=nl");
        let kept = [("split", "mode"), ("language", "nl")];
        let kept = kept.map(|(key, value)| (key.to_owned(), value.to_owned()));
        assert_eq!(address.kept_without_days(), kept);
        let week = address.with_range(UsageRange::Last7);
        assert_eq!(
            week.href(),
            "/console/usage?range=7d&split=mode&language=nl"
        );
    }

    #[test]
    fn a_file_is_told_whose_it_is() {
        let id = "01999f06-3e7a-74d2-93aa-5d8c1e0b6f27";
        let address = read("range=7d");
        let href = address.file_href("/usage/export", id.parse().ok());
        assert_eq!(href, format!("/usage/export?range=7d&customer={id}"));
        assert_eq!(read("").file_href("/usage/export", None), "/usage/export");
    }
}
