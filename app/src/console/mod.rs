//! The console: what a RESELLEE sees of its own organisation.

use crate::customers::status_badge;
use crate::frame::use_frame;
use crate::ui::{Card, PageHead, inert};
use leptos::prelude::*;
use leptos_meta::Title;

/// The organisation's name and status. Its rooms come with what fills them.
#[component]
pub(crate) fn ConsolePage() -> impl IntoView {
    let frame = use_frame();
    let organisation =
        move || frame.and_then(|frame| frame.with(|frame| frame.viewer.organisation.clone()));
    view! {
        <Title text="Console"/>
        {move || {
            organisation()
                .map(|organisation| {
                    let (name, status) = (organisation.name.to_string(), organisation.status);
                    view! {
                        <PageHead
                            title=name
                            subtitle="Your organisation."
                            beside=move || inert(status_badge(status))
                        />
                    }
                })
        }}
        <Card title="Welcome">
            <p class="card-text">
                "Your provider manages your organisation here. Usage, tokens and invoices will stand \
                on this page as soon as there are any."
            </p>
        </Card>
    }
}
