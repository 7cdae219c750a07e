"""Dates as people write them. A column has one format; which one is found out from all of its values, never per row."""

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass

Parsed = dt.date | dt.datetime
ISO = "yyyy-mm-dd"

_NAMES = (
    ISO,
    "yyyy/mm/dd",
    "yyyy.mm.dd",
    "yyyymmdd",
    "dd.mm.yyyy",
    "dd.mm.yy",
    "dd/mm/yyyy",
    "mm/dd/yyyy",
    "dd/mm/yy",
    "mm/dd/yy",
    "dd-mm-yyyy",
    "mm-dd-yyyy",
    "dd-mmm-yyyy",
    "dd-mmm-yy",
    "dd/mmm/yyyy",
    "dd/mmm/yy",
    "dd mmm yyyy",
    "mmm dd, yyyy",
)
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_TOKEN = re.compile(r"yyyy|yy|mmm|mm|dd|[^a-z]+")
_PARTS = {
    "yyyy": r"(?P<year>\d{4})",
    "yy": r"(?P<year>\d{2})",
    "mmm": r"(?P<month>[A-Za-z]{3,9})\.?",
    "mm": r"(?P<month>\d{1,2})",
    "dd": r"(?P<day>\d{1,2})(?:st|nd|rd|th)?",
}
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s+)?"
_TIME = (
    r"(?:[T\s,]{1,3}(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?\s?"
    r"(?P<half>[AaPp])?(?:\.?[Mm]\.?)?\s?(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
_PIVOT = 69  # yy below it is 20yy


class ImpossibleDateError(ValueError):
    """Written like a date, but there is no such day or time."""


@dataclass(frozen=True)
class DateFormat:
    """One way of writing dates, by its name (``dd/mm/yyyy``); a time of day may follow."""

    name: str
    shape: re.Pattern[str]

    def parse(self, text: str) -> Parsed | None:
        """The date or time, None where the text has another shape. Raises ``ImpossibleDateError``."""
        found = self.shape.fullmatch(text)
        if found is None:
            return None
        try:
            return _built(found)
        except ValueError as error:
            raise ImpossibleDateError(str(error)) from error


def _format(name: str) -> DateFormat:
    pieces = []
    for token in _TOKEN.findall(name):
        plain = re.escape(token).replace(r"\ ", r"\s+").replace(r",\s+", r",?\s+")
        pieces.append(_PARTS.get(token) or plain)
    date = "".join(pieces)
    if name == "yyyymmdd":
        date = r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"
    return DateFormat(name, re.compile(_WEEKDAY + date + _TIME, re.IGNORECASE))


def _built(found: re.Match[str]) -> Parsed:
    day = dt.date(_year(found["year"]), _month(found["month"]), int(found["day"]))
    if found["hour"] is None:
        return day
    hour = int(found["hour"])
    if half := (found["half"] or "").lower():
        if not 1 <= hour <= 12:
            raise ImpossibleDateError(f"{hour} o'clock with am or pm")
        hour = hour % 12 + (12 if half == "p" else 0)
    time = dt.time(hour, int(found["minute"]), int(found["second"] or 0), tzinfo=_zone(found["zone"]))
    return dt.datetime.combine(day, time)


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < _PIVOT else 1900)


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    month = _MONTHS.get(text[:3].lower())
    if month is None:
        raise ImpossibleDateError(text)
    return month


def _zone(text: str | None) -> dt.tzinfo | None:
    if not text:
        return None
    if text[0] not in "+-":
        return dt.UTC
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return dt.timezone(dt.timedelta(minutes=-minutes if text[0] == "-" else minutes))


FORMATS = {name: _format(name) for name in _NAMES}


def parse_iso(text: str) -> Parsed | None:
    """ISO 8601 with hyphens, the quick way; None where it is not that, or not a day that exists."""
    if len(text) < 10:
        return None
    try:
        return dt.date.fromisoformat(text) if len(text) == 10 else dt.datetime.fromisoformat(text)
    except ValueError:
        return None


def parse_any(text: str, names: tuple[str, ...] = _NAMES) -> dict[str, Parsed]:
    """What the text means in each format that it fits. Raises ``ImpossibleDateError`` where it fits by shape only."""
    meanings: dict[str, Parsed] = {}
    impossible: ImpossibleDateError | None = None
    for name in names:
        try:
            parsed = FORMATS[name].parse(text)
        except ImpossibleDateError as error:
            impossible = error
            continue
        if parsed is not None:
            meanings[name] = parsed
    if not meanings and impossible is not None:
        raise impossible
    return meanings


class Votes:
    """Finds the one format of a column: shown every value once, it knows which formats fit how many of them."""

    def __init__(self) -> None:
        self.fits: Counter[str] = Counter()
        self.total = 0
        self._differ: set[frozenset[str]] = set()

    def show(self, text: str) -> None:
        """Texts that are no date, or an impossible one, have no vote."""
        if parse_iso(text) is not None:
            meanings: dict[str, Parsed] = {ISO: dt.date.min}
        else:
            try:
                meanings = parse_any(text)
            except ImpossibleDateError:
                return
        if not meanings:
            return
        self.total += 1
        self.fits.update(meanings.keys())
        if len(set(meanings.values())) > 1:
            self._differ.add(frozenset(meanings))

    @property
    def best(self) -> tuple[str, ...]:
        """The formats that fit the most values, in the order of ``FORMATS``; several where they cannot be told apart
        and would mean different days.
        """
        if not self.fits:
            return ()
        most = max(self.fits.values())
        winners = tuple(name for name in FORMATS if self.fits[name] == most)
        ambiguous = any(len(group & set(winners)) > 1 for group in self._differ)
        return winners if ambiguous else winners[:1]

    @property
    def mixed(self) -> bool:
        """Some values are dates in another format than the best one."""
        return bool(self.fits) and max(self.fits.values()) < self.total
