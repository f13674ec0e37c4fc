//! What a reseller decides for its whole house, and its logo.

use crate::audit::{self, Author, Event};
use crate::connect::Store;
use crate::entity::reseller::{Column, Entity, Model};
use crate::entity::reseller_logo;
use crate::error::Fault;
use crate::scope;
use crate::tenant::{self, wrong};
use crate::usage;
use domain::access::{EditSettings, Permit, Session, ViewSettings};
use domain::audit::{AuditKind, FieldChange};
use domain::brand::{Hue, Letterhead, Logo, LogoKind};
use domain::currency::Currency;
use domain::email::Email;
use domain::error::Conflict;
use domain::id::LogoId;
use domain::name::Name;
use domain::phone::Country;
use domain::settings::{ResellerSettings, Settings, SettingsDraft, StoredSettings};
use domain::time_zone::TimeZone;
use domain::{Error, Result};
use sea_orm::prelude::Uuid;
use sea_orm::sea_query::Query;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
};

#[async_trait::async_trait]
impl ResellerSettings for Store {
    async fn settings(&self, permit: &Permit<ViewSettings>) -> Result<StoredSettings> {
        let row = tenant::find(self.reader(), permit.scope().reseller()).await?;
        Ok(stored(&row)?)
    }

    async fn set_settings(
        &self,
        permit: &Permit<EditSettings>,
        settings: Settings,
        version: i32,
    ) -> Result<StoredSettings> {
        let work = (Author::of(permit), settings, version);
        // Another time zone has everything counted afresh.
        self.write_bulk(work, |tx, (author, settings, version)| async move {
            set(&tx, &author, &settings, version).await?;
            stored(&tenant::find(&*tx, author.scope.reseller()).await?)
        })
        .await
    }

    async fn set_logo(
        &self,
        permit: &Permit<EditSettings>,
        logo: Option<Logo>,
    ) -> Result<Option<LogoId>> {
        let work = (Author::of(permit), logo);
        self.write(work, |tx, (author, logo)| async move {
            put_logo(&tx, &author, logo).await
        })
        .await
    }

    async fn letterhead(&self, session: &Session) -> Result<Letterhead> {
        let row = tenant::find(self.reader(), session.reseller()).await?;
        Ok(tenant::letterhead(&row)?)
    }
}

/// A logo, for whoever knows its address.
pub(crate) async fn logo(db: &impl ConnectionTrait, id: LogoId) -> Result<Option<Logo>, Fault> {
    let row = scope::of_no_tenant::<reseller_logo::Entity>()
        .filter(reseller_logo::Column::Id.eq(id.uuid()))
        .one(db)
        .await?;
    // What an older version does not know is not shown.
    Ok(row.and_then(|row| {
        LogoKind::from_media_type(&row.media_type).map(|kind| Logo {
            kind,
            bytes: row.bytes,
        })
    }))
}

fn stored(row: &Model) -> Result<StoredSettings, Fault> {
    let brand = tenant::brand_of(row)?;
    let sender_name = row.sender_name.as_deref().map(Name::parse).transpose();
    let reply_to = row.reply_to.as_deref().map(Email::parse).transpose();
    Ok(StoredSettings {
        settings: Settings {
            name: brand.name,
            host: row.host.clone(),
            country: Country::by_code(&row.country).map_err(wrong)?,
            currency: Currency::parse(&row.currency).map_err(wrong)?,
            time_zone: TimeZone::parse(&row.time_zone).map_err(wrong)?,
            hue: brand.hue,
            sender_name: sender_name.map_err(wrong)?,
            reply_to: reply_to.map_err(wrong)?,
            signature: row.signature.clone(),
            invitation_days: row.invitation_days.cast_unsigned(),
        },
        logo: brand.logo,
        version: row.settings_version,
    })
}

async fn set(
    tx: &DatabaseTransaction,
    author: &Author,
    new: &Settings,
    version: i32,
) -> Result<(), Fault> {
    let id = author.scope.reseller();
    let before = stored(&tenant::find(tx, id).await?)?;
    if before.version != version {
        return Err(Error::Conflict(Conflict::Changed).into());
    }
    let changes = SettingsDraft::of(&before.settings).changes(&SettingsDraft::of(new));
    if changes.is_empty() {
        return Ok(());
    }
    let mut update = Query::update();
    update
        .table(Entity)
        .values([
            (Column::Name, new.name.as_str().into()),
            (Column::Host, new.host.clone().into()),
            (Column::Country, new.country.code().into()),
            (Column::Currency, new.currency.code().into()),
            (Column::TimeZone, new.time_zone.as_str().into()),
            (Column::Hue, hue(new.hue).into()),
            (Column::SenderName, text(new.sender_name.as_ref()).into()),
            (Column::ReplyTo, text(new.reply_to.as_ref()).into()),
            (Column::Signature, new.signature.as_str().into()),
            (
                Column::InvitationDays,
                new.invitation_days.cast_signed().into(),
            ),
            (Column::SettingsVersion, (version + 1).into()),
        ])
        .and_where(Column::Id.eq(id.uuid()))
        // Of two who save at once, the later one waits here and then finds another version.
        .and_where(Column::SettingsVersion.eq(version));
    if tx.execute(&update).await?.rows_affected() == 0 {
        return Err(Error::Conflict(Conflict::Changed).into());
    }
    if before.settings.time_zone != new.time_zone {
        usage::recount(tx, author.scope).await?;
    }
    record(tx, author, AuditKind::SettingsChanged, changes).await
}

async fn put_logo(
    tx: &DatabaseTransaction,
    author: &Author,
    logo: Option<Logo>,
) -> Result<Option<LogoId>, Fault> {
    let reseller = author.scope.reseller().uuid();
    let id = logo.as_ref().map(|_| Uuid::now_v7());
    // First of all, so that of two at once the later one waits.
    let mut update = Query::update();
    update
        .table(Entity)
        .value(Column::LogoId, id)
        .and_where(Column::Id.eq(reseller));
    tx.execute(&update).await?;
    let mut delete = Query::delete();
    delete
        .from_table(reseller_logo::Entity)
        .and_where(reseller_logo::Column::ResellerId.eq(reseller));
    let had_one = tx.execute(&delete).await?.rows_affected() > 0;
    let kind = match (&logo, had_one) {
        (Some(_), _) => AuditKind::LogoChanged,
        (None, true) => AuditKind::LogoRemoved,
        (None, false) => return Ok(None),
    };
    if let (Some(logo), Some(id)) = (logo, id) {
        let row = reseller_logo::Model {
            reseller_id: reseller,
            id,
            media_type: logo.kind.media_type().to_owned(),
            bytes: logo.bytes,
        };
        reseller_logo::Entity::insert(row.into_active_model())
            .exec_without_returning(tx)
            .await?;
    }
    record(tx, author, kind, Vec::new()).await?;
    Ok(id.map(LogoId::from))
}

async fn record(
    tx: &DatabaseTransaction,
    author: &Author,
    kind: AuditKind,
    changes: Vec<FieldChange>,
) -> Result<(), Fault> {
    let event = Event {
        customer: None,
        user: None,
        kind,
        changes,
    };
    audit::record(tx, author, &[event]).await
}

fn hue(hue: Hue) -> i16 {
    hue.degrees().cast_signed()
}

fn text(value: Option<&impl ToString>) -> Option<String> {
    value.map(ToString::to_string)
}
