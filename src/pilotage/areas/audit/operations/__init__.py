"""Writing the audit trail, and remembering requests that were done."""

from pilotage.areas.audit.operations.requests import forget_requests, keep_answer
from pilotage.areas.audit.operations.trail import Entry, Image, mark_undone, record

__all__ = ["Entry", "Image", "forget_requests", "keep_answer", "mark_undone", "record"]
