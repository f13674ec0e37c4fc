//! Text can be read on every ground it stands on: in both themes, whatever a reseller's hue is.

use std::collections::HashMap;

const TOKENS: &str = include_str!("../../style/tokens.css");

/// Lightness, chroma and hue; no hue means the reseller's.
type Colour = (f64, f64, Option<f64>);

/// What stands on what.
const PAIRS: &[(&str, &[&str])] = &[
    (
        "text",
        &["bg", "surface", "raised", "sunken", "hover", "selected"],
    ),
    (
        "text-2",
        &["bg", "surface", "raised", "sunken", "hover", "selected"],
    ),
    (
        "text-3",
        &["bg", "surface", "raised", "sunken", "hover", "selected"],
    ),
    (
        "accent",
        &[
            "bg",
            "surface",
            "raised",
            "hover",
            "selected",
            "accent-soft",
        ],
    ),
    ("on-accent", &["accent", "accent-hover"]),
    ("on-danger", &["danger", "danger-hover"]),
    ("on-toast", &["toast"]),
    ("ok", &["ok-soft"]),
    ("warn", &["warn-soft"]),
    (
        "danger",
        &["bg", "surface", "raised", "hover", "danger-soft"],
    ),
];

#[test]
fn text_keeps_its_contrast_for_every_hue() {
    for (theme, colours) in [("light", themed(0)), ("dark", themed(1))] {
        for (ink, grounds) in PAIRS {
            for ground in *grounds {
                for hue in 0..360 {
                    let ratio = contrast(colours[*ink], colours[*ground], f64::from(hue));
                    assert!(
                        ratio >= 4.5,
                        "{theme}: {ink} on {ground} has {ratio:.2}:1 at hue {hue}"
                    );
                }
            }
        }
    }
}

/// The colours of one side of every `light-dark(oklch(…), oklch(…))`.
fn themed(side: usize) -> HashMap<&'static str, Colour> {
    TOKENS
        .lines()
        .filter_map(|line| line.trim().strip_prefix("--")?.split_once(": light-dark("))
        .filter_map(|(name, value)| {
            let colour = value.split("oklch(").nth(side + 1)?;
            Some((name, colour_of(colour)?))
        })
        .collect()
}

fn colour_of(text: &str) -> Option<Colour> {
    let mut parts = text.split([' ', ')', ',']);
    let lightness: f64 = parts.next()?.strip_suffix('%')?.parse().ok()?;
    let chroma = parts.next()?.parse().ok()?;
    Some((lightness / 100.0, chroma, parts.next()?.parse().ok()))
}

/// WCAG 2.2, relative luminance.
fn contrast(ink: Colour, ground: Colour, hue: f64) -> f64 {
    let (a, b) = (luminance(ink, hue), luminance(ground, hue));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The luminance of the linear sRGB colour (CSS Color 4), each channel cut to what a screen has.
fn luminance((lightness, chroma, own): Colour, hue: f64) -> f64 {
    let angle = own.unwrap_or(hue).to_radians();
    let (a, b) = (chroma * angle.cos(), chroma * angle.sin());
    let cone = |x: f64, y: f64| (lightness + x * a + y * b).powi(3);
    let long = cone(0.396_337_777_4, 0.215_803_757_3);
    let middle = cone(-0.105_561_345_8, -0.063_854_172_8);
    let short = cone(-0.089_484_177_5, -1.291_485_548_0);
    let red = 4.076_741_662_1 * long - 3.307_711_591_3 * middle + 0.230_969_929_2 * short;
    let green = -1.268_438_004_6 * long + 2.609_757_401_1 * middle - 0.341_319_396_5 * short;
    let blue = -0.004_196_086_3 * long - 0.703_418_614_7 * middle + 1.707_614_701_0 * short;
    0.2126 * red.clamp(0.0, 1.0) + 0.7152 * green.clamp(0.0, 1.0) + 0.0722 * blue.clamp(0.0, 1.0)
}
