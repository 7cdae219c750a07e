"""Warnings that somebody chose not to hear for a while, with the reason.

A mute ends on its day. It ends before where the warning grows worse: when more than twice the days are at stake, and a
working day more, or when it becomes more urgent.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from pilotage.plan.insight.warnings.model import EarlyWarning, Urgency

_TIMES: Final = 2.0
_LEAST_DAYS: Final = 1.0
_URGENCIES: Final = tuple(Urgency)


class Mute(msgspec.Struct, frozen=True, kw_only=True):
    """``until`` is the last day on which it holds. ``days`` and ``urgency`` are the warning's when it was muted."""

    warning: str
    reason: str
    until: dt.date
    by: str
    at: dt.datetime
    urgency: Urgency
    days: float | None = None


class Muted(msgspec.Struct, frozen=True):
    """A warning with the mute that keeps it apart."""

    warning: EarlyWarning
    mute: Mute


def divide(
    found: Sequence[EarlyWarning], mutes: Iterable[Mute], today: dt.date
) -> tuple[tuple[EarlyWarning, ...], tuple[Muted, ...]]:
    """The warnings to be heard, and those that are muted ``today``; both in the order of ``found``."""
    held = {mute.warning: mute for mute in mutes if today <= mute.until}
    heard: list[EarlyWarning] = []
    muted: list[Muted] = []
    for warning in found:
        mute = held.get(warning.id)
        if mute is None or grown(warning, mute):
            heard.append(warning)
        else:
            muted.append(Muted(warning, mute))
    return tuple(heard), tuple(muted)


def grown(warning: EarlyWarning, mute: Mute) -> bool:
    """Whether it is worse than what was muted."""
    if _URGENCIES.index(warning.urgency) < _URGENCIES.index(mute.urgency):
        return True
    now, then = warning.days or 0.0, mute.days or 0.0
    return now > max(_TIMES * then, then + _LEAST_DAYS)
