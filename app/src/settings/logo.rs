//! The logo: a file, which a plain form sends, so that it is changed by itself.

use crate::brand::LogoOrMark;
use crate::flash::flash_of;
use crate::submission::Submission;
use crate::ui::{Alert, Button, ButtonKind, Card, Glyph, Icon, Look, inert, issue_words};
use crate::words::t;
use domain::error::Error;
use domain::field::Field;
use domain::id::LogoId;
use leptos::prelude::*;

/// Where the file is posted to, and what its flash is called.
const FORM: &str = "/settings/logo";
/// Where it is taken away.
const REMOVE: &str = "/api/remove_logo";

/// The logo as it is, and a form for another one.
#[component]
pub(super) fn LogoCard(logo: Option<LogoId>) -> impl IntoView {
    let refusal = Submission::after(flash_of(FORM).as_ref()).error();
    let issue = move || match refusal.get() {
        Some(Error::Invalid(errors)) => errors
            .get(Field::Logo)
            .map(|issue| issue_words(Field::Logo, issue)),
        _ => None,
    };
    let is_wrong = move || issue().is_some().then_some("true");
    let busy = RwSignal::new(false);
    view! {
        <Card title=t!("Logo")>
            <div class="card-form">
                <Alert error=refusal/>
                <form
                    class="form"
                    method="post"
                    action=FORM
                    enctype="multipart/form-data"
                    on:submit=move |_| busy.set(true)
                >
                    <div class="field">
                        <div class="field-label">
                            <label for="settings-logo">{t!("File")}</label>
                            {inert(LogoOrMark(logo).markup())}
                        </div>
                        <input
                            id="settings-logo"
                            class="input"
                            type="file"
                            name=Field::Logo.as_str()
                            accept=".png,.svg,image/png,image/svg+xml"
                            required
                            aria-invalid=is_wrong
                            aria-describedby="settings-logo-issue settings-logo-hint"
                        />
                        <p class="issue" id="settings-logo-issue">
                            {move || issue().map(|words| view! { <Icon glyph=Glyph::Warning/>{words} })}
                        </p>
                        <p class="hint" id="settings-logo-hint">
                            {t!("PNG or SVG, at most 256 KB. It stands beside your name, on light and on dark \
                                 ground.")}
                        </p>
                    </div>
                    <div class="form-foot">
                        <Button look=Look::Primary kind=ButtonKind::Submit busy>{t!("Upload")}</Button>
                    </div>
                </form>
                {logo.map(|_| view! {
                    <form
                        method="post"
                        action=REMOVE
                        class="form-foot"
                        on:submit=move |_| busy.set(true)
                    >
                        <Button kind=ButtonKind::Submit icon=Glyph::Trash>{t!("Remove the logo")}</Button>
                    </form>
                })}
            </div>
        </Card>
    }
}
