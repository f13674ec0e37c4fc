//! From page to page of a list.

use super::button::IconLink;
use super::erased::ContentFn;
use super::form::{GetForm, Kept};
use super::format::count;
use super::icon::{Glyph, Icon};
use super::popup::Popup;
use crate::words::{t, t_view};
use domain::listing::{Page, PageSize, Total};
use leptos::prelude::*;

/// Where in a list a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging {
    page: u32,
    pages: u32,
    size: PageSize,
    first: u64,
    last: u64,
    total: Total,
}

impl Paging {
    /// Of a page that was loaded.
    pub fn of<R>(page: &Page<R>) -> Self {
        Self {
            page: page.page,
            pages: page.pages(),
            size: page.size,
            first: page.first_row().min(page.last_row()),
            last: page.last_row(),
            total: page.total,
        }
    }

    /// The same after the rows have been counted to the end.
    #[must_use]
    pub fn counted(self, rows: u64) -> Self {
        let total = Total::Exact(rows);
        let pages = total.pages(self.size);
        Self {
            pages,
            total,
            ..self
        }
    }

    /// `1–25`.
    pub fn range(self) -> String {
        format!("{}–{}", count(self.first), count(self.last))
    }

    /// `1,284`, or `10,000+` where counting on would take too long.
    pub fn total(self) -> String {
        match self.total {
            Total::Exact(rows) => count(rows),
            Total::MoreThan(rows) => format!("{}+", count(rows)),
        }
    }

    /// The page before this one.
    fn previous(self) -> Option<u32> {
        self.page.checked_sub(1).filter(|page| *page > 0)
    }

    /// The page after this one. After a total that was not counted to its end there may be one.
    fn next(self) -> Option<u32> {
        let more = self.page < self.pages || matches!(self.total, Total::MoreThan(_));
        more.then_some(self.page + 1)
    }

    fn final_page(self) -> Option<u32> {
        let known = matches!(self.total, Total::Exact(_)) && self.page < self.pages;
        known.then_some(self.pages)
    }
}

/// Rows per page, where in the list this is, and links to the other pages.
#[component]
pub fn Pager(
    /// Where in the list this is.
    #[prop(into)]
    paging: Signal<Paging>,
    /// The address of a page in a page size.
    #[prop(into)]
    href: Callback<(u32, PageSize), String>,
    /// The list's path.
    #[prop(into)]
    action: String,
    /// What the address says apart from the page.
    #[prop(into)]
    kept: Signal<Kept>,
    /// What counts the rows to the end, where they were not.
    #[prop(optional, into)]
    count_exactly: ContentFn,
) -> impl IntoView {
    let page = move || paging.get().page.to_string();
    let uncounted = move || matches!(paging.get().total, Total::MoreThan(_));
    let to = move |page: fn(Paging) -> Option<u32>| {
        Signal::derive(move || {
            let paging = paging.get();
            page(paging).map(|page| href.run((page, paging.size)))
        })
    };
    view! {
        <nav class="pager" aria-label=t!("Pages")>
            <SizeChoice paging href />
            <span class="pager-range">
                {t_view!(
                    "{range} of {total}",
                    range = view! { <b>{move || paging.get().range()}</b> },
                    total = move || paging.get().total(),
                )}
            </span>
            {move || uncounted().then(|| count_exactly.show())}
            <IconLink
                glyph=Glyph::ChevronFirst
                label=t!("First page")
                href=to(|paging| (paging.page > 1).then_some(1))
            />
            <IconLink glyph=Glyph::ChevronLeft label=t!("Previous page") href=to(Paging::previous) />
            <GetForm action kept class="pager-jump">
                <label>
                    <span class="unseen">{t!("Page")}</span>
                    <input
                        class="input"
                        name="page"
                        inputmode="numeric"
                        pattern="[0-9]*"
                        maxlength="9"
                        size="3"
                        autocomplete="off"
                        value=page
                        prop:value=page
                    />
                </label>
                <span>
                    {move || t!("of {pages}", pages = count(paging.get().pages.into()))}
                    {move || uncounted().then_some("+")}
                </span>
            </GetForm>
            <IconLink glyph=Glyph::ChevronRight label=t!("Next page") href=to(Paging::next) />
            <IconLink glyph=Glyph::ChevronLast label=t!("Last page") href=to(Paging::final_page) />
        </nav>
    }
}

#[component]
fn SizeChoice(paging: Signal<Paging>, href: Callback<(u32, PageSize), String>) -> impl IntoView {
    let size = move |size: PageSize| {
        let current = move || (paging.get().size == size).then_some("true");
        view! {
            <a href=move || href.run((1, size)) aria-current=current>
                {size.rows()}
            </a>
        }
    };
    let word = move || {
        view! {
            <span class="unseen">{t!("Rows per page")} ": "</span>
            {move || paging.get().size.rows()}
            <Icon glyph=Glyph::ChevronDown />
        }
    };
    view! {
        <div class="pager-size">
            <span aria-hidden="true">{t!("Rows per page")}</span>
            <Popup class="select-word" word>
                <div class="popup-links" role="group" aria-label=t!("Rows per page")>
                    {PageSize::ALL.map(size).into_iter().collect_view()}
                </div>
            </Popup>
        </div>
    }
}
