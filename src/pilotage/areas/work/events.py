"""What can have happened to work items, boards and blockers other than by an import."""

from django.utils.translation import gettext_lazy as _

from pilotage.areas.audit.events import Verb

STATES_CHOSEN = Verb("states.chosen", _("chose what states of work items mean: {title}"))

STATES_MARKED = Verb("marks.set", _("said in which states items wait: {title}"))

ITEMS_LOADED = Verb("tracker.loaded", _("loaded the work items of “{title}”"), undoable=False)
TAKEN_OVER = Verb("tracker.taken_over", _("chose the home of the work items: {title}"))

ITEM_ADDED = Verb("work_item.added", _("added work item {title}"))
ITEM_CHANGED = Verb("work_item.changed", _("changed the {fields} of work item {title}"))
ITEM_MOVED = Verb("work_item.moved", _("moved work item {title}"))
ITEM_REMOVED = Verb("work_item.removed", _("removed work item {title}"))
ITEMS_CHANGED = Verb("work_items.changed", _("changed {title}"))
ITEMS_REMOVED = Verb("work_items.removed", _("removed {title}"))

BOARD_SET = Verb("board.set", _("set up the board {title}"))

BLOCKER_ADDED = Verb("blocker.added", _("recorded blocker {title}"))
BLOCKER_CHANGED = Verb("blocker.changed", _("changed the {fields} of blocker {title}"))
BLOCKER_RESOLVED = Verb("blocker.resolved", _("resolved blocker {title}"))

SPRINT_ADDED = Verb("sprint.added", _("planned “{title}”"))
SPRINT_CHANGED = Verb("sprint.changed", _("changed the {fields} of “{title}”"))
SPRINT_REMOVED = Verb("sprint.removed", _("removed “{title}”"))
SPRINT_BEGUN = Verb("sprint.begun", _("began “{title}”"))
SPRINT_CLOSED = Verb("sprint.closed", _("closed “{title}”"))

VERBS = (
    STATES_CHOSEN,
    STATES_MARKED,
    ITEMS_LOADED,
    TAKEN_OVER,
    ITEM_ADDED,
    ITEM_CHANGED,
    ITEM_MOVED,
    ITEM_REMOVED,
    ITEMS_CHANGED,
    ITEMS_REMOVED,
    BOARD_SET,
    BLOCKER_ADDED,
    BLOCKER_CHANGED,
    BLOCKER_RESOLVED,
    SPRINT_ADDED,
    SPRINT_CHANGED,
    SPRINT_REMOVED,
    SPRINT_BEGUN,
    SPRINT_CLOSED,
)
