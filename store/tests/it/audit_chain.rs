//! The audit log is a chain: what was written stays, or it is noticed.

use crate::support::{World, both_databases, import};
use crate::users::{invitation, person};
use domain::audit::{AuditLog, ChainFault, ChainReport};
use domain::customer::{Customer, Customers};
use domain::user::{People, Users};
use sea_orm::ConnectionTrait;

both_databases! {
    every_change_is_a_link
    what_is_altered_taken_out_or_cut_off_is_noticed
    a_deleted_customers_events_stay_links
    changes_at_once_are_one_chain
}

impl World {
    async fn report(&self) -> ChainReport {
        self.store.verify_audit_log(&self.permit()).await.unwrap()
    }

    /// What somebody with the password of the database could do.
    async fn tamper(&self, statement: &str) {
        let raw = self.raw().await;
        let guards = if self.is_postgres() {
            ["ALTER TABLE audit_event DISABLE TRIGGER ALL"].as_slice()
        } else {
            &[
                "DROP TRIGGER IF EXISTS audit_event_is_kept",
                "DROP TRIGGER IF EXISTS audit_event_is_unchanged",
            ]
        };
        for statement in guards.iter().chain([&statement]) {
            raw.execute_unprepared(statement).await.unwrap();
        }
        raw.close().await.unwrap();
    }
}

/// Four events: two customers, a person, and a deletion of neither.
async fn some_events(world: &World) -> Customer {
    let customer = world.create("Alba Media", "info@alba.example").await;
    world.create("Other", "info@other.example").await;
    let at = "ana@people.example";
    let of = People::Of(customer.id);
    world
        .store
        .invite_user(&world.permit(), of, person("Ana", at), invitation(at, 1))
        .await
        .unwrap();
    world.import(vec![import("In", "in@x.example")]).await;
    customer
}

async fn every_change_is_a_link(world: World) {
    let nothing = ChainReport {
        events: 0,
        fault: None,
    };
    assert_eq!(world.report().await, nothing);
    some_events(&world).await;
    let whole = ChainReport {
        events: 4,
        fault: None,
    };
    assert_eq!(world.report().await, whole);
}

async fn what_is_altered_taken_out_or_cut_off_is_noticed(world: World) {
    some_events(&world).await;
    let report = async |statement: &str| {
        world.tamper(statement).await;
        let report = world.report().await;
        (report.events, report.fault)
    };
    let altered = report("UPDATE audit_event SET changes = '[]' WHERE number = 2").await;
    assert_eq!(altered, (1, Some(ChainFault::Altered { number: 2 })));
    let emptied = report("UPDATE audit_event SET changes = NULL WHERE number = 2").await;
    assert_eq!(emptied, (4, None));
    let cut_off = report("DELETE FROM audit_event WHERE number = 4").await;
    assert_eq!(cut_off, (3, Some(ChainFault::CutOff { expected: 4 })));
    let renamed = report("UPDATE audit_event SET kind = 'user_removed' WHERE number = 3").await;
    assert_eq!(renamed, (2, Some(ChainFault::Altered { number: 3 })));
    let missing = report("DELETE FROM audit_event WHERE number = 1").await;
    assert_eq!(missing, (0, Some(ChainFault::Missing { number: 1 })));
}

async fn a_deleted_customers_events_stay_links(world: World) {
    let customer = some_events(&world).await;
    world
        .store
        .delete_customer(&world.permit(), customer.id, "Alba Media", None)
        .await
        .unwrap();
    let report = world.report().await;
    assert_eq!((report.events, report.fault), (5, None));
}

async fn changes_at_once_are_one_chain(world: World) {
    let all = (0..30).map(|number: u8| {
        let world = world.clone();
        tokio::spawn(async move {
            if number.is_multiple_of(2) {
                let at = format!("info@c{number}.example");
                world.create("Customer", &at).await;
            } else {
                let at = format!("p{number}@people.example");
                let who = person("Person", &at);
                let invitation = invitation(&at, number);
                let permit = world.permit();
                let invite = world
                    .store
                    .invite_user(&permit, People::Team, who, invitation);
                invite.await.unwrap();
            }
        })
    });
    for one in all.collect::<Vec<_>>() {
        one.await.unwrap();
    }
    let report = world.report().await;
    assert_eq!((report.events, report.fault), (30, None));
}
