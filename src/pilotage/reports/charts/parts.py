"""Pieces that charts have in common: axes, steps between facts, labels that do not cover one another.

Dates are UTC days and are drawn on a UTC axis, so that no reader's time zone moves a fact to the day before.
"""

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from pilotage.plan.language.wording import day

Spec = dict[str, Any]
Row = Mapping[str, Any]

SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v6.json"
HEIGHT: Final = 260
"""Pixels, with the axes."""

_AXIS: Final = 40
_PLOT: Final = HEIGHT - _AXIS
_SKEWED: Final = 12
_LETTER: Final = 6.6  # width of a bold letter of 11 pixels
_LINE: Final = 13
_SHORT, _LONG = 100, 4 * 366  # days


def layered(layers: Iterable[Spec], rows: Sequence[Row] = (), *, height: int = HEIGHT) -> Spec:
    """A drawing as wide as its place; ``rows`` are the data of all layers that have none of their own."""
    whole: Spec = {"$schema": SCHEMA, "width": "container", "height": height}
    return whole | {"data": {"values": list(rows)}, "layer": list(layers)}


def layer(kind: str, style: str | Sequence[str], rows: Sequence[Row] | None, encoding: Spec, **mark: Any) -> Spec:
    """One kind of mark in a style of the theme (or several, the last one first), with its own data or (None) that of
    the drawing.
    """
    own = {} if rows is None else {"data": {"values": list(rows)}}
    return own | {"mark": {"type": kind, "style": style, **mark}, "encoding": encoding}


def time(field: str, first: dt.date, last: dt.date) -> Spec:
    """The horizontal axis from a day to another."""
    span = (last - first).days
    each = "utcFormat(datum.value, '%b')"
    if span < _SHORT:
        each = "utcFormat(datum.value, '%-d %b')"
    year = "utcFormat(datum.value, '%Y')"
    expression = year if span > _LONG else f"utcmonth(datum.value) == 0 && utcdate(datum.value) == 1 ? {year} : {each}"
    return {
        "field": field,
        "type": "temporal",
        "scale": {"type": "utc", "domain": [first.isoformat(), last.isoformat()], "nice": False},
        "axis": {"labelExpr": expression, "tickCount": 8},
        "title": None,
    }


def amount(field: str, top: float, *, whole: bool = True) -> Spec:
    """The vertical axis from zero to ``top``."""
    axis: Spec = {"format": ",d", "tickMinStep": 1} if whole else {}
    scale = {"domain": [0, top], "nice": False, "zero": True}
    return {"field": field, "type": "quantitative", "scale": scale, "axis": axis, "title": None}


def days(field: str, top: float, typical: float) -> Spec:
    """The vertical axis of durations: logarithmic from one day where the longest are many times the typical one."""
    if top <= _SKEWED * max(typical, 1):
        return amount(field, top)
    values = [tick for tick in (1, 2, 5, 10, 30, 90, 180, 365, 730, 1825, 3650) if tick <= top]
    scale = {"type": "log", "domain": [1, top], "nice": False}
    ticks = _thinned(values)
    axis = {"values": ticks, "tickCount": len(ticks), "format": ",d", "labelOverlap": False}
    return {"field": field, "type": "quantitative", "scale": scale, "axis": axis, "title": None}


def _thinned(values: Sequence[int]) -> list[int]:
    return list(values) if len(values) <= 8 else [value for value in values if value not in (2, 5, 180, 730)]


def floor(y: Spec) -> float:
    """The value at the foot of a vertical axis."""
    return float(y["scale"]["domain"][0])


def share(y: Spec, value: float) -> float:
    """How high a value stands on its axis, 0 to 1."""
    low, high = y["scale"]["domain"]
    if y["scale"].get("type") == "log":
        return math.log(max(value, low) / low) / math.log(high / low)
    return float((value - low) / (high - low))


def _value(y: Spec, share: float) -> float:
    low, high = y["scale"]["domain"]
    if y["scale"].get("type") == "log":
        return float(low * (high / low) ** share)
    return float(low + share * (high - low))


def steps(rows: Sequence[Row], x: str, end: dt.date) -> list[dict[str, Any]]:
    """Rows that hold from their ``x`` on, and the last of them until ``end``."""
    return [*map(dict, rows), {**rows[-1], x: end.isoformat()}] if rows else []


def apart(shares: Sequence[float], *, height: float = _PLOT) -> list[float]:
    """Where labels of things at these heights (0 to 1) stand, so that none covers another: a line apart, in order."""
    least = _LINE / height
    order = sorted(range(len(shares)), key=lambda at: shares[at])
    places = [float(share) for share in shares]
    for before, after in pairwise(order):
        places[after] = max(places[after], places[before] + least)
    ceiling = 1.0
    for at in reversed(order):
        places[at] = min(places[at], ceiling)
        ceiling = places[at] - least
    return places


def beside(labels: Sequence[tuple[float, str, str]], y: Spec, *, height: int = HEIGHT) -> list[Spec]:
    """Labels (value, text, style) at the right end, beside what they name."""
    places = apart([share(y, value) for value, _text, _style in labels], height=height - _AXIS)
    return [
        layer(
            "text",
            style,
            [{"at": round(_value(y, place), 4), "text": text}],
            {"x": {"value": "width"}, "y": {**y, "field": "at"}, "text": {"field": "text"}},
            align="left",
            baseline="middle",
            dx=6,
        )
        for place, (_value_, text, style) in zip(places, labels, strict=True)
    ]


def fitting(
    labels: Sequence[tuple[dt.date, float, str]], first: dt.date, last: dt.date, y: Spec, *, width: int = 440
) -> list[tuple[dt.date, float, str]]:
    """Those labels (day, value, text), the first ones first, that cover no earlier one on a plot of ``width``."""
    kept: list[tuple[dt.date, float, str]] = []
    boxes: list[tuple[float, float, float]] = []
    for date, value, text in labels:
        half = len(text) * _LETTER / 2 + 5
        x = width * (date - first).days / max((last - first).days, 1)
        x = min(max(x, half), width - half)
        above = _PLOT * share(y, value)
        if all(abs(x - other) >= half + wide or abs(above - line) >= _LINE for other, line, wide in boxes):
            kept.append((date, value, text))
            boxes.append((x, above, half))
    return kept


def written(
    labels: Sequence[tuple[dt.date, float, str]], first: dt.date, last: dt.date, x: Spec, y: Spec, *, dy: int = -7
) -> list[Spec]:
    """Those labels that fit, above their places, turned inwards near the ends; what is behind them stays readable."""
    near = (last - first) / 4
    layers: list[Spec] = []
    for date, value, text in fitting(labels, first, last, y):
        align = "left" if date < first + near else "right" if date > last - near else "center"
        row = [{"x": date.isoformat(), "y": value, "text": text}]
        encoding = {"x": {**x, "field": "x"}, "y": {**y, "field": "y"}, "text": {"field": "text"}}
        layers += [
            layer("text", style, row, encoding, align=align, baseline="bottom", dy=dy)
            for style in ("halo", "label-strong")
        ]
    return layers


def span(first: dt.date, last: dt.date) -> str:
    """``5 Jan – 28 Jun``; with the year where they are far apart."""
    return f"{day(first, near=last)} – {day(last, near=first)}"


def hover(rows: Sequence[Row] | None, x: Spec, until: str, tooltip: Mapping[str, str]) -> Spec:
    """Nothing to see: where the pointer is, ``tooltip`` (head by field) is told of the time from ``x`` to ``until``."""
    # a bar reads the domain of a time scale in its own way, which would contradict that of the other layers
    bare = {name: value for name, value in x.items() if name != "scale"}
    encoding = {"x": bare, "x2": {"field": until}, "tooltip": told(tooltip)}
    return layer("rect", "surface", rows, encoding, opacity=0)


def told(heads: Mapping[str, str]) -> list[Spec]:
    """A tooltip: the head of each field."""
    return [{"field": field, "title": head} for field, head in heads.items()]
