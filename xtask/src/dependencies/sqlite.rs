//! The SQLite that is compiled into the server.

use std::fs;

use anyhow::{Context, Result};

use super::graph::Graph;

/// Earlier ones can corrupt a database when two connections reset the write-ahead log at once.
const OLDEST: [u32; 3] = [3, 51, 3];

/// Says so if the bundled SQLite is too old.
pub fn fault(graph: &Graph) -> Result<Option<String>> {
    let package = graph
        .named("libsqlite3-sys")
        .next()
        .context("no libsqlite3-sys in Cargo.lock")?;
    let header = package
        .manifest_path
        .with_file_name("sqlite3")
        .join("sqlite3.h");
    let header = fs::read_to_string(&header).with_context(|| header.display().to_string())?;
    let version = version(&header).context("sqlite3.h names no SQLITE_VERSION")?;
    let fault = format!("the bundled SQLite is {version:?}, older than {OLDEST:?}");
    Ok((version < OLDEST).then_some(fault))
}

fn version(header: &str) -> Option<[u32; 3]> {
    let line = header
        .lines()
        .find_map(|line| line.strip_prefix("#define SQLITE_VERSION "))?;
    let mut parts = line.trim().trim_matches('"').split('.').map(str::parse);
    Some([
        parts.next()?.ok()?,
        parts.next()?.ok()?,
        parts.next()?.ok()?,
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_read_from_the_header_and_compared_by_number() {
        let read = version("#define SQLITE_VERSION        \"3.51.3\"\n").unwrap();
        assert_eq!(read, [3, 51, 3]);
        assert!([3, 9, 0] < OLDEST && [3, 51, 10] > OLDEST);
    }
}
