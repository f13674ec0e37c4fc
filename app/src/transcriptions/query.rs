//! A list of sessions in the address bar. It stands on several pages, so that its address begins
//! with the page it stands on.

use super::columns::{Columns, TranscriptionColumn};
use crate::address::{PageReader, page_pairs};
use domain::id::TranscriptionId;
use domain::listing::{Direction, PageRequest, PageSize};
use domain::transcription::{
    Mode, SpokenLanguage, TranscriptionFilter, TranscriptionListing, TranscriptionSort,
    TranscriptionStatus,
};
use form_urlencoded::{Serializer, parse};

/// Where a list of sessions stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// The page it stands on.
    pub(super) base: String,
    /// Whether it lists the sessions of all customers.
    pub(super) is_of_all: bool,
}

/// What the address of a list of sessions says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TranscriptionsQuery {
    /// Where the list stands.
    pub(super) place: Place,
    /// Which sessions, in which order.
    pub(super) listing: TranscriptionListing,
    /// Which columns.
    pub(super) columns: Columns,
    /// The session whose details are open.
    pub(super) session: Option<TranscriptionId>,
}

impl TranscriptionsQuery {
    /// Reads the query string of a page, with or without its question mark. What cannot be
    /// understood counts as absent, so that no address ever fails.
    pub(super) fn read(place: &Place, query: &str) -> Self {
        let (mut filter, mut page) = (TranscriptionFilter::default(), PageReader::new());
        let (mut dialog, mut session) = (None, None);
        let mut columns = None::<Vec<TranscriptionColumn>>;
        for (key, value) in parse(query.trim_start_matches('?').as_bytes()) {
            let value = value.trim();
            // A form with check boxes says a name once per box, a link once with commas.
            let words = value.split(',');
            match &*key {
                "q" => filter.search = searched(value),
                "status" => {
                    let chosen = words.filter_map(TranscriptionStatus::from_word);
                    add(&mut filter.statuses, chosen);
                }
                "mode" => filter.mode = Mode::from_word(value),
                "language" => filter.language = SpokenLanguage::parse(value).ok(),
                "token" => filter.token = value.parse().ok(),
                "from" => filter.from = value.parse().ok(),
                "to" => filter.to = value.parse().ok(),
                "columns" => {
                    let chosen = words.filter_map(TranscriptionColumn::from_word);
                    add(columns.get_or_insert_default(), chosen);
                }
                "dialog" => dialog = Some(value.to_owned()),
                "session" => session = value.parse().ok(),
                key => page.take(key, value),
            }
        }
        Self {
            place: place.clone(),
            listing: TranscriptionListing {
                filter,
                page: place.sorted(page.finish()),
            },
            columns: columns.map(Columns::of).unwrap_or_default(),
            session: session.filter(|_| dialog.as_deref() == Some("session")),
        }
    }

    /// The page that the list stands on.
    pub(super) fn base(&self) -> String {
        self.place.base.clone()
    }

    /// The room with the tokens of the same customer, if it is about one.
    pub(super) fn tokens_href(&self) -> Option<String> {
        let (rooms, _) = self.place.base.rsplit_once('/')?;
        (!self.place.is_of_all).then(|| format!("{rooms}/tokens"))
    }

    /// The address.
    pub(super) fn href(&self) -> String {
        let mut query = Serializer::new(String::new());
        for (key, value) in self.pairs() {
            query.append_pair(key, &value);
        }
        match query.finish() {
            query if query.is_empty() => self.base(),
            query => format!("{}?{query}", self.place.base),
        }
    }

    /// What the addresses of all details begin with; the session's ID follows.
    pub(super) fn details_href(&self) -> String {
        let list = self.with_session(None).href();
        let mark = if list.contains('?') { '&' } else { '?' };
        format!("{list}{mark}dialog=session&session=")
    }

    /// The same list with another filter, from its first page.
    #[must_use]
    pub(super) fn filtered(&self, change: impl FnOnce(&mut TranscriptionFilter)) -> Self {
        let mut query = self.on_page(1, self.listing.page.size);
        change(&mut query.listing.filter);
        query
    }

    /// The same list in another order, from its first page.
    #[must_use]
    pub(super) fn sorted(&self, sort: TranscriptionSort, direction: Direction) -> Self {
        let mut query = self.on_page(1, self.listing.page.size);
        query.listing.page.sort = sort;
        query.listing.page.direction = direction;
        query
    }

    /// A page of the same list.
    #[must_use]
    pub(super) fn on_page(&self, page: u32, size: PageSize) -> Self {
        let mut query = self.with_session(None);
        query.listing.page.page = page;
        query.listing.page.size = size;
        query
    }

    /// The same page with the details of a session open, or of none.
    #[must_use]
    pub(super) fn with_session(&self, session: Option<TranscriptionId>) -> Self {
        Self {
            session,
            ..self.clone()
        }
    }

    /// What a form that sets some names itself keeps of the address. It leads to a first page.
    pub(super) fn kept_without(&self, names: &[&str]) -> Vec<(String, String)> {
        let kept = self.on_page(1, self.listing.page.size).pairs().into_iter();
        kept.filter(|(key, _)| !names.contains(key))
            .map(|(key, value)| (key.to_owned(), value))
            .collect()
    }

    /// The address as names and values.
    fn pairs(&self) -> Vec<(&'static str, String)> {
        let TranscriptionListing { filter, page } = &self.listing;
        let statuses = filter.statuses.iter().map(|status| status.as_str());
        let filters = [
            ("q", filter.search.clone()),
            ("status", statuses.collect::<Vec<_>>().join(",")),
            ("mode", filter.mode.map_or("", Mode::as_str).to_owned()),
            ("language", text(filter.language.as_ref())),
            ("token", text(filter.token.as_ref())),
            ("from", text(filter.from.as_ref())),
            ("to", text(filter.to.as_ref())),
        ];
        let given = filters.into_iter().filter(|(_, value)| !value.is_empty());
        let mut pairs: Vec<_> = given.collect();
        pairs.extend(page_pairs(page));
        pairs.extend(self.columns.write().map(|columns| ("columns", columns)));
        if let Some(session) = self.session {
            pairs.push(("dialog", "session".to_owned()));
            pairs.push(("session", session.to_string()));
        }
        pairs
    }
}

impl Place {
    /// The orders of a list: one of several customers is that of time.
    pub(super) fn has_sort(&self, sort: TranscriptionSort) -> bool {
        !self.is_of_all || sort == TranscriptionSort::Created
    }

    fn sorted(&self, page: PageRequest<TranscriptionSort>) -> PageRequest<TranscriptionSort> {
        if self.has_sort(page.sort) {
            return page;
        }
        let PageRequest { page, size, .. } = page;
        PageRequest {
            page,
            size,
            ..PageRequest::default()
        }
    }
}

fn searched(value: &str) -> String {
    value
        .chars()
        .take(TranscriptionFilter::SEARCH_MAX)
        .collect()
}

fn add<T: PartialEq>(list: &mut Vec<T>, more: impl Iterator<Item = T>) {
    for one in more {
        if !list.contains(&one) {
            list.push(one);
        }
    }
}

fn text<T: ToString>(value: Option<&T>) -> String {
    value.map(T::to_string).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "01999f06-3e7a-74d2-93aa-5d8c1e0b6f27";

    fn place(is_of_all: bool) -> Place {
        Place {
            base: "/console/transcriptions".into(),
            is_of_all,
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let address = format!(
            "/console/transcriptions?q=board+a&status=failed%2Cexpired&mode=batch&language=en-GB\
             &token={ID}&from=2026-01-01&to=2026-01-31&sort=audio&dir=asc&size=50&page=2\
             &columns=id%2Caudio&dialog=session&session={ID}"
        );
        let query = TranscriptionsQuery::read(&place(false), address.split_once('?').unwrap().1);
        assert_eq!(query.href(), address);
        assert_eq!(query.with_session(None).details_href() + ID, address);
        let kept = query.kept_without(&["q", "page"]);
        assert!(kept.iter().all(|(key, _)| key != "dialog" && key != "q"));
        assert_eq!(query.tokens_href().as_deref(), Some("/console/tokens"));
    }

    #[test]
    fn a_form_may_say_a_name_more_than_once() {
        let query = TranscriptionsQuery::read(&place(false), "?status=failed&status=queued");
        assert_eq!(query.listing.filter.statuses.len(), 2);
    }

    #[test]
    fn unknown_words_count_as_absent() {
        let address = format!("status=gone&mode=live&language=x&token=t&from=soon&session={ID}");
        let query = TranscriptionsQuery::read(&place(false), &address);
        assert_eq!(query.href(), "/console/transcriptions");
        assert_eq!(
            query.details_href(),
            "/console/transcriptions?dialog=session&session="
        );
    }

    #[test]
    fn sessions_of_several_customers_stand_in_the_order_of_time() {
        let query = TranscriptionsQuery::read(&place(true), "sort=audio&dir=asc&size=50");
        assert_eq!(query.href(), "/console/transcriptions?size=50");
        assert_eq!(query.tokens_href(), None);
    }
}
