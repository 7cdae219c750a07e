"""Writing comments, watches and inboxes."""

from pilotage.areas.discussion.operations.comments import (
    add_comment,
    change_comment,
    remove_comment,
    resolve_thread,
)
from pilotage.areas.discussion.operations.delivery import deliver, make_deliveries
from pilotage.areas.discussion.operations.inbox import Marks, collect, mark_notices
from pilotage.areas.discussion.operations.telling import (
    Wish,
    add_channel,
    remove_channel,
    set_telling,
    try_channel,
)
from pilotage.areas.discussion.operations.watching import watch

__all__ = [
    "Marks",
    "Wish",
    "add_channel",
    "add_comment",
    "change_comment",
    "collect",
    "deliver",
    "make_deliveries",
    "mark_notices",
    "remove_channel",
    "remove_comment",
    "resolve_thread",
    "set_telling",
    "try_channel",
    "watch",
]
