//! The menu of a person, the same for every way to open it.

use super::api::{Invited, renew_invitation, set_user_enabled};
use super::invite::offer_link;
use super::query::{Dialog, UsersQuery};
use crate::changes::Changes;
use crate::dialog::go_beneath;
use crate::failure::Failure;
use crate::frame::use_frame;
use crate::ui::{
    Anchor, CopyItem, Erase, Glyph, Menu, MenuItem, MenuSeparator, ToastKind, error_words,
    use_toaster,
};
use crate::words::t;
use domain::user::{Role, User, UserStatus};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The person that a menu is about, and where it opens.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Target {
    pub(super) user: User,
    pub(super) at: Anchor,
}

/// What can be done with one person of the list.
#[component]
pub(super) fn RowMenu(query: Memo<UsersQuery>, target: RwSignal<Option<Target>>) -> impl IntoView {
    let at = RwSignal::new(None::<Anchor>);
    Effect::new(move |_| {
        if let Some(target) = target.get() {
            at.set(Some(target.at));
        }
    });
    let label = move || {
        let name = target.with(|target| target.as_ref().map(|it| it.user.name.to_string()));
        name.map(|name| t!("Actions for {name}", name = name))
            .unwrap_or_default()
    };
    view! {
        <Menu label=Signal::derive(label) at>
            {move || target.get().map(|target| view! { <Entries query user=target.user/> })}
        </Menu>
    }
}

#[component]
fn Entries(query: Memo<UsersQuery>, user: User) -> impl IntoView {
    let id = user.id;
    let go = go_beneath();
    let open = move |dialog: Dialog| {
        let go = go.clone();
        Callback::new(move |()| {
            go(&query.with_untracked(|query| query.with_dialog(dialog).href()));
        })
    };
    let viewer = use_frame().map(|frame| frame.with_untracked(|frame| frame.viewer.clone()));
    let is_own = viewer.as_ref().is_some_and(|viewer| viewer.id == id);
    let is_reseller = viewer.is_some_and(|viewer| viewer.role == Role::Reseller);
    let may_reset = is_reseller && user.has_two_factor && !is_own;
    let two_factor_off = may_reset.then(|| {
        view! {
            <MenuSeparator/>
            <MenuItem
                glyph=Glyph::Key
                label=t!("Turn off two-factor…")
                change=true
                on_pick=open(Dialog::TwoFactorOff(id))
            />
        }
    });
    let actions = match user.status {
        // Nobody turns themselves off, so that this is not offered.
        _ if is_own => ().erase(),
        UserStatus::Invited | UserStatus::InvitationExpired => view! {
            <MenuSeparator/>
            <MenuItem glyph=Glyph::Mail label=t!("Resend invitation") change=true on_pick=renewal(&user)/>
            <MenuSeparator/>
            <MenuItem
                glyph=Glyph::Trash
                label=t!("Revoke invitation…")
                danger=true
                change=true
                on_pick=open(Dialog::Revoke(id))
            />
        }
        .erase(),
        UserStatus::Active => view! {
            <MenuSeparator/>
            <MenuItem glyph=Glyph::Power label=t!("Disable…") change=true on_pick=open(Dialog::Disable(id))/>
            <MenuSeparator/>
            <Remove on_pick=open(Dialog::Remove(id))/>
        }
        .erase(),
        UserStatus::Disabled => view! {
            <MenuSeparator/>
            <MenuItem glyph=Glyph::Power label=t!("Enable") change=true on_pick=enabling(&user)/>
            <MenuSeparator/>
            <Remove on_pick=open(Dialog::Remove(id))/>
        }
        .erase(),
    };
    view! {
        <CopyItem
            glyph=Glyph::Mail
            label=t!("Copy email")
            value=user.email.to_string()
            copied=t!("Email copied")
        />
        {two_factor_off}
        {actions}
    }
}

#[component]
fn Remove(on_pick: Callback<()>) -> impl IntoView {
    view! { <MenuItem glyph=Glyph::Trash label=t!("Remove…") danger=true change=true on_pick/> }
}

/// Sends another link. It takes nothing from anybody but the link before, so nobody is asked.
fn renewal(user: &User) -> Callback<()> {
    let id = user.id;
    act(
        move || renew_invitation(id),
        |toaster, Invited { user, link }| {
            offer_link(toaster, t!("{name} invited again", name = user.name), link);
        },
    )
}

/// Turns somebody on; that takes nothing from anybody either.
fn enabling(user: &User) -> Callback<()> {
    let id = user.id;
    act(
        move || set_user_enabled(id, true),
        |toaster, user| {
            toaster.done(t!("{name} is enabled", name = user.name));
        },
    )
}

/// Does something at once. The menu is gone by the time of the answer; the message outlives it.
fn act<T, R>(
    request: impl Fn() -> R + Send + Sync + 'static,
    tell: impl Fn(crate::ui::Toaster, T) + Copy + Send + Sync + 'static,
) -> Callback<()>
where
    T: 'static,
    R: Future<Output = Result<T, Failure>> + 'static,
{
    let (changes, toaster) = (Changes::here(), use_toaster());
    Callback::new(move |()| {
        let request = request();
        spawn_local(async move {
            match request.await {
                Ok(answer) => {
                    changes.note();
                    tell(toaster, answer);
                }
                Err(Failure(error)) => toaster.show(ToastKind::Failed, error_words(&error)),
            }
        });
    })
}
