"""What can have happened to a schedule."""

from django.utils.translation import gettext_lazy as _

from pilotage.areas.audit.events import Verb

ACTIVITY_ADDED = Verb("activity.added", _("added “{title}”"))
ACTIVITY_CHANGED = Verb("activity.changed", _("changed the {fields} of “{title}”"))
ACTIVITY_REMOVED = Verb("activity.removed", _("removed “{title}”"))
ROWS_MOVED = Verb("rows.moved", _("moved {title}"))
DEPENDENCY_ADDED = Verb("dependency.added", _("linked {title}"))
DEPENDENCY_CHANGED = Verb("dependency.changed", _("changed the {fields} of the link {title}"))
DEPENDENCY_REMOVED = Verb("dependency.removed", _("unlinked {title}"))
PLAN_REPLACED = Verb("plan.replaced", _("replaced the plan: {title}"), undoable=False)
ROADMAP_ARRANGED = Verb("roadmap.arranged", _("arranged “{title}” on the roadmap"))
BASELINE_TAKEN = Verb("baseline.taken", _("took the baseline “{title}”"))
BASELINE_CHANGED = Verb("baseline.changed", _("changed the {fields} of the baseline “{title}”"))
BASELINE_CHOSEN = Verb("baseline.chosen", _("put the baseline “{title}” in use"))
BASELINE_REPLACED = Verb("baseline.replaced", _("put the baseline “{title}” out of use"))
BASELINE_REMOVED = Verb("baseline.removed", _("removed the baseline “{title}”"))
BASELINE_PROPOSED = Verb("baseline.proposed", _("proposed the baseline “{title}”"))
BASELINE_WITHDRAWN = Verb("baseline.withdrawn", _("took back the proposal of the baseline “{title}”"))
BASELINE_REJECTED = Verb("baseline.rejected", _("rejected the baseline “{title}”"))
BASELINE_APPROVED = Verb("baseline.approved", _("approved the baseline “{title}”"))
BASELINE_APPROVED_ALONE = Verb(
    "baseline.approved_alone", _("approved their own proposal of the baseline “{title}”, being the only owner")
)
FINDING_WAIVED = Verb("finding.waived", _("waived a quality finding: {title}"))
FINDING_COUNTED = Verb("finding.counted", _("no longer waives a quality finding: {title}"))
CALENDAR_ADDED = Verb("calendar.added", _("added the calendar “{title}”"))
CALENDAR_CHANGED = Verb("calendar.changed", _("changed the {fields} of the calendar “{title}”"))
CALENDAR_REMOVED = Verb("calendar.removed", _("removed the calendar “{title}”"))
GATE_ADDED = Verb("gate.added", _("put a gate before “{title}”"))
GATE_CHANGED = Verb("gate.changed", _("changed the {fields} of the gate “{title}”"))
GATE_REMOVED = Verb("gate.removed", _("removed the gate “{title}”"))
CRITERION_MET = Verb("gate.met", _("said of a criterion that it is met: {title}"))
CRITERION_REOPENED = Verb("gate.reopened", _("said of a criterion that it is not met any more: {title}"))
GATE_DECIDED = Verb("gate.decided", _("decided {title}"), undoable=False)

VERBS = (
    ACTIVITY_ADDED,
    ACTIVITY_CHANGED,
    ACTIVITY_REMOVED,
    ROWS_MOVED,
    DEPENDENCY_ADDED,
    DEPENDENCY_CHANGED,
    DEPENDENCY_REMOVED,
    PLAN_REPLACED,
    ROADMAP_ARRANGED,
    BASELINE_TAKEN,
    BASELINE_CHANGED,
    BASELINE_CHOSEN,
    BASELINE_REPLACED,
    BASELINE_REMOVED,
    BASELINE_PROPOSED,
    BASELINE_WITHDRAWN,
    BASELINE_REJECTED,
    BASELINE_APPROVED,
    BASELINE_APPROVED_ALONE,
    FINDING_WAIVED,
    FINDING_COUNTED,
    CALENDAR_ADDED,
    CALENDAR_CHANGED,
    CALENDAR_REMOVED,
    GATE_ADDED,
    GATE_CHANGED,
    GATE_REMOVED,
    CRITERION_MET,
    CRITERION_REOPENED,
    GATE_DECIDED,
)
