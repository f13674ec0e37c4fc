//! The page of what happens at all customers.

use super::list::{TranscriptionDetails, TranscriptionList, TranscriptionListState};
use crate::ui::PageHead;
use crate::words::t;
use leptos::prelude::*;
use leptos_meta::Title;

/// The sessions of all customers, as they are reported.
#[component]
pub(crate) fn ActivityPage() -> impl IntoView {
    let state = TranscriptionListState::of_all();
    view! {
        <Title text=t!("Live activity")/>
        <PageHead
            title=t!("Live activity")
            subtitle=t!("The transcription sessions of all customers, as they are reported.")
        />
        <TranscriptionList state/>
        <TranscriptionDetails state/>
    }
}
