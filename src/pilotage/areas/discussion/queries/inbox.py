"""Somebody's inbox. It is filled by `operations.collect`, which reads the trail."""

from enum import StrEnum

from pilotage.areas.actor import Actor
from pilotage.areas.discussion.models import Notice

MOST = 200


class Shelf(StrEnum):
    """``open`` is what is not done with."""

    OPEN = "open"
    UNREAD = "unread"
    DONE = "done"


def inbox(*, actor: Actor, shelf: Shelf, reason: str = "", program: str = "") -> list[Notice]:
    """The newest notices of the actor, with their programs; of programs that they have left, none."""
    rows = Notice.objects.filter(user_id=actor.user_id or 0, program__memberships__user_id=actor.user_id or 0)
    rows = rows.filter(done__isnull=shelf != Shelf.DONE)
    if shelf == Shelf.UNREAD:
        rows = rows.filter(read=None)
    if reason:
        rows = rows.filter(reason=reason)
    if program:
        rows = rows.filter(program__slug=program)
    return list(rows.select_related("program").order_by("-at", "-id")[:MOST])


def unread(*, actor: Actor) -> int:
    """How many notices wait to be read."""
    rows = Notice.objects.filter(user_id=actor.user_id or 0, program__memberships__user_id=actor.user_id or 0)
    return rows.filter(read=None, done=None).count()
