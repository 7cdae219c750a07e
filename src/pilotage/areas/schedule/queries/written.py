"""What people wrote of one activity, as they typed it."""

from typing import Any

from django.utils.translation import gettext as _

from pilotage.areas.errors import NotFoundError
from pilotage.areas.programs.models import Program
from pilotage.areas.schedule.queries.plans import plan_at
from pilotage.areas.schedule.rules.changes import typed


def written(program: Program, activity: str) -> dict[str, Any]:
    """The fields that `ActivityChange` takes, with id and version. Raises NotFoundError."""
    plan = plan_at(program)
    row = plan.schedule.index.get(activity)
    if row is None:
        raise NotFoundError(_("There is no activity “{id}” in this program.").format(id=activity[:200]))
    return {
        **typed(plan.program.activities[row], plan.program),
        "id": activity,
        "version": int(plan.stored.versions[row]),
        "zone": plan.program.zone,
        "currency": plan.program.currency,
    }
