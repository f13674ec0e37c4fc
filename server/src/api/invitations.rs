//! Invitations of customers over HTTP: whoever has the link registers an organisation of their own.
//! For tokens of the reseller.

use super::body::{Strict, StrictQuery};
use super::customer_changes::tags;
use super::gate::{Caller, Store};
use super::made::{Made, made};
use super::paging::{Piece, limit, parsed};
use super::path::Id;
use super::problem::Answer;
use super::schema;
use super::{house, letters};
use crate::site::Site;
use axum::Json;
use axum::extract::State;
use domain::Error;
use domain::access::{CreateCustomers, ViewCustomers};
use domain::field::{Field, FieldErrors, Issue};
use domain::id::InvitationId;
use domain::invitation::{CustomerInvitation, InvitationDraft, InvitationState, NewInvitation};
use domain::tag::Tag;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// An invitation to register an organisation.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvitationView {
    /// Assigned by the server.
    #[schema(format = Uuid)]
    id: String,
    /// The account email, if it is settled already.
    email: Option<String>,
    /// A word to whoever registers; may be empty.
    note: String,
    /// The labels that the customer will have.
    tags: Vec<String>,
    /// `open`, `expired`, `used` or `revoked`.
    #[schema(value_type = schema::InvitationStatus)]
    status: &'static str,
    /// When it was made (RFC 3339, UTC).
    #[schema(format = DateTime)]
    created_at: String,
    /// Until when its link can be used.
    #[schema(format = DateTime)]
    expires_at: String,
    /// The customer that came of it, if it is still there.
    #[schema(format = Uuid)]
    customer_id: Option<String>,
}

impl From<CustomerInvitation> for InvitationView {
    fn from(invitation: CustomerInvitation) -> Self {
        Self {
            id: invitation.id.to_string(),
            email: invitation.email.map(|email| email.to_string()),
            note: invitation.note,
            tags: invitation.tags.iter().map(Tag::to_string).collect(),
            status: match invitation.state {
                InvitationState::Open => "open",
                InvitationState::Expired => "expired",
                InvitationState::Used => "used",
                InvitationState::Revoked => "revoked",
            },
            created_at: invitation.created_at.to_string(),
            expires_at: invitation.expires_at.to_string(),
            customer_id: invitation.customer.map(|id| id.to_string()),
        }
    }
}

/// Somebody to invite to register an organisation.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InvitationToRegister {
    /// The account email, if it is settled already. Needed if the link is to be mailed.
    #[serde(default)]
    #[schema(value_type = Option<schema::Email>)]
    email: Option<String>,
    /// A word to whoever registers.
    #[serde(default)]
    #[schema(max_length = 1000)]
    note: Option<String>,
    /// The labels that the customer will have, 20 at most.
    #[serde(default)]
    #[schema(value_type = Option<schema::Labels>)]
    tags: Option<Vec<String>>,
    /// Whether the link is to be mailed; unless this is true it is for you to hand over.
    #[serde(default)]
    mailed: Option<bool>,
}

/// An invitation with its link.
#[derive(Debug, Serialize, ToSchema)]
pub struct IssuedInvitation {
    #[serde(flatten)]
    invitation: InvitationView,
    /// Where to register. It can be read this one time.
    link: String,
    /// Whether it was mailed.
    mailed: bool,
}

/// Which piece of the invitations.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct InvitationsQuery {
    /// How many, from 1 to 200; 50 unless said.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200)]
    limit: Option<String>,
    /// The `next_cursor` of the piece before.
    cursor: Option<String>,
}

/// List invitations to register an organisation, the latest first.
#[utoipa::path(
    get, path = "/invitations", tag = "Invitations", operation_id = "list_invitations",
    params(InvitationsQuery),
    responses(
        (status = 200, description = "A piece of the list", body = Piece<InvitationView>),
    ),
    security(("token" = ["customers:read"]))
)]
pub async fn list(
    State(site): State<Arc<Site>>,
    Store(store): Store,
    caller: Caller,
    StrictQuery(query): StrictQuery<InvitationsQuery>,
) -> Answer<Json<Piece<InvitationView>>> {
    let permit = caller.allowed::<ViewCustomers>()?;
    let limit = limit(query.limit.as_deref())?;
    let before = parsed("cursor", query.cursor.as_deref())?;
    let found = store
        .list_customer_invitations(&permit, before, limit, site.clock.now())
        .await?;
    let found = found.into_iter().map(InvitationView::from).collect();
    Ok(Json(Piece::of(found, limit, |it| it.id.clone())))
}

/// Invite somebody to register an organisation.
#[utoipa::path(
    post, path = "/invitations", tag = "Invitations", operation_id = "create_invitation",
    request_body = InvitationToRegister,
    responses(
        (status = 201, description = "They were invited", body = IssuedInvitation),
    ),
    security(("token" = ["customers:write"]))
)]
pub async fn create(
    State(site): State<Arc<Site>>,
    Store(store): Store,
    caller: Caller,
    Strict(said): Strict<InvitationToRegister>,
) -> Answer<Made<IssuedInvitation>> {
    let permit = caller.allowed::<CreateCustomers>()?;
    let is_mailed = said.mailed.unwrap_or_default();
    let new = parse(said, is_mailed)?;
    let to = new.email.as_ref().filter(|_| is_mailed);
    let (sent, link) = letters::customer_invitation(&site, &caller, &new.note, to).await?;
    let now = site.clock.now();
    let invitation = store.invite_customer(&permit, new, sent, now).await?;
    let id = invitation.id;
    let issued = IssuedInvitation {
        invitation: invitation.into(),
        link,
        mailed: is_mailed,
    };
    Ok(made("invitations", &id, issued))
}

/// Make another link for an invitation, and mail it if the invitation names an email. The one
/// before stops working.
#[utoipa::path(
    post, path = "/invitations/{id}/resend", tag = "Invitations", operation_id = "renew_invitation",
    params(("id" = String, Path, description = "The invitation", format = Uuid)),
    responses(
        (status = 200, description = "The invitation with its new link", body = IssuedInvitation),
    ),
    security(("token" = ["customers:write"]))
)]
pub async fn resend(
    State(site): State<Arc<Site>>,
    Store(store): Store,
    caller: Caller,
    Id(id): Id<InvitationId>,
) -> Answer<Json<IssuedInvitation>> {
    let permit = caller.allowed::<CreateCustomers>()?;
    let look = house::permit::<ViewCustomers>(&caller)?;
    let now = site.clock.now();
    let present = store.customer_invitation(&look, id, now).await?;
    let to = present.email.as_ref();
    let letter = letters::customer_invitation(&site, &caller, &present.note, to);
    let (sent, link) = letter.await?;
    let renewed = store.renew_customer_invitation(&permit, id, sent, now);
    Ok(Json(IssuedInvitation {
        invitation: renewed.await?.into(),
        link,
        mailed: to.is_some(),
    }))
}

/// Take an invitation back.
#[utoipa::path(
    delete, path = "/invitations/{id}", tag = "Invitations", operation_id = "revoke_invitation",
    params(("id" = String, Path, description = "The invitation", format = Uuid)),
    responses(
        (status = 200, description = "The invitation, which is no good any more", body = InvitationView),
    ),
    security(("token" = ["customers:write"]))
)]
pub async fn revoke(
    State(site): State<Arc<Site>>,
    Store(store): Store,
    caller: Caller,
    Id(id): Id<InvitationId>,
) -> Answer<Json<InvitationView>> {
    let permit = caller.allowed::<CreateCustomers>()?;
    let now = site.clock.now();
    let revoked = store.revoke_customer_invitation(&permit, id, now).await?;
    Ok(Json(revoked.into()))
}

fn parse(said: InvitationToRegister, mailed: bool) -> Result<NewInvitation, Error> {
    let mut errors = FieldErrors::default();
    let tags = errors.check(Field::Tags, tags(&said.tags.unwrap_or_default()));
    if said.email.as_deref().is_some_and(|it| it.trim().is_empty()) {
        errors.add(Field::Email, Issue::Required);
    }
    let draft = InvitationDraft {
        email: said.email.unwrap_or_default(),
        note: said.note.unwrap_or_default(),
        tags: String::new(),
        mailed,
    };
    let new = draft.parse().map_err(|wrong| {
        for (field, issue) in wrong.iter() {
            errors.add(field, issue.clone());
        }
    });
    match (new, tags) {
        (Ok(new), Some(tags)) if errors.is_empty() => Ok(NewInvitation { tags, ..new }),
        _ => Err(errors.into()),
    }
}
