"""Reading discussions, watches and inboxes."""

from pilotage.areas.discussion.queries.inbox import Shelf, inbox, unread
from pilotage.areas.discussion.queries.threads import counts, threads
from pilotage.areas.discussion.queries.watching import watches

__all__ = ["Shelf", "counts", "inbox", "threads", "unread", "watches"]
