"""Many changes of a plan in one act: one transaction, one undo step, one revision, all of them or none."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pilotage.areas.actor import Actor
from pilotage.areas.errors import ConflictDetail, InvalidError
from pilotage.areas.programs.operations import Edit, editing, refuse_stale
from pilotage.areas.schedule.operations.activities import MOST_ACTIVITIES
from pilotage.areas.schedule.operations.dependencies import MOST_DEPENDENCIES
from pilotage.areas.schedule.operations.plan_edit import OpenPlan, PlanEdit, RowVersion
from pilotage.areas.schedule.operations.saving import save_draft, stored_draft
from pilotage.areas.schedule.permissions import ACTIONS
from pilotage.areas.schedule.rules.announcements import what_was_set
from pilotage.areas.schedule.rules.changes import changed_activity, typed
from pilotage.areas.schedule.rules.drafting import vocabulary as changes
from pilotage.areas.schedule.rules.drafting.applying import apply
from pilotage.areas.schedule.rules.drafting.difference import Difference, difference
from pilotage.areas.schedule.rules.drafting.draft import Draft
from pilotage.areas.schedule.rules.linking import changed_link, shown
from pilotage.areas.schedule.rules.planned import PlannedProgram

MOST_CHANGES = 20_000


def edit_plan(
    *,
    actor: Actor,
    program: str,
    changes: Sequence[changes.PlanChange],
    now: dt.datetime,
    why: str = "",
) -> PlanEdit:
    """Make all changes, in order. Raises StaleError with every row that is no longer at its version, InvalidError
    (with the number of the change, and the cycle where one would close), ConflictError and NotFoundError: then
    nothing was changed.
    """
    if len(changes) > MOST_CHANGES:
        raise InvalidError(_("One edit makes at most {n} changes.").format(n=f"{MOST_CHANGES:,}"))
    with editing(actor=actor, program=program, needs=ACTIONS["plan.edit"], now=now, why=why) as edit:
        plan = OpenPlan(edit)
        _check_versions(edit, plan.before, changes)
        draft = Draft(plan.before.program)
        apply(draft, changes)
        found = difference(plan.before.program, draft)
        if found.nothing:
            return plan.unchanged(_("Nothing changed."))
        _check_size(draft)
        stored = stored_draft(plan, draft, found)
        result = plan.close(
            stored, said(plan.before, draft, found), edited=found.written, structure_changed=found.structure
        )
        save_draft(plan, stored, draft, found)
        return replace(result, refs=draft.refs)


def _check_size(draft: Draft) -> None:
    if len(draft.order) > MOST_ACTIVITIES:
        raise InvalidError(_("A program holds at most {n} activities.").format(n=MOST_ACTIVITIES))
    if len(draft.links) > MOST_DEPENDENCIES:
        raise InvalidError(_("A program holds at most {n} dependencies.").format(n=MOST_DEPENDENCIES))


def _check_versions(edit: Edit, plan: PlannedProgram, wanted: Sequence[changes.PlanChange]) -> None:
    """Raises StaleError with all that somebody else changed."""
    places = {link.id: place for place, link in enumerate(plan.program.dependencies)}
    found = [conflict for change in wanted if (conflict := _conflict(edit, plan, places, change)) is not None]
    if found:
        refuse_stale(found)


def _conflict(
    edit: Edit, plan: PlannedProgram, places: Mapping[str, int], change: changes.PlanChange
) -> ConflictDetail | None:
    if isinstance(change, changes.SetFields | changes.RemoveActivity) and change.version is not None:
        row = plan.schedule.index.get(change.id)
        if row is None or change.version == plan.stored.versions[row]:
            return None
        old = plan.program.activities[row]
        yours: dict[str, Any] = {"removed": True}
        if isinstance(change, changes.SetFields):
            new = typed(changed_activity(old, change.fields, plan.program), plan.program)
            yours = {name: new[name] for name in change.fields.given()}
        version = RowVersion(int(plan.stored.versions[row]))
        theirs = typed(old, plan.program)
        return edit.conflict(version, change.version, kind="activity", entity_id=old.id, yours=yours, theirs=theirs)
    if isinstance(change, changes.ChangeLink | changes.RemoveLink) and change.version is not None:
        place = places.get(change.id)
        if place is None:
            return None
        link = plan.program.dependencies[place]
        yours = {"removed": True}
        if isinstance(change, changes.ChangeLink):
            yours = shown(changed_link(link, change.kind, change.lag, plan.program), plan.program)
        version = RowVersion(int(plan.stored.dependency_versions[place]))
        theirs = shown(link, plan.program)
        return edit.conflict(version, change.version, kind="dependency", entity_id=link.id, yours=yours, theirs=theirs)
    return None


def said(before: PlannedProgram, draft: Draft, found: Difference) -> str:
    """What was done, in a sentence: ``3 activities changed, 2 links added.``"""
    if found.total == 1 and found.changed:
        old = before.program.activities[before.schedule.index[found.changed[0]]]
        return what_was_set(old, draft.activities[old.id], draft.program)
    if found.total == 1 and found.added:
        return _("Added {title}.").format(title=draft.activities[found.added[0]].title)
    if found.removed and not (found.added or found.changed or found.moved) and len(found.removed) == 1:
        title = before.program.activities[before.schedule.index[found.removed[0]]].title
        return _("Removed {title}.").format(title=title)
    counts = (
        (len(found.added), ngettext("{n} activity added", "{n} activities added", len(found.added))),
        (len(found.changed), ngettext("{n} activity changed", "{n} activities changed", len(found.changed))),
        (len(found.moved), ngettext("{n} activity moved", "{n} activities moved", len(found.moved))),
        (len(found.removed), ngettext("{n} activity removed", "{n} activities removed", len(found.removed))),
        (len(found.linked), ngettext("{n} link added", "{n} links added", len(found.linked))),
        (len(found.relinked), ngettext("{n} link changed", "{n} links changed", len(found.relinked))),
        (len(found.unlinked), ngettext("{n} link removed", "{n} links removed", len(found.unlinked))),
    )
    parts = [text.format(n=count) for count, text in counts if count]
    return f"{', '.join(parts)}." if parts else ""
