"""Accepting days to buy and days to risk: activities made shorter, or two of them overlapped; one act, one undo."""

import datetime as dt
import math
from collections.abc import Sequence

import msgspec
import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from msgspec.structs import replace

from pilotage.areas.actor import Actor
from pilotage.areas.audit.operations import Entry
from pilotage.areas.errors import ConflictError, InvalidError, NotFoundError
from pilotage.areas.programs.operations import Edit, editing
from pilotage.areas.schedule import events
from pilotage.areas.schedule.operations import rows
from pilotage.areas.schedule.operations.activities import write_activities
from pilotage.areas.schedule.operations.dependencies import find_dependency, link_title
from pilotage.areas.schedule.operations.plan_edit import OpenPlan, PlanEdit, RowVersion
from pilotage.areas.schedule.permissions import ACTIONS
from pilotage.areas.schedule.rules.changes import typed
from pilotage.areas.schedule.rules.planned import PlannedProgram, StoredPlan
from pilotage.plan.crashing import day_of, overlapped, shorter
from pilotage.plan.vocabulary.activities import Activity, DependencyKind

MOST_CHANGES = 1_000


class ShorteningChange(msgspec.Struct, frozen=True, kw_only=True):
    """Working days to take off an activity, at the version that they were proposed for (None: the last writer wins)."""

    activity: str
    days: float
    version: int | None = None


def shorten(
    *, actor: Actor, program: str, changes: Sequence[ShorteningChange], now: dt.datetime, why: str = ""
) -> PlanEdit:
    """Make activities shorter. All or none: raises NotFoundError, NotAllowedError, StaleError and InvalidError."""
    with editing(actor=actor, program=program, needs=ACTIONS["plan.shorten"], now=now, why=why) as edit:
        plan = OpenPlan(edit)
        _refuse_broken(plan.before)
        if len(changes) > MOST_CHANGES:
            raise InvalidError(_("At most {n} activities can be shortened at once.").format(n=MOST_CHANGES))
        news = dict(_shorter(edit, plan.before, each) for each in changes)
        if not news:
            return plan.unchanged(_("Nothing changed."))
        said = ngettext("Shortened {n} activity.", "Shortened {n} activities.", len(news)).format(n=len(news))
        return write_activities(plan, news, said)


def _shorter(edit: Edit, plan: PlannedProgram, wanted: ShorteningChange) -> tuple[int, Activity]:
    """The row and the activity as it is to be."""
    row = plan.schedule.index.get(wanted.activity)
    if row is None:
        raise NotFoundError(_("There is no activity “{id}” in this program.").format(id=wanted.activity[:200]))
    old, left = plan.program.activities[row], int(plan.schedule.compiled.network.remaining[row])
    day = day_of(plan.schedule, row)
    minutes = round(wanted.days * day) if math.isfinite(wanted.days) else 0
    if row in plan.schedule.logic.children or not 0 < minutes <= left:
        text = _("“{title}” has {days:g} working days left: take off some of them.")
        raise InvalidError.field("days", text.format(title=old.title, days=round(left / day, 2)))
    new = shorter(plan.schedule, row, minutes)
    fields = ("duration", "estimate", "remaining")
    edit.check_version(
        RowVersion(int(plan.stored.versions[row])),
        wanted.version,
        kind="activity",
        entity_id=old.id,
        yours={name: typed(new, plan.program)[name] for name in fields},
        theirs=typed(old, plan.program),
    )
    return row, new


def overlap(
    *,
    actor: Actor,
    program: str,
    dependency: str,
    share: float,
    now: dt.datetime,
    version: int | None = None,
    why: str = "",
) -> PlanEdit:
    """Let a successor begin while ``share`` of its predecessor's duration is left; it is never done before it.

    Raises NotFoundError, NotAllowedError, StaleError and InvalidError.
    """
    with editing(actor=actor, program=program, needs=ACTIONS["plan.shorten"], now=now, why=why) as edit:
        plan = OpenPlan(edit)
        _refuse_broken(plan.before)
        before = plan.before.stored
        at, old = find_dependency(before.program, dependency)
        if not 0 < share <= 1:
            raise InvalidError.field("share", _("Overlap by more than 0 and at most 100 % of the predecessor."))
        if old.kind is not DependencyKind.FS or old.lag.elapsed:
            raise InvalidError.field(
                "dependency", _("Only a finish-to-start link without a lag on the clock overlaps.")
            )
        edit.check_version(
            RowVersion(int(before.dependency_versions[at])),
            version,
            kind="dependency",
            entity_id=old.id,
            yours={"share": share},
            theirs=rows.link_image(old),
        )
        links = overlapped(before.program, old.id, share).dependencies
        new, added = links[at], links[len(before.program.dependencies) :]
        versions = before.dependency_versions.copy()
        versions[at] += 1
        stored = StoredPlan(
            program=replace(before.program, dependencies=links),
            versions=before.versions,
            positions=before.positions,
            dependency_versions=np.append(versions, np.ones(len(added), versions.dtype)),
        )
        title = link_title(old, before.program)
        result = plan.close(stored, _("Overlapped {title}.").format(title=title), structure_changed=True)
        rows.update_dependency(edit.program.pk, old, new, int(versions[at]))
        rows.insert_dependencies(edit.program.pk, added)
        was, now_ = rows.link_image(old), rows.link_image(new)
        edit.record(
            Entry(verb=events.DEPENDENCY_CHANGED, entity_id=new.id, title=title, before=was, after=now_),
            *(
                Entry(verb=events.DEPENDENCY_ADDED, entity_id=each.id, title=title, after=rows.link_image(each))
                for each in added
            ),
        )
        return result


def _refuse_broken(plan: PlannedProgram) -> None:
    if plan.broken:
        raise ConflictError(_("The plan cannot be scheduled: {why}").format(why=plan.broken[0]))
