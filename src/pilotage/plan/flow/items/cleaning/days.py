"""The days of an item: UTC, and whatever its dates say, never in an impossible order."""

import datetime as dt

from pilotage.plan.vocabulary.work_items import StatusCategory, WorkItem


def finished(item: WorkItem) -> dt.date | None:
    """The day (UTC) on which the item was finished for good; None where it is open, or no date is known."""
    if item.resolved is None or item.status_category is not StatusCategory.DONE:
        return None
    return day_of(item.resolved)


def arrived(item: WorkItem) -> dt.date | None:
    """The day (UTC) on which the item came in; never after it was finished."""
    if item.created is None:
        return None
    done = finished(item)
    return min(day_of(item.created), done) if done is not None else day_of(item.created)


def day_of(at: dt.datetime) -> dt.date:
    return at.astimezone(dt.UTC).date()
