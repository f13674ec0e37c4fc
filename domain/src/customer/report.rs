//! What an import found, and what it did.

use crate::field::Issue;
use serde::{Deserialize, Serialize};

/// The result of checking or applying a file of customers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportReport {
    /// The name of the file.
    pub file: String,
    /// Lines with customers.
    pub rows: u64,
    /// Customers that are new: to be created, or created by now.
    pub new: u64,
    /// Customers that are here already, by their email; they are left as they are.
    pub existing: u64,
    /// What is wrong, in the order of the file: at most `FAULTS_LISTED`.
    pub faults: Vec<ImportFault>,
    /// All that is wrong, listed or not. With any fault nothing is imported.
    pub fault_count: u64,
    /// Whether it has been applied.
    pub applied: bool,
}

impl ImportReport {
    /// The most faults that are listed.
    pub const FAULTS_LISTED: usize = 1000;

    /// Notes a fault.
    pub fn add(&mut self, fault: ImportFault) {
        self.fault_count += 1;
        if self.faults.len() < Self::FAULTS_LISTED {
            self.faults.push(fault);
        }
    }
}

/// One thing that is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportFault {
    /// The line, from 1 with the header.
    pub line: u64,
    /// The column, by its heading; none if it is about the line or the file.
    pub column: Option<String>,
    /// What stands there, shortened.
    pub value: String,
    /// Why it cannot be taken.
    pub problem: ImportProblem,
}

/// Why a line or a file cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportProblem {
    /// The value of the column.
    Issue(Issue),
    /// A column that has to be there is not.
    MissingColumn,
    /// A column that nobody knows.
    UnknownColumn,
    /// A column stands twice in the header.
    RepeatedColumn,
    /// More or fewer cells than the header has.
    CellCount {
        /// As many as the header has.
        expected: u64,
        /// As many as there are.
        found: u64,
    },
    /// Bytes that are not UTF-8.
    NotUtf8,
    /// No line but the header, or not even that.
    Empty,
}

/// A file that was uploaded and checked, and waits for a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedFile {
    /// What its address ends in.
    pub token: String,
    /// What was found.
    pub report: ImportReport,
}
