"""How the forecasts that were issued have held, so far as their dates have come.

A forecast counts at a level from the day on which its date at that level came, whatever its outcome: counting it once
it has landed would prefer those that landed early.
"""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec
import numpy as np
from django.utils.translation import gettext as _

from pilotage.engine.throughput import scores
from pilotage.plan.flow.calibration.track_record import LEAST_EFFECTIVE, HeldShare

SAID = 85


class Case(NamedTuple):
    """A forecast of ``subject`` at one level: made as of a day, due on a day, and whether it ``held``. Days are
    numbers; ``ended`` is the day on which that was known: the landing, or ``due``.
    """

    subject: str
    level: int
    as_of: int
    due: int
    held: bool
    ended: int


class LandedRecord(msgspec.Struct, frozen=True, kw_only=True):
    """``issued`` forecasts, ``resolved`` of them so far. ``coverage`` tells of each level the share that held, of those
    whose date at that level has come: ``forecasts`` of them at P85, as much as ``effective`` independent ones; where
    not ``enough``, the share says little. ``said`` is a sentence.
    """

    issued: int
    resolved: int
    forecasts: int
    effective: float
    enough: bool
    coverage: tuple[HeldShare, ...]
    said: str


def landed_record(cases: Sequence[Case], *, issued: int, resolved: int) -> LandedRecord:
    """From the cases of all levels."""
    levels = sorted({case.level for case in cases})
    found = {level: _held([case for case in cases if case.level == level]) for level in levels}
    coverage = tuple(HeldShare(level, held.share, held.low, held.high) for level, held in found.items())
    said = [case for case in cases if case.level == SAID]
    effective = found[SAID].effective if SAID in found else 0.0
    enough = effective >= LEAST_EFFECTIVE
    return LandedRecord(
        issued=issued,
        resolved=resolved,
        forecasts=len(said),
        effective=effective,
        enough=enough,
        coverage=coverage,
        said=_sentence(found.get(SAID), len(said), enough),
    )


def _held(cases: Sequence[Case]) -> scores.Held:
    subjects = {name: number for number, name in enumerate(dict.fromkeys(case.subject for case in cases))}
    effective = scores.effective_number(
        np.array([subjects[case.subject] for case in cases]),
        np.array([case.as_of for case in cases]),
        np.array([max(case.ended - case.as_of, 1) / 7 for case in cases]),
    )
    return scores.coverage(sum(case.held for case in cases) / len(cases), effective)


def _sentence(held: scores.Held | None, count: int, enough: bool) -> str:
    if held is None:
        return _("No date of a forecast issued here has come yet.")
    text = _("Of {n} forecasts issued here whose P85 date has come, {share} % held [{low}, {high}]").format(
        n=f"{count:,}",
        share=round(100 * held.share),
        low=round(100 * held.low),
        high=round(100 * held.high),
    )
    return text + ("." if enough else _("; too few to judge by."))
