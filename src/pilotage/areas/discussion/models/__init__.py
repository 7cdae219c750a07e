"""What people say about the records of a program, what they watch, and what they are told."""

from pilotage.areas.discussion.models.comments import Comment
from pilotage.areas.discussion.models.delivery import Channel, Delivery, Telling
from pilotage.areas.discussion.models.notices import Notice, Seen, Watch

__all__ = ["Channel", "Comment", "Delivery", "Notice", "Seen", "Telling", "Watch"]
