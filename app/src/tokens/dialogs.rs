//! The dialogs of a list of tokens, loaded when one opens.

use super::api::{get_token, revoke_token};
use super::create::CreateDialog;
use super::query::Dialog as Asked;
use super::rotate::RotateDialog;
use crate::dialog::{done, loaded};
use crate::flash::flash_of;
use crate::submission::{Submission, take_over};
use crate::ui::{Alert, Button, ButtonKind, CloseButton, Dialog, Erase, Look};
use crate::viewer::action;
use crate::words::t;
use domain::api_token::ApiToken;
use domain::id::{CustomerId, TokenId};
use leptos::prelude::*;

/// Where the question whether to revoke is posted to, and what its flash is called.
const REVOKE_FORM: &str = "/api/revoke_token";

/// Making a token, or something done to one.
#[cfg_attr(feature = "split", lazy)]
pub(crate) async fn token_dialog(
    asked: Asked,
    customer: Option<CustomerId>,
    close_href: String,
) -> AnyView {
    match asked {
        Asked::Create => view! { <CreateDialog customer close_href/> }.erase(),
        Asked::Rotate(id) => view! { <RotateDialog id close_href/> }.erase(),
        Asked::Revoke(id) => view! { <RevokeDialog id close_href/> }.erase(),
    }
}

#[component]
fn RevokeDialog(id: TokenId, close_href: String) -> impl IntoView {
    let close = close_href.clone();
    loaded(
        move || Box::pin(get_token(id)),
        close_href,
        move |token| view! { <Revoke token close_href=close.clone()/> },
    )
}

#[component]
fn Revoke(token: ApiToken, close_href: String) -> impl IntoView {
    let submission = Submission::after(flash_of(REVOKE_FORM).as_ref());
    let done = done(close_href.clone());
    let hint = token.hint();
    let ApiToken { id, name, .. } = token;
    let revoke = move || {
        let done = done.clone();
        submission.run(revoke_token(id), move |name| {
            done(&t!("{name} revoked", name = name));
        });
    };
    view! {
        <Dialog
            name="revoke-token"
            title=t!("Revoke {name}?", name = name)
            close_href=close_href.clone()
        >
            <form
                method="post"
                action=action(REVOKE_FORM)
                on:submit=move |event| {
                    take_over(&event);
                    revoke();
                }
            >
                <input type="hidden" name="id" value=id.to_string()/>
                <input type="hidden" name="next" value=close_href/>
                <div class="dialog-body">
                    <Alert error=submission.error()/>
                    <p><code>{hint}</code></p>
                    <p>
                        {t!("Programs that sign in with it are refused within a second. It cannot be \
                             turned on again.")}
                    </p>
                </div>
                <footer class="dialog-foot">
                    <CloseButton>{t!("Cancel")}</CloseButton>
                    <Button look=Look::Danger kind=ButtonKind::Submit busy=submission.busy()>
                        {t!("Revoke")}
                    </Button>
                </footer>
            </form>
        </Dialog>
    }
}
