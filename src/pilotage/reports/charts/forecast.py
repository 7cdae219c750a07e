"""A forecast as a curve of chances."""

import datetime as dt
from collections.abc import Sequence
from math import ceil
from typing import Any, Final, NamedTuple

from pilotage.plan.flow.forecasts import sentences
from pilotage.plan.flow.forecasts.forecast import FlowForecast, When
from pilotage.plan.flow.forecasts.joint import JointForecast
from pilotage.plan.flow.forecasts.milestones import MilestoneForecast
from pilotage.plan.language.messages import _
from pilotage.plan.language.wording import chance, day
from pilotage.reports.charts.model import Chart
from pilotage.reports.charts.parts import Spec, fitting, layer, layered, time, told

_LEVELS: Final = (50, 85)
"""The percentiles that are named in a curve."""
_TOP: Final = 1.14
_MARGIN: Final = 0.04


class Curve(NamedTuple):
    """Another forecast to draw thinly beside the first; ``percentiles`` are weeks. ``cut``: the last ones are only its
    horizon.
    """

    name: str
    percentiles: Sequence[float]
    cut: bool

    @classmethod
    def of(cls, name: str, found: FlowForecast | MilestoneForecast) -> "Curve":
        return cls(name, found.percentiles, any(each.beyond for each in found.when))


def forecast_chart(found: FlowForecast, others: Sequence[Curve] = ()) -> Chart:
    """The chance to be done by each day, or of at least so many items by the day that was asked."""
    if found.state.value == "enough" and not found.percentiles and found.at_least:
        return _how_many(found)
    return _dates(
        title=_("When are {n} more items done, and how sure is that?").format(n=found.items or 0),
        said=sentences.answer(found),
        dates=_Dates(found.as_of, found.until, found.on_time, found.when, found.percentiles),
        others=others,
    )


def joint_chart(found: JointForecast) -> Chart:
    """The chance that all are done by each day, and of each team beside it."""
    return _dates(
        title=_("When are all teams done, and how sure is that?"),
        said=sentences.joint_answer(found),
        dates=_Dates(found.as_of, found.until, found.on_time, found.when, found.percentiles),
        others=[Curve.of(part.forecast.history, part.forecast) for part in found.parts],
    )


def milestone_chart(found: MilestoneForecast, others: Sequence[Curve] = ()) -> Chart:
    """The chance that a milestone is done by each day."""
    return _dates(
        title=_("When is {name} done, and how sure is that?").format(name=found.milestone),
        said=sentences.milestone_answer(found),
        dates=_Dates(found.as_of, found.until, found.on_time, found.when, found.percentiles),
        others=others,
    )


class _Dates(NamedTuple):
    """What the three kinds of forecast of a date have in common."""

    as_of: dt.date
    until: dt.date | None
    on_time: float | None
    when: Sequence[When]
    percentiles: Sequence[float]

    def day(self, weeks: float) -> dt.date:
        return self.as_of + dt.timedelta(days=ceil(7 * weeks))

    def rows(self, percentiles: Sequence[float], cut: bool) -> list[dict[str, Any]]:
        """The chance by each day, without the percentiles that are cut off at the horizon."""
        known = [(at + 1, weeks) for at, weeks in enumerate(percentiles) if not cut or weeks < percentiles[-1]]
        by_day = {self.day(weeks): level for level, weeks in known}
        return [
            {"day": date.isoformat(), "chance": level / 100, "by": day(date, near=self.as_of), "sure": f"{level} %"}
            for date, level in by_day.items()
        ]


def _dates(title: str, said: str, dates: _Dates, others: Sequence[Curve]) -> Chart:
    rows = dates.rows(dates.percentiles, any(each.beyond for each in dates.when))
    return Chart(
        id="forecast",
        title=title,
        subtitle=_("chance to be done by each day"),
        said=said,
        spec=_dated_spec(dates, rows, others) if rows else None,
        columns=(_("Sure, %"), _("Done by")),
        rows=tuple((each.level, each.date.isoformat()) for each in dates.when),
        empty="" if rows else said,
    )


def _dated_spec(dates: _Dates, rows: list[dict[str, Any]], others: Sequence[Curve]) -> Spec:
    curves = [(each.name, drawn) for each in others if (drawn := dates.rows(each.percentiles, each.cut))]
    ends = [dt.date.fromisoformat(drawn[-1]["day"]) for drawn in (rows, *(drawn for _name, drawn in curves))]
    last = max([*ends, *([dates.until] if dates.until is not None else [])])
    # a target years away would press the curve flat: then the axis ends a little after the curve
    if dates.until is not None and (dates.until - dates.as_of) > 3 * (max(ends) - dates.as_of):
        last = max(ends)
    last += dt.timedelta(days=max(2, round(_MARGIN * (last - dates.as_of).days)))
    x, y = time("day", dates.as_of, last), _chance("chance")
    start = {"day": rows[0]["day"], "chance": 0.0, "by": rows[0]["by"], "sure": rows[0]["sure"]}
    layers = [layer("area", "band", [start, *rows], {"x": x, "y": y}, line=False)]
    layers += [layer("line", "neutral", drawn, {"x": x, "y": y}, strokeWidth=1) for _name, drawn in curves]
    layers.append(layer("line", "accent", rows, {"x": x, "y": y}, strokeWidth=2))
    labels = [_said(each, dates.as_of) for each in dates.when if each.level in _LEVELS and not each.beyond]
    dots = [{"day": date.isoformat(), "chance": at} for date, at, _text in labels]
    layers.append(layer("point", "accent", dots, {"x": x, "y": y}, size=50))
    if dates.until is not None and dates.until <= last:
        layers += _target(dates, x, y)
    layers += [*_named(labels, x, y), _pointed(rows, x, y)]
    return layered([*layers, *_ends(curves, dates.as_of, last, x, y)])


def _ends(
    curves: Sequence[tuple[str, list[dict[str, Any]]]], first: dt.date, last: dt.date, x: Spec, y: Spec
) -> list[Spec]:
    """The names of thin curves above their ends, as far as they fit; the table and the sentences have them all."""
    names = [(dt.date.fromisoformat(drawn[-1]["day"]), float(drawn[-1]["chance"]), name) for name, drawn in curves]
    rows = [{"day": date.isoformat(), "chance": at, "text": name} for date, at, name in fitting(names, first, last, y)]
    encoding = {"x": x, "y": y, "text": {"field": "text"}}
    return [layer("text", "label", rows, encoding, align="center", baseline="bottom", dy=-5)] if rows else []


def _named(labels: Sequence[tuple[dt.date, float, str]], x: Spec, y: Spec) -> list[Spec]:
    """Above and left of a rising curve there is always room."""
    rows = [{"day": date.isoformat(), "chance": at, "text": text} for date, at, text in labels]
    encoding = {"x": x, "y": y, "text": {"field": "text"}}
    return [
        layer("text", style, rows, encoding, align="right", baseline="bottom", dx=-7, dy=-3)
        for style in ("halo", "label-strong")
    ]


def _said(each: When, as_of: dt.date) -> tuple[dt.date, float, str]:
    text = _("{level} %: {date}").format(level=each.level, date=day(each.date, near=as_of))
    return each.date, each.level / 100, text


def _target(dates: _Dates, x: Spec, y: Spec) -> list[Spec]:
    assert dates.until is not None
    sure = "" if dates.on_time is None else f", {chance(dates.on_time)}"
    text = _("target {date}").format(date=day(dates.until, near=dates.as_of)) + sure
    row = [{"day": dates.until.isoformat(), "chance": 0.0, "text": text}]
    late = (dates.until - dates.as_of).days > 0.5 * (dt.date.fromisoformat(x["scale"]["domain"][1]) - dates.as_of).days
    align, dx = ("right", -5) if late else ("left", 5)
    encoding = {"x": x, "y": {**y, "field": "chance"}, "text": {"field": "text"}}
    return [
        layer("rule", "signal", row, {"x": x}, strokeWidth=1.5),
        *(
            layer("text", style, row, encoding, align=align, dx=dx, dy=-7, baseline="bottom")
            for style in ("halo", "label-strong")
        ),
    ]


def _how_many(found: FlowForecast) -> Chart:
    points = [each for each in found.at_least if each.chance > 0] or list(found.at_least[:1])
    most = max(each.items for each in points)
    named = [each for each in found.how_many if each.level in _LEVELS]
    x: Spec = {
        "field": "items",
        "type": "quantitative",
        "scale": {"domain": [0, max(most, 1)], "nice": False},
        "axis": {"format": ",d", "tickMinStep": 1},
        "title": None,
    }
    y = _chance("chance")
    rows = [{"items": each.items, "chance": each.chance, "sure": chance(each.chance)} for each in points]
    text = _("{level} %: {n}")
    labels = [
        {"items": each.items, "chance": each.level / 100, "text": text.format(level=each.level, n=f"{each.items:,}")}
        for each in named
    ]
    words = {"x": x, "y": y, "text": {"field": "text"}}
    layers = [
        layer("area", "band", [{"items": 0, "chance": 1.0}, *rows], {"x": x, "y": y}),
        layer("line", "accent", [{"items": 0, "chance": 1.0}, *rows], {"x": x, "y": y}, strokeWidth=2),
        layer("point", "accent", labels, {"x": x, "y": y}, size=50),
        *(
            layer("text", style, labels, words, align="left", dx=8, dy=-4, baseline="bottom")
            for style in ("halo", "label-strong")
        ),
        layer("point", "surface", rows, {"x": x, "y": y, "tooltip": told(_ITEM_HEADS)}, size=300, opacity=0),
    ]
    asked = day(found.until, near=found.as_of) if found.until is not None else ""
    return Chart(
        id="forecast",
        title=_("How many items are done by {date}, and how sure is that?").format(date=asked),
        subtitle=_("chance of at least so many items"),
        said=sentences.answer(found),
        spec=layered(layers),
        columns=(_("Sure, %"), _("At least, items")),
        rows=tuple((each.level, each.items) for each in found.how_many),
    )


def _chance(field: str) -> Spec:
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"domain": [0, _TOP], "nice": False, "zero": True},
        "axis": {"format": ".0%", "values": [0, 0.25, 0.5, 0.75, 1]},
        "title": None,
    }


def _pointed(rows: Sequence[dict[str, Any]], x: Spec, y: Spec) -> Spec:
    """Nothing to see: a wide place for the pointer on each point of the curve."""
    return layer("point", "surface", rows, {"x": x, "y": y, "tooltip": told(_DAY_HEADS)}, size=300, opacity=0)


_DAY_HEADS: Final = {"by": _("Done by"), "sure": _("Sure")}
_ITEM_HEADS: Final = {"items": _("At least"), "sure": _("Sure")}
