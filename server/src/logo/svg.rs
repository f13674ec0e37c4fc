//! SVG (W3C, SVG 1.1): read as shapes and colours, and written anew from those. Scripts, links,
//! styles and everything that would be loaded have no place in what is written.

use domain::field::Issue;
use usvg::roxmltree::{Document, Node, ParsingOptions};
use usvg::{ImageHrefResolver, Options, Tree, WriteOptions};

/// The most elements and texts of a file.
const NODES_MAX: u32 = 20_000;
/// The most uses of a part that is drawn once; each is drawn out.
const USES_MAX: usize = 100;

/// The same picture, written anew.
pub fn safe(bytes: &[u8]) -> Result<Vec<u8>, Issue> {
    let text = std::str::from_utf8(bytes).map_err(|_| Issue::NotAPicture)?;
    let options = ParsingOptions {
        // Drawing programs write one. Entities are never needed, and can be made to grow.
        allow_dtd: !text.contains("<!ENTITY"),
        nodes_limit: NODES_MAX,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(text, options).map_err(|_| Issue::NotAPicture)?;
    if document.root_element().tag_name().name() != "svg" {
        return Err(Issue::NotAPicture);
    }
    check(&document)?;
    let options = Options {
        // Nothing is loaded: neither from the disk, nor out of the file itself.
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    let tree = Tree::from_xmltree(&document, &options).map_err(|_| Issue::NotAPicture)?;
    Ok(tree.to_string(&WriteOptions::default()).into_bytes())
}

/// Refuses what would be missing in the picture, and what would make it grow.
fn check(document: &Document<'_>) -> Result<(), Issue> {
    let elements = || document.descendants().filter(Node::is_element);
    let count = |names: &[&str]| {
        let is_one = |node: &Node<'_, '_>| names.contains(&node.tag_name().name());
        elements().filter(is_one).count()
    };
    if count(&["text", "foreignObject"]) > 0 {
        return Err(Issue::TextInPicture);
    }
    let uses = || elements().filter(|node| node.tag_name().name() == "use");
    let is_nested = uses().any(|node| {
        let drawn = used(document, node);
        drawn.is_some_and(|drawn| drawn.descendants().any(|it| it.tag_name().name() == "use"))
    });
    if count(&["image", "feImage", "marker"]) > 0 || is_nested || uses().count() > USES_MAX {
        return Err(Issue::UnsafePicture);
    }
    Ok(())
}

/// What a `use` element draws.
fn used<'a>(document: &'a Document<'a>, node: Node<'_, '_>) -> Option<Node<'a, 'a>> {
    let reference = node
        .attributes()
        .find(|attribute| attribute.name() == "href")?;
    let id = reference.value().strip_prefix('#')?;
    document
        .descendants()
        .find(|node| node.attribute("id") == Some(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(inside: &str) -> Result<String, Issue> {
        let file = format!(
            "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" \
             xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 20 20\" \
             onload=\"alert(1)\">{inside}</svg>"
        );
        safe(file.as_bytes()).map(|bytes| String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn only_shapes_and_colours_are_kept() {
        let picture = drawn(
            "<script>alert(1)</script><style>@import url(http://x.example/a.css)</style>\
             <a xlink:href=\"javascript:alert(1)\"><path d=\"M0 0h20v20z\" fill=\"#0a7\" \
             onclick=\"alert(1)\"/></a>\
             <rect width=\"5\" height=\"5\" fill=\"url(http://x.example/p.svg#a)\"/>\
             <animate attributeName=\"href\" to=\"javascript:alert(1)\"/>",
        )
        .unwrap();
        assert!(picture.contains("#00aa77"), "{picture}");
        for wrong in [
            "script",
            "onload",
            "onclick",
            "x.example",
            "@import",
            "animate",
            "href",
        ] {
            assert!(!picture.contains(wrong), "{wrong}: {picture}");
        }
    }

    #[test]
    fn what_would_be_missing_is_said() {
        let of = |inside: &str| drawn(inside).unwrap_err();
        assert_eq!(of("<text>Polder</text>"), Issue::TextInPicture);
        let picture = "<image href=\"data:image/png;base64,AAAA\" width=\"5\" height=\"5\"/>";
        assert_eq!(of(picture), Issue::UnsafePicture);
        assert_eq!(of("<image href=\"/etc/passwd\"/>"), Issue::UnsafePicture);
    }

    #[test]
    fn what_is_made_to_grow_is_refused() {
        let nested = "<defs><g id=\"a\"><path d=\"M0 0h1v1z\"/></g>\
                      <g id=\"b\"><use href=\"#a\"/><use href=\"#a\"/></g></defs><use href=\"#b\"/>";
        assert_eq!(drawn(nested), Err(Issue::UnsafePicture));
        let itself = "<g id=\"a\"><use xlink:href=\"#a\"/></g>";
        assert_eq!(drawn(itself), Err(Issue::UnsafePicture));
        let entities = b"<!DOCTYPE svg [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\
                         <svg xmlns=\"http://www.w3.org/2000/svg\"><desc>&b;</desc></svg>";
        assert_eq!(safe(entities), Err(Issue::NotAPicture));
        let deep = "<g>".repeat(5_000) + &"</g>".repeat(5_000);
        assert_eq!(drawn(&deep), Err(Issue::NotAPicture));
        assert_eq!(safe(b"<html/>"), Err(Issue::NotAPicture));
        assert_eq!(safe(b"\xff\xd8\xff"), Err(Issue::NotAPicture));
    }
}
