"""What a change would do, without writing it."""

import msgspec
from django.utils.translation import gettext as _

from pilotage.areas.errors import InvalidError, NotFoundError
from pilotage.areas.programs.models import Program
from pilotage.areas.schedule.queries.plans import plan_at
from pilotage.areas.schedule.rules.announcements import Move, moves, preview_text
from pilotage.areas.schedule.rules.changes import ActivityChange, changed_activity
from pilotage.areas.schedule.rules.planned import planned, with_activity
from pilotage.plan.language.text import Text


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
