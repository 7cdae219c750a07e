"""Applying changes to a draft, one after the other. Each raises InvalidError, ConflictError or NotFoundError."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _
from msgspec.structs import replace

from pilotage.areas.errors import ConflictError, InvalidError
from pilotage.areas.schedule.rules.changes import changed_activity
from pilotage.areas.schedule.rules.drafting import vocabulary as changes
from pilotage.areas.schedule.rules.drafting.draft import Draft
from pilotage.areas.schedule.rules.drafting.outline import indent, move, outdent, place_new, with_group
from pilotage.areas.schedule.rules.gates import refuse_gated
from pilotage.areas.schedule.rules.linking import changed_link, new_link
from pilotage.areas.schedule.rules.names import free_id
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, Dependency

LONGEST_ID = 300


def apply(draft: Draft, wanted: Iterable[changes.PlanChange]) -> None:
    """Make all changes. A problem of change number n (from 1) has that number as the row of its source."""
    for number, change in enumerate(wanted, 1):
        try:
            _HANDLERS[type(change)](draft, change)
        except InvalidError as refusal:
            raise _at(refusal, number) from None


def _at(refusal: InvalidError, number: int) -> InvalidError:
    problems = tuple(replace(problem, source=replace(problem.source, row=number)) for problem in refusal.problems)
    return InvalidError(str(refusal), problems)


def _set(draft: Draft, change: changes.SetFields) -> None:
    old = draft.find(change.id)
    program = draft.program if "parent" in change.fields.given() else draft.head
    new = changed_activity(old, change.fields, program)
    if new != old:
        draft.put(new)


def _add(draft: Draft, change: changes.AddActivity) -> None:
    if not change.fields.given().get("title"):
        raise InvalidError.field("title", _("A title is missing."), hint=_("Write a short title."))
    given = change.fields.given()
    kind = ActivityKind(given["kind"]) if given.get("kind") in [*ActivityKind] else ActivityKind.TASK
    start = with_group(draft, Activity(id=":new", title="", kind=kind), change, given)
    new = changed_activity(start, change.fields, draft.program if given.get("parent") else draft.head)
    code = change.id or free_id(new, draft.activities)
    if code in draft.activities:
        raise ConflictError(_("There is an activity “{id}” already.").format(id=code))
    if len(code) > LONGEST_ID:
        raise InvalidError.field("id", _("An id has at most {n} characters.").format(n=LONGEST_ID))
    if change.ref is not None:
        draft.refs[change.ref] = code
    place_new(draft, replace(new, id=code), change)


def _remove(draft: Draft, change: changes.RemoveActivity) -> None:
    row = draft.find(change.id)
    gone = set(draft.below(row.id))
    if draft.head.final in gone:
        title = draft.activities[draft.head.final or ""].title
        raise ConflictError(
            _("“{title}” is the final milestone of the program. Choose another first.").format(title=title)
        )
    refuse_gated(gone, draft.head)
    draft.drop(gone)
    draft.leave_empty(row.parent)


def _link(draft: Draft, change: changes.AddLink) -> None:
    ends = [draft.refs.get(code, code) for code in (change.predecessor, change.successor)]
    new = new_link(draft.head, draft.activities, ends[0], ends[1], change.kind, change.lag)
    if new.id in draft.links:
        raise ConflictError(_("These two are linked that way already."))
    draft.link(new, None)


def _relink(draft: Draft, change: changes.ChangeLink) -> None:
    old = found_link(draft, change.id)
    new = changed_link(old, change.kind, change.lag, draft.head)
    if new.id != old.id and new.id in draft.links:
        raise ConflictError(_("These two are linked that way already."))
    draft.relink(old, new)


def _unlink(draft: Draft, change: changes.RemoveLink) -> None:
    draft.unlink(found_link(draft, change.id))


def found_link(draft: Draft, code: str) -> Dependency:
    """Raises ConflictError: who names a link has seen it."""
    found = draft.links.get(code)
    if found is None:
        raise ConflictError(_("There is no dependency “{id}” in this program.").format(id=code[:300]))
    return found


_HANDLERS: dict[type, Callable[[Draft, Any], None]] = {
    changes.SetFields: _set,
    changes.AddActivity: _add,
    changes.RemoveActivity: _remove,
    changes.MoveActivities: move,
    changes.Indent: indent,
    changes.Outdent: outdent,
    changes.AddLink: _link,
    changes.ChangeLink: _relink,
    changes.RemoveLink: _unlink,
}
