"""The best time for a meeting of some people, in everybody's local time."""

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

import msgspec
import numpy as np
from numpy.typing import NDArray

from pilotage.plan.language.messages import _, ngettext
from pilotage.plan.language.wording import listing
from pilotage.plan.staffing.overlap import PartyKind, parties
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.working_time.calendar_tables import DAY, WorkingTime, intervals, midnight, moment

STEP = 30
"""Minutes between two starts that are offered."""

_EARLY, _LATE = 7 * 60, 21 * 60
"""Local minutes outside which a meeting is at night."""


class Attendee(msgspec.Struct, frozen=True, kw_only=True):
    """One person's clock at a slot; ``outside`` minutes of it are outside their working hours."""

    id: str
    name: str
    zone: str
    start: dt.datetime
    finish: dt.datetime
    outside: int
    night: bool


class MeetingSlot(msgspec.Struct, frozen=True, kw_only=True):
    """A time for the meeting; ``outside`` people are out of their working hours in it."""

    start: dt.datetime
    finish: dt.datetime
    outside: int
    attendees: tuple[Attendee, ...]


class MeetingPlan(msgspec.Struct, frozen=True, kw_only=True):
    """``shared`` hours of the days are worked by all; ``text`` says what was found, also that it is nothing. The best
    slot comes first: all in working hours, else the least sum of squares of the hours by which the meeting is away from
    each one's working hours, so that two small inconveniences win over one night.
    """

    shared: float
    text: str
    slots: tuple[MeetingSlot, ...]


def meeting(
    program: Program, of: PartyKind, ids: Sequence[str], first: dt.date, days: int, minutes: int, *, most: int = 5
) -> MeetingPlan:
    """Slots of ``minutes`` within ``days`` days from ``first`` on, in the program's zone. Raises KeyError."""
    zone = ZoneInfo(program.zone)
    low, high = midnight(first, zone), midnight(first + dt.timedelta(days), zone)
    who = parties(program, of, ids)
    worked = np.array([_minutes(time, low, high) for _id, _name, time in who], np.bool_).reshape(len(who), high - low)
    shared = round(float(worked.all(axis=0).sum()) / 60, 2) if len(who) else 0.0
    starts = np.arange(0, max(0, high - low - minutes + 1), STEP, dtype=np.int64)
    done: NDArray[np.int64] = np.concatenate((np.zeros((len(who), 1), np.int64), np.cumsum(~worked, axis=1)), axis=1)
    outside: NDArray[np.int64] = done[:, starts + minutes] - done[:, starts]
    idle = [not each.any() for each in worked]
    apart = np.array([_away(each) for each in worked], np.float64).reshape(worked.shape) / 60
    summed = np.concatenate((np.zeros((len(who), 1)), np.cumsum(apart**2, axis=1)), axis=1)
    cost = ((summed[:, starts + minutes] - summed[:, starts]) / minutes).sum(axis=0)
    order = np.lexsort((starts, outside.max(axis=0, initial=0), np.round(cost, 6)))
    chosen = _apart([int(starts[at]) for at in order], minutes, most)
    slots = tuple(_slot(who, worked, low + start, low, minutes, zone) for start in chosen)
    return MeetingPlan(shared=shared, text=_text([each[1] for each in who], idle, shared, slots, minutes), slots=slots)


def _minutes(time: WorkingTime, low: int, high: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    epoch = dt.date(1970, 1, 1)
    starts, ends = intervals(time, epoch + dt.timedelta(low // DAY - 1), epoch + dt.timedelta(high // DAY + 2))
    found = np.zeros(high - low, np.bool_)
    for a, b in zip(starts.tolist(), ends.tolist(), strict=True):
        found[max(0, a - low) : max(0, b - low)] = True
    return found


def _away(worked: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Minutes from each minute to the nearest worked one; a whole window where none is."""
    at, size = np.arange(len(worked)), len(worked)
    before = np.maximum.accumulate(np.where(worked, at, -size))
    after = np.minimum.accumulate(np.where(worked, at, 2 * size)[::-1])[::-1]
    return np.minimum(np.minimum(at - before, after - at), size)


def _is_night(start: dt.datetime, minutes: int) -> bool:
    at = start.hour * 60 + start.minute
    return at < _EARLY or at + minutes > _LATE


def _apart(starts: list[int], minutes: int, most: int) -> list[int]:
    """The first ones of ``starts`` that do not overlap."""
    found: list[int] = []
    for each in starts:
        if len(found) == most:
            break
        if all(abs(each - other) >= minutes for other in found):
            found.append(each)
    return found


def _slot(
    who: Sequence[tuple[str, str, WorkingTime]],
    worked: np.ndarray[tuple[int, int], np.dtype[np.bool_]],
    at: int,
    low: int,
    minutes: int,
    zone: ZoneInfo,
) -> MeetingSlot:
    attendees = []
    for row, (code, name, time) in zip(worked, who, strict=True):
        local = ZoneInfo(time.zone)
        start = moment(at, local)
        attendees.append(
            Attendee(
                id=code,
                name=name,
                zone=time.zone,
                start=start,
                finish=moment(at + minutes, local),
                outside=int((~row[at - low : at - low + minutes]).sum()),
                night=_is_night(start, minutes),
            )
        )
    return MeetingSlot(
        start=moment(at, zone),
        finish=moment(at + minutes, zone),
        outside=sum(each.outside > 0 for each in attendees),
        attendees=tuple(attendees),
    )


def _text(names: list[str], idle: list[bool], shared: float, slots: Sequence[MeetingSlot], minutes: int) -> str:
    away = [name for name, none in zip(names, idle, strict=True) if none]
    if away:
        return _("{names} work on none of these days.").format(names=listing(away))
    if shared == 0:
        return _("There is no hour in which all of them work. The slots below are the least bad.")
    if not slots or slots[0].outside:
        return _("They share {hours:g} hours, but never {minutes} minutes in one piece.").format(
            hours=shared, minutes=minutes
        )
    text = ngettext(
        "They share {hours:g} hour on these days.", "They share {hours:g} hours on these days.", shared != 1
    )
    return text.format(hours=shared)
