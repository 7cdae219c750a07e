"""Pieces that charts have in common: axes, steps between facts, labels that do not cover one another.

Dates are UTC days and are drawn on a UTC axis, so that no reader's time zone moves a fact to the day before.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from pilotage.plan.language.wording import day

Spec = dict[str, Any]

SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v6.json"
HEIGHT: Final = 260
"""Pixels, with the axes."""

_PLOT: Final = 220
_LETTER: Final = 6.1  # mean width of a letter of 11 pixels
_LINE: Final = 13
_SHORT, _LONG = 100, 4 * 366  # days


def layered(layers: Iterable[Spec], *, height: int = HEIGHT) -> Spec:
    """A drawing as wide as its place."""
    return {"$schema": SCHEMA, "width": "container", "height": height, "layer": list(layers)}


def layer(kind: str, style: str, rows: Sequence[Mapping[str, Any]], encoding: Spec, **mark: Any) -> Spec:
    """One kind of mark in one style of the theme, with its own data."""
    return {"data": {"values": list(rows)}, "mark": {"type": kind, "style": style, **mark}, "encoding": encoding}


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
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"domain": [0, top], "nice": False, "zero": True},
        "axis": axis,
        "title": None,
    }


def steps(rows: Sequence[Mapping[str, Any]], x: str, end: dt.date) -> list[dict[str, Any]]:
    """Rows that hold from their ``x`` on, and the last of them until ``end``."""
    return [*map(dict, rows), {**rows[-1], x: end.isoformat()}] if rows else []


def apart(values: Sequence[float], top: float, *, height: float = _PLOT) -> list[float]:
    """Where labels of these values stand on an axis from zero to ``top``, so that none covers another: a line apart,
    in the order of the values.
    """
    least = _LINE * top / height
    order = sorted(range(len(values)), key=lambda at: values[at])
    places = [float(value) for value in values]
    for before, after in pairwise(order):
        places[after] = max(places[after], places[before] + least)
    ceiling = top
    for at in reversed(order):
        places[at] = min(places[at], ceiling)
        ceiling = places[at] - least
    return places


def beside(labels: Sequence[tuple[float, str, str]], y: Spec) -> list[Spec]:
    """Labels (value, text, style) at the right end, beside what they name."""
    if not labels:
        return []
    places = apart([value for value, _text, _style in labels], y["scale"]["domain"][1])
    return [
        layer(
            "text",
            style,
            [{"at": round(place, 4), "text": text}],
            {"x": {"value": "width"}, "y": {**y, "field": "at"}, "text": {"field": "text"}},
            align="left",
            baseline="middle",
            dx=6,
        )
        for place, (_value, text, style) in zip(places, labels, strict=True)
    ]


def fitting(
    labels: Sequence[tuple[dt.date, float, str]], first: dt.date, last: dt.date, top: float, *, width: int = 440
) -> list[tuple[dt.date, float, str]]:
    """Those labels (day, value, text), the first ones first, that cover no earlier one on a plot of ``width``."""
    kept: list[tuple[dt.date, float, str]] = []
    boxes: list[tuple[float, float, float]] = []
    for date, value, text in labels:
        half = len(text) * _LETTER / 2 + 4
        x = width * (date - first).days / max((last - first).days, 1)
        x = min(max(x, half), width - half)
        y = _PLOT * value / top
        if all(abs(x - other) >= half + wide or abs(y - above) >= _LINE for other, above, wide in boxes):
            kept.append((date, value, text))
            boxes.append((x, y, half))
    return kept


def written(
    labels: Sequence[tuple[dt.date, float, str]], first: dt.date, last: dt.date, x: Spec, y: Spec, *, dy: int = -7
) -> list[Spec]:
    """Those labels that fit, above their places, turned inwards near the ends; what is behind them stays readable."""
    near = (last - first) / 4
    layers: list[Spec] = []
    for date, value, text in fitting(labels, first, last, y["scale"]["domain"][1]):
        align = "left" if date < first + near else "right" if date > last - near else "center"
        row = [{"x": date.isoformat(), "y": value, "text": text}]
        encoding = {"x": {**x, "field": "x"}, "y": {**y, "field": "y"}, "text": {"field": "text"}}
        layers += [
            layer("text", style, row, encoding, align=align, baseline="bottom", dy=dy)
            for style in ("halo", "label-strong")
        ]
    return layers


def span(first: dt.date, last: dt.date) -> str:
    """``5 Jan to 28 Jun``."""
    return f"{day(first)} – {day(last)}"


def hover(rows: Sequence[Mapping[str, Any]], x: Spec, until: str, tooltip: Mapping[str, str]) -> Spec:
    """Nothing to see: where the pointer is, ``tooltip`` (head by field) is told of the time from ``x`` to ``until``."""
    encoding = {"x": x, "x2": {"field": until}, "tooltip": told(tooltip)}
    return layer("rect", "surface", rows, encoding, opacity=0)


def told(heads: Mapping[str, str]) -> list[Spec]:
    """A tooltip: the head of each field."""
    return [{"field": field, "title": head} for field, head in heads.items()]
