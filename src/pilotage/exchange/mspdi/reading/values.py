"""The values in a record: whole numbers, moments, durations. Each reader names what is wrong and where."""

import datetime as dt
import math
import re
from typing import Final

from pilotage.exchange.mspdi.reading.nodes import Node
from pilotage.exchange.mspdi.report import Report
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.problems import Source

EARLIEST: Final = dt.datetime(1900, 1, 1)  # noqa: DTZ001  # the file's times are wall-clock, without zone
LATEST: Final = dt.datetime(2200, 1, 1)  # noqa: DTZ001
MOST_MINUTES = 100 * 366 * 1440

_NUMBER = r"(\d{1,12}(?:\.\d{1,12})?)"
_DURATION = re.compile(rf"(-?)P(?:{_NUMBER}D)?(?:T(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?")


class Fields:
    """The leaves of one node. A value that cannot be read is a problem and counts as absent."""

    def __init__(self, node: Node, report: Report, what: str, entity: str = "") -> None:
        self.node = node
        self.report = report
        self.what = what
        self.entity = entity

    @property
    def source(self) -> Source:
        return Source(file=self.report.file, line=self.node.line, column=self.node.column)

    def within(self, node: Node) -> "Fields":
        """The leaves of a branch, spoken of as part of the same thing."""
        return Fields(node, self.report, self.what, self.entity)

    def text(self, name: str) -> str:
        found = self.node.texts.get(name)
        return found[0] if found else ""

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in ("1", "true")

    def integer(self, name: str, low: int, high: int) -> int | None:
        number = self.number(name, low, high)
        return None if number is None else int(number)

    def number(self, name: str, low: float, high: float) -> float | None:
        text = self.text(name)
        if not text:
            return None
        try:
            value = float(text) if len(text) < 64 else math.nan
        except ValueError:
            value = math.nan
        if low <= value <= high:
            return value
        self._bad("bad-number", name, _("a number from {low} to {high}").format(low=low, high=high))
        return None

    def moment(self, name: str) -> dt.datetime | None:
        text = self.text(name)
        if not text or text == "NA":
            return None
        try:
            value = dt.datetime.fromisoformat(text).replace(tzinfo=None)
        except ValueError:
            self._bad("bad-date", name, _("a date like 2026-09-18T08:00:00"))
            return None
        if EARLIEST <= value < LATEST:
            return value
        self._bad("bad-date", name, _("a date between 1900 and 2199"))
        return None

    def minute(self, name: str) -> int | None:
        """A time of day, in minutes after midnight."""
        text = self.text(name)
        if not text:
            return None
        try:
            value = dt.time.fromisoformat(text)
        except ValueError:
            self._bad("bad-time", name, _("a time like 08:00:00"))
            return None
        return value.hour * 60 + value.minute

    def minutes(self, name: str) -> int | None:
        """A duration (``PT8H30M0S``) in minutes, rounded to the nearest."""
        text = self.text(name)
        if not text:
            return None
        value = minutes_of(text)
        if value is not None:
            return value
        self._bad("bad-duration", name, _("a duration like PT8H0M0S"))
        return None

    def _bad(self, kind: str, name: str, wanted: str) -> None:
        text, line, column = self.node.texts[name]
        shown = text if len(text) <= 40 else text[:40] + "…"
        self.report.warning(
            kind,
            _("{name} of {what} is “{text}”, not {wanted}; it was left out.").format(
                name=name, what=self.what, text=shown, wanted=wanted
            ),
            Source(file=self.report.file, line=line, column=column),
            self.entity,
        )


def minutes_of(text: str) -> int | None:
    """Minutes of an XML duration without years and months; None where it is none or absurdly long."""
    match = _DURATION.fullmatch(text)
    if not match or not any(match.groups()[1:]):
        return None
    sign, days, hours, minutes, seconds = match.groups()
    total = 1440 * float(days or 0) + 60 * float(hours or 0) + float(minutes or 0) + float(seconds or 0) / 60
    if total > MOST_MINUTES:
        return None
    return int(math.copysign(math.floor(total + 0.5), -1 if sign else 1))
