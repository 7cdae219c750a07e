"""Status by rule, with the rule printed beside it.

On track when P(on time) against the target is at least .85, at risk from .5, off track below, unknown where nothing can
be computed. Hysteresis: a milestone leaves its status only after two periods in another band, or at once when the
probability is more than 10 points beyond the boundary (METHODS.md section 8).
"""

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

import msgspec

from pilotage.plan.language.messages import _
from pilotage.plan.language.text import Mark, Text, fill
from pilotage.plan.language.wording import chance, day

ON_TRACK_FROM = 0.85
AT_RISK_FROM = 0.5
_MARGIN = 0.10


class Status(StrEnum):
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    UNKNOWN = "unknown"
    LANDED = "landed"


TONE = {Status.ON_TRACK: "on", Status.AT_RISK: "at", Status.OFF_TRACK: "off"}
"""The tone in which a status colours a word; none for the others."""

_SEVERITY = (Status.OFF_TRACK, Status.AT_RISK, Status.UNKNOWN, Status.ON_TRACK, Status.LANDED)


class StatusView(msgspec.Struct, frozen=True, kw_only=True):
    """A status with the rule that gave it and the numbers behind it; ``weeks`` is how many periods it has held."""

    status: Status
    rule: Text
    reason: Text
    weeks: int = 0


def band(on_time: float) -> Status:
    """The status of one probability, without memory."""
    if on_time >= ON_TRACK_FROM:
        return Status.ON_TRACK
    return Status.AT_RISK if on_time >= AT_RISK_FROM else Status.OFF_TRACK


def with_hysteresis(probabilities: Sequence[float]) -> tuple[Status, int]:
    """Status after a series of probabilities, one per period, oldest first; and for how many periods it has held."""
    status = band(probabilities[0])
    held = 1
    for before, now in pairwise(probabilities):
        wanted = band(now)
        if wanted is status:
            held += 1
        elif band(before) is wanted or _far_beyond(status, now):
            status, held = wanted, 1
        else:
            held += 1
    return status, held


def _far_beyond(status: Status, on_time: float) -> bool:
    low, high = {
        Status.ON_TRACK: (ON_TRACK_FROM, 1.0),
        Status.AT_RISK: (AT_RISK_FROM, ON_TRACK_FROM),
        Status.OFF_TRACK: (0.0, AT_RISK_FROM),
    }[status]
    return on_time < low - _MARGIN or on_time >= high + _MARGIN


def status_by_rule(
    *,
    on_time: float | None,
    target: dt.date | None,
    landed: dt.date | None = None,
    earlier: Sequence[float] = (),
    fact: str | None = None,
) -> StatusView:
    """Status of one milestone. ``earlier`` are the probabilities of the periods before, oldest first."""
    if landed is not None:
        return StatusView(
            status=Status.LANDED,
            rule=(_("Landed"),),
            reason=fill(_("Landed on {date}"), date=day(landed)),
        )
    if target is None:
        return StatusView(
            status=Status.UNKNOWN,
            rule=(_("No target date"),),
            reason=(_("No target is set, so there is nothing to be on time for. Set a target."),),
        )
    if on_time is None:
        return StatusView(
            status=Status.UNKNOWN, rule=(_("No forecast"),), reason=(_("The plan has not been simulated yet."),)
        )
    status, weeks = with_hysteresis([*earlier, on_time])
    shown = Mark(chance(on_time), fact=fact)
    return StatusView(
        status=status,
        rule=fill(_RULES[status] if status is band(on_time) else _HELD, chance=shown),
        reason=fill(
            _("{chance} chance of {target}; {bound}"),
            chance=shown,
            target=day(target),
            bound=_BOUNDS[band(on_time)],
        ),
        weeks=weeks,
    )


_RULES = {
    Status.ON_TRACK: _("Rule: P(on time) {chance} is at least 85 %"),
    Status.AT_RISK: _("Rule: P(on time) {chance} is between 50 and 85 %"),
    Status.OFF_TRACK: _("Rule: P(on time) {chance} is below 50 %"),
}
_HELD = _("Rule: P(on time) is {chance}; the status changes after two periods in a row or by more than 10 points")
_BOUNDS = {
    Status.ON_TRACK: _("from 85 % it is on track"),
    Status.AT_RISK: _("below 85 % is at risk"),
    Status.OFF_TRACK: _("below 50 % is off track"),
}


def worst(statuses: Sequence[Status]) -> Status:
    """The worst of several, not the average; unknown for none."""
    return min(statuses, key=_SEVERITY.index, default=Status.UNKNOWN)
