//! Whether a session that is heard of belongs to a list, as the store would decide.

use domain::id::TranscriptionId;
use domain::transcription::{Transcription, TranscriptionFilter};

/// Whether a session passes a filter. Days are those of UTC, and letters keep their marks here: the
/// list says it exactly when it is loaded the next time.
pub(super) fn passes(filter: &TranscriptionFilter, it: &Transcription) -> bool {
    let TranscriptionFilter {
        search,
        statuses,
        mode,
        language,
        token,
        from,
        to,
    } = filter;
    let is_of_days = from.is_none_or(|day| it.created_at >= day.start())
        && to.is_none_or(|day| it.created_at < day.next().start());
    is_of_days
        && (statuses.is_empty() || statuses.contains(&it.status))
        && mode.is_none_or(|mode| mode == it.mode)
        && language
            .as_ref()
            .is_none_or(|spoken| *spoken == it.language)
        && token.is_none_or(|token| token == it.token)
        && is_found(search, it)
}

/// Whether it has an ID, or every word in its names.
fn is_found(search: &str, it: &Transcription) -> bool {
    if let Ok(id) = search.trim().parse::<TranscriptionId>() {
        return id == it.id;
    }
    let named = [it.source_name.as_deref(), it.external_id.as_deref()];
    let named = named.map(|name| name.unwrap_or_default().to_lowercase());
    let search = search.to_lowercase();
    let mut words = search.split_whitespace();
    words.all(|word| named.iter().any(|name| name.contains(word)))
}

#[cfg(test)]
mod tests {
    use super::super::samples::session;
    use super::*;
    use domain::transcription::{Mode, SpokenLanguage, TranscriptionStatus};

    fn filter(change: impl FnOnce(&mut TranscriptionFilter)) -> TranscriptionFilter {
        let mut filter = TranscriptionFilter::default();
        change(&mut filter);
        filter
    }

    #[test]
    fn everything_given_has_to_hold() {
        let it = session(1);
        assert!(passes(&TranscriptionFilter::default(), &it));
        for other in [
            filter(|filter| filter.statuses = vec![TranscriptionStatus::Failed]),
            filter(|filter| filter.mode = Some(Mode::Realtime)),
            filter(|filter| filter.language = SpokenLanguage::parse("en").ok()),
            filter(|filter| filter.token = it.id.to_string().parse().ok()),
        ] {
            assert!(!passes(&other, &it), "{other:?}");
        }
        let same = filter(|filter| {
            filter.statuses = vec![TranscriptionStatus::Failed, it.status];
            filter.mode = Some(it.mode);
            filter.language = Some(it.language.clone());
            filter.token = Some(it.token);
        });
        assert!(passes(&same, &it));
    }

    #[test]
    fn a_day_has_its_first_and_not_the_next_ones_instant() {
        let mut it = session(1);
        let on = |from: &str, to: &str| {
            filter(|filter| {
                filter.from = from.parse().ok();
                filter.to = to.parse().ok();
            })
        };
        let day: domain::day::Day = "2026-02-01".parse().unwrap();
        it.created_at = day.start();
        assert!(passes(&on("2026-02-01", "2026-02-01"), &it));
        assert!(passes(&on("", ""), &it));
        assert!(!passes(&on("2026-02-02", ""), &it));
        assert!(!passes(&on("", "2026-01-31"), &it));
    }

    #[test]
    fn words_are_found_in_both_names_and_an_id_only_as_a_whole() {
        let mut it = session(1);
        it.source_name = Some("Board Meeting.wav".into());
        it.external_id = Some("INV-7".into());
        let found = |words: &str| passes(&filter(|filter| filter.search = words.into()), &it);
        assert!(found("meeting inv-7"));
        assert!(found(&format!(" {} ", it.id)));
        assert!(!found("meeting minutes"));
        assert!(!found(&session(2).id.to_string()));
    }
}
