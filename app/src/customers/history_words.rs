//! The audit log in words.

use domain::audit::{AuditEvent, AuditKind, FieldChange};

/// What happened, as a heading.
pub(super) const fn kind_words(kind: AuditKind) -> &'static str {
    match kind {
        AuditKind::CustomerCreated => "Customer created",
        AuditKind::CustomerImported => "Customer imported",
        AuditKind::CustomerUpdated => "Customer changed",
        AuditKind::CustomerDeleted => "Customer deleted",
    }
}

/// Who did it.
pub(super) fn actor_words(event: &AuditEvent) -> String {
    match (&event.actor_name, event.actor) {
        (Some(name), _) => name.clone(),
        (None, Some(_)) => "A former user".to_owned(),
        (None, None) => "Command line".to_owned(),
    }
}

/// The name of a field, as forms call it.
pub(super) fn field_words(change: &FieldChange) -> String {
    let words = change.field.replace('_', " ");
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_called_as_in_forms() {
        let change = FieldChange {
            field: "company_name".into(),
            from: None,
            to: None,
        };
        assert_eq!(field_words(&change), "Company name");
    }
}
