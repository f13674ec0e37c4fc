//! Who PostgreSQL runs as: it refuses to be root.

use std::fs::{self, DirBuilder};
use std::os::unix::fs::{DirBuilderExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::tools::is_root;

/// A user and group to become, or nothing when this process is an ordinary user's already.
pub struct Account(Option<(u32, u32)>);

impl Account {
    /// `postgres` if there is one, else `nobody`.
    pub fn choose() -> Result<Self> {
        if !is_root() {
            return Ok(Self(None));
        }
        let users = fs::read_to_string("/etc/passwd")?;
        let account = ["postgres", "nobody"]
            .iter()
            .find_map(|name| find(&users, name));
        account
            .map(Some)
            .map(Self)
            .context("PostgreSQL needs a user other than root: none found")
    }

    /// Makes a folder that this account alone can read.
    pub fn make_folder(&self, folder: &Path) -> Result<()> {
        DirBuilder::new()
            .mode(0o700)
            .create(folder)
            .with_context(|| folder.display().to_string())?;
        if let Some((user, group)) = self.0 {
            chown(folder, Some(user), Some(group))?;
        }
        Ok(())
    }

    /// Lets a program run as this account.
    pub fn assume(&self, command: &mut Command) {
        if let Some((user, group)) = self.0 {
            command.uid(user).gid(group);
        }
    }
}

fn find(users: &str, name: &str) -> Option<(u32, u32)> {
    let line = users
        .lines()
        .find(|line| line.split(':').next() == Some(name))?;
    let mut fields = line.split(':').skip(2);
    Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_and_group_are_the_third_and_fourth_field() {
        let users = "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65533::/:/usr/sbin/nologin\n";
        assert_eq!(find(users, "nobody"), Some((65534, 65533)));
        assert_eq!(find(users, "postgres"), None);
    }
}
