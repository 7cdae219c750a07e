"""Ids for new activities."""

import re
from collections.abc import Container

from pilotage.plan.vocabulary.activities import Activity


def free_id(activity: Activity, taken: Container[str]) -> str:
    """The words of the title in the workstream of the activity; numbered where that is ``taken``."""
    words = re.sub(r"[^a-z0-9]+", "-", activity.title.lower()).strip("-")[:60] or activity.kind.value
    stem = f"{activity.workstream}/{words}" if activity.workstream else words
    number, found = 1, stem
    while found in taken:
        number += 1
        found = f"{stem}-{number}"
    return found
