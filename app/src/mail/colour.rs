//! A reseller's colour for mail programs, which know neither our tokens nor OKLCH.

use domain::brand::Hue;

/// Lightness and chroma of the accent on light ground, as the tokens of the pages have them. White
/// text on it keeps a contrast of 4.5:1 for every hue.
const ACCENT: (f64, f64) = (0.488, 0.17);

/// The accent of a hue as sRGB, such as `#1f5fbf` (CSS Color 4, "OKLCH"). Each channel is cut to
/// what a screen has, as browsers do.
pub(super) fn accent(hue: Hue) -> String {
    let (lightness, chroma) = ACCENT;
    let angle = f64::from(hue.degrees()).to_radians();
    let (a, b) = (chroma * angle.cos(), chroma * angle.sin());
    let cone = |x: f64, y: f64| (lightness + x * a + y * b).powi(3);
    let long = cone(0.396_337_777_4, 0.215_803_757_3);
    let middle = cone(-0.105_561_345_8, -0.063_854_172_8);
    let short = cone(-0.089_484_177_5, -1.291_485_548_0);
    let channels = [
        4.076_741_662_1 * long - 3.307_711_591_3 * middle + 0.230_969_929_2 * short,
        -1.268_438_004_6 * long + 2.609_757_401_1 * middle - 0.341_319_396_5 * short,
        -0.004_196_086_3 * long - 0.703_418_614_7 * middle + 1.707_614_701_0 * short,
    ];
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 to 255"
    )]
    let digits = channels.map(|linear| format!("{:02x}", (gamma(linear) * 255.0).round() as u8));
    format!("#{}", digits.concat())
}

/// The transfer function of sRGB (IEC 61966-2-1).
fn gamma(linear: f64) -> f64 {
    let linear = linear.clamp(0.0, 1.0);
    if linear <= 0.003_130_8 {
        12.92 * linear
    } else {
        1.055 * linear.powf(1.0 / 2.4) - 0.055
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// WCAG 2.2, relative luminance of `#rrggbb`.
    fn luminance(colour: &str) -> f64 {
        let channel = |at: usize| {
            let value = u8::from_str_radix(&colour[at..at + 2], 16).unwrap();
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    #[test]
    fn white_can_be_read_on_every_hue() {
        for degrees in 0..=Hue::MAX {
            let colour = accent(Hue::try_from(degrees).unwrap());
            let contrast = 1.05 / (luminance(&colour) + 0.05);
            assert!(contrast >= 4.5, "{degrees}: {colour} has {contrast:.2}");
        }
    }

    #[test]
    fn mails_have_the_colour_of_the_pages() {
        let tokens = include_str!("../../../style/tokens.css");
        let (lightness, chroma) = ACCENT;
        let accent = format!(
            "--accent: light-dark(oklch({:.1}% {} var(--hue))",
            lightness * 100.0,
            format!("{chroma}").trim_start_matches('0')
        );
        assert!(tokens.contains(&accent), "{accent}");
    }
}
