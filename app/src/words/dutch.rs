//! Dutch.

use super::Table;

pub(super) const DUTCH: &Table = &[];
