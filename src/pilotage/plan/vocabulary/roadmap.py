"""What people decide about the roadmap: which activities it shows, to whom, under which name, and when they come."""

from enum import StrEnum

import msgspec


class Horizon(StrEnum):
    NOW = "now"
    NEXT = "next"
    LATER = "later"
    DONE = "done"


class RoadmapEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One activity on the roadmap, where it differs from what the plan alone says.

    ``public``: customers see it, under ``title`` and never under its own name. ``shown``: it is on the roadmap though
    its kind is not (None: by its kind). ``order`` sorts before the dates do. ``when`` overrides the horizon that
    follows from its dates, for a ``reason``.
    """

    activity: str
    shown: bool | None = None
    public: bool = False
    title: str = ""
    order: int | None = None
    when: Horizon | None = None
    reason: str = ""
