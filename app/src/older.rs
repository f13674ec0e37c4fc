//! Lists that begin with the latest entries and go on to older ones when somebody asks for them.

use crate::failure::Failure;
use crate::submission::Submission;
use crate::ui::{Alert, Button};
use crate::words::t;
use leptos::prelude::*;

/// What goes on to older entries.
#[derive(Clone, Copy)]
pub(crate) struct Older {
    has_more: Memo<bool>,
    submission: Submission,
    load_more: Callback<()>,
}

/// The latest entries with older ones, as far as somebody has asked for them, and what goes on to
/// more. They come `page` at a time; `load` gets those before an entry.
pub(crate) fn with_older<T, R>(
    latest: Memo<Vec<T>>,
    page: u32,
    load: impl Fn(&T) -> R + Send + Sync + 'static,
) -> (Memo<Vec<T>>, Older)
where
    T: Clone + PartialEq + Send + Sync + 'static,
    R: Future<Output = Result<Vec<T>, Failure>> + 'static,
{
    let older = RwSignal::new(Vec::<T>::new());
    let is_end = RwSignal::new(false);
    // Older ones follow the latest ones of their time; after a new one they are asked for anew.
    let forget = move |(): &(), _: Option<&()>, _| {
        older.set(Vec::new());
        is_end.set(false);
    };
    Effect::watch(move || latest.track(), forget, false);
    let all = Memo::new(move |_| {
        let mut entries = latest.get();
        entries.extend(older.get());
        entries
    });
    let is_full = move |count: usize| count > 0 && count.is_multiple_of(page as usize);
    let has_more = Memo::new(move |_| !is_end.get() && is_full(all.with(Vec::len)));
    let submission = Submission::after(None);
    let load_more = Callback::new(move |()| {
        let request = all.with_untracked(|entries| entries.last().map(&load));
        if let Some(request) = request {
            submission.run(request, move |more| {
                is_end.try_set(more.is_empty());
                older.try_update(|entries| entries.extend(more));
            });
        }
    });
    let older = Older {
        has_more,
        submission,
        load_more,
    };
    (all, older)
}

/// The button that goes on to older entries, while there may be any.
#[component]
pub(crate) fn ShowOlder(
    /// What it goes on with.
    older: Older,
) -> impl IntoView {
    let Older {
        has_more,
        submission,
        load_more,
    } = older;
    view! {
        <Alert error=submission.error()/>
        {move || has_more.get().then(|| view! {
            <div class="card-actions">
                <Button busy=submission.busy() on:click=move |_| load_more.run(())>
                    {t!("Show older")}
                </Button>
            </div>
        })}
    }
}
