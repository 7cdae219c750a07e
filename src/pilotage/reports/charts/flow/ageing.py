"""How old is the work in progress, beside the pace at which such work went through each state?"""

from collections import Counter
from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Any, Final, NamedTuple

from pilotage.plan.flow.measures import EXPECTED, Ageing, Basis, Flow
from pilotage.plan.language.messages import _, ngettext
from pilotage.plan.language.wording import chance
from pilotage.reports.charts.flow.scatter import of_basis
from pilotage.reports.charts.model import Chart
from pilotage.reports.charts.parts import Spec, beside, days, floor, layer, layered, share, told

_TITLE: Final = 80
_MOST: Final = 400
_OLDEST: Final = 50
_NAMED: Final = 3
_COLUMNS: Final = 8
_HEIGHT: Final = 300
_LETTERS: Final = 66
_APART: Final = 0.07
_GOLDEN: Final = 0.618034


class _Column(NamedTuple):
    name: str
    percentiles: Mapping[int, int]
    items: Sequence[Ageing]
    all: int


def ageing_chart(flow: Flow) -> Chart:
    """Open items by state and age, over the ages at which finished ones left that state."""
    shown, every = _thinned(flow.ageing)
    subtitle = _("days since the start") if flow.basis is Basis.STARTED else _("days since creation")
    subtitle += "; " + _("a dot is an item; bands: 50, 70, 85 and 95 % of finished items were younger")
    if every > 1:
        thinned = _("of {n} items the oldest {whole} and one in {every} of the others are drawn")
        subtitle += "; " + thinned.format(n=f"{len(flow.ageing):,}", whole=_OLDEST, every=every)
    return Chart(
        id="ageing",
        title=_("Which open work is getting old?"),
        subtitle=subtitle,
        said=_said(flow),
        spec=_spec(flow, shown) if shown else None,
        columns=(_("Item"), _("Title"), _("State"), _("Days"), _("Past"), _("Late")),
        rows=tuple(
            (each.key, each.title, each.status, each.age, f"P{each.passed}" if each.passed else "", each.late)
            for each in shown
        ),
        empty="" if shown else _("Nothing is in progress."),
    )


def _thinned(items: Sequence[Ageing]) -> tuple[Sequence[Ageing], int]:
    """The oldest, and a regular sample of the others where nobody could tell them apart."""
    if len(items) <= _MOST:
        return items, 1
    every = -(-(len(items) - _OLDEST) // (_MOST - _OLDEST))
    return [*items[:_OLDEST], *items[_OLDEST::every]], every


def _said(flow: Flow) -> str:
    if not flow.ageing:
        return _("Nothing is in progress.")
    oldest = flow.ageing[0]
    text = _("{n} items are in progress; the oldest, {key}, is {days} days old.")
    if flow.basis is Basis.CREATED:
        text = _("{n} items are open; the oldest, {key}, is {days} days old.")
    said = text.format(n=f"{len(flow.ageing):,}", key=oldest.key, days=f"{oldest.age:,}")
    if flow.expected is None:
        return said
    late = sum(each.age > flow.expected for each in flow.ageing)
    past = ngettext(
        "{n} is past {days} days, within which {share} % were finished.",
        "{n} are past {days} days, within which {share} % were finished.",
        late,
    )
    return f"{said} {past.format(n=f'{late:,}', days=f'{flow.expected:,}', share=EXPECTED)}"


def _columns(flow: Flow, shown: Sequence[Ageing]) -> list[_Column]:
    """The states of work as items pass them; one column for all where states say little."""
    if len(flow.paces) < 2:
        name = _("In progress") if flow.basis is Basis.STARTED else _("Open")
        return [_Column(name, of_basis(flow).percentiles, shown, len(flow.ageing))]
    busiest = sorted(flow.paces, key=lambda pace: (-pace.now, -pace.items))[:_COLUMNS]
    kept = [pace for pace in flow.paces if pace in busiest]
    now = Counter(each.status for each in flow.ageing)
    found = [
        _Column(
            pace.state, pace.percentiles, [each for each in shown if each.status == pace.state], now.pop(pace.state, 0)
        )
        for pace in kept
    ]
    others = [each for each in shown if each.status in now]
    return [*found, *([_Column(_("Other states"), {}, others, now.total())] if others else [])]


def _spec(flow: Flow, shown: Sequence[Ageing]) -> Spec:
    columns = _columns(flow, shown)
    highest = max([each.age for each in shown] + [max(column.percentiles.values(), default=0) for column in columns])
    typical = of_basis(flow).percentiles.get(50, 1)
    y = days("age", 1.12 * highest, typical)
    x: Spec = {"field": "x", "type": "quantitative", "axis": None}
    x["scale"] = {"domain": [0, len(columns)], "nice": False, "zero": True}
    bands = [band for at, column in enumerate(columns) for band in _bands(at, column, y)]
    color = {
        "field": "level",
        "type": "ordinal",
        "scale": {"domain": [50, 70, 85, 95, 100], "range": "pace"},
        "legend": None,
    }
    place = {"x": x, "x2": {"field": "x2"}, "y": {**y, "field": "from"}, "y2": {"field": "to"}, "color": color}
    layers = [layer("rect", ("band", "gap"), bands, place), *_names(columns, x)]
    dots = [dot for at, column in enumerate(columns) for dot in _dots(at, column)]
    heads = {"key": _("Item"), "title": _("Title"), "state": _("State"), "age": _("Days"), "late": _("Late")}
    encoding = {"x": x, "y": y, "tooltip": told(heads)}
    layers.append(layer("point", "signal", dots, encoding, size=20, strokeWidth=0, opacity=0.7))
    layers += _oldest(dots, x, y, len(columns))
    last = columns[-1].percentiles or (columns[-2].percentiles if len(columns) > 1 else {})
    labels = [(float(each), f"{level} %", "label-faint") for level, each in last.items()]
    return layered([*layers, *beside(labels, y, height=_HEIGHT)], height=_HEIGHT)


def _bands(at: int, column: _Column, y: Spec) -> list[dict[str, Any]]:
    edges = [floor(y), *map(float, column.percentiles.values()), float(y["scale"]["domain"][1])]
    levels = [*column.percentiles, 100] if column.percentiles else []
    return [
        {"x": at + 0.03, "x2": at + 0.97, "from": low, "to": high, "level": level}
        for level, low, high in zip(levels, edges, edges[1:], strict=False)
        if high > low
    ]


def _dots(at: int, column: _Column) -> list[dict[str, Any]]:
    """Spread over the middle of the column, so that those of about the same age stand side by side."""
    many = len(column.items) > 1
    return [
        {"x": round(at + 0.5 + (((place * _GOLDEN) % 1.0 - 0.5) * 0.7 if many else 0), 3), "age": each.age}
        | {"state": column.name, "key": each.key, "title": each.title[:_TITLE]}
        | {"late": "" if each.late is None else chance(each.late)}
        for place, each in enumerate(column.items)
    ]


def _names(columns: Sequence[_Column], x: Spec) -> list[Spec]:
    """Under each column the name of its state and the number of items in it, a word a line where it is narrow."""
    letters = max(6, _LETTERS // len(columns))
    rows = [
        {"x": at + 0.5, "text": [*wrap(column.name, letters, max_lines=2, placeholder="…"), f"{column.all:,}"]}
        for at, column in enumerate(columns)
    ]
    place = {"x": x, "y": {"value": "height"}, "text": {"field": "text"}}
    return [layer("text", "label-faint", rows, place, baseline="top", dy=6, lineHeight=13)]


def _oldest(dots: Sequence[Mapping[str, Any]], x: Spec, y: Spec, columns: int) -> list[Spec]:
    """The oldest ones by name, as far as one name covers no other; turned inwards at the right end."""
    layers: list[Spec] = []
    heights: list[float] = []
    for dot in sorted(dots, key=lambda each: (-each["age"], each["key"]))[:_NAMED]:
        height = share(y, dot["age"])
        if any(abs(height - other) < _APART for other in heights):
            continue
        heights.append(height)
        right = dot["x"] > 0.75 * columns
        mark = {"align": "right" if right else "left", "baseline": "middle", "dx": -7 if right else 7}
        text = {"x": x, "y": y, "text": {"field": "key"}}
        layers += [layer("text", style, [dot], text, **mark) for style in ("halo", "label-strong")]
    return layers
