//! What was found out about an import file before anything is changed.

use super::ImportProgress;
use crate::access::{ImportCustomers, Permit};
use crate::error::Result;
use crate::field::Issue;
use serde::{Deserialize, Serialize};

/// What an import would do, or what keeps it from being done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportReport {
    /// Lines with a customer, without the header.
    pub rows: u64,
    /// Customers that are new.
    pub new: u64,
    /// Customers that are here already and are left as they are.
    pub existing: u64,
    /// What is wrong, in the order of the lines; the first [`ImportReport::FAULTS_MAX`] of it.
    pub faults: Vec<ImportFault>,
    /// How many further faults there are.
    pub more_faults: u64,
}

impl ImportReport {
    /// The most faults that are listed.
    pub const FAULTS_MAX: usize = 1_000;

    /// Whether it can be applied.
    pub const fn is_clean(&self) -> bool {
        self.faults.is_empty()
    }

    /// Notes a fault.
    pub fn add(&mut self, fault: ImportFault) {
        if self.faults.len() < Self::FAULTS_MAX {
            self.faults.push(fault);
        } else {
            self.more_faults += 1;
        }
    }
}

/// One thing that is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportFault {
    /// The line it begins on, counted from 1 with the header.
    pub line: u64,
    /// The column, as it is or should be called in the header; none for a whole line.
    pub column: Option<String>,
    /// What is wrong.
    pub problem: ImportProblem,
}

/// What can be wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportProblem {
    /// The cell cannot be taken.
    Cell(Issue),
    /// The header has no such column, and it is needed.
    MissingColumn,
    /// There is no such column.
    UnknownColumn,
    /// The header has it twice.
    RepeatedColumn,
    /// Not UTF-8 text.
    NotUtf8,
    /// Not as many cells as the header has.
    CellCount {
        /// Cells in the header.
        expected: u64,
        /// Cells on this line.
        found: u64,
    },
}

/// An uploaded file: what was found in it, and what has become of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedImport {
    /// The name the file had on the person's machine.
    pub file_name: String,
    /// What was found.
    pub report: ImportReport,
    /// What was done, once it has been applied.
    pub applied: Option<ImportProgress>,
}

/// Files that were uploaded and checked, and are kept for a quarter of an hour.
pub trait CheckedImports: Send + Sync {
    /// The file under a token; `NotFound` also when somebody else has uploaded it.
    fn checked_import(&self, permit: &Permit<ImportCustomers>, token: &str)
    -> Result<CheckedImport>;
}
