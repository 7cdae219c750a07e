"""What a change of state does to an item's dates and history."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

DONE, DOING = "done", "doing"


def moved(before: Mapping[str, Any], category: str, now: dt.datetime) -> dict[str, Any]:
    """The dates of an item that comes into a state of ``category``: its first work starts it, done resolves it, and
    what is taken up again is open.
    """
    started, resolved = before["started"], before["resolved"]
    if category == DOING and started is None:
        started = now
    if category == DONE and (resolved is None or before["category"] != DONE):
        resolved = now
    return {
        "category": category,
        "started": started,
        "resolved": resolved if category == DONE else None,
    }


def with_transition(details: Mapping[str, Any], before: str, after: str, now: dt.datetime) -> dict[str, Any]:
    """Details in which the history has one change of state more."""
    step = {"at": _text(now), "before": before, "after": after}
    return {**details, "transitions": [*details.get("transitions", ()), step]}


def without_transition(details: Mapping[str, Any], before: str, after: str) -> dict[str, Any]:
    """Details without the last change of state, where that is the one from ``before`` to ``after``."""
    steps = list(details.get("transitions", ()))
    if not steps or (steps[-1].get("before"), steps[-1].get("after")) != (before, after):
        return dict(details)
    rest = {name: value for name, value in details.items() if name != "transitions"}
    return {**rest, "transitions": steps[:-1]} if len(steps) > 1 else rest


def _text(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
