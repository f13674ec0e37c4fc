//! The part of `.cargo/deny.toml` that can be judged without cargo-deny: licences, sources,
//! who may use a crate, and which crates may be there only once.

use std::fs;

use anyhow::{Context, Result, anyhow};
use serde::Deserialize;
use spdx::{Expression, LicenseReq, Licensee, ParseMode};

use super::graph::{Graph, Package};
use crate::place;

/// What may come in.
#[derive(Deserialize)]
pub struct Policy {
    licenses: Licenses,
    bans: Bans,
}

#[derive(Deserialize)]
struct Licenses {
    allow: Vec<String>,
}

#[derive(Deserialize)]
struct Bans {
    deny: Vec<Ban>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Ban {
    #[serde(rename = "crate")]
    name: String,
    /// Those who may use it all the same.
    #[serde(default)]
    wrappers: Vec<String>,
    #[serde(default)]
    reason: String,
    /// Only a second version is banned.
    #[serde(default)]
    deny_multiple_versions: bool,
}

impl Policy {
    /// Reads the file.
    pub fn read() -> Result<Self> {
        let text = fs::read_to_string(place::root().join(".cargo/deny.toml"))?;
        toml::from_str(&text).context(".cargo/deny.toml")
    }

    /// Everything in the graph that the policy forbids.
    pub fn faults(&self, graph: &Graph) -> Result<Vec<String>> {
        let allowed = self.licensees()?;
        let mut faults: Vec<_> = graph
            .packages
            .iter()
            .filter_map(|package| {
                licence_fault(package, &allowed).or_else(|| source_fault(package))
            })
            .collect();
        faults.extend(self.bans.deny.iter().flat_map(|ban| ban.faults(graph)));
        Ok(faults)
    }

    fn licensees(&self) -> Result<Vec<Licensee>> {
        let parse = |name: &String| {
            Licensee::parse(name).map_err(|error| anyhow!(".cargo/deny.toml, {name}: {error}"))
        };
        self.licenses.allow.iter().map(parse).collect()
    }
}

impl Ban {
    fn faults(&self, graph: &Graph) -> Vec<String> {
        if self.deny_multiple_versions {
            return self.versions_fault(graph).into_iter().collect();
        }
        graph
            .named(&self.name)
            .flat_map(|package| graph.users(package))
            .filter(|user| !self.wrappers.iter().any(|wrapper| wrapper == user))
            .map(|user| format!("{user} uses {}: {}", self.name, self.reason))
            .collect()
    }

    fn versions_fault(&self, graph: &Graph) -> Option<String> {
        let versions: Vec<_> = graph
            .named(&self.name)
            .map(|p| p.version.as_str())
            .collect();
        let fault = format!(
            "{} is there in several versions: {}",
            self.name,
            versions.join(", ")
        );
        (versions.len() > 1).then_some(fault)
    }
}

fn licence_fault(package: &Package, allowed: &[Licensee]) -> Option<String> {
    let Package { name, version, .. } = package;
    let Some(text) = &package.license else {
        return Some(format!("{name} {version} names no licence"));
    };
    let is_allowed = |asked: &LicenseReq| allowed.iter().any(|licence| licence.satisfies(asked));
    match Expression::parse_mode(text, ParseMode::LAX) {
        Ok(expression) if expression.evaluate(is_allowed) => None,
        Ok(_) => Some(format!("{name} {version} is licensed under {text}")),
        Err(error) => Some(format!(
            "{name} {version}: cannot read its licence {text}: {error}"
        )),
    }
}

fn source_fault(package: &Package) -> Option<String> {
    let source = package.source.as_ref()?;
    let fault = format!("{} {} comes from {source}", package.name, package.version);
    (!source.starts_with("registry+")).then_some(fault)
}

#[cfg(test)]
mod tests {
    use super::super::graph::tests::graph;
    use super::*;

    const POLICY: &str = r#"
        [licenses]
        allow = ["MIT", "Apache-2.0", "Unicode-3.0"]
        [bans]
        deny = [
          { crate = "sea-orm", wrappers = ["store"], reason = "only store speaks SQL" },
          { crate = "sqlx", deny-multiple-versions = true },
        ]
    "#;

    fn faults(packages: &[(&str, &str, &str)], tree: &str) -> Vec<String> {
        let policy: Policy = toml::from_str(POLICY).unwrap();
        policy.faults(&graph(packages, tree)).unwrap()
    }

    #[test]
    fn one_allowed_alternative_is_enough_and_all_of_a_conjunction_are_needed() {
        assert_eq!(faults(&[("a", "1.0.0", "GPL-3.0 OR MIT")], ""), [""; 0]);
        assert_eq!(faults(&[("a", "1.0.0", "MIT/Apache-2.0")], ""), [""; 0]);
        assert_eq!(
            faults(&[("a", "1.0.0", "(MIT OR Apache-2.0) AND Unicode-3.0")], ""),
            [""; 0]
        );
        assert_eq!(faults(&[("a", "1.0.0", "MIT AND GPL-3.0")], "").len(), 1);
    }

    #[test]
    fn a_crate_with_wrappers_is_for_them_alone() {
        let packages = [("sea-orm", "2.0.0", "MIT")];
        assert_eq!(
            faults(&packages, "0 store v0.1.0\n1 sea-orm v2.0.0\n"),
            [""; 0]
        );
        let app = faults(
            &packages,
            "0 store v0.1.0\n1 sea-orm v2.0.0\n0 app v0.1.0\n1 sea-orm v2.0.0\n",
        );
        assert_eq!(app, ["app uses sea-orm: only store speaks SQL"]);
    }

    #[test]
    fn a_second_version_of_a_crate_that_stands_alone_is_a_fault() {
        let one = [
            ("sqlx", "0.9.0", "MIT"),
            ("syn", "1.0.0", "MIT"),
            ("syn", "2.0.0", "MIT"),
        ];
        assert_eq!(faults(&one, ""), [""; 0]);
        let two = [("sqlx", "0.8.0", "MIT"), ("sqlx", "0.9.0", "MIT")];
        assert_eq!(
            faults(&two, ""),
            ["sqlx is there in several versions: 0.8.0, 0.9.0"]
        );
    }
}
