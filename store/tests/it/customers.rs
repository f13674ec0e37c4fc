//! Creating, changing and deleting customers.

use crate::support::{World, both_databases, email, name, new_customer};
use domain::Error;
use domain::customer::{CustomerChange, CustomerListing, Customers, Status};
use domain::error::Conflict;
use domain::field::{Field, Issue};
use domain::listing::Total;

both_databases! {
    a_created_customer_is_active_and_in_the_list
    an_email_is_taken_whatever_its_case
    an_update_from_an_old_version_overwrites_nothing
    the_email_of_a_deleted_customer_is_free_again
}

async fn a_created_customer_is_active_and_in_the_list(world: World) {
    let new = new_customer("Übung GmbH", "Info@Uebung.example", "020 623 4567");
    let customer = world
        .store
        .create_customer(&world.permit(), new, None)
        .await
        .unwrap();
    assert_eq!(customer.status, Status::Active);
    assert_eq!(customer.phone.as_ref().unwrap().e164(), "+31206234567");
    assert_eq!(world.customer(customer.id).await, customer);
    let page = world
        .store
        .list_customers(&world.permit(), &CustomerListing::default())
        .await
        .unwrap();
    assert_eq!((page.rows, page.total), (vec![customer], Total::Exact(1)));
}

async fn an_email_is_taken_whatever_its_case(world: World) {
    world.create("One", "one@example.com").await;
    let again = new_customer("Two", "ONE@Example.com", "");
    let refused = world
        .store
        .create_customer(&world.permit(), again, None)
        .await
        .unwrap_err();
    assert_eq!(refused, Error::invalid(Field::Email, Issue::Taken));
    let two = world.create("Two", "two@example.com").await;
    let change = CustomerChange {
        name: two.name.clone(),
        email: email("One@example.com"),
        phone: None,
        status: Status::Active,
        tags: None,
        version: two.version,
    };
    let refused = world
        .store
        .update_customer(&world.permit(), two.id, change)
        .await
        .unwrap_err();
    assert_eq!(refused, Error::invalid(Field::Email, Issue::Taken));
    assert_eq!(world.customer(two.id).await, two);
}

async fn an_update_from_an_old_version_overwrites_nothing(world: World) {
    let one = world.create("One", "one@example.com").await;
    let change = |to: &str| CustomerChange {
        name: name(to),
        email: one.email.clone(),
        phone: None,
        status: Status::Active,
        tags: None,
        version: one.version,
    };
    let first = world
        .store
        .update_customer(&world.permit(), one.id, change("First"))
        .await;
    let second = world
        .store
        .update_customer(&world.permit(), one.id, change("Second"))
        .await;
    assert_eq!(second, Err(Error::Conflict(Conflict::Changed)));
    assert_eq!(world.customer(one.id).await, first.unwrap());
}

async fn the_email_of_a_deleted_customer_is_free_again(world: World) {
    let one = world.create("One", "one@example.com").await;
    let changed = world
        .store
        .delete_customer(&world.permit(), one.id, "", Some(one.version + 1))
        .await;
    assert_eq!(changed, Err(Error::Conflict(Conflict::Changed)));
    let gone = world
        .store
        .delete_customer(&world.permit(), one.id, "", Some(one.version))
        .await;
    assert_eq!(gone, Ok(one.name));
    let unknown = world.store.customer(&world.permit(), one.id).await;
    assert_eq!(unknown, Err(Error::NotFound));
    world.create("One", "one@example.com").await;
}
