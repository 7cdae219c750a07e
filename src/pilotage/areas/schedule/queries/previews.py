"""What a change would do, without writing it."""

from collections.abc import Mapping
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from pilotage.areas.errors import InvalidError, NotFoundError
from pilotage.areas.programs.models import Program
from pilotage.areas.programs.operations import changed_header
from pilotage.areas.programs.queries import load_header
from pilotage.areas.programs.rules import HEADER, check_header
from pilotage.areas.schedule.queries.plans import plan_at
from pilotage.areas.schedule.rules.announcements import Move, moves, preview_text
from pilotage.areas.schedule.rules.changes import ActivityChange, changed_activity
from pilotage.areas.schedule.rules.planned import StoredPlan, planned, with_activity
from pilotage.plan.language.text import Text
from pilotage.plan.vocabulary.program import Program as Value


class Preview(msgspec.Struct, frozen=True):
    text: Text
    moves: tuple[Move, ...]


def preview_change(program: Program, activity: str, change: ActivityChange) -> Preview:
    """The milestones that the change would move. Raises NotFoundError and InvalidError, as the change itself would."""
    before = plan_at(program)
    row = before.schedule.index.get(activity)
    if row is None:
        raise NotFoundError(_("There is no activity “{id}” in this program.").format(id=activity[:200]))
    new = changed_activity(before.program.activities[row], change, before.program)
    after = planned(before.revision, with_activity(before.stored, row, new), before)
    if after.broken and not before.broken:
        raise InvalidError(_("This would make the plan impossible: {why}").format(why=after.broken[0]), after.broken)
    return Preview(preview_text(before, after), moves(before, after))


def preview_program(program: Program, value: Value) -> Preview:
    """The milestones that would move were the plan ``value``: the same activities and dependencies in the same places
    under another head. Raises InvalidError where that makes the plan impossible.
    """
    before = plan_at(program)
    stored = StoredPlan(
        program=value,
        versions=before.stored.versions,
        positions=before.stored.positions,
        dependency_versions=before.stored.dependency_versions,
    )
    after = planned(before.revision, stored, before)
    if after.broken and not before.broken:
        raise InvalidError(_("This would make the plan impossible: {why}").format(why=after.broken[0]), after.broken)
    return Preview(preview_text(before, after), moves(before, after))


def preview_head(program: Program, changes: Mapping[str, Any]) -> Preview:
    """The milestones that a change of the program's head would move: its people's days off, calendars, rules ...
    ``changes`` are as ``change_program`` takes them. Raises InvalidError.
    """
    head = changed_header(load_header(program), changes)
    check_header(head)
    present = plan_at(program).program
    return preview_program(program, msgspec.structs.replace(present, **{name: getattr(head, name) for name in HEADER}))
