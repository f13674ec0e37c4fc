//! The columns of a list of sessions that a person has chosen.

use crate::words::t;
use domain::transcription::TranscriptionSort;

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TranscriptionColumn {
    Source,
    Customer,
    Id,
    Language,
    Mode,
    Audio,
    Billed,
    Status,
    Token,
    Created,
    Started,
    Finished,
    Error,
}

/// What is shown unless somebody chooses otherwise: as much as fits beside each other on a common
/// screen. What went wrong stands in the details as well.
const DEFAULT: [TranscriptionColumn; 8] = [
    TranscriptionColumn::Source,
    TranscriptionColumn::Customer,
    TranscriptionColumn::Id,
    TranscriptionColumn::Language,
    TranscriptionColumn::Mode,
    TranscriptionColumn::Audio,
    TranscriptionColumn::Status,
    TranscriptionColumn::Created,
];

impl TranscriptionColumn {
    /// All columns, in the order of the table.
    pub(super) const ALL: [Self; 13] = [
        Self::Source,
        Self::Customer,
        Self::Id,
        Self::Language,
        Self::Mode,
        Self::Audio,
        Self::Billed,
        Self::Status,
        Self::Token,
        Self::Created,
        Self::Started,
        Self::Finished,
        Self::Error,
    ];

    /// The word in addresses.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Customer => "customer",
            Self::Id => "id",
            Self::Language => "language",
            Self::Mode => "mode",
            Self::Audio => "audio",
            Self::Billed => "billed",
            Self::Status => "status",
            Self::Token => "token",
            Self::Created => "created",
            Self::Started => "started",
            Self::Finished => "finished",
            Self::Error => "error",
        }
    }

    /// The column for a word.
    pub(super) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.as_str() == word)
    }

    /// Its heading.
    pub(super) fn heading(self) -> &'static str {
        match self {
            Self::Source => t!("Source"),
            Self::Customer => t!("Customer"),
            Self::Id => t!("ID"),
            Self::Language => t!("Language"),
            Self::Mode => t!("Mode"),
            Self::Audio => t!("Audio"),
            Self::Billed => t!("Billed"),
            Self::Status => t!("Status"),
            Self::Token => t!("Token"),
            Self::Created => t!("Created"),
            Self::Started => t!("Started"),
            Self::Finished => t!("Finished"),
            Self::Error => t!("Error"),
        }
    }

    /// What the list can be sorted by at this column.
    pub(super) const fn sort(self) -> Option<TranscriptionSort> {
        match self {
            Self::Audio => Some(TranscriptionSort::Audio),
            Self::Billed => Some(TranscriptionSort::Billed),
            Self::Created => Some(TranscriptionSort::Created),
            Self::Started => Some(TranscriptionSort::Started),
            Self::Finished => Some(TranscriptionSort::Finished),
            Self::Source
            | Self::Customer
            | Self::Id
            | Self::Language
            | Self::Mode
            | Self::Status
            | Self::Token
            | Self::Error => None,
        }
    }

    /// Whether nobody takes it off: the name is the way into the session, and a list of several
    /// customers says whose each one is.
    pub(super) const fn is_fixed(self) -> bool {
        matches!(self, Self::Source | Self::Customer)
    }
}

/// What a sort is called: as its column.
pub(super) fn sort_words(sort: TranscriptionSort) -> &'static str {
    match sort {
        TranscriptionSort::Created => TranscriptionColumn::Created.heading(),
        TranscriptionSort::Started => TranscriptionColumn::Started.heading(),
        TranscriptionSort::Finished => TranscriptionColumn::Finished.heading(),
        TranscriptionSort::Audio => TranscriptionColumn::Audio.heading(),
        TranscriptionSort::Billed => TranscriptionColumn::Billed.heading(),
    }
}

/// A set of columns, always shown in the order of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Columns(Vec<TranscriptionColumn>);

impl Default for Columns {
    fn default() -> Self {
        Self(DEFAULT.to_vec())
    }
}

impl Columns {
    /// The columns of an address.
    pub(super) const fn of(chosen: Vec<TranscriptionColumn>) -> Self {
        Self(chosen)
    }

    /// Whether a column is shown.
    pub(super) fn has(&self, column: TranscriptionColumn) -> bool {
        column.is_fixed() || self.0.contains(&column)
    }

    /// The columns that are shown, in the order of the table.
    pub(super) fn iter(&self) -> impl Iterator<Item = TranscriptionColumn> + '_ {
        let all = TranscriptionColumn::ALL.into_iter();
        all.filter(|column| self.has(*column))
    }

    /// The list of words, unless it is the default.
    pub(super) fn write(&self) -> Option<String> {
        let chosen = self.iter().filter(|column| !column.is_fixed());
        let words = chosen.map(TranscriptionColumn::as_str).collect::<Vec<_>>();
        // An address that names none means the default, so that a fixed one stands for no other.
        let words = if words.is_empty() {
            TranscriptionColumn::Source.as_str().to_owned()
        } else {
            words.join(",")
        };
        self.iter().ne(DEFAULT).then_some(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_keep_the_order_of_the_table() {
        use TranscriptionColumn::{Audio, Id, Source};
        let columns = Columns::of(vec![Audio, Id]);
        assert_eq!(columns.write().as_deref(), Some("id,audio"));
        assert_eq!(Columns::of(vec![Source]).write().as_deref(), Some("source"));
        assert_eq!(Columns::default().write(), None);
    }

    #[test]
    fn a_word_finds_its_column() {
        for column in TranscriptionColumn::ALL {
            assert_eq!(
                TranscriptionColumn::from_word(column.as_str()),
                Some(column)
            );
        }
        assert_eq!(TranscriptionColumn::from_word("colour"), None);
    }
}
