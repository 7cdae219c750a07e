"""Numbers, shares, flags and durations as people write them."""

import re
from dataclasses import dataclass
from typing import Any

from pilotage.plan.vocabulary.amounts import Span, Unit

_NUMBER = re.compile(r"[-+]?(?:\d+(?:[.,]\d+)*|\.\d+)\Z")
_PART = re.compile(r"([-+]?\d+(?:[.,]\d+)?)\s*([A-Za-zµ]*)\s*\??\s*")
_ISO = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?\Z")
_TRUE = frozenset({"yes", "y", "true", "t", "x", "1", "on", "done", "✓", "✔", "ja", "oui", "impediment"})
_FALSE = frozenset({"no", "n", "false", "f", "0", "off", "-", "nein", "non", ""})
_CURRENCY = re.compile(r"[€$£¥\s\u00a0']|[A-Z]{3}\b")
_DAYS_PER_MONTH = 20  # as Microsoft Project counts


@dataclass(frozen=True)
class WorkTime:
    """How many minutes a working day and how many days a working week have."""

    hours_per_day: float = 8.0
    days_per_week: float = 5.0

    def minutes(self, unit: Unit) -> float:
        day = self.hours_per_day * 60
        return {
            Unit.MINUTE: 1,
            Unit.HOUR: 60,
            Unit.DAY: day,
            Unit.WEEK: day * self.days_per_week,
            Unit.ELAPSED_MINUTE: 1,
            Unit.ELAPSED_HOUR: 60,
            Unit.ELAPSED_DAY: 1440,
            Unit.ELAPSED_WEEK: 10080,
        }[unit]


def parse_number(given: Any) -> float | None:
    """``1,234.5``, ``1.234,5``, ``1 234``, ``€ 40``; a lone comma before three digits groups thousands."""
    if isinstance(given, bool):
        return None
    if isinstance(given, int | float):
        return float(given) if abs(given) < 1e15 else None
    text = _CURRENCY.sub("", str(given))
    if not _NUMBER.match(text) or len(text) > 30:
        return None
    if "," in text and "." in text:
        decimal = max(",.", key=text.rfind)
        grouping = "." if decimal == "," else ","
        text = text.replace(grouping, "").replace(decimal, ".")
    elif text.count(",") > 1 or re.search(r"[1-9]\d{0,2},\d{3}\Z", text):
        text = text.replace(",", "")
    elif text.count(".") > 1:
        text = text.replace(".", "")
    return float(text.replace(",", "."))


def parse_share(given: Any, unit: str = "") -> float | None:
    """0..1 from ``40 %``, ``0.4`` or ``40``: a bare number above 1, or any with ``unit`` "%", is a percentage."""
    percent = unit == "%"
    if isinstance(given, str):
        percent = percent or given.rstrip().endswith("%")
        given = given.rstrip(" %\u00a0")
    number = parse_number(given)
    if number is None:
        return None
    share = number / 100 if percent or number > 1 else number
    return share if 0 <= share <= 1 else None


def parse_flag(given: Any) -> bool | None:
    if isinstance(given, bool):
        return given
    word = str(given).strip().casefold()
    if word in _TRUE or word == "1.0":
        return True
    return False if word in _FALSE or word == "0.0" else None


def parse_span(given: Any, unit: str, time: WorkTime) -> Span | None:
    """``5 days``, ``1w 2d``, ``3.5h``, ``2 edays``, ``PT8H``, ``5d?``; a bare number is in ``unit`` (days if empty)."""
    if isinstance(given, bool):
        return None
    text = str(given).strip()
    if iso := _ISO.match(text):
        return _iso_span(iso)
    total, first, end = 0.0, None, 0
    while end < len(text) and (part := _PART.match(text, end)):
        number = parse_number(part[1])
        scale = _unit(part[2] or unit or "d", time)
        if number is None or scale is None or (first and first.elapsed != scale[0].elapsed):
            return None
        first = first or scale[0]
        total, end = total + number * scale[1], part.end()
    if first is None or end < len(text) or abs(total) > 1e9:
        return None
    return Span(round(total), first)


def _iso_span(found: re.Match[str]) -> Span | None:
    days, hours, minutes, seconds = (int(group or 0) for group in found.groups())
    if not any(found.groups()):
        return None
    return Span(days * 1440 + hours * 60 + minutes + round(seconds / 60), Unit.HOUR)


def _unit(word: str, time: WorkTime) -> tuple[Unit, float] | None:
    """The unit that a word means, and its minutes."""
    word = word.lower().rstrip(".")
    elapsed = word.startswith("e") and word != "e"
    stem = word[1:] if elapsed else word
    if stem in ("s", "sec", "secs", "second", "seconds"):
        return Unit.HOUR, 1 / 60
    if stem in ("mo", "mon", "mons", "month", "months"):
        return (Unit.ELAPSED_DAY, 43_200) if elapsed else (Unit.DAY, _DAYS_PER_MONTH * time.hours_per_day * 60)
    for letter, words in _WORDS.items():
        if stem in words:
            unit = Unit("e" + letter if elapsed else letter)
            return unit, time.minutes(unit)
    return None


_WORDS = {
    "m": ("m", "min", "mins", "minute", "minutes"),
    "h": ("h", "hr", "hrs", "hour", "hours", "std"),
    "d": ("d", "dy", "dys", "day", "days", "pd", "tage", "tag"),
    "w": ("w", "wk", "wks", "week", "weeks"),
}
