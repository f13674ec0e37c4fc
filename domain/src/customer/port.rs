//! What can be asked of, and done to, customers.

use super::{
    Belongings, BulkOutcome, Customer, CustomerChange, CustomerCounts, CustomerFilter,
    CustomerListing, CustomerSelection, CustomerSort, ImportedCustomer, NewCustomer, Status,
    TagChange, TagCount,
};
use crate::access::{
    CreateCustomers, DeleteCustomers, EditCustomers, ExportCustomers, ImportCustomers, Permit,
    ViewCustomers,
};
use crate::email::Email;
use crate::error::Result;
use crate::id::CustomerId;
use crate::listing::{Direction, Page};
use crate::name::Name;
use crate::tag::Tags;
use crate::user::Invitation;
use async_trait::async_trait;

/// The reseller's customers. Rows of other tenants do not exist here: they are `NotFound`.
/// Every change is written together with its audit event, or not at all.
#[async_trait]
pub trait Customers {
    /// One page. A page past the end is answered with the last one.
    async fn list_customers(
        &self,
        permit: &Permit<ViewCustomers>,
        listing: &CustomerListing,
    ) -> Result<Page<Customer>>;

    /// The exact number that pass a filter, however long counting takes.
    async fn count_customers(
        &self,
        permit: &Permit<ViewCustomers>,
        filter: &CustomerFilter,
    ) -> Result<u64>;

    /// How many there are in all.
    async fn customer_counts(&self, permit: &Permit<ViewCustomers>) -> Result<CustomerCounts>;

    /// The tags in use, by name.
    async fn customer_tags(&self, permit: &Permit<ViewCustomers>) -> Result<Vec<TagCount>>;

    /// One customer.
    async fn customer(&self, permit: &Permit<ViewCustomers>, id: CustomerId) -> Result<Customer>;

    /// What would go with these customers if they were deleted.
    async fn customer_belongings(
        &self,
        permit: &Permit<ViewCustomers>,
        selection: &CustomerSelection,
    ) -> Result<Belongings>;

    /// Adds an active customer and, with an invitation, its first person, who has the same name and
    /// email until they register. Refuses an email that another customer (`Taken`) or person
    /// (`TakenByUser`) has.
    async fn create_customer(
        &self,
        permit: &Permit<CreateCustomers>,
        new: NewCustomer,
        first_person: Option<Invitation>,
    ) -> Result<Customer>;

    /// Changes a customer. Refuses an email that another one has (`Taken`) and a change made from
    /// a version that is not the present one (`Conflict::Changed`).
    async fn update_customer(
        &self,
        permit: &Permit<EditCustomers>,
        id: CustomerId,
        change: CustomerChange,
    ) -> Result<Customer>;

    /// Sets the tags of one customer.
    async fn set_customer_tags(
        &self,
        permit: &Permit<EditCustomers>,
        id: CustomerId,
        tags: Tags,
    ) -> Result<Customer>;

    /// Deletes a customer and all that belongs to it. If it has users, `typed_name` has to be its
    /// name (else `DoesNotMatch` on `Confirmation`); if a `version` is named, it has to be the
    /// present one (else `Changed`). Answers with what it was called.
    async fn delete_customer(
        &self,
        permit: &Permit<DeleteCustomers>,
        id: CustomerId,
        typed_name: &str,
        version: Option<i32>,
    ) -> Result<Name>;

    /// Turns many customers on or off.
    async fn set_status_of_customers(
        &self,
        permit: &Permit<EditCustomers>,
        selection: &CustomerSelection,
        status: Status,
    ) -> Result<BulkOutcome>;

    /// Changes the tags of many customers.
    async fn set_tags_of_customers(
        &self,
        permit: &Permit<EditCustomers>,
        selection: &CustomerSelection,
        change: &TagChange,
    ) -> Result<BulkOutcome>;

    /// Deletes many customers and all that belongs to them.
    async fn delete_customers(
        &self,
        permit: &Permit<DeleteCustomers>,
        selection: &CustomerSelection,
    ) -> Result<BulkOutcome>;

    /// The next customers of an export, after a position, in the order of the list.
    /// An empty answer is the end. No customer comes twice.
    async fn export_customers(
        &self,
        permit: &Permit<ExportCustomers>,
        selection: &CustomerSelection,
        order: (CustomerSort, Direction),
        after: Option<&Position>,
        limit: u32,
    ) -> Result<(Vec<Customer>, Option<Position>)>;

    /// Which of these emails customers have already, in the order asked.
    async fn existing_emails(
        &self,
        permit: &Permit<ImportCustomers>,
        emails: &[Email],
    ) -> Result<Vec<bool>>;

    /// Begins an import, of which nothing is seen by anybody until it is committed.
    async fn begin_import(
        &self,
        permit: &Permit<ImportCustomers>,
    ) -> Result<Box<dyn CustomerImport>>;
}

/// A place in an ordered list: the sort key and the ID of the last row that was given out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// The sort key of the row.
    pub key: String,
    /// The row.
    pub id: CustomerId,
}

/// An import under way. Dropped without a commit, it has never happened.
#[async_trait]
pub trait CustomerImport: Send {
    /// Adds customers; those whose email is known already are left as they are.
    async fn add(&mut self, customers: Vec<ImportedCustomer>) -> Result<ImportProgress>;

    /// Makes all of it visible at once.
    async fn commit(self: Box<Self>) -> Result<ImportProgress>;
}

/// How far an import has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ImportProgress {
    /// New customers.
    pub created: u64,
    /// Customers that were here already and are left as they are.
    pub existing: u64,
}
