"""What can have happened to a schedule."""

from django.utils.translation import gettext_lazy as _

from pilotage.areas.audit.events import Verb

ACTIVITY_ADDED = Verb("activity.added", _("added “{title}”"))
ACTIVITY_CHANGED = Verb("activity.changed", _("changed the {fields} of “{title}”"))
ACTIVITY_REMOVED = Verb("activity.removed", _("removed “{title}”"))
DEPENDENCY_ADDED = Verb("dependency.added", _("linked {title}"))
DEPENDENCY_CHANGED = Verb("dependency.changed", _("changed the {fields} of the link {title}"))
DEPENDENCY_REMOVED = Verb("dependency.removed", _("unlinked {title}"))
PLAN_REPLACED = Verb("plan.replaced", _("replaced the plan: {title}"), undoable=False)
BASELINE_TAKEN = Verb("baseline.taken", _("took the baseline “{title}”"), undoable=False)
FINDING_WAIVED = Verb("finding.waived", _("waived a quality finding: {title}"))
FINDING_COUNTED = Verb("finding.counted", _("no longer waives a quality finding: {title}"))
CALENDAR_ADDED = Verb("calendar.added", _("added the calendar “{title}”"))
CALENDAR_CHANGED = Verb("calendar.changed", _("changed the {fields} of the calendar “{title}”"))
CALENDAR_REMOVED = Verb("calendar.removed", _("removed the calendar “{title}”"))

VERBS = (
    ACTIVITY_ADDED,
    ACTIVITY_CHANGED,
    ACTIVITY_REMOVED,
    DEPENDENCY_ADDED,
    DEPENDENCY_CHANGED,
    DEPENDENCY_REMOVED,
    PLAN_REPLACED,
    BASELINE_TAKEN,
    FINDING_WAIVED,
    FINDING_COUNTED,
    CALENDAR_ADDED,
    CALENDAR_CHANGED,
    CALENDAR_REMOVED,
)
