//! What a search finds, for tenants small and big.

use crate::support::{World, both_databases, import};
use domain::customer::{
    CustomerFilter, CustomerListing, CustomerSort, Customers, ImportedCustomer, Status,
};
use domain::listing::{Direction, PageRequest, PageSize, Total};
use domain::phone::{Country, Phone};
use domain::tag::{Tag, Tags};

both_databases! {
    a_small_tenant_finds_by_everything
    a_big_tenant_finds_the_same
    many_matches_are_walked_in_order
    signs_of_the_query_languages_are_only_letters
}

fn special() -> Vec<ImportedCustomer> {
    let mut one = import("Étoile Übersetzungen", "Info@Etoile.example");
    one.tags = Tags::parse("Très VIP").unwrap();
    one.customer.phone =
        Some(Phone::parse("020 623 4567", Country::by_code("NL").unwrap()).unwrap());
    let mut two = import("株式会社渡辺印刷", "watanabe@insatsu.example");
    two.company_name = Some(domain::name::Name::parse("Watanabe Printing").unwrap());
    let three = import("100% \"Quoted\" O'Brien_AND", "x+y@quoted.example");
    vec![one, two, three]
}

async fn found(world: &World, search: &str) -> Vec<String> {
    let filter = CustomerFilter {
        search: search.into(),
        ..CustomerFilter::default()
    };
    let page = PageRequest {
        sort: CustomerSort::Name,
        ..PageRequest::default()
    };
    let listing = CustomerListing {
        filter: filter.clone(),
        page: PageRequest {
            direction: Direction::Ascending,
            ..page
        },
    };
    let page = world
        .store
        .list_customers(&world.permit(), &listing)
        .await
        .unwrap();
    let count = world
        .store
        .count_customers(&world.permit(), &filter)
        .await
        .unwrap();
    assert_eq!(page.total, Total::Exact(count), "{search}");
    page.rows
        .into_iter()
        .map(|row| row.name.as_str().chars().take(4).collect())
        .collect()
}

async fn expect_special(world: &World) {
    for (typed, name) in [
        ("etoile", "Étoi"),
        ("ÉTOILE über", "Étoi"),
        ("info@etoile", "Étoi"),
        ("@etoile.example", "Étoi"),
        ("tres vip", "Étoi"),
        ("020-6234", "Étoi"),
        ("+31 20 623", "Étoi"),
        ("0031206", "Étoi"),
        ("渡辺印刷", "株式会社"),
        ("watanabe print", "株式会社"),
        ("100%", "100%"),
        ("\"quoted\" o'brien", "100%"),
    ] {
        assert_eq!(found(world, typed).await, [name], "{typed}");
    }
    let page = world
        .store
        .list_customers(&world.permit(), &CustomerListing::default())
        .await;
    let row = page.unwrap().rows.remove(0);
    let first: String = row.name.as_str().chars().take(4).collect();
    assert_eq!(
        found(world, &row.id.to_string()).await,
        std::slice::from_ref(&first)
    );
    assert!(
        found(world, &row.id.to_string()[..13])
            .await
            .contains(&first)
    );
    assert!(found(world, "nothing like it").await.is_empty());
}

async fn a_small_tenant_finds_by_everything(world: World) {
    world.import(special()).await;
    expect_special(&world).await;
    assert_eq!(found(&world, "渡辺").await, ["株式会社"]);
    assert_eq!(found(&world, "in").await.len(), 2);
}

/// So many that they are not simply gone through.
async fn many(world: &World, count: u32) {
    let name = |n: u32| {
        format!(
            "filler {} {}",
            if n.is_multiple_of(2) { "even" } else { "odd" },
            n / 7
        )
    };
    let filler = |n| {
        let mut customer = import(&name(n), &format!("f{n}@filler.example"));
        customer.status = Status::from_active(n % 3 > 0);
        customer.tags = Tags::parse(if n.is_multiple_of(2) { "even" } else { "" }).unwrap();
        customer
    };
    world.import((0..count).map(filler).collect()).await;
}

async fn a_big_tenant_finds_the_same(world: World) {
    many(&world, 5_200).await;
    world.import(special()).await;
    expect_special(&world).await;
    assert_eq!(found(&world, "株式").await, ["株式会社"]);
    // A common word and a rare one: four by the number in the name, five by the one in the email.
    assert_eq!(found(&world, "odd 707").await.len(), 9);
}

async fn many_matches_are_walked_in_order(world: World) {
    many(&world, 5_400).await;
    let even = Tag::parse("even").unwrap();
    let searched = |search: &str| CustomerFilter {
        search: search.into(),
        ..CustomerFilter::default()
    };
    for filter in [
        searched("even"),
        searched("lle even"),
        CustomerFilter {
            tags: vec![even],
            ..CustomerFilter::default()
        },
        CustomerFilter {
            status: Some(Status::Active),
            ..searched("filler.example")
        },
    ] {
        let count = world
            .store
            .count_customers(&world.permit(), &filter)
            .await
            .unwrap();
        assert!(count > 2_600, "{count}");
        for sort in [CustomerSort::Name, CustomerSort::LastActivity] {
            for direction in [Direction::Ascending, Direction::Descending] {
                let mut ids = Vec::new();
                let mut keys = Vec::new();
                for page in 1.. {
                    let asked = PageRequest {
                        sort,
                        direction,
                        size: PageSize::Rows100,
                        page,
                    };
                    let listing = CustomerListing {
                        filter: filter.clone(),
                        page: asked,
                    };
                    let answer = world
                        .store
                        .list_customers(&world.permit(), &listing)
                        .await
                        .unwrap();
                    assert!(answer.total.known() <= count);
                    if answer.page < page {
                        assert_eq!(answer.total, Total::Exact(count));
                        break;
                    }
                    ids.extend(answer.rows.iter().map(|row| row.id));
                    keys.extend(answer.rows.into_iter().map(|row| row.name));
                    if ids.len() as u64 == count {
                        break;
                    }
                }
                assert_eq!(ids.len() as u64, count, "{filter:?}");
                if sort == CustomerSort::Name {
                    let up = direction == Direction::Ascending;
                    assert!(keys.is_sorted_by(|a, b| if up { a <= b } else { a >= b }));
                }
                ids.sort_unstable();
                ids.dedup();
                assert_eq!(ids.len() as u64, count, "{filter:?}");
            }
        }
    }
}

async fn signs_of_the_query_languages_are_only_letters(world: World) {
    many(&world, 5_100).await;
    world.import(special()).await;
    for typed in [
        "%%%",
        "___",
        "\"\"\"",
        "' OR 1=1 --",
        "abc\" OR \"def",
        "NOT near(",
        "\\\\\\",
    ] {
        assert!(found(&world, typed).await.is_empty(), "{typed}");
    }
    assert_eq!(found(&world, "brien_and").await, ["100%"]);
}
