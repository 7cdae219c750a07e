"""Action -> least role."""

from collections.abc import Mapping

from pilotage.areas.people.models import Role

ACTIONS: Mapping[str, Role] = {
    "plan.view": Role.VIEWER,
    "activity.add": Role.EDITOR,
    "activity.change": Role.EDITOR,
    "activity.remove": Role.EDITOR,
    "dependency.add": Role.EDITOR,
    "dependency.change": Role.EDITOR,
    "dependency.remove": Role.EDITOR,
    "plan.edit": Role.EDITOR,
    "plan.level": Role.EDITOR,
    "plan.shorten": Role.EDITOR,
    "plan.replace": Role.EDITOR,
    "roadmap.arrange": Role.EDITOR,
    "baseline.take": Role.EDITOR,
    "baseline.change": Role.EDITOR,
    "baseline.choose": Role.OWNER,
    "baseline.remove": Role.OWNER,
    "baseline.propose": Role.EDITOR,
    "baseline.decide": Role.OWNER,
    "finding.waive": Role.EDITOR,
    "calendar.change": Role.EDITOR,
    "gate.add": Role.EDITOR,
    "gate.change": Role.EDITOR,
    "gate.remove": Role.EDITOR,
    "gate.decide": Role.EDITOR,  # and only whom the gate names, or an owner of the program
}
