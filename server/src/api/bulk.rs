//! Changing many customers at once. For tokens of the reseller.

use super::body::{Strict, query};
use super::customer_changes::tags;
use super::customers::{CustomersQuery, filter};
use super::gate::{Caller, Store};
use super::problem::{Answer, Refusal};
use super::schema;
use axum::Json;
use domain::Error;
use domain::access::{DeleteCustomers, EditCustomers};
use domain::customer::{BulkOutcome, CustomerSelection, Status, TagChange};
use domain::field::{Field, Issue};
use domain::tag::Tags;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is done to each customer.
pub const ACTIONS: [&str; 6] = [
    "activate",
    "deactivate",
    "add_tags",
    "remove_tags",
    "replace_tags",
    "delete",
];

/// What to do, and to which customers: either `ids` or `filter`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CustomersAction {
    /// What is done to each of them. Deactivating signs people out; deleting takes away all that
    /// belongs to a customer, for good.
    #[serde(default)]
    #[schema(required, value_type = schema::Action)]
    action: String,
    /// These customers, 1,000 at most.
    #[serde(default)]
    #[schema(value_type = Option<Vec<uuid::Uuid>>, max_items = 1000)]
    ids: Option<Vec<String>>,
    /// All customers that are listed with these parameters, written as in the address of the list.
    /// Empty is all.
    #[serde(default)]
    #[schema(example = "status=active&tag=legal")]
    filter: Option<String>,
    /// How many customers that are. Needed with a filter, and to delete: of any other number
    /// nothing is changed.
    #[serde(default)]
    #[schema(minimum = 0)]
    expected: Option<u64>,
    /// The labels that are added, taken away, or set in place of all others.
    #[serde(default)]
    #[schema(value_type = Option<schema::Labels>)]
    tags: Option<Vec<String>>,
}

/// What an action has done.
#[derive(Debug, Serialize, ToSchema)]
pub struct ActionOutcome {
    /// Customers that are different now, or gone.
    changed: u64,
    /// Customers that were so already, or would have had too many labels.
    unchanged: u64,
}

impl From<BulkOutcome> for ActionOutcome {
    fn from(outcome: BulkOutcome) -> Self {
        Self {
            changed: outcome.changed,
            unchanged: outcome.unchanged,
        }
    }
}

/// Change or delete many customers: all of them or none.
#[utoipa::path(
    post, path = "/customers/actions", tag = "Customers", operation_id = "act_on_customers",
    request_body = CustomersAction,
    responses(
        (status = 200, description = "It was done", body = ActionOutcome),
    ),
    security(("token" = ["customers:write"]))
)]
pub async fn act(
    Store(store): Store,
    caller: Caller,
    Strict(said): Strict<CustomersAction>,
) -> Answer<Json<ActionOutcome>> {
    let permit = caller.allowed::<EditCustomers>()?;
    let selection = selection(&caller, &said)?;
    let outcome = match said.action.as_str() {
        "activate" => store.set_status_of_customers(&permit, &selection, Status::Active),
        "deactivate" => store.set_status_of_customers(&permit, &selection, Status::Inactive),
        "delete" => {
            let permit = caller.allowed::<DeleteCustomers>()?;
            let outcome = store.delete_customers(&permit, &selection).await?;
            return Ok(Json(outcome.into()));
        }
        action => {
            let change = tag_change(action, said.tags.as_deref())?;
            let outcome = store.set_tags_of_customers(&permit, &selection, &change);
            return Ok(Json(outcome.await?.into()));
        }
    };
    Ok(Json(outcome.await?.into()))
}

fn tag_change(action: &str, said: Option<&[String]>) -> Result<TagChange, Refusal> {
    let change: fn(Tags) -> TagChange = match action {
        "add_tags" => TagChange::Add,
        "remove_tags" => TagChange::Remove,
        "replace_tags" => TagChange::Replace,
        _ => {
            let detail = format!("Use one of these: {}.", ACTIONS.join(", "));
            return Err(Refusal::field("/action", "not_one_of", detail));
        }
    };
    let said = said.ok_or_else(|| Error::invalid(Field::Tags, Issue::Required))?;
    let tags = tags(said).map_err(|issue| Error::invalid(Field::Tags, issue))?;
    Ok(change(tags))
}

fn selection(caller: &Caller, said: &CustomersAction) -> Result<CustomerSelection, Refusal> {
    let expected = said.expected.ok_or_else(|| {
        let detail = "Send how many customers you mean.";
        Refusal::field("/expected", "required", detail)
    });
    match (&said.ids, &said.filter) {
        (Some(ids), None) => {
            let ids = these(ids)?;
            if said.action == "delete" && expected? != ids.len() as u64 {
                let detail = "This is not how many IDs there are.";
                return Err(Refusal::field("/expected", "does_not_match", detail));
            }
            Ok(CustomerSelection::These(ids))
        }
        (None, Some(text)) => {
            let query: CustomersQuery = query(text)?;
            Ok(CustomerSelection::Matching {
                filter: filter(caller, &query)?,
                expected: expected?,
            })
        }
        _ => Err(Refusal::field(
            "/ids",
            "together",
            "Send either ids or filter.",
        )),
    }
}

fn these(ids: &[String]) -> Result<Vec<domain::id::CustomerId>, Refusal> {
    if ids.len() > CustomerSelection::THESE_MAX {
        let detail = format!("Send {} at most.", CustomerSelection::THESE_MAX);
        return Err(Refusal::field("/ids", "too_many", detail));
    }
    let ids = ids.iter().enumerate().map(|(at, id)| {
        let place = format!("/ids/{at}");
        id.parse()
            .map_err(|_| Refusal::field(&place, "malformed", "This is not an ID."))
    });
    ids.collect()
}
