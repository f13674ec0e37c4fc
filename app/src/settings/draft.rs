//! The form of the settings: what is in its fields, and what becomes of it.

use super::api::{SettingsPageData, set_settings, settings};
use crate::changes::Changes;
use crate::failure::Failure;
use crate::flash::{field_after, flash_of};
use crate::submission::Submission;
use crate::ui::use_toaster;
use crate::words::t;
use domain::error::{Conflict, Error};
use domain::field::{Field, FieldErrors};
use domain::settings::{SettingsDraft, StoredSettings};
use leptos::prelude::*;

/// Where the form is posted to, and what its flash is called.
pub(super) const FORM: &str = "/api/set_settings";

/// Everything the parts of the form share.
#[derive(Clone, Copy)]
pub(super) struct EditState {
    /// What is in each of `SettingsDraft::FIELDS`.
    fields: [RwSignal<String>; SettingsDraft::FIELDS.len()],
    /// What is stored, as far as this page knows.
    stored: RwSignal<SettingsDraft>,
    /// The version of that.
    pub(super) version: RwSignal<i32>,
    /// Whether somebody else has saved in the meantime, and what they saved has come into the fields
    /// that were not touched here.
    pub(super) is_merged: RwSignal<bool>,
    /// The form at work.
    pub(super) submission: Submission,
    changes: Changes,
}

impl EditState {
    /// Begins with what is stored, or with what was refused without WebAssembly.
    pub(super) fn new(stored: &StoredSettings) -> Self {
        let flash = flash_of(FORM);
        let mut draft = SettingsDraft::of(&stored.settings);
        let fields = SettingsDraft::FIELDS
            .map(|(field, slot)| field_after(flash.as_ref(), field, slot(&mut draft)));
        Self {
            fields,
            stored: RwSignal::new(draft),
            version: RwSignal::new(stored.version),
            is_merged: RwSignal::new(false),
            submission: Submission::after(flash.as_ref()),
            changes: Changes::here(),
        }
    }

    /// What is in a field.
    pub(super) fn field(self, field: Field) -> RwSignal<String> {
        let at = SettingsDraft::FIELDS
            .iter()
            .position(|(it, _)| *it == field);
        self.fields[at.unwrap_or_default()]
    }

    /// The hue that is stored.
    pub(super) fn stored_hue(self) -> String {
        self.stored.with(|stored| stored.hue.clone())
    }

    /// What is in all fields.
    fn draft(self) -> SettingsDraft {
        let mut draft = SettingsDraft::default();
        for ((_, slot), signal) in SettingsDraft::FIELDS.into_iter().zip(self.fields) {
            *slot(&mut draft) = signal.get();
        }
        draft
    }

    /// How many fields differ from what is stored.
    pub(super) fn unsaved(self) -> usize {
        self.stored.get().changes(&self.draft()).len()
    }

    /// What is wrong with what is typed.
    pub(super) fn errors(self) -> FieldErrors {
        self.draft().parse().err().unwrap_or_default()
    }

    /// Puts what is stored into the fields.
    pub(super) fn discard(self) {
        self.fill(self.stored.get_untracked());
        self.submission.clear();
        self.is_merged.set(false);
    }

    fn fill(self, mut from: SettingsDraft) {
        for ((_, slot), signal) in SettingsDraft::FIELDS.into_iter().zip(self.fields) {
            signal.set(slot(&mut from).clone());
        }
    }

    /// Goes on from what is stored now. What somebody has typed, but not saved, stays.
    fn merge(self, stored: &StoredSettings) {
        let (before, mine) = (self.stored.get_untracked(), untrack(|| self.draft()));
        let theirs = SettingsDraft::of(&stored.settings);
        let merged = mine.beside(&before, &theirs);
        self.stored.set(theirs);
        self.version.set(stored.version);
        self.fill(merged);
        self.is_merged.set(true);
    }

    /// Sends what is in the fields.
    pub(super) fn save(self) {
        let draft = untrack(|| self.draft());
        if let Err(errors) = draft.parse() {
            self.submission.refuse(errors);
            return;
        }
        let version = self.version.get_untracked();
        let request = async move {
            let answer = set_settings(version, draft).await;
            if let Err(Failure(Error::Conflict(Conflict::Changed))) = &answer
                && let Ok(SettingsPageData { stored, .. }) = settings().await
                && !self.version.is_disposed()
            {
                self.merge(&stored);
            }
            answer
        };
        let toaster = use_toaster();
        self.submission.run(request, move |stored| {
            toaster.done(t!("Settings saved"));
            self.changes.note();
            if !self.version.is_disposed() {
                self.version.set(stored.version);
                self.stored.set(SettingsDraft::of(&stored.settings));
                self.discard();
            }
        });
    }
}
