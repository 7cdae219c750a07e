"""Working weeks (``mon-fri 09:00-17:00``) and days that differ from them (``2026-12-24..2026-12-31 Closed``)."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from pilotage.exchange.text.syntax.problems import ReadError, shown
from pilotage.exchange.text.values.amounts import format_share, parse_share
from pilotage.exchange.text.values.moments import DAY, parse_day
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.calendars import CalendarException, ExceptionKind, Shift
from pilotage.plan.vocabulary.people import Availability

Week = tuple[tuple[Shift, ...], ...]

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
REGION = "[A-Z]{2}(-[A-Z0-9]{1,3})?"
KINDS = {
    "holiday": ExceptionKind.HOLIDAY,
    "off": ExceptionKind.TIME_OFF,
    "freeze": ExceptionKind.FREEZE,
    "extra": ExceptionKind.WORKING,
}
"""The words for kinds of days, in the order in which a later one wins."""
WORDS = {kind: word for word, kind in KINDS.items()}

_HOURS = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)", re.ASCII)
_REGION = re.compile(REGION)
_ENTRY = re.compile(
    rf"(?:({'|'.join(KINDS)}) )?({DAY})(?:\.\.({DAY}))?((?: \d\d:\d\d-\d\d:\d\d)*)(?: (\S.*))?", re.ASCII | re.DOTALL
)
_SHARE = re.compile(rf"({DAY})(?:\.\.({DAY}))? (\S+)", re.ASCII)
_ONE_DAY = dt.timedelta(days=1)


def parse_week(parts: Iterable[str]) -> Week:
    week: list[tuple[Shift, ...]] = [()] * 7
    named: set[int] = set()
    for part in parts:
        days: list[int] = []
        words = part.split()
        while words and not words[0][0].isdigit():
            days += _days(words.pop(0), part)
        if not days or not words:
            raise ReadError(
                "wrong-week", _("{part} does not say days and times.").format(part=shown(part)), _WRITE_WEEK
            )
        if named.intersection(days):
            raise ReadError(
                "wrong-week", _("{part} names a day that was named before.").format(part=shown(part)), _WRITE_WEEK
            )
        named.update(days)
        shifts = parse_shifts(words)
        for day in days:
            week[day] = shifts
    return tuple(week)


_WRITE_WEEK = _("Write days, then times, as in “mon-fri 09:00-17:00”; several parts form a list in brackets.")


def _days(word: str, part: str) -> list[int]:
    first, _dash, last = word.partition("-")
    try:
        start, finish = DAYS.index(first), DAYS.index(last or first)
    except ValueError:
        message = _("{word} in {part} is not a day of the week.").format(word=shown(word), part=shown(part))
        raise ReadError("wrong-week", message, _WRITE_WEEK) from None
    return [day % 7 for day in range(start, (finish if finish >= start else finish + 7) + 1)]


def parse_shifts(words: Iterable[str]) -> tuple[Shift, ...]:
    shifts: list[Shift] = []
    for word in words:
        match = _HOURS.fullmatch(word)
        if not match:
            message = _("{word} is not a time from-to.").format(word=shown(word))
            raise ReadError("wrong-week", message, _("Write 09:00-17:00."))
        start, finish = int(match[1]) * 60 + int(match[2]), int(match[3]) * 60 + int(match[4])
        if int(match[2]) > 59 or int(match[4]) > 59 or finish > 1440 or start >= finish:
            hint = _("Times run from 00:00 to 24:00; a night is 22:00-24:00 and, on the next day, 00:00-06:00.")
            raise ReadError("wrong-week", _("{word} does not end after it begins.").format(word=shown(word)), hint)
        if shifts and start < shifts[-1].finish:
            message = _("{word} begins before the time ahead of it ends.").format(word=shown(word))
            raise ReadError("wrong-week", message, _("Write the times of a day in their order."))
        shifts.append(Shift(start, finish))
    return tuple(shifts)


def format_week(week: Week) -> list[str]:
    """One part for each pattern of times, in the order of its first day; free days are unsaid."""
    patterns: dict[tuple[Shift, ...], list[int]] = {}
    for day, shifts in enumerate(week):
        if shifts:
            patterns.setdefault(shifts, []).append(day)
    return [f"{_format_days(days)} {format_shifts(shifts)}" for shifts, days in patterns.items()]


def _format_days(days: Sequence[int]) -> str:
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return " ".join(DAYS[run[0]] if len(run) == 1 else f"{DAYS[run[0]]}-{DAYS[run[-1]]}" for run in runs)


def format_shifts(shifts: Iterable[Shift]) -> str:
    return " ".join(f"{_clock(shift.start)}-{_clock(shift.finish)}" for shift in shifts)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def is_region(text: str) -> bool:
    return _REGION.fullmatch(text) is not None


def parse_exception(text: str, kind: ExceptionKind) -> CalendarException:
    match = _ENTRY.fullmatch(text)
    if not match:
        message = _("{text} does not begin with a date.").format(text=shown(text))
        raise ReadError("wrong-date", message, _("Write “2026-12-24 Title” or “2026-12-24..2026-12-31 Title”."))
    word, first, last, hours, title = match.groups()
    return exception(
        parse_day(first), parse_day(last or first), KINDS[word] if word else kind, hours.split(), title or ""
    )


def exception(
    first: dt.date, last: dt.date, kind: ExceptionKind, hours: Iterable[str] = (), title: str = ""
) -> CalendarException:
    """``last`` is the last day, included."""
    if last < first:
        raise ReadError(
            "wrong-date", _("{last} is before {first}.").format(last=last, first=first), _("Write the first day first.")
        )
    return CalendarException(first, last + _ONE_DAY, parse_shifts(hours), title, kind)


def format_exception(entry: CalendarException, kind: ExceptionKind) -> str | dict[str, str]:
    """One line, or the long form where its title could be taken for something else."""
    first, last = entry.start.isoformat(), (entry.end - _ONE_DAY).isoformat()
    word = "" if entry.kind is kind else f"{WORDS[entry.kind]} "
    hours = format_shifts(entry.shifts)
    text = f"{word}{first}{'' if last == first else f'..{last}'}{f' {hours}' if hours else ''}"
    if entry.title:
        text += f" {entry.title}"
    match = _ENTRY.fullmatch(text)
    if match and (match[4].strip(), match[5] or "") == (hours, entry.title) and entry.title == entry.title.strip():
        return text
    long = {"from": first, "to": last, "kind": WORDS[entry.kind], "hours": hours, "title": entry.title}
    return {key: value for key, value in long.items() if value}


def parse_availability(text: str) -> Availability:
    """Another share of somebody's time for some days: ``2026-03-02..2026-04-10 50%``."""
    match = _SHARE.fullmatch(text)
    if not match:
        message = _("{text} is not days and a share.").format(text=shown(text))
        raise ReadError("wrong-date", message, _("Write “2026-03-02..2026-04-10 50%”."))
    days = exception(parse_day(match[1]), parse_day(match[2] or match[1]), ExceptionKind.TIME_OFF)
    return Availability(days.start, days.end, parse_share(match[3], most=1000.0))


def format_availability(entry: Availability) -> str:
    first, last = entry.start.isoformat(), (entry.end - _ONE_DAY).isoformat()
    return f"{first}{'' if last == first else f'..{last}'} {format_share(entry.share)}"
