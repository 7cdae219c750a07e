"""Estimates as people write them in a cell, and back: ``5d/8d/12d triangular p10-p90``, ``discrete 5d 60%, 8d 40%``."""

import re
from itertools import pairwise
from typing import Any

from pilotage.exchange.tabular.values.amounts import WorkTime, parse_share, parse_span
from pilotage.plan.vocabulary.amounts import Distribution, EstimatePoint, Span, ThreePointEstimate

_NAMES = {
    "pert": Distribution.PERT,
    "betapert": Distribution.PERT,
    "beta": Distribution.PERT,
    "triangular": Distribution.TRIANGULAR,
    "triangle": Distribution.TRIANGULAR,
    "trigen": Distribution.TRIANGULAR,
    "uniform": Distribution.UNIFORM,
    "lognormal": Distribution.LOGNORMAL,
}
_TAILS = {"p10p90": 0.1, "p5p95": 0.05}
_OF_POINTS = re.compile(r"(discrete|quantiles)\s+(.+)\Z", re.IGNORECASE)
_MOST_POINTS = 50
_LONGEST = 120  # characters of three amounts and a distribution


def parse_estimate(given: Any, unit: str, time: WorkTime) -> Span | ThreePointEstimate | None:
    """``5d/8d/12d`` (low/likely/high), perhaps with its distribution, points, or one duration. A unit that is said
    once, at the end, is meant for all.
    """
    text = str(given).strip()
    if found := _OF_POINTS.match(text):
        return _of_points(Distribution(found[1].lower()), found[2], unit, time)
    amounts, named = _apart(text)
    parts = re.split(r"\s*[/|]\s*", amounts)
    if len(parts) == 1:
        return None if named else parse_span(parts[0], unit, time)
    form = parse_distribution(named)
    if len(parts) != 3 or form is None:
        return None
    said = re.search(r"[A-Za-z]+\??\Z", parts[2])
    usual = said[0].rstrip("?") if said else unit
    low, likely, high = (parse_span(part, usual, time) for part in parts)
    if low is None or likely is None or high is None:
        return None
    return three_points(low, likely, high, form)


def three_points(low: Span, likely: Span, high: Span, form: tuple[Distribution, float]) -> ThreePointEstimate | None:
    """None where they are not in order."""
    if not low.minutes <= likely.minutes <= high.minutes:
        return None
    return ThreePointEstimate(low, likely, high, *form)


def parse_distribution(text: str) -> tuple[Distribution, float] | None:
    """Distribution and tail of ``triangular``, ``Beta PERT p10-p90``; PERT where nothing is said, None if not known."""
    words = [re.sub(r"[^a-z0-9]", "", word) for word in text.lower().split()]
    tail = _TAILS[words.pop()] if words and words[-1] in _TAILS else 0.0
    name = "".join(words).removesuffix("distribution") or "pert"
    kind = _NAMES.get(name)
    if kind is None:
        return None
    return kind, 0.0 if kind is Distribution.LOGNORMAL else tail


def distribution_text(estimate: ThreePointEstimate) -> str:
    """What `parse_distribution` reads; empty for PERT between low and high."""
    words = [] if estimate.distribution is Distribution.PERT else [estimate.distribution.value]
    words += [f"p{estimate.tail * 100:g}-p{100 - estimate.tail * 100:g}"] if estimate.tail else []
    return " ".join(words)


def _apart(text: str) -> tuple[str, str]:
    """Amounts, and the distribution behind them: the last number with its unit ends the amounts."""
    if len(text) > _LONGEST:
        return text, ""
    found = re.match(r"(.*?[/|].*?[/|]\s*[\d.,]+\s*(?:[A-Za-z]{1,7}\??)?)\s+([A-Za-z].*)\Z", text)
    if not found or parse_distribution(found[2]) is None:
        return text, ""
    return found[1], found[2]


def _of_points(kind: Distribution, text: str, unit: str, time: WorkTime) -> ThreePointEstimate | None:
    points = []
    for part in re.split(r"\s*[,;]\s*", text)[:_MOST_POINTS]:
        words = sorted(part.split(), key=lambda word: not word.endswith("%"))
        share = parse_share(words[0], "%") if len(words) == 2 else None
        span = parse_span(words[1], unit, time) if len(words) == 2 else None
        if share is None or span is None:
            return None
        points.append(EstimatePoint(share, span))
    ordered = sorted(points, key=lambda point: point.span.minutes)
    if kind is Distribution.DISCRETE:
        if abs(sum(point.share for point in points) - 1) > 1e-6:
            return None
        likely = max(points, key=lambda point: point.share)
    else:
        pairs = list(pairwise(points))
        if not pairs or any(a.share >= b.share or a.span.minutes > b.span.minutes for a, b in pairs):
            return None
        likely = min(points, key=lambda point: abs(point.share - 0.5))
    return ThreePointEstimate(ordered[0].span, likely.span, ordered[-1].span, kind, 0.0, tuple(points))
