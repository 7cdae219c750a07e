"""Findings that somebody accepts for a while: with a reason, a name and a day on which they count again."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import msgspec
import numpy as np

from pilotage.plan.quality.grounds import Grounds
from pilotage.plan.quality.model import Check, Finding, Found, Rows, nowhere


class Waiver(msgspec.Struct, frozen=True, kw_only=True):
    """``record`` is the id of the activity or dependency that ``check`` finds fault with; ``until`` is the last day on
    which it is waived.
    """

    check: str
    record: str
    reason: str
    by: str
    at: dt.datetime
    until: dt.date


class Waived(msgspec.Struct, frozen=True):
    """A finding that is told apart, with the waiver that keeps it there."""

    finding: Finding
    waiver: Waiver


def in_force(waivers: Iterable[Waiver], day: dt.date) -> tuple[Waiver, ...]:
    """Those that hold on ``day``."""
    return tuple(waiver for waiver in waivers if day <= waiver.until)


def by_check(waivers: Iterable[Waiver]) -> Mapping[str, Mapping[str, Waiver]]:
    """Waivers by check, then by record."""
    found: dict[str, dict[str, Waiver]] = {}
    for waiver in waivers:
        found.setdefault(waiver.check, {})[waiver.record] = waiver
    return found


def record_of(g: Grounds, found: Found, place: int) -> str:
    """The id of the record of the finding at ``place``."""
    if found.links is not None:
        return g.link(int(found.links[place])).id
    return g.activity(int(found.rows[place])).id


def places_of(g: Grounds, found: Found, records: Mapping[str, Waiver] | Sequence[str]) -> Rows:
    """The places of the findings on these records."""
    if not records:
        return nowhere()
    wanted = set(records)
    return np.array([at for at in range(found.count) if record_of(g, found, at) in wanted], np.int64)


def without(check: Check, found: Found, places: Rows) -> Found:
    """What was found without the findings at these places; what was looked at stays. A check that measures the whole
    keeps them all.
    """
    if not len(places) or not check.waivable:
        return found
    kept = np.setdiff1d(np.arange(found.count), places)
    tell = found.tell
    return replace(
        found,
        rows=found.rows[kept],
        links=None if found.links is None else found.links[kept],
        measures=None if found.measures is None else found.measures[kept],
        tell=None if tell is None else lambda place: tell(int(kept[place])),
    )
