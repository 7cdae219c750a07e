"""What the header of a program says about the values below it."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from pilotage.exchange.text.syntax.problems import ReadError
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.amounts import Unit
from pilotage.plan.vocabulary.program import Program

_FIXED = {
    Unit.MINUTE: 1.0,
    Unit.HOUR: 60.0,
    Unit.ELAPSED_MINUTE: 1.0,
    Unit.ELAPSED_HOUR: 60.0,
    Unit.ELAPSED_DAY: 1440.0,
    Unit.ELAPSED_WEEK: 10080.0,
}


@dataclass(frozen=True)
class Notation:
    """How days, moments and money without a currency are to be understood."""

    zone: dt.tzinfo = dt.UTC
    hours_per_day: float = 8.0
    days_per_week: float = 5.0
    currency: str = "EUR"

    def minutes_in(self, unit: Unit) -> float:
        """Working minutes, or clock minutes of an elapsed unit."""
        fixed = _FIXED.get(unit)
        if fixed is not None:
            return fixed
        return self.hours_per_day * 60 * (self.days_per_week if unit is Unit.WEEK else 1)


def of(program: Program) -> Notation:
    try:
        zone: dt.tzinfo = parse_zone(program.zone)
    except ReadError:
        zone = dt.UTC
    return Notation(zone, program.hours_per_day, program.days_per_week, program.currency)


def parse_zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # unknown, a path, a folder of zones
        message = _("There is no time zone “{name}”.").format(name=name)
        raise ReadError("wrong-zone", message, _("Write an IANA name such as Europe/Berlin or Asia/Kolkata.")) from None
