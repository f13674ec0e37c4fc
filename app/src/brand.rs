//! What pages show of the reseller whose house it is.

use crate::ui::{Glyph, Markup, html, icon};
use crate::viewer::Visitor;
use domain::brand::{Brand, Hue};
use domain::id::LogoId;
use leptos::prelude::*;

/// The address of the logos.
pub const LOGOS: &str = "/logo";

/// The brand of a page that nobody has signed in to, as context.
#[derive(Clone)]
pub(crate) struct PageBrand(pub(crate) Option<Brand>);

/// The reseller whose page this is, if the address or whoever is signed in says so.
pub(crate) fn brand_of_this_page() -> Option<Brand> {
    let visitor = use_context::<Visitor>().and_then(|visitor| visitor.0);
    visitor
        .map(|frame| frame.viewer.brand)
        .or_else(|| use_context::<PageBrand>()?.0)
}

/// The colour of the page that is asked for: known before there is an application.
pub(crate) fn hue_of_this_request() -> Hue {
    #[cfg(feature = "ssr")]
    {
        let context = use_context::<crate::backend::Context>();
        let brand = context.and_then(|context| match context.frame {
            Some(frame) => Some(frame.viewer.brand),
            None => context.brand,
        });
        brand.map(|brand| brand.hue).unwrap_or_default()
    }
    #[cfg(not(feature = "ssr"))]
    {
        Hue::default()
    }
}

/// A reseller's logo, or else the mark of the house.
pub(crate) struct LogoOrMark(pub(crate) Option<LogoId>);

impl LogoOrMark {
    /// The picture. It says nothing that does not stand beside it.
    pub(crate) fn markup(&self) -> Markup {
        html! {
            @match self.0 {
                Some(logo) => { img.logo src={ (LOGOS) "/" (logo) } alt=""; },
                None => { span.mark { (icon(Glyph::Warehouse)) } },
            }
        }
    }
}

/// The reseller's logo, or else the mark of the house, with the reseller's name.
pub(crate) fn brand_markup(brand: Option<&Brand>) -> Markup {
    let name = brand.map_or("Entrepot", |brand| brand.name.as_str());
    html! {
        div.brand {
            (LogoOrMark(brand.and_then(|brand| brand.logo)).markup())
            span.brand-name { (name) }
        }
    }
}
