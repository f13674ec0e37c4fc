//! The dependency graph as Cargo sees it.

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::program::{cargo, read};

/// All packages of the lock file and who uses them.
#[derive(Deserialize)]
pub struct Graph {
    /// Ours and everyone else's.
    pub packages: Vec<Package>,
    resolve: Resolve,
}

/// One version of one crate.
#[derive(Deserialize)]
pub struct Package {
    id: String,
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

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    dependencies: Vec<String>,
}

impl Graph {
    /// Asks Cargo; fails when `Cargo.lock` is not in step with the manifests.
    pub fn read() -> Result<Self> {
        let arguments = [
            "metadata",
            "--format-version=1",
            "--all-features",
            "--locked",
        ];
        let answer = read(&mut cargo(arguments)?)?;
        serde_json::from_str(&answer).context("cannot read `cargo metadata`")
    }

    /// The packages of a name: more than one if there are several versions.
    pub fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Package> {
        self.packages
            .iter()
            .filter(move |package| package.name == name)
    }

    /// The names of the crates that use a package directly, for whatever purpose.
    pub fn users(&self, package: &Package) -> BTreeSet<&str> {
        self.resolve
            .nodes
            .iter()
            .filter(|node| node.dependencies.contains(&package.id))
            .filter_map(|node| self.packages.iter().find(|user| user.id == node.id))
            .map(|user| user.name.as_str())
            .collect()
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A graph of packages `(name, version, licence)` and uses `(who, whom)`.
    pub fn graph(packages: &[(&str, &str, &str)], uses: &[(&str, &str)]) -> Graph {
        let id = |name: &str| {
            packages
                .iter()
                .position(|package| package.0 == name)
                .map(|at| format!("#{at}"))
        };
        let nodes = packages.iter().enumerate().map(|(at, package)| Node {
            id: format!("#{at}"),
            dependencies: uses
                .iter()
                .filter(|(who, _)| *who == package.0)
                .filter_map(|(_, whom)| id(whom))
                .collect(),
        });
        Graph {
            resolve: Resolve {
                nodes: nodes.collect(),
            },
            packages: packages
                .iter()
                .enumerate()
                .map(|(at, (name, version, license))| Package {
                    id: format!("#{at}"),
                    name: (*name).to_owned(),
                    version: (*version).to_owned(),
                    license: Some((*license).to_owned()),
                    source: Some("registry+somewhere".to_owned()),
                    manifest_path: PathBuf::new(),
                })
                .collect(),
        }
    }

    #[test]
    fn users_are_the_direct_ones() {
        let packages = [
            ("a", "1.0.0", "MIT"),
            ("b", "1.0.0", "MIT"),
            ("c", "1.0.0", "MIT"),
        ];
        let graph = graph(&packages, &[("a", "b"), ("b", "c")]);
        assert_eq!(graph.users(&graph.packages[2]), BTreeSet::from(["b"]));
    }
}
