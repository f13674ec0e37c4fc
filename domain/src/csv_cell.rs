//! Cells of CSV files that a spreadsheet will open.
//!
//! A cell that begins with `=`, `+`, `-`, `@`, a tab or a line break is run as a formula by
//! spreadsheets (OWASP, "CSV injection"); a leading apostrophe keeps it text. Reading takes the
//! apostrophe away again, so that what was written is what comes back.

use std::borrow::Cow;

/// A cell made safe to open in a spreadsheet. Numbers and phone numbers stay as they are.
pub fn guard(cell: &str) -> Cow<'_, str> {
    if is_formula(cell.trim_start_matches('\'')) && !is_number(cell) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// The cell that `guard` was given.
pub fn unguard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(rest.trim_start_matches('\'')) => rest,
        _ => cell,
    }
}

fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
}

fn is_number(cell: &str) -> bool {
    cell.strip_prefix(['+', '-']).is_some_and(|rest| {
        rest.starts_with(|first: char| first.is_ascii_digit())
            && rest.chars().all(|c| c.is_ascii_digit() || " .".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_become_text_and_numbers_stay_numbers() {
        assert_eq!(guard("=1+1"), "'=1+1");
        assert_eq!(guard("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(guard("+31 20 623 4567"), "+31 20 623 4567");
        assert_eq!(guard("-2.50"), "-2.50");
        assert_eq!(guard("-2+cmd|' /C calc'!A0"), "'-2+cmd|' /C calc'!A0");
        assert_eq!(guard("O'Connor"), "O'Connor");
    }

    proptest! {
        #[test]
        fn what_is_guarded_comes_back(cell in "['=+@\t\r\n-]{0,3}[a-z0-9 .]{0,6}|\\PC*") {
            let guarded = guard(&cell);
            prop_assert_eq!(unguard(&guarded), cell.as_str());
        }

        #[test]
        fn no_guarded_cell_is_a_formula(cell in "['=+@\t-]{0,3}\\PC*") {
            let guarded = guard(&cell);
            prop_assert!(!is_formula(&guarded) || is_number(&guarded));
        }
    }
}
