"""References to other rows, as planners write them: ``12``, ``12FS+3 days``, ``design SS-2d; build``, ``beta +50%``."""

import re
from typing import Any, NamedTuple

from pilotage.exchange.tabular.values.amounts import WorkTime, parse_number, parse_span
from pilotage.plan.vocabulary.activities import DependencyKind
from pilotage.plan.vocabulary.amounts import Span

_SPLIT = re.compile(r"[;,\n]+")
_REFERENCE = re.compile(
    r"(?P<to>.+?)(?:(?<=[\d\s])\s*(?P<kind>FS|SS|FF|SF)\s*(?P<lag>[+-].+)?|\s*(?P<plain>\+\s*\d.*))?\Z", re.IGNORECASE
)


class Reference(NamedTuple):
    """A reference to the row that calls itself ``to``."""

    to: str
    kind: DependencyKind = DependencyKind.FS
    lag: Span = Span(0)
    lag_percent: float | None = None


def parse_references(given: Any, time: WorkTime) -> list[Reference | str]:
    """References, and as plain text those whose lag cannot be read."""
    texts = given if isinstance(given, list | tuple) else [given]
    parts = [part.strip() for text in texts for part in _SPLIT.split(_plain(text))]
    return [_reference(part, time) for part in parts if part]


def _plain(given: Any) -> str:
    return str(int(given)) if isinstance(given, float) and given.is_integer() else str(given)


def _reference(text: str, time: WorkTime) -> Reference | str:
    found = _REFERENCE.match(text)
    if found is None:
        return text
    kind = DependencyKind((found["kind"] or "FS").upper())
    lag = re.sub(r"\s+", "", found["lag"] or found["plain"] or "")
    if not lag:
        return Reference(found["to"].strip(), kind)
    if lag.endswith("%"):
        share = parse_number(lag[:-1])
        return text if share is None else Reference(found["to"].strip(), kind, lag_percent=share / 100)
    span = parse_span(lag, "d", time)
    return text if span is None else Reference(found["to"].strip(), kind, span)
