//! How a reseller shows itself, on its pages and in its mails.

use crate::field::Issue;
use crate::id::LogoId;
use crate::name::Name;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The hue that everything accented derives from: degrees of the colour circle of OKLCH (CSS Color
/// 4), 0 to 359. Lightness and chroma are the house's own, so that every hue can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct Hue(u16);

impl Hue {
    /// The largest one.
    pub const MAX: u16 = 359;

    /// Reads whole degrees as typed.
    pub fn parse(typed: &str) -> Result<Self, Issue> {
        let degrees = typed.trim().parse::<u16>().ok();
        let between = Issue::NotBetween {
            min: 0,
            max: Self::MAX,
        };
        degrees
            .and_then(|it| Self::try_from(it).ok())
            .ok_or(between)
    }

    /// Degrees.
    pub const fn degrees(self) -> u16 {
        self.0
    }
}

impl Default for Hue {
    /// The house's own: blue.
    fn default() -> Self {
        Self(222)
    }
}

impl TryFrom<u16> for Hue {
    type Error = &'static str;

    fn try_from(degrees: u16) -> Result<Self, Self::Error> {
        if degrees <= Self::MAX {
            Ok(Self(degrees))
        } else {
            Err("a hue has 0 to 359 degrees")
        }
    }
}

impl From<Hue> for u16 {
    fn from(hue: Hue) -> Self {
        hue.0
    }
}

impl fmt::Display for Hue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What everybody sees of a reseller, also before they sign in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brand {
    /// Its name.
    pub name: Name,
    /// Its colour.
    pub hue: Hue,
    /// Its logo, if it has one.
    pub logo: Option<LogoId>,
}

/// What the mails of a reseller are written on, and how long invitations in them hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letterhead {
    /// Whose mails they are.
    pub brand: Brand,
    /// What stands beneath each; may be empty, and may have several lines.
    pub signature: String,
    /// How long an invitation can be used.
    pub invitation_days: u16,
}

impl Letterhead {
    /// How long an invitation can be used, in seconds.
    pub fn invitation_seconds(&self) -> i64 {
        i64::from(self.invitation_days) * 24 * 60 * 60
    }
}

/// What a logo is drawn in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogoKind {
    /// Portable Network Graphics (W3C, PNG Third Edition).
    Png,
    /// Scalable Vector Graphics (W3C, SVG 1.1).
    Svg,
}

impl LogoKind {
    /// The media type that it is sent with.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Svg => "image/svg+xml",
        }
    }

    /// The kind with a media type.
    pub fn from_media_type(media_type: &str) -> Option<Self> {
        [Self::Png, Self::Svg]
            .into_iter()
            .find(|kind| kind.media_type() == media_type)
    }
}

/// A logo that is safe to show: nothing in it runs, and nothing is loaded for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    /// What it is drawn in.
    pub kind: LogoKind,
    /// The picture.
    pub bytes: Vec<u8>,
}

impl Logo {
    /// The most bytes of one: 256 KiB.
    pub const BYTES_MAX: usize = 256 * 1024;
    /// The most pixels on each side of one that is made of pixels.
    pub const SIDE_MAX: u32 = 2_000;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hue_goes_once_around() {
        assert_eq!(Hue::parse(" 359 ").map(Hue::degrees), Ok(359));
        let between = Issue::NotBetween { min: 0, max: 359 };
        for wrong in ["", "360", "-1", "12.5", "blue"] {
            assert_eq!(Hue::parse(wrong), Err(between.clone()), "{wrong}");
        }
    }
}
