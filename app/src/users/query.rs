//! A list of people in the address bar.

use crate::list_query::{ListDialog, ListQuery};
use domain::id::UserId;
use domain::listing::Listing;
use domain::user::UserSort;

/// What the address of a list of people says.
pub(super) type UsersQuery = ListQuery<Listing<UserSort>, Dialog>;

/// The dialogs of a list of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialog {
    /// Inviting somebody.
    Invite,
    /// Turning somebody off.
    Disable(UserId),
    /// Taking an invitation back.
    Revoke(UserId),
    /// Turning off a second factor.
    TwoFactorOff(UserId),
    /// Removing somebody.
    Remove(UserId),
}

impl ListDialog for Dialog {
    type Id = UserId;
    const ROW: &'static str = "user";

    fn as_str(self) -> &'static str {
        match self {
            Self::Invite => "invite-user",
            Self::Disable(_) => "disable-user",
            Self::Revoke(_) => "revoke-invitation",
            Self::TwoFactorOff(_) => "two-factor-off",
            Self::Remove(_) => "remove-user",
        }
    }

    fn row(self) -> Option<UserId> {
        match self {
            Self::Invite => None,
            Self::Disable(id) | Self::Revoke(id) | Self::TwoFactorOff(id) | Self::Remove(id) => {
                Some(id)
            }
        }
    }

    fn all(row: Option<UserId>) -> impl Iterator<Item = Self> {
        let of_row = [
            Self::Disable,
            Self::Revoke,
            Self::TwoFactorOff,
            Self::Remove,
        ];
        let of_row = of_row.into_iter().filter_map(move |about| row.map(about));
        std::iter::once(Self::Invite).chain(of_row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::listing::PageSize;

    #[test]
    fn what_is_written_is_read_back() {
        let address = "/settings/team?q=ana+b&sort=last_sign_in&dir=asc&size=50&page=2\
            &dialog=remove-user&user=01999f06-3e7a-74d2-93aa-5d8c1e0b6f27";
        let query = UsersQuery::read("/settings/team", address.split_once('?').unwrap().1);
        assert_eq!(query.href(), address);
        assert_eq!(
            query
                .with_dialog(None)
                .on_page(1, PageSize::Rows25)
                .kept_without(&["q"])
                .len(),
            2
        );
    }

    #[test]
    fn a_dialog_about_nobody_is_none() {
        let query = UsersQuery::read("/x", "dialog=remove-user&user=me");
        assert_eq!(query.href(), "/x");
    }
}
