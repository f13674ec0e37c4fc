//! Customers over HTTP: looking at them. For tokens of the reseller.

use super::body::StrictQuery;
use super::csv;
use super::etag::{Tagged, tagged};
use super::gate::{Caller, Store};
use super::numbered::search;
use super::paging::{Piece, limit, parameter, parsed, word};
use super::path::Id;
use super::problem::{Answer, Refusal};
use super::schema;
use crate::csv_file;
use crate::customers::export::{self, Wanted};
use crate::site::Site;
use app::ui::issue_words;
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::access::{ExportCustomers, Permit, ViewCustomers, ViewMoney};
use domain::customer::{
    AmountRange, Customer, CustomerFilter, CustomerSelection, CustomerSort, Position, Status,
    TeamType,
};
use domain::field::Field;
use domain::id::CustomerId;
use domain::listing::{Direction, Sort};
use domain::money::micros_of_plain;
use domain::tag::Tag;
use http::HeaderMap;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// A customer: an organisation that the reseller sells to.
#[derive(Debug, Serialize, ToSchema)]
pub struct CustomerView {
    /// Assigned by the server.
    #[schema(format = Uuid)]
    id: String,
    /// The organisation's name.
    name: String,
    /// The account email. No other customer of the reseller has it.
    email: String,
    /// The phone number (ITU-T E.164).
    #[schema(example = "+31206234567")]
    phone: Option<String>,
    /// `active` or `inactive`. An inactive customer's people cannot sign in, and its tokens begin
    /// nothing new.
    #[schema(value_type = schema::CustomerStatus)]
    status: &'static str,
    /// `default` until it has registered, then `individual` or `enterprise`.
    #[schema(value_type = schema::TeamType)]
    team_type: &'static str,
    /// The company, for an enterprise.
    company_name: Option<String>,
    /// The reseller's labels.
    tags: Vec<String>,
    /// When it registered (RFC 3339, UTC).
    #[schema(format = DateTime)]
    registered_at: String,
    /// When one of its people or programs was last here, to the minute.
    #[schema(format = DateTime)]
    last_activity_at: Option<String>,
    /// Counts the changes. In quotes it is the `ETag`, which a change has to name.
    version: i32,
}

impl From<Customer> for CustomerView {
    fn from(customer: Customer) -> Self {
        Self {
            id: customer.id.to_string(),
            name: customer.name.to_string(),
            email: customer.email.to_string(),
            phone: customer.phone.map(|phone| phone.e164().to_owned()),
            status: customer.status.as_str(),
            team_type: customer.team_type.as_str(),
            company_name: customer.company_name.map(|name| name.to_string()),
            tags: customer.tags.iter().map(Tag::to_string).collect(),
            registered_at: customer.registered_at.to_string(),
            last_activity_at: customer.last_activity_at.map(|at| at.to_string()),
            version: customer.version,
        }
    }
}

/// Which customers, in which order, and which piece of them. What is given has to hold together.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CustomersQuery {
    /// Words to find in name, email, phone, company, tags or ID.
    q: Option<String>,
    /// `active` or `inactive`.
    #[param(inline, value_type = Option<schema::CustomerStatus>)]
    status: Option<String>,
    /// One or more of `default`, `individual`, `enterprise`, separated by commas.
    #[param(inline, value_type = Option<Vec<schema::TeamType>>, style = Form, explode = false)]
    team_type: Option<String>,
    /// One or more tags, separated by commas, of which a customer has at least one.
    #[param(inline, value_type = Option<Vec<schema::Label>>, style = Form, explode = false)]
    tag: Option<String>,
    /// Registered on this day or later, such as 2026-01-31, where the reseller is.
    #[param(format = Date)]
    registered_from: Option<String>,
    /// Registered on this day or earlier.
    #[param(format = Date)]
    registered_to: Option<String>,
    /// With a balance of so much or more, such as 12.50, in the reseller's currency.
    #[param(inline, value_type = Option<schema::Amount>)]
    balance_from: Option<String>,
    /// With a balance below this.
    #[param(inline, value_type = Option<schema::Amount>)]
    balance_below: Option<String>,
    /// With credits of so much or more.
    #[param(inline, value_type = Option<schema::Amount>)]
    credits_from: Option<String>,
    /// With credits below this.
    #[param(inline, value_type = Option<schema::Amount>)]
    credits_below: Option<String>,
    /// With so much or more to spend.
    #[param(inline, value_type = Option<schema::Amount>)]
    available_from: Option<String>,
    /// With less than this to spend.
    #[param(inline, value_type = Option<schema::Amount>)]
    available_below: Option<String>,
    /// `id`, `name`, `email`, `phone`, `registered`, `status`, `tags`, `team_type`, `company`,
    /// `last_activity`, `balance`, `credits` or `available`; registered unless said.
    #[param(inline, value_type = Option<schema::CustomerOrder>)]
    sort: Option<String>,
    /// `asc` or `desc`; unless said desc for `registered` and `last_activity`, and asc for others.
    #[param(inline, value_type = Option<schema::OrderDirection>)]
    dir: Option<String>,
    /// How many, from 1 to 200; 50 unless said.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200)]
    limit: Option<String>,
    /// The `next_cursor` of the piece before.
    cursor: Option<String>,
}

/// List customers.
#[utoipa::path(
    get, path = "/customers", tag = "Customers", operation_id = "list_customers",
    params(CustomersQuery),
    responses(
        (status = 200, description = "A piece of the list; with Accept: text/csv all of it as CSV", content((Piece<CustomerView> = "application/json"), (String = "text/csv"))),
    ),
    security(("token" = ["customers:read"]))
)]
pub async fn list(
    State(site): State<Arc<Site>>,
    caller: Caller,
    headers: HeaderMap,
    StrictQuery(query): StrictQuery<CustomersQuery>,
) -> Answer<Response> {
    let permit = caller.allowed::<ExportCustomers>()?;
    if csv::is_wanted(&headers) {
        return file(&site, &caller, permit, &query);
    }
    Ok(Json(piece(&site, &caller, &permit, &query).await?).into_response())
}

/// All of the list as a file.
fn file(
    site: &Site,
    caller: &Caller,
    permit: Permit<ExportCustomers>,
    query: &CustomersQuery,
) -> Answer<Response> {
    csv::whole(query.limit.as_deref(), query.cursor.as_deref())?;
    let wanted = Wanted {
        selection: selection(caller, query)?,
        order: order(caller, query)?,
    };
    let place = site.desk.export_place()?;
    let lines = export::csv(Arc::clone(&site.backend), permit, wanted);
    Ok(csv_file::download(site, "customers", place, lines))
}

async fn piece(
    site: &Site,
    caller: &Caller,
    permit: &Permit<ExportCustomers>,
    query: &CustomersQuery,
) -> Answer<Piece<CustomerView>> {
    let limit = limit(query.limit.as_deref())?;
    let order = order(caller, query)?;
    let cursor = query.cursor.as_deref();
    let after = cursor.map(|it| position(it, order)).transpose()?;
    let (found, last) = site
        .backend
        .export_customers(
            permit,
            &selection(caller, query)?,
            order,
            after.as_ref(),
            limit,
        )
        .await?;
    let last = last.filter(|_| found.len() >= limit as usize);
    Ok(Piece {
        next_cursor: last.map(|last| cursor_of(order, &last)),
        data: found.into_iter().map(CustomerView::from).collect(),
    })
}

fn selection(caller: &Caller, query: &CustomersQuery) -> Result<CustomerSelection, Refusal> {
    Ok(CustomerSelection::Matching {
        filter: filter(caller, query)?,
        // How many there are is nobody's question here.
        expected: 0,
    })
}

/// Look at a customer.
#[utoipa::path(
    get, path = "/customers/{id}", tag = "Customers", operation_id = "get_customer",
    params(("id" = String, Path, description = "The customer", format = Uuid)),
    responses(
        (
            status = 200, description = "The customer", body = CustomerView,
            headers(("ETag" = String, description = "The version, for If-Match")),
        ),
    ),
    security(("token" = ["customers:read"]))
)]
pub async fn get(
    Store(store): Store,
    caller: Caller,
    Id(id): Id<CustomerId>,
) -> Answer<Tagged<CustomerView>> {
    let permit = caller.allowed::<ViewCustomers>()?;
    let customer = store.customer(&permit, id).await?;
    Ok(tagged(customer.version, customer.into()))
}

/// Which customers are asked for. What they have is only asked by those who may see it.
pub fn filter(caller: &Caller, query: &CustomersQuery) -> Result<CustomerFilter, Refusal> {
    let statuses = Status::ALL.map(Status::as_str);
    let status = |it: &str| Status::parse(it).ok();
    let team_types = listed(query.team_type.as_deref()).map(|said| {
        let choices = TeamType::ALL.map(TeamType::as_str);
        let read = |it: &str| TeamType::parse(it).ok();
        word("team_type", Some(said), read, &choices)
    });
    let team_types: Vec<_> = team_types.collect::<Result<_, _>>()?;
    let tags = listed(query.tag.as_deref()).map(|said| {
        Tag::parse(said).map_err(|issue| {
            let detail = issue_words(Field::Tags, &issue);
            Refusal::invalid(vec![parameter("tag", "malformed", detail)])
        })
    });
    let filter = CustomerFilter {
        search: search(query.q.as_deref()),
        status: word("status", query.status.as_deref(), status, &statuses)?,
        team_types: team_types.into_iter().flatten().collect(),
        tags: tags.collect::<Result<_, _>>()?,
        registered_from: parsed("registered_from", query.registered_from.as_deref())?,
        registered_to: parsed("registered_to", query.registered_to.as_deref())?,
        balance: amounts(
            ("balance_from", query.balance_from.as_deref()),
            ("balance_below", query.balance_below.as_deref()),
        )?,
        credits: amounts(
            ("credits_from", query.credits_from.as_deref()),
            ("credits_below", query.credits_below.as_deref()),
        )?,
        available: amounts(
            ("available_from", query.available_from.as_deref()),
            ("available_below", query.available_below.as_deref()),
        )?,
    };
    if filter.is_about_money() {
        caller.allowed::<ViewMoney>()?;
    }
    Ok(filter)
}

/// A range of amounts.
fn amounts(
    from: (&'static str, Option<&str>),
    below: (&'static str, Option<&str>),
) -> Result<AmountRange, Refusal> {
    let read = |(name, said): (&'static str, Option<&str>)| {
        let micros = said.map(|said| micros_of_plain(said.trim()).ok_or(()));
        micros.transpose().map_err(|()| {
            let detail = "Write an amount such as -12.50, with up to six decimals.";
            Refusal::invalid(vec![parameter(name, "malformed", detail.to_owned())])
        })
    };
    Ok(AmountRange {
        from: read(from)?,
        below: read(below)?,
    })
}

/// What is separated by commas.
fn listed(said: Option<&str>) -> impl Iterator<Item = &str> {
    let parts = said.unwrap_or_default().split(',');
    parts.filter(|part| !part.trim().is_empty())
}

type Order = (CustomerSort, Direction);

fn order(caller: &Caller, query: &CustomersQuery) -> Result<Order, Refusal> {
    let sorts: Vec<_> = CustomerSort::ALL.iter().map(|it| it.as_str()).collect();
    let asked = query.sort.as_deref();
    let sort = word("sort", asked, CustomerSort::from_word, &sorts)?.unwrap_or_default();
    if sort.figure().is_some() {
        caller.allowed::<ViewMoney>()?;
    }
    let directions = ["asc", "desc"];
    let asked = query.dir.as_deref();
    let direction = word("dir", asked, Direction::from_word, &directions)?;
    Ok((sort, direction.unwrap_or_else(|| sort.first_direction())))
}

/// Where the next piece begins. It is good for lists in the same order only.
fn cursor_of((sort, direction): Order, last: &Position) -> String {
    let (sort, direction) = (sort.as_str(), direction.as_str());
    URL_SAFE_NO_PAD.encode(format!("{sort} {direction} {} {}", last.id, last.key))
}

fn position(cursor: &str, (sort, direction): Order) -> Result<Position, Refusal> {
    let read = || {
        let text = String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
        let mut parts = text.splitn(4, ' ');
        let is_order = parts.next()? == sort.as_str() && parts.next()? == direction.as_str();
        let (id, key) = (parts.next()?.parse().ok()?, parts.next()?.to_owned());
        // No database takes the character that ends strings in C.
        let is_text = !key.contains('\0');
        (is_order && is_text).then_some(Position { key, id })
    };
    read().ok_or_else(|| {
        let detail = "Send the next_cursor of the piece before, with the same sort and dir.";
        Refusal::invalid(vec![parameter("cursor", "malformed", detail.to_owned())])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::CustomerId;

    #[test]
    fn a_cursor_is_read_back_in_its_own_order_only() {
        let order = (CustomerSort::Name, Direction::Ascending);
        let place = |key: &str| Position {
            key: key.to_owned(),
            id: CustomerId::from(uuid::Uuid::max()),
        };
        for key in ["", "alba media", "  渡辺 "] {
            let cursor = cursor_of(order, &place(key));
            assert_eq!(position(&cursor, order).unwrap(), place(key));
            let other = (CustomerSort::Name, Direction::Descending);
            assert!(position(&cursor, other).is_err());
        }
        let nul = cursor_of(order, &place("\0"));
        for junk in ["", "x", "====", nul.as_str()] {
            assert!(position(junk, order).is_err(), "{junk}");
        }
    }
}
