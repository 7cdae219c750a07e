"""What makes activities late together: shared factors and correlations."""

import msgspec


class SharedFactor(msgspec.Struct, frozen=True, kw_only=True):
    """A driver that several activities share: with ``probability`` it multiplies the duration of every activity ``on``
    which it works by the same number, drawn once between ``low`` and ``high`` (1.2: a fifth longer). ``on`` names
    activities, summaries or workstreams. ``0 <= low <= likely <= high``.
    """

    id: str
    title: str = ""
    low: float
    likely: float
    high: float
    probability: float = 1.0
    on: tuple[str, ...] = ()


class Correlation(msgspec.Struct, frozen=True, gc=False):
    """Spearman rank correlation, -1..1, of the durations of two activities that have estimates."""

    first: str
    second: str
    rank: float
