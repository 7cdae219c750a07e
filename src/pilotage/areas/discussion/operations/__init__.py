"""Writing comments, watches and inboxes."""

from pilotage.areas.discussion.operations.comments import (
    add_comment,
    change_comment,
    remove_comment,
    resolve_thread,
)
from pilotage.areas.discussion.operations.inbox import Marks, collect, mark_notices
from pilotage.areas.discussion.operations.watching import watch

__all__ = [
    "Marks",
    "add_comment",
    "change_comment",
    "collect",
    "mark_notices",
    "remove_comment",
    "resolve_thread",
    "watch",
]
