//! Where everything in a chart stands. A side of it is a hundred thousand long, so that a place is a
//! percentage with three decimals and nothing has to be a fraction.

/// The length of a side.
pub(super) const WHOLE: i64 = 100_000;
/// The most steps of a scale.
const STEPS_MAX: i64 = 4;
/// The least height of something that is more than nothing.
const LEAST: i64 = 1_000;
/// The most a bar takes of the width.
const WIDEST: i64 = 8_000;
/// With more bars than this there is no room between them.
pub(super) const DENSE: usize = 120;
/// How many labels a wide axis has room for, and a narrow one.
const ROOM: (usize, usize) = (8, 4);
/// How near to an end of the axis a label has to keep to its own side.
const EDGE: i64 = 5_000;

/// A place as it is written in a picture: `12.500%`.
pub(super) fn percent(place: i64) -> String {
    format!("{}.{:03}%", place / 1000, place % 1000)
}

/// A part of a side: where it begins, and how long it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) from: i64,
    pub(super) length: i64,
}

impl Span {
    /// Where it ends.
    pub(super) const fn to(self) -> i64 {
        self.from + self.length
    }

    /// Its middle.
    pub(super) const fn middle(self) -> i64 {
        self.from + self.length / 2
    }
}

/// A scale that begins at nothing, of three to five round ticks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scale {
    pub(super) step: i64,
    steps: i64,
}

impl Scale {
    /// The scale for amounts up to `most`. Ticks are round numbers of `unit`s, or of thousandths of
    /// one.
    pub(super) fn of(most: i64, unit: i64) -> Self {
        let most = if most > 0 { most } else { unit.max(1) };
        let finest = (unit / 1000).max(1);
        let decades = std::iter::successors(Some(finest), |decade| decade.checked_mul(10));
        let steps = decades.flat_map(|decade| {
            // Of the finest it would need a decimal more than there is.
            let quarter = (decade > finest).then_some((decade / 10).saturating_mul(25));
            let two = decade.saturating_mul(2);
            let five = decade.saturating_mul(5);
            [Some(decade), Some(two), quarter, Some(five)]
        });
        let is_enough = |step: &i64| step.saturating_mul(STEPS_MAX) >= most;
        let step = steps.flatten().find(is_enough).unwrap_or(most);
        let steps = most / step + i64::from(most % step > 0);
        Self { step, steps }
    }

    /// The amounts at the ticks, nothing first.
    pub(super) fn ticks(self) -> impl DoubleEndedIterator<Item = i64> {
        (0..=self.steps).map(move |tick| self.step.saturating_mul(tick))
    }

    /// How high an amount stands.
    pub(super) fn height(self, amount: i64) -> i64 {
        part_of(WHOLE, amount, self.step.saturating_mul(self.steps))
    }

    /// The pieces of a bar from the bottom up, each one from its upper side down. However little
    /// they are together, they can be seen.
    pub(super) fn pieces(self, amounts: &[i64]) -> Vec<Span> {
        let total: i64 = amounts.iter().sum();
        let height = self.height(total).max(LEAST);
        let mut below = 0;
        let piece = |amount: &i64| {
            let low = part_of(height, below, total);
            below += amount;
            let high = part_of(height, below, total);
            Span {
                from: WHOLE - high,
                length: high - low,
            }
        };
        amounts.iter().map(piece).collect()
    }
}

/// The part of the width that belongs to one of so many bars.
pub(super) fn column(at: usize, count: usize) -> Span {
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let edge = |at: usize| part_of(WHOLE, number(at), number(count));
    Span {
        from: edge(at),
        length: edge(at + 1) - edge(at),
    }
}

/// The bar in the middle of its part of the width.
pub(super) fn bar(column: Span, count: usize) -> Span {
    let gap = if count > DENSE { 0 } else { column.length / 5 };
    let length = (column.length - gap).min(WIDEST);
    Span {
        from: column.from + (column.length - length) / 2,
        length,
    }
}

/// On which side of its place a label stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    /// The word in a picture.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// How much room an axis has to have for a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Room {
    /// It is there on every axis.
    Any,
    /// On a wide one only.
    Wide,
    /// On a narrow one only.
    Narrow,
}

impl Room {
    /// The word in the style sheet.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Wide => "wide",
            Self::Narrow => "narrow",
        }
    }
}

/// A label of the axis: of which bar, where, and on which axes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) bar: usize,
    pub(super) place: i64,
    pub(super) anchor: Anchor,
    pub(super) room: Room,
}

/// Of the bars that may have a label, the ones that do: every second, third and so on, as few as
/// keep them apart.
pub(super) fn labels(candidates: &[usize], count: usize) -> Vec<Label> {
    let every = |most: usize| candidates.len().div_ceil(most).max(1);
    let (wide, narrow) = (every(ROOM.0), every(ROOM.1));
    let label = |(at, bar): (usize, &usize)| {
        let room = match (at.is_multiple_of(wide), at.is_multiple_of(narrow)) {
            (true, true) => Room::Any,
            (true, false) => Room::Wide,
            (false, true) => Room::Narrow,
            (false, false) => return None,
        };
        let column = column(*bar, count);
        let (anchor, place) = match column.middle() {
            ..EDGE => (Anchor::Start, column.from),
            middle if middle > WHOLE - EDGE => (Anchor::End, column.to()),
            middle => (Anchor::Middle, middle),
        };
        Some(Label {
            bar: *bar,
            place,
            anchor,
            room,
        })
    };
    candidates.iter().enumerate().filter_map(label).collect()
}

/// So much of a length as `amount` is of `all`.
fn part_of(length: i64, amount: i64, all: i64) -> i64 {
    let part = i128::from(length) * i128::from(amount) / i128::from(all.max(1));
    i64::try_from(part).unwrap_or(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3_600_000;

    fn ticks(most: i64, unit: i64) -> Vec<i64> {
        Scale::of(most, unit).ticks().collect()
    }

    #[test]
    fn a_scale_has_three_to_five_round_ticks() {
        assert_eq!(ticks(88, 1), [0, 25, 50, 75, 100]);
        assert_eq!(ticks(100, 1), [0, 25, 50, 75, 100]);
        assert_eq!(ticks(101, 1), [0, 50, 100, 150]);
        assert_eq!(ticks(9, 1), [0, 5, 10]);
        assert_eq!(ticks(1, 1), [0, 1]);
        assert_eq!(ticks(0, HOUR).last(), Some(&HOUR));
        // 0.9 hours.
        let quarters = [0, HOUR / 4, HOUR / 2, HOUR / 4 * 3, HOUR];
        assert_eq!(ticks(HOUR / 10 * 9, HOUR), quarters);
        for most in (100..1_000_000).step_by(997) {
            let ticks = ticks(most, 1);
            assert!((3..=5).contains(&ticks.len()), "{most}: {ticks:?}");
            assert!(ticks.last() >= Some(&most), "{most}: {ticks:?}");
        }
        assert!(ticks(i64::MAX, HOUR).len() >= 2);
    }

    #[test]
    fn bars_share_the_width_and_keep_apart() {
        let columns: Vec<Span> = (0..7).map(|at| column(at, 7)).collect();
        assert_eq!(columns.first().map(|it| it.from), Some(0));
        assert_eq!(columns.last().map(|it| it.to()), Some(WHOLE));
        for (one, next) in columns.iter().zip(columns.iter().skip(1)) {
            assert_eq!(one.to(), next.from);
            assert!(bar(*one, 7).to() < bar(*next, 7).from);
        }
        let wide = bar(column(0, 1), 1);
        assert_eq!((wide.length, wide.middle()), (WIDEST, WHOLE / 2));
        let thin = column(3, 744);
        assert_eq!(bar(thin, 744), thin);
        assert_eq!(percent(12_500), "12.500%");
        assert_eq!(percent(7), "0.007%");
    }

    #[test]
    fn pieces_stand_on_each_other() {
        let scale = Scale::of(100, 1);
        let pieces = scale.pieces(&[50, 0, 25]);
        let spans: Vec<_> = pieces.iter().map(|it| (it.from, it.length)).collect();
        assert_eq!(spans, [(50_000, 50_000), (50_000, 0), (25_000, 25_000)]);
        // A bit of something is more than nothing.
        let little: i64 = Scale::of(1_000_000, 1)
            .pieces(&[1, 1])
            .iter()
            .map(|it| it.length)
            .sum();
        assert_eq!(little, LEAST);
        let nothing = scale.pieces(&[0, 0]);
        assert!(nothing.iter().all(|it| it.length == 0));
    }

    #[test]
    fn labels_are_as_few_as_keep_them_apart() {
        let all: Vec<usize> = (0..30).collect();
        let of = |room: Room| -> Vec<usize> {
            let labels = labels(&all, 30).into_iter();
            let shown = labels.filter(|it| it.room == Room::Any || it.room == room);
            shown.map(|it| it.bar).collect()
        };
        assert_eq!(of(Room::Wide), [0, 4, 8, 12, 16, 20, 24, 28]);
        assert_eq!(of(Room::Narrow), [0, 8, 16, 24]);
        let anchors: Vec<_> = labels(&all, 30).iter().map(|it| it.anchor).collect();
        assert_eq!(anchors.first(), Some(&Anchor::Start));
        assert_eq!(anchors.last(), Some(&Anchor::Middle));
        let few = labels(&[0, 1, 2], 3);
        assert_eq!(few.len(), 3);
        assert!(few.iter().all(|it| it.anchor == Anchor::Middle));
        assert_eq!(
            labels(&[23], 24).first().map(|it| it.anchor),
            Some(Anchor::End)
        );
        assert!(labels(&[], 0).is_empty());
    }
}
