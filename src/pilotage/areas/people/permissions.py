"""Who may do what. Each area lists its actions in a table like ``ACTIONS``: action -> the least role that may do it."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.errors import NotAllowedError, NotFoundError
from pilotage.areas.people.models import Membership, Role

ACTIONS: Mapping[str, Role] = {
    "member.view": Role.VIEWER,
    "member.change": Role.OWNER,
}

_RANK = {Role.VIEWER: 0, Role.EDITOR: 1, Role.OWNER: 2}


def covers(role: Role, needed: Role) -> bool:
    """Whether ``role`` may do what ``needed`` may."""
    return _RANK[role] >= _RANK[needed]


def role_in(actor: Actor, program_id: int) -> Role | None:
    """The actor's role in a program; None when they are no member."""
    if actor.trusted:
        return Role.OWNER
    if actor.user_id is None:
        return None
    found = Membership.objects.filter(user_id=actor.user_id, program_id=program_id).values_list("role", flat=True)
    return Role(found[0]) if found else None


def require(actor: Actor, program_id: int, slug: str, needed: Role) -> Role:
    """Raises NotFoundError to those who may not know of the program, NotAllowedError where the role is not enough."""
    role = role_in(actor, program_id)
    if role is None:
        raise NotFoundError(_("There is no program “{id}”, or you are not a member of it.").format(id=slug))
    if not covers(role, needed):
        raise NotAllowedError(
            _("You are a {role} of “{id}”; this needs the role {needed}. Ask an owner of the program.").format(
                role=role.label.lower(), id=slug, needed=needed.label.lower()
            )
        )
    return role


def require_account(actor: Actor) -> None:
    """What anybody with an account may do."""
    if actor.user_id is None and not actor.trusted:
        raise NotAllowedError(_("Log in first."))
