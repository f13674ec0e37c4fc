//! The parts of a chart as text. Geometry stands in attributes, colours in the style sheet.

use super::geometry::{DENSE, Label, Scale, Span, WHOLE, bar, column, labels, percent};
use super::{ChartBar, ChartData, ChartSeries};
use crate::ui::inert::{Markup, html};
use crate::words::t;

/// The series that have a look of their own; the first one is plain.
const LOOKS: usize = 6;

/// The scale of what a chart shows.
fn scale_of(data: &ChartData) -> Scale {
    let amounts = data.bars.iter().filter_map(|bar| bar.amounts.as_deref());
    let most = amounts.map(|amounts| amounts.iter().sum::<i64>()).max();
    Scale::of(most.unwrap_or_default(), data.unit)
}

/// The words of the scale, the highest first.
pub(super) fn scale(data: &ChartData, words: fn(i64, i64) -> String) -> Markup {
    let scale = scale_of(data);
    html! {
        @for tick in scale.ticks().rev() { span { (words(tick, scale.step)) } }
    }
}

/// The lines and the bars.
pub(super) fn plot(name: &str, data: &ChartData) -> Markup {
    let scale = scale_of(data);
    let known = data.bars.iter().enumerate();
    let known = known.filter_map(|(at, bar)| Some((at, bar, bar.amounts.as_deref()?)));
    let frame = Frame {
        name,
        scale,
        count: data.bars.len(),
        first: known.clone().next().map(|(at, ..)| at),
    };
    html! {
        svg.chart-picture data-dense=[(frame.count > DENSE).then_some("")] {
            defs { @for look in 1..LOOKS { (pattern(name, look)) } }
            @for tick in scale.ticks() {
                @let y = percent(WHOLE - scale.height(tick));
                line.chart-line x1="0" x2="100%" y1=(y) y2=(y) {}
            }
            @if frame.first.is_some() {
                g role="list" {
                    @for (at, bar, amounts) in known { (bar_group(&frame, at, bar, amounts)) }
                }
            }
        }
    }
}

/// What all bars have in common.
struct Frame<'a> {
    name: &'a str,
    scale: Scale,
    count: usize,
    /// The bar that Tab comes to.
    first: Option<usize>,
}

fn bar_group(frame: &Frame<'_>, at: usize, data: &ChartBar, amounts: &[i64]) -> Markup {
    let column = column(at, frame.count);
    let bar = bar(column, frame.count);
    let pieces = frame.scale.pieces(amounts);
    let pieces = pieces.into_iter().enumerate();
    let pieces: Vec<(usize, Span)> = pieces.filter(|(_, piece)| piece.length > 0).collect();
    let tabindex = if frame.first == Some(at) { "0" } else { "-1" };
    html! {
        g.chart-bar role="listitem" tabindex=(tabindex) data-at=(at) aria-label=(data.words) {
            rect.chart-hit x=(percent(column.from)) y="0" width=(percent(column.length)) height="100%" {}
            @if pieces.is_empty() {
                line.chart-zero x1=(percent(bar.from)) x2=(percent(bar.to())) y1="100%" y2="100%" {}
            }
            @for (look, piece) in pieces {
                rect.chart-piece data-look=[plain(look)] fill=[fill(frame.name, look)]
                    x=(percent(bar.from)) y=(percent(piece.from))
                    width=(percent(bar.length)) height=(percent(piece.length)) rx="2" {}
            }
        }
    }
}

/// The look of the first series, which has no pattern: its colour is the style sheet's.
fn plain(look: usize) -> Option<&'static str> {
    (look == 0).then_some("plain")
}

/// The pattern of the others.
fn fill(name: &str, look: usize) -> Option<String> {
    (look > 0).then(|| format!("url(#{})", pattern_id(name, look)))
}

fn pattern_id(name: &str, look: usize) -> String {
    format!("{name}-look-{}", look.min(LOOKS - 1))
}

/// The colour of a series with a texture of its own, so that colour is not all that tells it from
/// others.
fn pattern(name: &str, look: usize) -> Markup {
    let texture = match look {
        1 => "M-1 1l2 -2M-1 9l10 -10M7 9l2 -2",
        2 => "M2 1v2M6 5v2",
        3 => "M0 2h8M0 6h8",
        4 => "M-1 7l2 2M-1 -1l10 10M7 -1l2 2",
        _ => "M0 4h8M4 0v8",
    };
    html! {
        pattern id=(pattern_id(name, look)) width="8" height="8" patternUnits="userSpaceOnUse" {
            rect.chart-ink data-look=(look) width="8" height="8" {}
            path.chart-texture d=(texture) {}
        }
    }
}

/// The words of the axis.
pub(super) fn axis(data: &ChartData) -> Markup {
    let ticks = data.bars.iter().enumerate();
    let ticks = ticks.filter_map(|(at, bar)| bar.tick.as_ref().map(|_| at));
    let ticks: Vec<usize> = ticks.collect();
    let words = |label: &Label| data.bars.get(label.bar)?.tick.as_deref();
    html! {
        svg.chart-dates {
            @for label in labels(&ticks, data.bars.len()) {
                text x=(percent(label.place)) y="1em" text-anchor=(label.anchor.as_str())
                    data-room=(label.room.as_str())
                { (words(&label).unwrap_or_default()) }
            }
        }
    }
}

/// What the looks of the series mean.
pub(super) fn legend(name: &str, data: &ChartData) -> Markup {
    let key = |look: usize, series: &ChartSeries| {
        html! {
            (swatch(name, look))
            bdi { (series.name) }
            " "
            span.aside { (series.amount) }
        }
    };
    html! {
        @for (look, series) in data.series.iter().enumerate() {
            li {
                @if let Some(href) = &series.href {
                    a.chart-key href=(href) data-noscroll
                        title=(t!("Show only {name}", name = series.name))
                    {
                        (key(look, series))
                    }
                } @else {
                    span.chart-key { (key(look, series)) }
                }
            }
        }
    }
}

fn swatch(name: &str, look: usize) -> Markup {
    html! {
        svg.chart-swatch aria-hidden="true" {
            rect data-look=[plain(look)] fill=[fill(name, look)] width="100%" height="100%" rx="2" {}
        }
    }
}

/// What a bar tells.
pub(super) fn tip(name: &str, data: &ChartData, at: usize, words: fn(i64) -> String) -> Markup {
    let Some(bar) = data.bars.get(at) else {
        return Markup::default();
    };
    let amounts = bar.amounts.as_deref().unwrap_or_default();
    let series = data.series.iter().zip(amounts).enumerate();
    let series = series.filter(|(_, (_, amount))| **amount > 0);
    html! {
        p { b { (bar.label) } }
        p.chart-sum { (words(amounts.iter().sum())) }
        @for (look, (series, amount)) in series {
            p.chart-key {
                (swatch(name, look))
                bdi { (series.name) }
                span.chart-amount { (words(*amount)) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar_of(amounts: Option<Vec<i64>>) -> ChartBar {
        ChartBar {
            label: "1 Oct 2026".into(),
            tick: Some("1 Oct".into()),
            amounts,
            words: "1 Oct 2026: so much".into(),
        }
    }

    fn data(bars: Vec<ChartBar>) -> ChartData {
        let series = |name: &str| ChartSeries {
            name: name.into(),
            amount: "7 h".into(),
            href: None,
        };
        ChartData {
            caption: "Audio".into(),
            series: vec![series("Batch"), series("<Real>")],
            bars,
            unit: 1,
        }
    }

    #[test]
    fn nothing_and_nothing_known_look_different() {
        let parts = |amounts: Option<Vec<i64>>| {
            let picture = plot("x", &data(vec![bar_of(amounts)])).into_string();
            let count = |part: &str| picture.matches(part).count();
            let (bars, pieces) = (count("listitem"), count("chart-piece"));
            (bars, count("chart-zero"), pieces)
        };
        assert_eq!(parts(Some(vec![3, 4])), (1, 0, 2));
        assert_eq!(parts(Some(vec![3, 0])), (1, 0, 1));
        assert_eq!(parts(Some(vec![0, 0])), (1, 1, 0));
        assert_eq!(parts(None), (0, 0, 0));
    }

    #[test]
    fn tab_comes_to_one_bar_alone() {
        let bars = vec![bar_of(None), bar_of(Some(vec![1])), bar_of(Some(vec![2]))];
        let picture = plot("x", &data(bars)).into_string();
        assert_eq!(picture.matches(r#"tabindex="0""#).count(), 1);
        assert!(picture.contains(r#"tabindex="0" data-at="1""#));
    }

    #[test]
    fn a_series_looks_the_same_wherever_it_is() {
        let data = data(vec![bar_of(Some(vec![3, 4]))]);
        for html in [
            plot("x", &data),
            legend("x", &data),
            tip("x", &data, 0, |amount| amount.to_string()),
        ] {
            let html = html.into_string();
            assert!(html.contains(r#"data-look="plain""#), "{html}");
            assert!(html.contains("url(#x-look-1)"), "{html}");
            assert!(!html.contains("<Real>"), "{html}");
        }
        assert_eq!(tip("x", &data, 9, |_| String::new()).into_string(), "");
    }
}
