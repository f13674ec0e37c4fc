//! Checking a file before anything is changed, in memory that does not grow with it.
//!
//! Reading a phone number takes some 0.4 ms, so that lines are checked on all cores. What is
//! valid goes to a temporary file, from which it is applied without being checked again.

use super::reading::{Line, Lines, endless, fault, is_endless, value_of};
use domain::access::{ImportCustomers, Permit};
use domain::customer::{Customers, ImportFault, ImportProblem, ImportReport, ImportedCustomer};
use domain::email::Email;
use domain::error::{Error, Result};
use domain::field::{Field, Issue};
use domain::phone::Country;
use sha2::{Digest, Sha256};
use std::collections::{HashMap, VecDeque};
use std::fs::File;
use std::io::Seek;
use std::thread::available_parallelism;
use tokio::io::{AsyncWriteExt, BufWriter};
use tokio::task::{JoinHandle, spawn_blocking};

/// Lines that are checked in one go.
const CHUNK: usize = 500;

/// A file that has been checked.
pub struct Checked {
    /// What was found.
    pub report: ImportReport,
    /// The valid customers, one line of JSON each.
    pub rows: File,
}

/// Checks a file. National phone numbers are read for `country`; `progress` is told how many
/// bytes have been read.
pub async fn check(
    customers: &(dyn Customers + Sync),
    permit: &Permit<ImportCustomers>,
    file: File,
    name: String,
    country: Country,
    progress: &(dyn Fn(u64) + Send + Sync),
) -> Result<Checked> {
    let report = ImportReport {
        file: name,
        ..ImportReport::default()
    };
    let spool = tempfile::tempfile().map_err(failed)?;
    let rows = BufWriter::new(tokio::fs::File::from_std(
        spool.try_clone().map_err(failed)?,
    ));
    let mut findings = Findings {
        report,
        rows,
        lines_by_email: HashMap::new(),
    };
    match spawn_blocking(|| Lines::open(file)).await.map_err(failed)? {
        Ok(Ok(lines)) => {
            check_lines(customers, permit, lines, country, &mut findings, progress).await?;
        }
        Ok(Err(faults)) => faults
            .into_iter()
            .for_each(|fault| findings.report.add(fault)),
        Err(error) if is_endless(&error) => findings.report.add(endless(1)),
        Err(error) => return Err(failed(error)),
    }
    findings.finish(spool).await
}

async fn check_lines(
    customers: &(dyn Customers + Sync),
    permit: &Permit<ImportCustomers>,
    lines: Lines,
    country: Country,
    findings: &mut Findings,
    progress: &(dyn Fn(u64) + Send + Sync),
) -> Result<()> {
    let most = available_parallelism().map_or(1, usize::from) + 1;
    let mut source = Source {
        lines: Some(lines),
        line: 1,
    };
    let mut under_way: VecDeque<JoinHandle<Chunk>> = VecDeque::new();
    loop {
        while under_way.len() < most
            && let Some(chunk) = source.next(findings).await?
        {
            under_way.push_back(spawn_blocking(move || Chunk::check(chunk, country)));
        }
        let Some(chunk) = under_way.pop_front() else {
            return Ok(());
        };
        let chunk = chunk.await.map_err(failed)?;
        let position = chunk.position;
        findings.take(customers, permit, chunk).await?;
        progress(position);
    }
}

/// The file, until its end.
struct Source {
    lines: Option<Lines>,
    line: u64,
}

impl Source {
    /// The next lines, with how far the file has been read.
    async fn next(&mut self, findings: &mut Findings) -> Result<Option<(Vec<Line>, u64)>> {
        let Some(mut lines) = self.lines.take() else {
            return Ok(None);
        };
        let read = spawn_blocking(move || (lines.next_lines(CHUNK), lines)).await;
        let (chunk, lines) = read.map_err(failed)?;
        match chunk {
            Ok(chunk) if chunk.is_empty() => Ok(None),
            Ok(chunk) => {
                let position = lines.position();
                self.line = chunk.last().map_or(self.line, |line| line.number);
                self.lines = Some(lines);
                Ok(Some((chunk, position)))
            }
            Err(error) if is_endless(&error) => {
                findings.report.add(endless(self.line + 1));
                Ok(None)
            }
            Err(error) => Err(failed(error)),
        }
    }
}

/// Some lines, checked.
struct Chunk {
    rows: Vec<(u64, Result<ImportedCustomer, Vec<ImportFault>>)>,
    position: u64,
}

impl Chunk {
    fn check((lines, position): (Vec<Line>, u64), country: Country) -> Self {
        let rows = lines
            .into_iter()
            .map(|line| (line.number, check_line(line, country)));
        Self {
            rows: rows.collect(),
            position,
        }
    }
}

fn check_line(line: Line, country: Country) -> Result<ImportedCustomer, Vec<ImportFault>> {
    let mut record = line.cells.map_err(|fault| vec![fault])?;
    record.parse(country).map_err(|errors| {
        let faults = errors.iter().map(|(field, issue)| {
            let value = value_of(&mut record, field);
            fault(
                line.number,
                Some(field.as_str()),
                &value,
                ImportProblem::Issue(issue.clone()),
            )
        });
        faults.collect()
    })
}

/// What has been found so far.
struct Findings {
    report: ImportReport,
    rows: BufWriter<tokio::fs::File>,
    /// The first line of each email, by 96 bits of its hash: 16 bytes a line, and two of a
    /// million emails are taken for one another once in 10^17 files.
    lines_by_email: HashMap<[u8; 12], u32>,
}

impl Findings {
    /// Takes checked lines in, in the order of the file.
    async fn take(
        &mut self,
        customers: &(dyn Customers + Sync),
        permit: &Permit<ImportCustomers>,
        chunk: Chunk,
    ) -> Result<()> {
        let mut valid = Vec::with_capacity(chunk.rows.len());
        for (line, row) in chunk.rows {
            self.report.rows += 1;
            match row.map(|row| self.first(line, row)) {
                Ok(Ok(row)) => valid.push(row),
                Ok(Err(fault)) => self.report.add(fault),
                Err(faults) => faults.into_iter().for_each(|fault| self.report.add(fault)),
            }
        }
        let emails: Vec<Email> = valid.iter().map(|row| row.customer.email.clone()).collect();
        let known = customers.existing_emails(permit, &emails).await?;
        let existing = known.iter().filter(|is_known| **is_known).count() as u64;
        self.report.existing += existing;
        self.report.new += valid.len() as u64 - existing;
        for row in valid {
            let mut json = serde_json::to_vec(&row).map_err(failed)?;
            json.push(b'\n');
            self.rows.write_all(&json).await.map_err(failed)?;
        }
        Ok(())
    }

    /// Refuses an email that stands on an earlier line.
    fn first(&mut self, line: u64, row: ImportedCustomer) -> Result<ImportedCustomer, ImportFault> {
        let hash: [u8; 32] = Sha256::digest(row.customer.email.key()).into();
        let mut key = [0; 12];
        key.copy_from_slice(&hash[..12]);
        let here = u32::try_from(line).unwrap_or(u32::MAX);
        let first = *self.lines_by_email.entry(key).or_insert(here);
        if first == here {
            return Ok(row);
        }
        let issue = ImportProblem::Issue(Issue::SameAsLine { line: first.into() });
        Err(fault(
            line,
            Some(Field::Email.as_str()),
            row.customer.email.as_str(),
            issue,
        ))
    }

    async fn finish(mut self, mut rows: File) -> Result<Checked> {
        self.rows.flush().await.map_err(failed)?;
        if self.report.rows == 0 && self.report.fault_count == 0 {
            self.report.add(fault(1, None, "", ImportProblem::Empty));
        }
        rows.rewind().map_err(failed)?;
        Ok(Checked {
            report: self.report,
            rows,
        })
    }
}

/// A fault of the machine: a full disk, a file that vanished.
pub(crate) fn failed(cause: impl std::fmt::Display) -> Error {
    tracing::error!(%cause, "a file could not be read or written");
    Error::Internal(None)
}
