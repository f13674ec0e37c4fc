//! The HTML of each component in each state, as the server sends it.

#![cfg(feature = "ssr")]

use app::ui::*;
use domain::error::Error;
use domain::field::{Field, FieldErrors, Issue};
use domain::listing::{Direction, Page, PageSize, Sort, Total};
use domain::timestamp::Timestamp;
use leptos::prelude::*;

/// The HTML of a view, a tag on each line, without the marks that hydration counts by.
fn text<V: IntoView>(view: impl FnOnce() -> V) -> String {
    let html = Owner::new().with(|| view().into_view().to_html());
    html.replace("<!>", "").replace("><", ">\n<")
}

/// Snapshots, named after the component and its state.
macro_rules! looks {
    ($($name:ident => $view:expr;)+) => {
        $(
            #[test]
            fn $name() {
                insta::assert_snapshot!(stringify!($name), text(|| $view));
            }
        )+
    };
}

#[derive(Clone)]
struct Ship(&'static str, &'static str);

impl Row for Ship {
    fn id(&self) -> String {
        self.0.to_owned()
    }

    fn name(&self) -> String {
        self.1.to_owned()
    }

    fn href(&self) -> Option<String> {
        Some(format!("/ships/{}", self.0))
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum ShipSort {
    #[default]
    Name,
    Flag,
}

impl Sort for ShipSort {
    const ALL: &'static [Self] = &[Self::Name, Self::Flag];

    fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Flag => "flag",
        }
    }

    fn first_direction(self) -> Direction {
        Direction::Ascending
    }
}

fn table(selection: Option<RwSignal<Selection>>, busy: bool) -> AnyView {
    let columns = vec![
        Column::new("Name", |ship: &Ship| {
            html! { a href=[ship.href()] { (ship.1) } }
        })
        .sorted_by(ShipSort::Name)
        .class("name"),
        Column::new("Flag", |_: &Ship| html! { "NL" }).sorted_by(ShipSort::Flag),
        Column::new("Tons", |_: &Ship| html! { "1,284" }).at_end(),
    ];
    let href = |(sort, direction): (ShipSort, Direction)| {
        format!("/ships?sort={}&dir={}", sort.as_str(), direction.as_str())
    };
    let rows = vec![Ship("a", "Aurora"), Ship("b", "<Boreas> & Co")];
    let sort = (ShipSort::Name, Direction::Ascending);
    match selection {
        Some(selection) => view! {
            <DataTable
                caption="1–2 of 2 ships"
                columns=columns
                rows=rows
                sort=sort
                sort_href=href
                busy
                selection
                on_menu=|_| ()
            />
        }
        .erase(),
        None => view! {
            <DataTable caption="2 ships" columns=columns rows=rows sort=sort sort_href=href busy />
        }
        .erase(),
    }
}

fn pager(page: u32, total: Total) -> impl IntoView {
    let size = PageSize::Rows25;
    let rows = vec![(); 25];
    let paging = Paging::of(&Page {
        rows,
        page,
        size,
        total,
    });
    let href = |(page, size): (u32, PageSize)| format!("/ships?page={page}&size={}", size.rows());
    let kept = vec![("q".to_owned(), "a & b".to_owned())];
    let count_exactly = || view! { <Button look=Look::Ghost>"Count exactly"</Button> };
    view! { <Pager paging href action="/ships" kept=Signal::stored(kept) count_exactly /> }
}

fn fields(errors: FieldErrors) -> impl IntoView {
    let text = |text: &str| RwSignal::new(text.to_owned());
    view! {
        <Fields name="new" errors=Signal::stored(errors)>
            <TextField field=Field::Name label="Name" value=text("Stemhuis") />
            <TextField
                field=Field::Email
                label="Email"
                kind=TextKind::Email
                value=text("\"quoted\"@x")
                autocomplete="email"
                optional=true
                hint="Where invoices go."
            />
            <PhoneField country=text("NL +31") value=text("20 555 01") />
            <PasswordField autocomplete="new-password" />
            <Checkbox name="active" label="Active" hint="Can sign in." checked=RwSignal::new(true) />
        </Fields>
    }
}

fn two_errors() -> FieldErrors {
    let mut errors = FieldErrors::of(Field::Email, Issue::NotAnEmail);
    errors.add(Field::Country, Issue::UnknownCountry);
    errors
}

fn choices() -> Signal<Vec<Choice>> {
    let choice = |value: &str, count, checked| Choice {
        value: value.to_owned(),
        label: value.to_uppercase(),
        count,
        checked,
    };
    Signal::stored(vec![
        choice("active", Some(1200), true),
        choice("inactive", None, false),
    ])
}

fn chip(value: Option<String>) -> impl IntoView {
    view! {
        <FilterChip
            label="Status"
            value=Signal::stored(value)
            clear_href="/ships"
            action="/ships"
            kept=Signal::stored(vec![("q".to_owned(), "a".to_owned())])
        >
            <CheckList name="status" label="Status" choices=choices() />
        </FilterChip>
    }
}

fn tabs() -> impl IntoView {
    let tab = |key: &'static str, aside| Tab {
        key,
        label: key.to_uppercase(),
        href: format!("/ships/a/{key}"),
        aside,
    };
    let tabs = Signal::stored(vec![
        tab("usage", false),
        tab("users", false),
        tab("history", true),
    ]);
    view! {
        <Tabs label="Aurora" tabs current="users" />
        <TabPanel key="users">"Three"</TabPanel>
    }
}

looks! {
    alert => view! { <Alert error=Signal::stored(Some(Error::Unreachable)) /> };
    alert_without_error => view! { <Alert error=Signal::stored(None) /> };
    avatar => view! { <Avatar name="Sanne Visser" /> };
    state => inert(badge(Tone::Off, "Inactive"));
    button => view! { <Button icon=Glyph::Plus look=Look::Primary>"New"</Button> };
    button_busy => view! { <Button kind=ButtonKind::Submit busy=true>"Save"</Button> };
    button_disabled => view! { <Button look=Look::Danger disabled=true>"Delete"</Button> };
    button_link => view! { <LinkButton href="/ships" icon=Glyph::Upload>"Import"</LinkButton> };
    column_chooser => view! { <ColumnChooser action="/ships" kept=Signal::default() choices=choices() /> };
    confirm => view! { <Confirm title="Delete <Aurora>?" action="Delete" on_confirm=|()| () on_close=|()| ()>"Gone."</Confirm> };
    confirm_typed => view! { <Confirm title="Delete?" action="Delete" typed="Aurora" busy=true on_confirm=|()| () on_close=|()| ()>"Gone."</Confirm> };
    copy_beside => inert(copy_button("a@b.example", "Copy email", "Email copied"));
    copy_of_an_id => inert(copy_cell("0199c2a1", "0199…", "ID copied"));
    copy_text => view! { <CopyText value="0199c2a1" label="Copy ID" copied="ID copied" /> };
    date_range => view! { <DateRange names=("from", "to") from="2026-01-31" to="" /> };
    dialog_with_address => view! { <Dialog name="new" title="New ship" text="For the fleet." close_href="/ships"><CloseButton>"Cancel"</CloseButton></Dialog> };
    dialog_without_address => view! { <Dialog name="tags" title="Tags" on_close=|()| ()><CloseButton>"Cancel"</CloseButton></Dialog> };
    empty => view! { <Empty glyph=Glyph::Users title="No ships yet" text="They will stand here."><Button>"New"</Button></Empty> };
    failed => view! { <Failed error=Error::Unavailable retry="/ships" /> };
    fields_as_they_begin => fields(FieldErrors::default());
    fields_refused => fields(FieldErrors::of(Field::Email, Issue::NotAnEmail));
    fields_refused_twice => fields(two_errors());
    filter_off => chip(None);
    filter_on => chip(Some("Active".to_owned()));
    jump => view! { <Jump open=RwSignal::new(true) query=RwSignal::default() hits=Signal::default() /> };
    live => view! { <Live text="25 of 1,284 ships" /> };
    menu_closed => view! { <Menu label="Actions" at=RwSignal::new(None)><MenuSeparator /></Menu> };
    page_head => view! { <PageHead title="Ships" subtitle="The fleet." beside=|| "!"><Button>"New"</Button></PageHead> };
    pager_at_the_start => pager(1, Total::Exact(1284));
    pager_at_the_end => pager(52, Total::Exact(1284));
    pager_uncounted => pager(7, Total::MoreThan(1000));
    radio_list => view! { <RadioList name="status" label="Status" choices=choices() /> };
    search => view! { <SearchBox value="a \"b\"" label="Search" action="/ships" kept=Signal::default() /> };
    select => view! { <Select field=Field::TeamType label="Team type" value=RwSignal::new("b".to_owned()) options=vec![SelectOption { value: "a".into(), label: "A".into() }, SelectOption { value: "b".into(), label: "B".into() }] /> };
    skeleton => view! { <TableSkeleton rows=2 /> };
    table_busy => table(None, true);
    table_plain => table(None, false);
    table_with_selection_and_menu => table(Some(RwSignal::default()), false);
    tabs_of_a_page => tabs();
    tags => inert(tag_list(["legal", "<b>"]));
    theme => view! { <ThemeSwitch theme=RwSignal::new(app::theme::Theme::Dark) narrow=true /> };
    toast => view! { <Toasts first=Some("Ship created".to_owned())>"Page"</Toasts> };
    time_of_day => inert(moment(Timestamp::from_micros(1_793_181_600_000_000)));
}
