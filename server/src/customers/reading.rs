//! Reading a CSV file of customers (RFC 4180), line by line.

use csv::{ByteRecord, Reader, ReaderBuilder};
use domain::customer::{CustomerRecord, ImportFault, ImportProblem};
use domain::field::{Field, Issue};
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The most bytes of one line. A forgotten quotation mark makes one line of the rest of the file.
const LINE_MAX: u64 = 1024 * 1024;
/// The most characters of a faulty value that are repeated in a report.
const SHOWN: usize = 60;

/// A file whose header has been understood.
pub struct Lines {
    reader: Reader<Bounded>,
    header: Vec<Field>,
    record: ByteRecord,
}

/// One line with a customer.
pub struct Line {
    /// The line it begins on, from 1 with the header.
    pub number: u64,
    /// Its cells, or why they cannot be told apart.
    pub cells: Result<CustomerRecord, ImportFault>,
}

impl Lines {
    /// Reads the header. A header that cannot be used is answered with all that is wrong with it.
    pub fn open(file: File) -> io::Result<Result<Self, Vec<ImportFault>>> {
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            // With the default, lines are counted wrongly where they end in CR LF.
            .terminator(csv::Terminator::Any(b'\n'))
            .from_reader(Bounded {
                inner: BufReader::new(file),
                since: Arc::default(),
            });
        let mut record = ByteRecord::new();
        if !read(&mut reader, &mut record)? {
            return Ok(Err(vec![fault(1, None, "", ImportProblem::Empty)]));
        }
        Ok(header(&record).map(|header| Self {
            reader,
            header,
            record,
        }))
    }

    /// The next lines, at most so many; none at the end of the file.
    pub fn next_lines(&mut self, most: usize) -> io::Result<Vec<Line>> {
        let mut lines = Vec::with_capacity(most);
        while lines.len() < most && read(&mut self.reader, &mut self.record)? {
            let number = self.record.position().map_or(0, csv::Position::line);
            lines.push(Line {
                number,
                cells: self.cells(number),
            });
        }
        Ok(lines)
    }

    /// How many bytes of the file have been looked at.
    pub fn position(&self) -> u64 {
        self.reader.position().byte()
    }

    fn cells(&self, line: u64) -> Result<CustomerRecord, ImportFault> {
        if self.record.len() != self.header.len() {
            let (expected, found) = (self.header.len() as u64, self.record.len() as u64);
            return Err(fault(
                line,
                None,
                "",
                ImportProblem::CellCount { expected, found },
            ));
        }
        let mut record = CustomerRecord::default();
        for (field, cell) in self.header.iter().zip(&self.record) {
            let text = str::from_utf8(cell).map_err(|_| {
                let shown = String::from_utf8_lossy(cell);
                fault(line, Some(field.as_str()), &shown, ImportProblem::NotUtf8)
            })?;
            if let Some(cell) = cell_of(&mut record, *field) {
                text.clone_into(cell);
            }
        }
        Ok(record)
    }
}

/// The next record; empty lines are none, and a CR before the LF is no part of a cell. A line without end is an error of the file, not of the machine.
fn read(reader: &mut Reader<Bounded>, record: &mut ByteRecord) -> io::Result<bool> {
    loop {
        reader.get_ref().since.store(0, Ordering::Relaxed);
        if !reader.read_byte_record(record).map_err(io::Error::from)? {
            return Ok(false);
        }
        take_away_cr(record);
        if record.len() > 1 || record.get(0).is_some_and(|cell| !cell.is_empty()) {
            return Ok(true);
        }
    }
}

fn take_away_cr(record: &mut ByteRecord) {
    let last = record.len().saturating_sub(1);
    if let Some(cell) = record.get(last).and_then(|cell| cell.strip_suffix(b"\r")) {
        let (cell, position) = (cell.to_vec(), record.position().cloned());
        record.truncate(last);
        record.push_field(&cell);
        record.set_position(position);
    }
}

/// The columns, or all that is wrong with them.
fn header(record: &ByteRecord) -> Result<Vec<Field>, Vec<ImportFault>> {
    let (mut fields, mut faults) = (Vec::new(), Vec::new());
    for cell in record {
        let heading = String::from_utf8_lossy(cell);
        let name = heading.trim().to_ascii_lowercase();
        let known = CustomerRecord::COLUMNS
            .into_iter()
            .find(|field| field.as_str() == name);
        let problem = match known {
            _ if str::from_utf8(cell).is_err() => Some(ImportProblem::NotUtf8),
            None => Some(ImportProblem::UnknownColumn),
            Some(field) if fields.contains(&field) => Some(ImportProblem::RepeatedColumn),
            Some(field) => {
                fields.push(field);
                None
            }
        };
        faults.extend(problem.map(|problem| fault(1, Some(&shorten(&heading)), "", problem)));
    }
    let missing = [Field::Name, Field::Email]
        .into_iter()
        .filter(|field| !fields.contains(field));
    faults.extend(
        missing.map(|field| fault(1, Some(field.as_str()), "", ImportProblem::MissingColumn)),
    );
    if faults.is_empty() {
        Ok(fields)
    } else {
        Err(faults)
    }
}

/// A fault, with what stands there.
pub fn fault(line: u64, column: Option<&str>, value: &str, problem: ImportProblem) -> ImportFault {
    ImportFault {
        line,
        column: column.map(str::to_owned),
        value: shorten(value),
        problem,
    }
}

/// The fault of a line that has no end.
pub fn endless(line: u64) -> ImportFault {
    fault(
        line,
        None,
        "",
        ImportProblem::Issue(Issue::TooLong { max: u16::MAX }),
    )
}

/// Whether reading stopped at a line without end.
pub fn is_endless(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::FileTooLarge
}

/// What stands in a column of a record.
pub fn value_of(record: &mut CustomerRecord, field: Field) -> String {
    cell_of(record, field)
        .map(std::mem::take)
        .unwrap_or_default()
}

fn shorten(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn cell_of(record: &mut CustomerRecord, field: Field) -> Option<&mut String> {
    match field {
        Field::Name => Some(&mut record.name),
        Field::Email => Some(&mut record.email),
        Field::Phone => Some(&mut record.phone),
        Field::Status => Some(&mut record.status),
        Field::TeamType => Some(&mut record.team_type),
        Field::CompanyName => Some(&mut record.company_name),
        Field::Tags => Some(&mut record.tags),
        Field::RegisteredAt => Some(&mut record.registered_at),
        Field::Country
        | Field::Password
        | Field::CurrentPassword
        | Field::Organisation
        | Field::User
        | Field::Host
        | Field::Confirmation
        | Field::BilledAs
        | Field::VatNumber
        | Field::Street
        | Field::PostalCode
        | Field::City
        | Field::Note
        | Field::Code
        | Field::Currency
        | Field::TimeZone
        | Field::Hue
        | Field::Logo
        | Field::SenderName
        | Field::ReplyTo
        | Field::Signature
        | Field::InvitationDays
        | Field::Language
        | Field::Scopes
        | Field::Expiry
        | Field::ExpiresOn
        | Field::Overlap
        | Field::From
        | Field::To
        | Field::Mode
        | Field::SourceName
        | Field::ExternalId
        | Field::Sequence
        | Field::MediaMs
        | Field::Error
        | Field::Outcome
        | Field::Source
        | Field::EventId
        | Field::Time
        | Field::EventType
        | Field::SpecVersion
        | Field::Data
        | Field::Grain
        | Field::Split
        | Field::Amount
        | Field::Comment
        | Field::AdjustmentKind
        | Field::Balance
        | Field::Credits
        | Field::CreditLimit => None,
    }
}

/// A file of which no more than `LINE_MAX` bytes are read for one line.
struct Bounded {
    inner: BufReader<File>,
    since: Arc<AtomicU64>,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.since.load(Ordering::Relaxed) > LINE_MAX {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let count = self.inner.read(buffer)?;
        self.since.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}
