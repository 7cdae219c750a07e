"""An early warning as a value."""

from enum import StrEnum

import msgspec

from pilotage.plan.language.text import Link, Text


class Urgency(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class EarlyWarning(msgspec.Struct, frozen=True, kw_only=True):
    """What looks wrong, why, and what to do next. ``id`` is stable while the cause lasts; what stands before its first
    colon is its rule. ``days`` are at stake: working days by which a date is late or would be, or that a team needs for
    the items concerned; None where no rule tells. The first of ``refs`` is what it is about.
    """

    id: str
    urgency: Urgency
    text: Text
    suggestion: Text
    refs: tuple[Link, ...] = ()
    days: float | None = None

    @property
    def rule(self) -> str:
        return self.id.partition(":")[0]
