//! Customers: the port, and a file for each part of the work.

mod belongings;
mod bulk;
mod by_money;
mod change;
mod counts;
mod export;
mod filter;
mod import;
mod order;
mod page;
mod ranks;
mod row;
mod search;
mod source;
mod table_of_tags;

pub(crate) use change::{
    add, find, hold, hold_active, new_row, note_activity, note_activity_since, set_email,
    set_team_type,
};
pub(crate) use counts::{counts, take_turn};
pub(crate) use row::{customer, names};
pub(crate) use source::first_seq;

use crate::audit::Author;
use crate::connect::Store;
use crate::entity::tag;
use crate::error::Fault;
use crate::fold::fold;
use crate::kept_answers;
use crate::scope;
use crate::tx::{BULK_TIMEOUT, Tx};
use bulk::Action;
use domain::Result;
use domain::access::{
    CreateCustomers, DeleteCustomers, EditCustomers, ExportCustomers, GrantsChange,
    ImportCustomers, Permit, ViewCustomers,
};
use domain::customer::{
    Belongings, BulkOutcome, Customer, CustomerChange, CustomerCounts, CustomerFilter,
    CustomerImport, CustomerListing, CustomerSelection, CustomerSort, Customers, NewCustomer,
    Position, Status, TagChange, TagCount,
};
use domain::email::Email;
use domain::id::CustomerId;
use domain::listing::{Direction, Page};
use domain::name::Name;
use domain::tag::{Tag, Tags};
use domain::user::Invitation;
use filter::Wanted;

#[async_trait::async_trait]
impl Customers for Store {
    async fn list_customers(
        &self,
        permit: &Permit<ViewCustomers>,
        listing: &CustomerListing,
    ) -> Result<Page<Customer>> {
        let db = self.snapshot().await.map_err(Fault::from)?;
        Ok(page::list(&db, permit.scope(), listing).await?)
    }

    async fn count_customers(
        &self,
        permit: &Permit<ViewCustomers>,
        filter: &CustomerFilter,
    ) -> Result<u64> {
        let db = self.snapshot().await.map_err(Fault::from)?;
        let wanted = Wanted::read(&db, permit.scope(), filter).await?;
        Ok(page::count(&db, &wanted).await?)
    }

    async fn customer_counts(&self, permit: &Permit<ViewCustomers>) -> Result<CustomerCounts> {
        Ok(counts::counts(self.reader(), permit.scope()).await?.0)
    }

    async fn customer_tags(&self, permit: &Permit<ViewCustomers>) -> Result<Vec<TagCount>> {
        let rows = scope::find::<tag::Entity>(permit.scope())
            .all(self.reader())
            .await;
        let mut rows = rows.map_err(Fault::from)?;
        rows.sort_by_cached_key(|row| (fold(&row.name), row.name.clone()));
        let tags = rows.into_iter().filter_map(|row| {
            let tag = Tag::parse(&row.name).ok()?;
            Some(TagCount {
                tag,
                customers: row.customers.cast_unsigned(),
            })
        });
        Ok(tags.collect())
    }

    async fn customer(&self, permit: &Permit<ViewCustomers>, id: CustomerId) -> Result<Customer> {
        Ok(row::customer(
            find(self.reader(), permit.scope(), id).await?,
        )?)
    }

    async fn customer_belongings(
        &self,
        permit: &Permit<ViewCustomers>,
        selection: &CustomerSelection,
    ) -> Result<Belongings> {
        let db = self.snapshot().await.map_err(Fault::from)?;
        let ids = bulk::ids_of(&db, permit.scope(), selection).await?;
        Ok(belongings::of(&db, permit.scope(), ids).await?)
    }

    async fn create_customer(
        &self,
        permit: &Permit<CreateCustomers>,
        new: NewCustomer,
        first_person: Option<Invitation>,
    ) -> Result<Customer> {
        let work = (new, first_person);
        self.write_for(permit, work, |tx, author, (new, first_person)| async move {
            row::customer(change::create(&tx, &author, new, first_person).await?)
        })
        .await
    }

    async fn update_customer(
        &self,
        permit: &Permit<EditCustomers>,
        id: CustomerId,
        change: CustomerChange,
    ) -> Result<Customer> {
        let work = (Author::of(permit), id, change);
        self.write(work, |tx, (author, id, change)| async move {
            row::customer(change::update(&tx, &author, id, change).await?)
        })
        .await
    }

    async fn set_customer_tags(
        &self,
        permit: &Permit<EditCustomers>,
        id: CustomerId,
        tags: Tags,
    ) -> Result<Customer> {
        let work = (Author::of(permit), id, tags);
        self.write(work, |tx, (author, id, tags)| async move {
            row::customer(change::retag(&tx, &author, id, &tags).await?)
        })
        .await
    }

    async fn delete_customer(
        &self,
        permit: &Permit<DeleteCustomers>,
        id: CustomerId,
        typed_name: &str,
        version: Option<i32>,
    ) -> Result<Name> {
        let work = (Author::of(permit), id, typed_name.to_owned(), version);
        self.write(work, |tx, (author, id, typed_name, version)| async move {
            let gone = change::delete(&tx, &author, id, &typed_name, version).await?;
            Ok(row::customer(gone)?.name)
        })
        .await
    }

    async fn set_status_of_customers(
        &self,
        permit: &Permit<EditCustomers>,
        selection: &CustomerSelection,
        status: Status,
    ) -> Result<BulkOutcome> {
        self.act(permit, selection, Action::Status(status)).await
    }

    async fn set_tags_of_customers(
        &self,
        permit: &Permit<EditCustomers>,
        selection: &CustomerSelection,
        change: &TagChange,
    ) -> Result<BulkOutcome> {
        self.act(permit, selection, Action::Tags(change.clone()))
            .await
    }

    async fn delete_customers(
        &self,
        permit: &Permit<DeleteCustomers>,
        selection: &CustomerSelection,
    ) -> Result<BulkOutcome> {
        self.act(permit, selection, Action::Delete).await
    }

    async fn export_customers(
        &self,
        permit: &Permit<ExportCustomers>,
        selection: &CustomerSelection,
        order: (CustomerSort, Direction),
        after: Option<&Position>,
        limit: u32,
    ) -> Result<(Vec<Customer>, Option<Position>)> {
        let db = self.reader();
        Ok(export::next(db, permit.scope(), selection, order, after, limit).await?)
    }

    async fn existing_emails(
        &self,
        permit: &Permit<ImportCustomers>,
        emails: &[Email],
    ) -> Result<Vec<bool>> {
        let mut exist = Vec::with_capacity(emails.len());
        for chunk in emails.chunks(1_000) {
            let keys: Vec<String> = chunk.iter().map(Email::key).collect();
            let known = import::known_emails(self.reader(), permit.scope(), keys.clone()).await?;
            exist.extend(keys.iter().map(|key| known.contains(key)));
        }
        Ok(exist)
    }

    async fn begin_import(
        &self,
        permit: &Permit<ImportCustomers>,
    ) -> Result<Box<dyn CustomerImport>> {
        let request = kept_answers::request(permit);
        Ok(import::begin(self.writer(), Author::of(permit), request).await?)
    }
}

impl Store {
    async fn act<P: GrantsChange>(
        &self,
        permit: &Permit<P>,
        selection: &CustomerSelection,
        action: Action,
    ) -> Result<BulkOutcome> {
        let work = (selection.clone(), action);
        let act = |tx: Tx, author, (selection, action)| async move {
            bulk::act(&tx, &author, &selection, &action).await
        };
        self.write_for_within(BULK_TIMEOUT, permit, work, act).await
    }
}
