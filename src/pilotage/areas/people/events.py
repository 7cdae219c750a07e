"""What can have happened to accounts, tokens and memberships. None of it is undone with the plan."""

from django.utils.translation import gettext_lazy as _

from pilotage.areas.audit.events import Verb

USER_CREATED = Verb("user.created", _("created the account {title}"), undoable=False)
USER_CHANGED = Verb("user.changed", _("changed the {fields} of the account {title}"), undoable=False)
LINK_MADE = Verb("link.made", _("made a login link for {title}"), undoable=False)
LOGGED_IN = Verb("session.started", _("{title} logged in"), undoable=False)
LOGGED_OUT = Verb("session.ended", _("{title} logged out"), undoable=False)
TOKEN_CREATED = Verb("token.created", _("created the token “{title}”"), undoable=False)
TOKEN_REVOKED = Verb("token.revoked", _("revoked the token “{title}”"), undoable=False)
MEMBER_SET = Verb("member.set", _("gave {title} a role"), undoable=False)
MEMBER_REMOVED = Verb("member.removed", _("removed {title} from the program"), undoable=False)

VERBS = (
    USER_CREATED,
    USER_CHANGED,
    LINK_MADE,
    LOGGED_IN,
    LOGGED_OUT,
    TOKEN_CREATED,
    TOKEN_REVOKED,
    MEMBER_SET,
    MEMBER_REMOVED,
)
