"""Which warnings matter most: those with the most days at stake."""

from collections.abc import Iterable, Sequence
from typing import Final

from pilotage.plan.insight.warnings.model import EarlyWarning, Urgency
from pilotage.plan.language.text import Link

FOREMOST: Final = 5
"""So many are shown unasked."""

_URGENCIES: Final = tuple(Urgency)


def ranked(found: Iterable[EarlyWarning]) -> tuple[EarlyWarning, ...]:
    """The most days at stake first, unknown ones last; then the more urgent; then by id."""
    return tuple(sorted(found, key=lambda each: (-(each.days or 0.0), _URGENCIES.index(each.urgency), each.id)))


def foremost(found: Sequence[EarlyWarning], most: int = FOREMOST) -> tuple[EarlyWarning, ...]:
    """Of warnings in their rank, the first of each record, ``most`` of them: one trouble is not told five times."""
    told: set[Link] = set()
    kept: list[EarlyWarning] = []
    for warning in found:
        if not told.isdisjoint(warning.refs[:1]):
            continue
        told.update(warning.refs[:1])
        kept.append(warning)
    return tuple(kept[:most])
