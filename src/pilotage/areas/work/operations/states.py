"""What the states of a tracker mean, where people know better than the guess."""

import datetime as dt
from collections.abc import Mapping

from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.audit.operations import Entry
from pilotage.areas.errors import ConflictError, InvalidError
from pilotage.areas.programs.operations import Edit, editing
from pilotage.areas.work import events
from pilotage.areas.work.models import Tracker
from pilotage.areas.work.permissions import ACTIONS
from pilotage.areas.work.queries import load_items
from pilotage.plan.flow.items.states import states
from pilotage.plan.flow.measures.stream import Kind
from pilotage.plan.vocabulary.work_items import StatusCategory

ENTITY, MARKS = "states", "marks"


def choose_states(
    *, actor: Actor, program: str, version: int | None, chosen: Mapping[str, str], now: dt.datetime, why: str = ""
) -> int:
    """Set the category of each state in ``chosen``, in the place of all earlier choices. Returns the new version.

    Raises InvalidError for a state that no item is or was in, or a category that there is not; StaleError.
    """
    with editing(actor=actor, program=program, needs=ACTIONS["states.choose"], now=now, why=why) as edit:
        row = _row(edit)
        new = {name: _category(name, category) for name, category in chosen.items()}
        edit.check_version(row, version, kind=ENTITY, entity_id=ENTITY, yours=new, theirs=row.chosen)
        _require_known(edit, [name for name in new if name not in row.chosen])
        names = [name for name in {**row.chosen, **new} if row.chosen.get(name) != new.get(name)]
        if not names:
            return row.version
        before = {name: row.chosen.get(name) for name in names}
        _save(row, new)
        after = {name: new.get(name) for name in names}
        title = ", ".join(names)
        edit.record(Entry(verb=events.STATES_CHOSEN, entity_id=ENTITY, title=title, before=before, after=after))
    return row.version


def mark_states(*, actor: Actor, program: str, kinds: Mapping[str, str | None], now: dt.datetime, why: str = "") -> int:
    """Say of states that items are worked on in them (``work``) or wait (``wait``); None takes it back. Other states
    stay as they are. Returns the revision. Raises InvalidError.
    """
    with editing(actor=actor, program=program, needs=ACTIONS["states.mark"], now=now, why=why) as edit:
        row = _row(edit)
        for name, kind in kinds.items():
            if kind not in (*Kind, None):
                raise InvalidError.field(name, _("In a state, items are worked on or wait."))
        _require_known(edit, [name for name in kinds if name not in row.kinds])
        names = [name for name, kind in kinds.items() if row.kinds.get(name) != kind]
        if names:
            before, after = ({name: known.get(name) for name in names} for known in (row.kinds, kinds))
            _save_kinds(row, after)
            title = ", ".join(names)
            edit.record(Entry(verb=events.STATES_MARKED, entity_id=MARKS, title=title, before=before, after=after))
    return edit.revision


def restore_marks(edit: Edit, entry: AuditEntry) -> None:
    """Undo `mark_states`, unless one of its states was marked otherwise since."""
    row = _row(edit)
    after, before = entry.after or {}, entry.before or {}
    if any(row.kinds.get(name) != kind for name, kind in after.items()):
        text = _("These states were marked again since: {names}. Undo that first.")
        raise ConflictError(text.format(names=", ".join(after)))
    _save_kinds(row, before)


def _save_kinds(row: Tracker, changes: Mapping[str, str | None]) -> None:
    row.kinds = {name: kind for name, kind in {**row.kinds, **changes}.items() if kind is not None}
    row.save(update_fields=["kinds"])


def restore_states(edit: Edit, entry: AuditEntry) -> None:
    """Undo `choose_states`, unless one of its states was chosen otherwise since."""
    row = _row(edit)
    after, before = entry.after or {}, entry.before or {}
    if any(row.chosen.get(name) != category for name, category in after.items()):
        raise ConflictError(
            _("What these states mean was changed again since: {names}. Undo that first.").format(
                names=", ".join(after)
            )
        )
    new = {**row.chosen, **before}
    _save(row, {name: category for name, category in new.items() if category is not None})


def _row(edit: Edit) -> Tracker:
    row, _new = Tracker.objects.get_or_create(program=edit.program)
    return row


def _save(row: Tracker, chosen: dict[str, str]) -> None:
    row.chosen = chosen
    row.version += 1
    row.generation += 1
    row.save()


def _category(name: str, category: str) -> str:
    try:
        return StatusCategory(category).value
    except ValueError as error:
        text = _("“{category}” is no category. A state is todo, doing or done.").format(category=category[:100])
        raise InvalidError.field(name, text) from error


def _require_known(edit: Edit, names: list[str]) -> None:
    if not names:
        return
    known = {state.name for state in states(load_items(edit.program.pk))}
    for name in names:
        if name not in known:
            raise InvalidError.field(name, _("No work item is or was in the state “{name}”.").format(name=name[:100]))
