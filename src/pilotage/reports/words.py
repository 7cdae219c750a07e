"""Words that every rendering of a report shares."""

import datetime as dt

from pilotage.plan.insight.status import Status
from pilotage.plan.language.messages import _
from pilotage.plan.language.wording import chance, day, signed
from pilotage.plan.vocabulary.facts import Fact

STATUS_WORDS = {
    Status.ON_TRACK: _("On track"),
    Status.AT_RISK: _("At risk"),
    Status.OFF_TRACK: _("Off track"),
    Status.UNKNOWN: _("Unknown"),
    Status.LANDED: _("Landed"),
}
AUDIENCE_WORDS = {"executive": _("Executive status"), "engineering": _("Engineering status")}
NONE = "\N{EN DASH}"


def evidence_value(fact: Fact) -> str:
    """The value of a fact with its unit and interval: ``24 % (95 % interval 23 % to 25 %)``."""
    shown = _value(fact.value, fact.unit)
    if fact.interval is None:
        return shown
    low, high = (_value(end, fact.unit) for end in fact.interval)
    return _("{value} (95 % interval {low} to {high})").format(value=shown, low=low, high=high)


def _value(value: float | int | str | None, unit: str) -> str:
    if value is None:
        return NONE
    if unit == "probability" and not isinstance(value, str):
        return chance(value) if value < 0.01 or value > 0.99 else f"{value * 100:.1f} %".replace(".0 %", " %")
    if unit == "date" and isinstance(value, str):
        return day(dt.date.fromisoformat(value))
    if unit == "working_days" and not isinstance(value, str):
        return _("{days} wd").format(days=signed(value))
    return str(value)
