"""Who belongs to a program."""

import datetime as dt

from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.audit.operations import Entry
from pilotage.areas.errors import ConflictError, InvalidError, NotFoundError
from pilotage.areas.people import events
from pilotage.areas.people import queries as people
from pilotage.areas.people.models import Role
from pilotage.areas.people.operations.members import drop_membership, put_membership
from pilotage.areas.people.permissions import ACTIONS
from pilotage.areas.programs.operations.edit import Edit, editing


def set_member(*, actor: Actor, program: str, email: str, role: str, now: dt.datetime) -> int:
    """Give an account a role in a program. Returns the revision. The last owner cannot be made less."""
    if role not in Role.values:
        raise InvalidError.field("role", _("“{role}” is no role: use owner, editor or viewer.").format(role=role[:20]))
    with editing(actor=actor, program=program, needs=ACTIONS["member.change"], now=now) as edit:
        user = people.user_by_email(email)
        before = _roles(edit).get(user.pk)
        if before == role:
            return edit.revision
        if before == Role.OWNER:
            _keep_an_owner(edit, user.pk)
        put_membership(user_id=user.pk, program_id=edit.program.pk, role=Role(role))
        image = None if before is None else {"role": before}
        edit.record(
            Entry(verb=events.MEMBER_SET, entity_id=str(user.pk), title=user.email, before=image, after={"role": role})
        )
    return edit.revision


def remove_member(*, actor: Actor, program: str, user_id: int, now: dt.datetime) -> int:
    """Take an account's role away. Returns the revision."""
    with editing(actor=actor, program=program, needs=ACTIONS["member.change"], now=now) as edit:
        found = next((m for m in people.members(edit.program.pk) if m.user_id == user_id), None)
        if found is None:
            raise NotFoundError(_("Nobody with this id is a member of the program."))
        if found.role == Role.OWNER:
            _keep_an_owner(edit, user_id)
        drop_membership(user_id=user_id, program_id=edit.program.pk)
        edit.record(
            Entry(
                verb=events.MEMBER_REMOVED,
                entity_id=str(user_id),
                title=found.user.email,
                before={"role": found.role},
            )
        )
    return edit.revision


def _roles(edit: Edit) -> dict[int, str]:
    return {membership.user_id: membership.role for membership in people.members(edit.program.pk)}


def _keep_an_owner(edit: Edit, user_id: int) -> None:
    if not any(role == Role.OWNER for id_, role in _roles(edit).items() if id_ != user_id):
        raise ConflictError(_("A program needs an owner. Make somebody else an owner first."))
