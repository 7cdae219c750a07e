"""Writing accounts, tokens, logins and memberships."""

from pilotage.areas.people.operations.accounts import (
    NewToken,
    create_token,
    create_user,
    make_login_link,
    revoke_token,
    set_password,
)
from pilotage.areas.people.operations.logins import enter, log_in, log_out, use_token
from pilotage.areas.people.operations.members import drop_membership, put_membership

__all__ = [
    "NewToken",
    "create_token",
    "create_user",
    "drop_membership",
    "enter",
    "log_in",
    "log_out",
    "make_login_link",
    "put_membership",
    "revoke_token",
    "set_password",
    "use_token",
]
