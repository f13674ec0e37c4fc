//! A form or a dialog at work: busy, refused, done.

use crate::failure::Failure;
use crate::flash::Flash;
use crate::ui::when_released;
use domain::error::Error;
use domain::field::{Field, FieldErrors, Issue};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What a form is doing. One at a time: while it is busy, a second submit does nothing.
#[derive(Clone, Copy)]
pub(crate) struct Submission {
    busy: RwSignal<bool>,
    error: RwSignal<Option<Error>>,
}

impl Submission {
    /// A form that nobody has submitted yet, or that was refused without WebAssembly.
    pub(crate) fn after(flash: Option<&Flash>) -> Self {
        let error = flash.and_then(Flash::error).cloned();
        Self {
            busy: RwSignal::new(false),
            error: RwSignal::new(error),
        }
    }

    /// Whether the server is at it.
    pub(crate) fn busy(self) -> Signal<bool> {
        self.busy.into()
    }

    /// Why it was refused.
    pub(crate) fn error(self) -> Signal<Option<Error>> {
        self.error.into()
    }

    /// What is wrong with which field.
    pub(crate) fn field_errors(self) -> Signal<FieldErrors> {
        Signal::derive(move || match self.error.get() {
            Some(Error::Invalid(errors)) => errors,
            _ => FieldErrors::default(),
        })
    }

    /// Whether a field is among what is wrong now.
    fn has_refused(self, field: Field) -> bool {
        self.error.with_untracked(|error| match error {
            Some(Error::Invalid(errors)) => errors.get(field).is_some(),
            _ => false,
        })
    }

    /// What is wrong with a form now, without fields that are empty and were not refused before:
    /// somebody may be on the way to them.
    pub(crate) fn so_far(self, errors: &FieldErrors) -> FieldErrors {
        let mut wrong = FieldErrors::default();
        for (field, issue) in errors.iter() {
            if *issue != Issue::Required || self.has_refused(field) {
                wrong.add(field, issue.clone());
            }
        }
        wrong
    }

    /// Runs `request`, and `done` with its answer unless that is a refusal.
    pub(crate) fn run<T: 'static>(
        self,
        request: impl Future<Output = Result<T, Failure>> + 'static,
        done: impl FnOnce(T) + 'static,
    ) {
        if self.begin() {
            spawn_local(async move {
                if let Some(answer) = self.end(request.await) {
                    done(answer);
                }
            });
        }
    }

    /// Whether a request may begin. What was said of the one before is over then.
    fn begin(self) -> bool {
        let is_free = !self.busy.get_untracked();
        if is_free {
            self.busy.set(true);
            self.clear();
        }
        is_free
    }

    /// The answer, unless it is a refusal: then that is shown.
    fn end<T>(self, answer: Result<T, Failure>) -> Option<T> {
        // The page may have gone by now: then there is nobody left to tell.
        self.busy.try_set(false);
        let (answer, error) = match answer {
            Ok(answer) => (Some(answer), None),
            Err(Failure(error)) => (None, Some(error)),
        };
        self.error.try_set(error);
        answer
    }

    /// Whether a draft is as it has to be. What the server would refuse is refused here already.
    pub(crate) fn accepts<T>(self, parsed: Result<T, FieldErrors>) -> bool {
        match parsed {
            Ok(_) => true,
            Err(errors) => {
                self.refuse(errors);
                false
            }
        }
    }

    /// Refuses in the browser what the server would refuse as well.
    pub(crate) fn refuse(self, errors: FieldErrors) {
        self.error.set(Some(Error::Invalid(errors)));
    }

    /// Forgets a refusal.
    pub(crate) fn clear(self) {
        self.error.set(None);
    }

    /// Looks at a field that has been left, by what is wrong with all of them now. A field is also
    /// left when the form is taken away, a moment before what it shows goes; and when a button is
    /// pressed, which an issue above it would push away from under the pointer.
    pub(crate) fn recheck(self, field: Field, errors: impl FnOnce() -> FieldErrors + 'static) {
        when_released(move || {
            if !self.error.is_disposed() {
                self.note(field, untrack(errors).get(field).cloned());
            }
        });
    }

    /// Writes down what is wrong with one field: a new issue, or none.
    fn note(self, field: Field, issue: Option<Issue>) {
        self.error.update(|error| {
            let mut errors = FieldErrors::default();
            if let Some(Error::Invalid(before)) = error {
                for (other, issue) in before.iter().filter(|(other, _)| *other != field) {
                    errors.add(other, issue.clone());
                }
            }
            if let Some(issue) = issue {
                errors.add(field, issue);
            }
            *error = (!errors.is_empty()).then_some(Error::Invalid(errors));
        });
    }
}

/// Keeps the browser from posting a form that the page posts itself.
pub(crate) fn take_over(event: &SubmitEvent) {
    event.prevent_default();
}
