//! Lengths of audio, as people read them.

use crate::ui::count;
use crate::words::language;
use domain::language::Language;

/// A length in hours, minutes and seconds: `1:02:03`, `4:05`. What is begun of a second is left out.
pub(crate) fn duration(milliseconds: i64) -> String {
    let seconds = milliseconds.max(0) / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes}:{seconds:02}")
    }
}

/// A length in hours with one decimal, half of one up: `1,482.6`, in the language of the page.
pub(crate) fn hours(milliseconds: i64) -> String {
    let tenths = (milliseconds.max(0).cast_unsigned() + 180_000) / 360_000;
    let mark = match language() {
        Language::English => '.',
        Language::German | Language::Dutch => ',',
    };
    format!("{}{mark}{}", count(tenths / 10), tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_has_hours_only_where_there_are_any() {
        let words = [-1, 0, 999, 65_000, 3_599_999, 3_723_000, 360_000_000].map(duration);
        let expected = [
            "0:00",
            "0:00",
            "0:00",
            "1:05",
            "59:59",
            "1:02:03",
            "100:00:00",
        ];
        assert_eq!(words, expected);
    }

    #[test]
    fn hours_have_one_decimal() {
        let hour = 3_600_000;
        let words = [-1, 0, 179_999, 180_000, hour, 5_337_360_000].map(hours);
        assert_eq!(words, ["0.0", "0.0", "0.0", "0.1", "1.0", "1,482.6"]);
    }

    #[cfg(feature = "ssr")]
    #[test]
    fn hours_are_written_as_the_language_has_them() {
        let german = crate::words::in_language(Language::German, || hours(5_337_360_000));
        assert_eq!(german, "1.482,6");
    }
}
