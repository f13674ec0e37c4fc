//! Which crates of ours must not reach which others, however indirectly.

use std::collections::BTreeSet;

use anyhow::Result;

use crate::program::{cargo, read};

struct Rule {
    package: &'static str,
    /// Cargo's words for what is built.
    built: &'static [&'static str],
    never: &'static [&'static str],
    because: &'static str,
}

const RULES: [Rule; 4] = [
    Rule {
        package: "domain",
        built: &["--all-features"],
        never: &[
            "leptos", "axum", "http", "sea-orm", "sqlx", "tokio", "app", "store",
        ],
        because: "what is true needs no I/O",
    },
    Rule {
        package: "store",
        built: &["--all-features"],
        never: &["leptos", "axum", "app", "server"],
        because: "the database knows no page",
    },
    Rule {
        package: "app",
        built: &["--all-features"],
        never: &["sea-orm", "sqlx", "sqlx-core", "store", "server"],
        because: "pages reach the database through the ports of domain",
    },
    Rule {
        package: "frontend",
        built: &["--target=wasm32-unknown-unknown"],
        never: &[
            "axum",
            "hyper",
            "phonenumber",
            "rustls",
            "sea-orm",
            "sea-query",
            "server",
            "sqlx",
            "sqlx-core",
            "store",
            "tokio",
            "tower",
            "unicode-normalization",
        ],
        because: "it would be downloaded by every browser",
    },
];

/// Every forbidden crate that is reached.
pub fn faults() -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for rule in &RULES {
        let reached = reached(rule)?;
        let forbidden = rule.never.iter().filter(|name| reached.contains(**name));
        faults.extend(
            forbidden.map(|name| format!("{} reaches {name}: {}", rule.package, rule.because)),
        );
    }
    Ok(faults)
}

fn reached(rule: &Rule) -> Result<BTreeSet<String>> {
    // Macros run on the machine that compiles, so what they use is not in the product.
    let edges = "--edges=normal,no-proc-macro";
    let shape = ["--locked", "--prefix=none", "--format={p}", edges];
    let tree = read(
        cargo(["tree", "--package", rule.package])?
            .args(shape)
            .args(rule.built),
    )?;
    let names = tree
        .lines()
        .filter_map(|line| line.split_whitespace().next());
    Ok(names.map(str::to_owned).collect())
}
