//! What has been heard of sessions since their list was loaded, and the list as it is by that.

use super::passes::passes;
use domain::id::TranscriptionId;
use domain::listing::{Direction, Page, Total};
use domain::transcription::{Transcription, TranscriptionListing, TranscriptionSort};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// After how much news the list is to be loaded anew, so that it need not be kept for ever.
const MANY: u64 = 500;
/// Of how many sessions news is kept while rows keep their place.
const KEPT_MAX: usize = 1_000;

/// A page of sessions, and what it is the answer to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Answer {
    /// What was asked for.
    pub(super) listing: TranscriptionListing,
    /// How much had happened when it was asked for.
    pub(super) since: u64,
    /// The page.
    pub(super) page: Page<Transcription>,
}

/// What was heard of a session.
#[derive(Debug)]
struct Heard {
    at: u64,
    it: Transcription,
    /// What it was when rows could move the last time, if it is another one since then.
    before: Option<Transcription>,
}

/// What has been heard.
#[derive(Debug, Default)]
pub(super) struct News {
    /// Counts what is heard and asked for, so that each has its place before or after the others.
    clock: u64,
    /// When the list was asked for the last time.
    asked_at: u64,
    /// What was heard of each session.
    heard: BTreeMap<TranscriptionId, Heard>,
    /// The list as it was loaded anew.
    anew: Option<Answer>,
    /// The same, while it waits until rows may move.
    waiting: Option<Answer>,
    /// Until when news may move rows.
    let_in: u64,
    /// Whether somebody is at the rows, so that they keep their place.
    keeps_places: bool,
    /// Whether somebody presses a row, so that nothing in it may change.
    is_pressed: bool,
    /// What was heard meanwhile.
    held: Vec<Transcription>,
}

impl News {
    /// The list is asked for: everything that is heard from now on is news to it.
    pub(super) fn begin(&mut self) -> u64 {
        let since = self.clock;
        self.clock += 1;
        self.asked_at = since;
        since
    }

    /// A session has changed.
    pub(super) fn hear(&mut self, it: Transcription) {
        if self.is_pressed {
            self.held.push(it);
            return;
        }
        self.clock += 1;
        self.keep(self.clock, it);
        if !self.keeps_places {
            self.let_in = self.clock;
        }
    }

    /// The list has been loaded anew. While rows keep their place it only says what is in them.
    pub(super) fn load(&mut self, answer: Answer) {
        self.clock += 1;
        match (self.is_pressed, self.keeps_places) {
            (false, false) => {
                self.heard.retain(|_, heard| heard.at > answer.since);
                self.anew = Some(answer);
            }
            (false, true) => {
                for it in answer.page.rows.iter().cloned() {
                    self.keep(self.clock, it);
                }
                self.waiting = Some(answer);
            }
            (true, _) => self.waiting = Some(answer),
        }
    }

    /// Whether so much has been heard that the list should be loaded anew.
    pub(super) const fn has_much(&self) -> bool {
        self.clock - self.asked_at > MANY
    }

    /// Whether rows keep their place.
    pub(super) const fn keeps_places(&self) -> bool {
        self.keeps_places
    }

    /// Somebody comes to the rows, or leaves them.
    pub(super) fn keep_places(&mut self, keeps: bool) {
        self.keeps_places = keeps;
        if !keeps {
            self.let_in = self.clock;
            self.load_waiting();
        }
    }

    /// Whether a row is pressed.
    pub(super) const fn is_pressed(&self) -> bool {
        self.is_pressed
    }

    /// Somebody presses a row, or no longer.
    pub(super) fn press(&mut self, is_pressed: bool) {
        self.is_pressed = is_pressed;
        if !is_pressed {
            for it in std::mem::take(&mut self.held) {
                self.hear(it);
            }
            self.load_waiting();
        }
    }

    /// A session as it was last heard of, for who knows of a state of it.
    pub(super) fn latest(&self, known: &Transcription) -> Transcription {
        let held = self.held.iter().rev().find(|it| it.id == known.id);
        let heard = self.heard.get(&known.id).map(|heard| &heard.it);
        let loaded = self.anew.as_ref().map(|answer| answer.page.rows.iter());
        let mut loaded = loaded.into_iter().flatten();
        let loaded = loaded.find(|it| it.id == known.id);
        let mut news = [held, heard].into_iter().flatten();
        let latest = news.find(|it| !is_older(it, known));
        let latest = latest.or(loaded.filter(|it| is_older(known, it)));
        latest.unwrap_or(known).clone()
    }

    /// The page that was loaded, as it is by now.
    pub(super) fn page(&self, loaded: &Answer) -> Page<Transcription> {
        let anew = self.anew.as_ref();
        let anew = anew.filter(|it| it.since >= loaded.since && it.listing == loaded.listing);
        let base = anew.unwrap_or(loaded);
        let mut page = base.page.clone();
        for row in &mut page.rows {
            if let Some(heard) = self.heard.get(&row.id)
                && heard.at > base.since
                && !is_older(&heard.it, row)
            {
                row.clone_from(&heard.it);
            }
        }
        let new = self.new_in(base);
        page.total = match page.total {
            Total::Exact(rows) => Total::Exact(rows + new.len() as u64),
            Total::MoreThan(rows) => Total::MoreThan(rows),
        };
        page.rows.extend(new);
        if is_of_latest(base) {
            page.rows.sort_by_key(|it| std::cmp::Reverse(it.id));
            page.rows.truncate(page.size.rows() as usize);
        }
        page
    }

    /// The sessions that belong to a page and were not there when it was loaded.
    fn new_in(&self, base: &Answer) -> Vec<Transcription> {
        if !is_of_latest(base) {
            return Vec::new();
        }
        let rows = &base.page.rows;
        let is_full = rows.len() >= base.page.size.rows() as usize;
        // What is older than a full page stands on one of those behind it.
        let after = rows.last().filter(|_| is_full).map(|it| it.id);
        let is_new = |heard: &&Heard| {
            let then = self.when_let_in(heard);
            heard.at > base.since
                && after.is_none_or(|after| heard.it.id > after)
                && rows.iter().all(|row| row.id != heard.it.id)
                && then.is_some_and(|it| passes(&base.listing.filter, it))
        };
        let new = self.heard.values().filter(is_new);
        new.map(|heard| heard.it.clone()).collect()
    }

    /// What a session was when rows could move the last time, if it had been heard of by then.
    fn when_let_in<'a>(&self, heard: &'a Heard) -> Option<&'a Transcription> {
        if heard.at <= self.let_in {
            Some(&heard.it)
        } else {
            heard.before.as_ref()
        }
    }

    /// Writes down the latest of a session. Reports may come in any order.
    fn keep(&mut self, at: u64, it: Transcription) {
        let known = self.heard.get(&it.id);
        let is_late = known.is_some_and(|known| is_older(&it, &known.it));
        let has_room = known.is_some() || self.heard.len() < KEPT_MAX;
        let before = known.and_then(|known| self.when_let_in(known)).cloned();
        if has_room && !is_late {
            self.heard.insert(it.id, Heard { at, it, before });
        }
    }

    fn load_waiting(&mut self) {
        if let Some(answer) = self.waiting.take() {
            self.load(answer);
        }
    }
}

/// Whether it is the first page of the latest sessions: new ones stand there.
fn is_of_latest(answer: &Answer) -> bool {
    let request = answer.listing.page;
    answer.page.page == 1
        && request.sort == TranscriptionSort::Created
        && request.direction == Direction::Descending
}

/// Whether one state of a session comes before another one.
fn is_older(it: &Transcription, other: &Transcription) -> bool {
    let moment = |it: &Transcription| (it.status.is_end(), it.sequence, it.reported_at);
    moment(it) < moment(other)
}

#[cfg(test)]
mod tests {
    use super::super::samples::{reported, session};
    use super::*;
    use domain::listing::PageSize;
    use domain::transcription::TranscriptionStatus;

    /// The latest sessions, with these numbers.
    fn answer(since: u64, numbers: impl Iterator<Item = u32>) -> Answer {
        let rows: Vec<_> = numbers.map(session).collect();
        let page = Page {
            page: 1,
            size: PageSize::Rows25,
            total: Total::Exact(rows.len() as u64),
            rows,
        };
        Answer {
            listing: TranscriptionListing::default(),
            since,
            page,
        }
    }

    /// The rows that are shown, as number and sequence.
    fn shown(news: &News, loaded: &Answer) -> Vec<(i64, i64)> {
        let rows = news.page(loaded).rows;
        let brief = |it: Transcription| (it.created_at.micros() / 1_000_000, it.sequence);
        rows.into_iter().map(brief).collect()
    }

    #[test]
    fn a_row_changes_in_its_place_and_a_new_one_comes_on_top() {
        let (mut news, loaded) = (News::default(), answer(0, [3, 2, 1].into_iter()));
        news.hear(reported(2, 1));
        news.hear(session(4));
        assert_eq!(shown(&news, &loaded), [(4, 0), (3, 0), (2, 1), (1, 0)]);
        assert_eq!(news.page(&loaded).total, Total::Exact(4));
    }

    #[test]
    fn a_full_page_stays_as_long_and_takes_nothing_from_behind_it() {
        let (mut news, loaded) = (News::default(), answer(0, (10..35).rev()));
        news.hear(reported(9, 1));
        news.hear(session(35));
        let page = news.page(&loaded);
        assert_eq!((page.rows.len(), page.total), (25, Total::Exact(26)));
        assert_eq!(shown(&news, &loaded).last(), Some(&(11, 0)));
    }

    #[test]
    fn only_the_first_page_of_the_latest_takes_new_ones() {
        let mut news = News::default();
        news.hear(session(4));
        let change = |change: fn(&mut Answer)| {
            let mut loaded = answer(0, [3, 2].into_iter());
            change(&mut loaded);
            loaded
        };
        for loaded in [
            change(|it| it.page.page = 2),
            change(|it| it.listing.page.sort = TranscriptionSort::Audio),
            change(|it| it.listing.page.direction = Direction::Ascending),
            change(|it| it.listing.filter.statuses = vec![TranscriptionStatus::Failed]),
        ] {
            assert_eq!(shown(&news, &loaded), [(3, 0), (2, 0)]);
        }
    }

    #[test]
    fn rows_keep_their_place_while_somebody_is_at_them() {
        let (mut news, loaded) = (News::default(), answer(0, [2, 1].into_iter()));
        news.keep_places(true);
        news.hear(session(3));
        news.hear(reported(1, 1));
        assert_eq!(shown(&news, &loaded), [(2, 0), (1, 1)]);
        let since = news.begin();
        news.load(answer(since, [4, 3, 2, 1].into_iter()));
        assert_eq!(shown(&news, &loaded), [(2, 0), (1, 1)]);
        news.keep_places(false);
        assert_eq!(shown(&news, &loaded).len(), 4);
    }

    #[test]
    fn what_was_let_in_stays_and_what_begins_to_pass_waits() {
        let (mut news, mut loaded) = (News::default(), answer(0, [1].into_iter()));
        loaded.listing.filter.statuses = vec![TranscriptionStatus::Queued];
        news.hear(session(2));
        news.hear(reported(3, 1));
        news.keep_places(true);
        news.hear(reported(2, 1));
        assert_eq!(shown(&news, &loaded), [(2, 1), (1, 0)]);
        loaded.listing.filter.statuses = vec![TranscriptionStatus::Completed];
        news.hear(Transcription {
            status: TranscriptionStatus::Completed,
            ..reported(3, 2)
        });
        assert_eq!(shown(&news, &loaded), [(1, 0)]);
        news.keep_places(false);
        assert_eq!(shown(&news, &loaded), [(3, 2), (1, 0)]);
    }

    #[test]
    fn nothing_changes_in_a_row_that_is_pressed() {
        let (mut news, loaded) = (News::default(), answer(0, [1].into_iter()));
        news.press(true);
        news.hear(reported(1, 1));
        assert_eq!(shown(&news, &loaded), [(1, 0)]);
        assert_eq!(news.latest(&session(1)).sequence, 1);
        news.press(false);
        assert_eq!(shown(&news, &loaded), [(1, 1)]);
    }

    #[test]
    fn a_late_report_and_one_that_a_page_knows_already_change_nothing() {
        let mut news = News::default();
        news.hear(reported(1, 3));
        news.hear(reported(1, 2));
        assert_eq!(shown(&news, &answer(0, [1].into_iter())), [(1, 3)]);
        let mut loaded = answer(news.begin(), [1].into_iter());
        loaded.page.rows = vec![reported(1, 4)];
        assert_eq!(shown(&news, &loaded), [(1, 4)]);
        assert_eq!(news.latest(&reported(1, 4)).sequence, 4);
    }

    #[test]
    fn what_is_heard_while_a_page_is_on_its_way_is_not_lost() {
        let mut news = News::default();
        let since = news.begin();
        news.hear(reported(1, 1));
        news.load(answer(since, [1].into_iter()));
        assert_eq!(shown(&news, &answer(0, [1].into_iter())), [(1, 1)]);
    }
}
