"""Days and moments. A day that stands for a moment is its start or its end, in the zone of the program."""

import datetime as dt
import re

from pilotage.exchange.text.syntax.problems import ReadError, shown
from pilotage.exchange.text.values.notation import Notation
from pilotage.plan.language.messages import _

DAY = r"\d{4}-\d\d-\d\d"
MOMENT = DAY + r"([T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d(:\d\d)?)?)?"

_DAY = re.compile(DAY, re.ASCII)
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)(Z|[+-]\d\d:\d\d(?::\d\d)?)?", re.ASCII)
_FIRST_YEAR, _LAST_YEAR = 1900, 2999
_ONE_DAY = dt.timedelta(days=1)


def parse_day(text: str) -> dt.date:
    try:
        if not _DAY.fullmatch(text):
            raise ValueError
        day = dt.date.fromisoformat(text)
        if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            raise ValueError
    except ValueError:
        message = _("{text} is not a date.").format(text=shown(text))
        raise ReadError("wrong-date", message, _("Write year-month-day, as in 2026-12-11.")) from None
    return day


def parse_moment(text: str, notation: Notation, *, end: bool) -> dt.datetime:
    """In UTC. A day is its first instant, or with ``end`` the first instant of the next."""
    if len(text) <= 10:
        day = parse_day(text)
        return start_of(day + _ONE_DAY if end else day, notation.zone)
    match = _MOMENT.fullmatch(text)
    if match:
        try:
            at = dt.datetime.fromisoformat(f"{match[1]}T{match[2]}{match[3] or ''}")
        except ValueError:
            match = None
    if not match or not _FIRST_YEAR <= at.year <= _LAST_YEAR:
        message = _("{text} is neither a date nor a time.").format(text=shown(text))
        raise ReadError("wrong-date", message, _("Write 2026-12-11, 2026-12-11 09:00 or 2026-12-11T09:00+01:00."))
    return (at if at.tzinfo else at.replace(tzinfo=notation.zone)).astimezone(dt.UTC)


def format_moment(at: dt.datetime, notation: Notation, *, end: bool) -> str:
    """The day where ``at`` is its start (``end``: its end), else the local time with its offset."""
    local = at.astimezone(notation.zone)
    day = local.date()
    if start_of(day, notation.zone) == at.astimezone(dt.UTC):
        return (day - _ONE_DAY if end else day).isoformat()
    spec = "minutes" if not (local.second or local.microsecond) else "auto"
    return local.isoformat(timespec=spec).replace("+00:00", "Z")


def start_of(day: dt.date, zone: dt.tzinfo) -> dt.datetime:
    """The first instant of a day; where the clock jumps over midnight, that of the jump."""
    return dt.datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(dt.UTC)
