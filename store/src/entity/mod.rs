//! The tables, one file each, as the queries see them.

pub(crate) mod account;
pub(crate) mod account_email;
pub(crate) mod api_token;
pub(crate) mod audit_event;
pub(crate) mod audit_head;
pub(crate) mod billing_profile;
pub(crate) mod customer;
pub(crate) mod customer_count;
pub(crate) mod customer_invitation;
pub(crate) mod customer_rank;
pub(crate) mod customer_tag;
pub(crate) mod kept_answer;
pub(crate) mod ledger_check;
pub(crate) mod ledger_entry;
pub(crate) mod mail;
pub(crate) mod one_time_link;
pub(crate) mod recovery_code;
pub(crate) mod reseller;
pub(crate) mod reseller_logo;
pub(crate) mod session;
pub(crate) mod setup_link;
pub(crate) mod support_login;
pub(crate) mod tag;
pub(crate) mod transcription;
pub(crate) mod usage_customer_day;
pub(crate) mod usage_day;
pub(crate) mod usage_event;
pub(crate) mod usage_hour;
pub(crate) mod usage_total;
pub(crate) mod user;

/// Says which columns of an entity are the tenant and the customer.
macro_rules! tenant_owned {
    ($customer:expr) => {
        impl sea_orm::ActiveModelBehavior for ActiveModel {}

        impl crate::scope::TenantOwned for Entity {
            const RESELLER: Column = Column::ResellerId;
            const CUSTOMER: Option<Column> = $customer;
        }
    };
}
pub(crate) use tenant_owned;
