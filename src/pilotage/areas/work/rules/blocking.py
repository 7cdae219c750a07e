"""Times in which items were blocked."""

from collections.abc import Iterable

from pilotage.plan.vocabulary.work_items import Period


def joined(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Periods that do not overlap, oldest first: what at least one of ``periods`` covers."""
    found: list[Period] = []
    for period in sorted(periods, key=lambda each: each.start):
        last = found[-1] if found else None
        if last is None or (last.finish is not None and last.finish < period.start):
            found.append(period)
        elif last.finish is not None and (period.finish is None or period.finish > last.finish):
            found[-1] = Period(last.start, period.finish)
    return tuple(found)
