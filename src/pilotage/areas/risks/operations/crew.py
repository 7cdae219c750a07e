"""Taking a person, a team or a workstream off a program, with another one in its place wherever it is named."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pilotage.areas.actor import Actor
from pilotage.areas.audit.rules import plain
from pilotage.areas.errors import ConflictError, InvalidError, NotFoundError
from pilotage.areas.programs import events as of_programs
from pilotage.areas.programs.operations import Edit, Entry, editing, save_header
from pilotage.areas.programs.queries import header_image
from pilotage.areas.programs.rules import HEADER
from pilotage.areas.risks.operations.contracts import put_contract
from pilotage.areas.risks.operations.risks import put_risk
from pilotage.areas.risks.permissions import ACTIONS
from pilotage.areas.risks.queries import load_whole
from pilotage.areas.risks.rules.crew import Crew, Use, replaced, uses, without
from pilotage.areas.schedule import events as of_schedule
from pilotage.areas.schedule.operations.gates import save_gates
from pilotage.areas.schedule.operations.rows import put_activities
from pilotage.plan.vocabulary.program import Program

_NAMED = 3


def remove_crew(*, actor: Actor, program: str, crew: Crew, code: str, to: str | None, now: dt.datetime) -> int:
    """Take a person, a team or a workstream off the program; ``to`` gets what they had. One undo takes all of it back.
    Returns the revision.

    Raises NotFoundError, ConflictError where something names them and nobody takes over, InvalidError where ``to`` is
    not on the list.
    """
    with editing(actor=actor, program=program, needs=ACTIONS["crew.remove"], now=now) as edit:
        before = load_whole(edit.program).program
        names = {each.id for each in getattr(before, crew.value)}
        if code not in names:
            raise NotFoundError(_("There is no “{id}” in this program.").format(id=code[:200]))
        if to is not None and (to not in names or to == code):
            raise InvalidError.field("to", _("“{id}” cannot take over: choose another one.").format(id=to[:200]))
        named = uses(before, crew, code)
        if named and to is None:
            raise ConflictError(_still_named(named))
        after = before if to is None else replaced(before, crew, code, to)
        _check_contracts(before, after)
        _save(edit, before, without(after, crew, code))
    return edit.revision


def _still_named(named: tuple[Use, ...]) -> str:
    titles = ", ".join(f"“{each.title}”" for each in named[:_NAMED])
    text = ngettext(
        "{n} record names them: {titles}. Say who takes over.",
        "{n} records name them: {titles}. Say who takes over.",
        len(named),
    )
    return text.format(n=len(named), titles=f"{titles} …" if len(named) > _NAMED else titles)


def _check_contracts(before: Program, after: Program) -> None:
    for old, new in zip(before.contracts, after.contracts, strict=True):
        if old != new and new.provider == new.consumer:
            raise ConflictError(
                _(
                    "“{what}” would be a contract of a team with itself. Remove it first, or choose another team."
                ).format(what=new.what)
            )


def _save(edit: Edit, before: Program, after: Program) -> None:
    """Write what differs, each with its audit entry."""
    put_activities(edit, before.activities, after.activities)
    for risk, new_risk in zip(before.risks, after.risks, strict=True):
        if risk != new_risk:
            put_risk(edit, new_risk)
    for contract, new_contract in zip(before.contracts, after.contracts, strict=True):
        if contract != new_contract:
            put_contract(edit, new_contract)
    _save_gates(edit, before, after)
    names = tuple(name for name in HEADER if getattr(before, name) != getattr(after, name))
    save_header(edit=edit, program=after)
    edit.record(
        Entry(
            verb=of_programs.CHANGED,
            entity_id=after.id,
            title=after.title,
            before=header_image(before, names),
            after=header_image(after, names),
        )
    )


def _save_gates(edit: Edit, before: Program, after: Program) -> None:
    for old, new in zip(before.gates, after.gates, strict=True):
        was, now = plain(old), plain(new)
        changed = [name for name in was if was[name] != now[name]]
        if changed:
            edit.record(
                Entry(
                    verb=of_schedule.GATE_CHANGED,
                    entity_id=old.id,
                    title=old.id,
                    before={name: was[name] for name in changed},
                    after={name: now[name] for name in changed},
                )
            )
    save_gates(edit=edit, program=after)
