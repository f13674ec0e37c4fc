//! The bytes of the first page, held against `.budget.toml`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::place;

#[derive(Deserialize)]
struct Budget {
    total: u64,
    aside: Vec<String>,
}

/// A file as the browser gets it.
struct Asset {
    name: String,
    raw: u64,
    brotli: u64,
}

/// Prints the table and fails when the budget is exceeded.
pub fn check() -> Result<()> {
    let text = fs::read_to_string(place::root().join(".budget.toml"))?;
    let budget: Budget = toml::from_str(&text).context(".budget.toml")?;
    let assets = assets(&place::site(), &budget.aside)?;
    print!("{}", table(&assets));
    let spent: u64 = assets.iter().map(|asset| asset.brotli).sum();
    if assets.iter().all(|asset| asset.raw == 0) {
        bail!(
            "no assets in {}: build the release first",
            place::site().display()
        );
    }
    if spent > budget.total {
        bail!(
            "{spent} bytes are {} more than the budget allows",
            spent - budget.total
        );
    }
    println!("{} bytes left of {}.", budget.total - spent, budget.total);
    Ok(())
}

/// The largest first. A file without a compressed sister travels as it is.
fn assets(site: &Path, aside: &[String]) -> Result<Vec<Asset>> {
    let mut assets = Vec::new();
    let mut folders = vec![site.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).with_context(|| folder.display().to_string())?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(site)?.display().to_string();
            if is_compressed(&name) || stands_aside(&name, aside) {
                continue;
            }
            let raw = fs::metadata(&path)?.len();
            let sister = fs::metadata(site.join(format!("{name}.br")));
            assets.push(Asset {
                name,
                raw,
                brotli: sister.map_or(raw, |file| file.len()),
            });
        }
    }
    assets.sort_by_key(|asset| std::cmp::Reverse(asset.brotli));
    Ok(assets)
}

fn stands_aside(name: &str, aside: &[String]) -> bool {
    aside
        .iter()
        .any(|part| name.starts_with(part) || name.ends_with(part))
}

fn is_compressed(name: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|kind| kind == "br" || kind == "gz")
}

fn table(assets: &[Asset]) -> String {
    let mut table = format!("{:>10} {:>10}  asset\n", "raw", "brotli");
    let raw = assets.iter().map(|asset| asset.raw).sum();
    let brotli = assets.iter().map(|asset| asset.brotli).sum();
    let total = Asset {
        name: "in all".to_owned(),
        raw,
        brotli,
    };
    for Asset { name, raw, brotli } in assets.iter().chain([&total]) {
        // Writing to a string cannot fail.
        let _ = writeln!(table, "{raw:>10} {brotli:>10}  {name}");
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compressed_sisters_count_once_and_what_stands_aside_not_at_all() {
        let site = std::env::temp_dir().join(format!("entrepot-budget-{}", std::process::id()));
        fs::create_dir_all(site.join("fonts")).unwrap();
        let files = [
            ("a.wasm", 100),
            ("a.wasm.br", 30),
            ("a.wasm.gz", 40),
            ("b.txt", 5),
            ("fonts/f.woff2", 900),
        ];
        for (name, length) in files {
            fs::write(site.join(name), vec![0; length]).unwrap();
        }
        let assets = assets(&site, &["fonts/".to_owned()]).unwrap();
        fs::remove_dir_all(&site).unwrap();
        let found: Vec<_> = assets
            .iter()
            .map(|a| (a.name.as_str(), a.raw, a.brotli))
            .collect();
        assert_eq!(found, [("a.wasm", 100, 30), ("b.txt", 5, 5)]);
    }
}
