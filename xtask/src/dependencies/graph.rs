//! The dependency graph as Cargo sees it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::program::{cargo, read};

/// All packages that can come into the build, and who uses them.
pub struct Graph {
    /// Ours and everyone else's.
    pub packages: Vec<Package>,
    users: BTreeMap<Id, BTreeSet<String>>,
}

/// Name and version, as in `serde v1.0.0`.
type Id = String;

/// One version of one crate.
#[derive(Deserialize)]
pub struct Package {
    /// The crate's name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// An SPDX expression.
    pub license: Option<String>,
    /// Where it comes from; nothing for our own.
    pub source: Option<String>,
    /// Its `Cargo.toml`.
    pub manifest_path: PathBuf,
}

impl Package {
    fn id(&self) -> Id {
        format!("{} v{}", self.name, self.version)
    }
}

impl Graph {
    /// Asks Cargo; fails when `Cargo.lock` is not in step with the manifests.
    pub fn read() -> Result<Self> {
        #[derive(Deserialize)]
        struct Metadata {
            packages: Vec<Package>,
        }

        // Only the metadata know a package's licence and source, and only the tree knows which
        // features are on: the metadata follow optional dependencies that nobody asked for.
        let metadata = read(&mut cargo(["metadata", "--format-version=1", "--locked"])?)?;
        let metadata: Metadata =
            serde_json::from_str(&metadata).context("cannot read `cargo metadata`")?;
        let tree = [
            "tree",
            "--workspace",
            "--all-features",
            "--target=all",
            "--locked",
        ];
        let shape = [
            "--edges=normal,build,dev",
            "--prefix=depth",
            "--format= {p}",
        ];
        let users = users(&read(cargo(tree)?.args(shape))?)?;
        let mut packages = metadata.packages;
        packages.retain(|package| users.contains_key(&package.id()));
        Ok(Self { packages, users })
    }

    /// The packages of a name: more than one if there are several versions.
    pub fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Package> {
        self.packages
            .iter()
            .filter(move |package| package.name == name)
    }

    /// The names of the crates that use a package directly, for whatever purpose.
    pub fn users(&self, package: &Package) -> impl Iterator<Item = &str> {
        self.users
            .get(&package.id())
            .into_iter()
            .flatten()
            .map(String::as_str)
    }
}

/// Reads lines such as `2 serde v1.0.0 (*)`, where the number is the depth.
fn users(tree: &str) -> Result<BTreeMap<Id, BTreeSet<String>>> {
    let mut users = BTreeMap::<Id, BTreeSet<String>>::new();
    let mut above: Vec<String> = Vec::new();
    for line in tree.lines().filter(|line| !line.is_empty()) {
        let mut words = line.split_whitespace();
        let (Some(depth), Some(name), Some(version)) = (words.next(), words.next(), words.next())
        else {
            continue;
        };
        above.truncate(
            depth
                .parse()
                .with_context(|| format!("cargo tree said: {line}"))?,
        );
        let users = users.entry(format!("{name} {version}")).or_default();
        users.extend(above.last().cloned());
        above.push(name.to_owned());
    }
    Ok(users)
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A graph of packages `(name, version, licence)` that are used as a tree of Cargo's says.
    pub fn graph(packages: &[(&str, &str, &str)], tree: &str) -> Graph {
        let package = |&(name, version, license): &(&str, &str, &str)| Package {
            name: name.to_owned(),
            version: version.to_owned(),
            license: Some(license.to_owned()),
            source: Some("registry+somewhere".to_owned()),
            manifest_path: PathBuf::new(),
        };
        let packages = packages.iter().map(package).collect();
        Graph {
            packages,
            users: users(tree).unwrap(),
        }
    }

    #[test]
    fn users_are_the_direct_ones() {
        let tree = "0 a v1.0.0 (/a)\n1 b v1.0.0\n2 c v1.0.0\n1 d v1.0.0\n2 c v1.0.0 (*)\n";
        let graph = graph(&[("c", "1.0.0", "MIT")], tree);
        assert_eq!(
            graph.users(&graph.packages[0]).collect::<Vec<_>>(),
            ["b", "d"]
        );
    }
}
