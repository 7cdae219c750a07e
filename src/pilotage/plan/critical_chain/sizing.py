"""How long a buffer is. All sizes are working days, of a chain given as (aggressive, safe) days of its activities."""

import math
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType


class Sizing(StrEnum):
    """Published rules, by the safety that they leave in the plan."""

    ROOT_SQUARES = "root-squares"
    CUT_AND_PASTE = "cut-and-paste"
    HALF_OF_SAFETY = "half-of-safety"
    WHOLE_SAFETY = "whole-safety"


Lengths = Sequence[tuple[float, float]]


def root_squares(chain: Lengths) -> float:
    """sqrt(sum (safe - aggressive)^2): the safety of independent activities adds up as variances do (Newbold 1998).
    Activities that go wrong together need more.
    """
    return math.sqrt(sum((safe - aggressive) ** 2 for aggressive, safe in chain))


def cut_and_paste(chain: Lengths) -> float:
    """Half of the chain's aggressive length (Goldratt 1997, the 50 % rule); long chains get more than they need."""
    return sum(aggressive for aggressive, _ in chain) / 2


def half_of_safety(chain: Lengths) -> float:
    """Half of the safety taken out: the 50 % rule where durations were not simply halved."""
    return sum(safe - aggressive for aggressive, safe in chain) / 2


def whole_safety(chain: Lengths) -> float:
    """All of the safety taken out: what activities that always go wrong together need; the upper end."""
    return sum(safe - aggressive for aggressive, safe in chain)


RULES: Mapping[Sizing, Callable[[Lengths], float]] = MappingProxyType(
    {
        Sizing.ROOT_SQUARES: root_squares,
        Sizing.CUT_AND_PASTE: cut_and_paste,
        Sizing.HALF_OF_SAFETY: half_of_safety,
        Sizing.WHOLE_SAFETY: whole_safety,
    }
)
