"""The 5 x 5 matrix of the register, which sorts a talk and decides nothing; and what a risk is expected to cost."""

from decimal import Decimal
from enum import StrEnum

from pilotage.plan.vocabulary.risks import Risk, RiskState


class Level(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    SEVERE = "severe"
    GAIN = "gain"  # an opportunity: it stays out of the matrix


PROBABILITY_BANDS = (0.10, 0.20, 0.35, 0.60, 1.0)
"""Upper bounds, inclusive."""
IMPACT_BANDS = (2.0, 4.0, 8.0, 15.0, float("inf"))
"""Upper bounds of the likely impact in working days, inclusive."""

_L, _M, _H, _S = Level.LOW, Level.MEDIUM, Level.HIGH, Level.SEVERE
LEVELS = (
    (_L, _L, _L, _M, _M),
    (_L, _L, _M, _H, _H),
    (_L, _M, _H, _H, _S),
    (_M, _M, _H, _S, _S),
    (_M, _H, _S, _S, _S),
)
"""By probability band, then by impact band."""


def cell(risk: Risk) -> tuple[int, int] | None:
    """Place in the matrix, ``(probability, impact)`` from 0; None for a gain or without an impact in days."""
    if risk.impact_days is None or risk.impact_days.likely <= 0:
        return None
    probability = next(band for band, most in enumerate(PROBABILITY_BANDS) if risk.probability <= most)
    impact = next(band for band, most in enumerate(IMPACT_BANDS) if risk.impact_days.likely <= most)
    return probability, impact


def level(risk: Risk) -> Level:
    """The level of its cell; a gain is a gain, and a risk without an impact in days is low."""
    if risk.impact_days is not None and risk.impact_days.likely < 0:
        return Level.GAIN
    place = cell(risk)
    return Level.LOW if place is None else LEVELS[place[0]][place[1]]


def expected_days(risk: Risk, probability: float | None = None) -> float | None:
    """Probability times the mean impact in working days, PERT: (low + 4 likely + high) / 6. None without one."""
    days = risk.impact_days
    if days is None:
        return None
    share = risk.probability if probability is None else probability
    return share * (days.low + 4 * days.likely + days.high) / 6


def expected_money(risk: Risk) -> Decimal | None:
    """Probability times the mean impact in money, PERT."""
    money = risk.impact_money
    if money is None:
        return None
    mean = (money.low + 4 * money.likely + money.high) / 6
    return (Decimal(str(risk.probability)) * mean).quantize(Decimal("0.01"))


def counts(risk: Risk) -> bool:
    """Whether the risk is open and a threat or a gain in days."""
    return risk.state is RiskState.OPEN and risk.impact_days is not None
