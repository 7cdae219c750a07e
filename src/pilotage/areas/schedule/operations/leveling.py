"""Accepting moves that leveling proposes: one act, one audit entry for each activity, taken back in one."""

import datetime as dt
from collections.abc import Sequence

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from msgspec.structs import replace

from pilotage.areas.actor import Actor
from pilotage.areas.errors import InvalidError, NotFoundError
from pilotage.areas.programs.operations import Edit, editing
from pilotage.areas.schedule.operations.activities import write_activities
from pilotage.areas.schedule.operations.plan_edit import OpenPlan, PlanEdit, RowVersion
from pilotage.areas.schedule.permissions import ACTIONS
from pilotage.areas.schedule.rules.amounts import EARLIEST, LATEST
from pilotage.areas.schedule.rules.changes import typed
from pilotage.areas.schedule.rules.planned import PlannedProgram
from pilotage.plan.leveling.applying import set_leveling
from pilotage.plan.leveling.results import Change
from pilotage.plan.vocabulary.activities import Activity, ConstraintKind
from pilotage.plan.vocabulary.program import Program

MOST_CHANGES = 20_000
_ALLOWED = (ConstraintKind.START_NO_EARLIER_THAN, ConstraintKind.FINISH_NO_EARLIER_THAN)


class LevelingChange(msgspec.Struct, frozen=True, kw_only=True):
    """A change with the version of the activity that it was proposed for (None: the last writer wins)."""

    change: Change
    version: int | None = None


def accept_leveling(
    *, actor: Actor, program: str, changes: Sequence[LevelingChange], now: dt.datetime, why: str = ""
) -> PlanEdit:
    """Set or lift leveling dates. All or none: raises NotFoundError, NotAllowedError, StaleError and InvalidError."""
    with editing(actor=actor, program=program, needs=ACTIONS["plan.level"], now=now, why=why) as edit:
        plan = OpenPlan(edit)
        if len(changes) > MOST_CHANGES:
            raise InvalidError(_("At most {n} moves can be accepted at once.").format(n=MOST_CHANGES))
        wanted = {each.change.activity: _checked(edit, plan.before, each) for each in changes}
        news = {row: new for row, new in wanted.values() if new != plan.before.program.activities[row]}
        if not news:
            return plan.unchanged(_("Nothing changed."))
        said = ngettext("Leveled {n} activity.", "Leveled {n} activities.", len(news)).format(n=len(news))
        return write_activities(plan, news, said)


def _checked(edit: Edit, plan: PlannedProgram, wanted: LevelingChange) -> tuple[int, Activity]:
    """The row and the activity as it is to be."""
    change = wanted.change
    row = plan.schedule.index.get(change.activity)
    if row is None:
        raise NotFoundError(_("There is no activity “{id}” in this program.").format(id=change.activity[:200]))
    constraint = change.constraint
    if constraint is not None and (constraint.kind not in _ALLOWED or constraint.at is None):
        raise InvalidError.field("constraint", _("Leveling sets the earliest start or finish of an activity."))
    old = plan.program.activities[row]
    _check_interference(plan.program, old, change)
    new = set_leveling(old, replace(change, why=" ".join(change.why.split())[:500]))
    edit.check_version(
        RowVersion(int(plan.stored.versions[row])),
        wanted.version,
        kind="activity",
        entity_id=old.id,
        yours={name: typed(new, plan.program)[name] for name in ("constraint", "constraint_at")},
        theirs=typed(old, plan.program),
    )
    return row, new


def _check_interference(program: Program, activity: Activity, change: Change) -> None:
    """Raises InvalidError for pauses and handovers that leveling would not propose."""
    if any(not EARLIEST <= each.start < each.end <= LATEST for each in change.pauses):
        raise InvalidError.field("pauses", _("A pause begins before it ends, in a year that a plan can hold."))
    skills = {person.id: person.abilities for person in program.people}
    asked = {(each.person, each.skill) for each in activity.assignments if each.skill}
    for each in change.handovers:
        if (each.person, each.skill) not in asked or each.skill not in skills.get(each.to, ()):
            raise InvalidError.field(
                "handovers",
                _("“{activity}” does not ask for the skill “{skill}”, or “{to}” does not have it.").format(
                    activity=activity.title, skill=each.skill[:100], to=each.to[:100]
                ),
            )
