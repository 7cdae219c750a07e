"""How the forecast of a milestone moved from one time that it was made to the next."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

from pilotage.plan.insight.history import ForecastPoint
from pilotage.plan.language.messages import _, ngettext
from pilotage.plan.language.wording import day
from pilotage.reports.charts.model import Chart
from pilotage.reports.charts.parts import Spec, beside, hover, layer, layered, steps, time

FEWEST: Final = 3
_MILLISECONDS: Final = 86_400_000
_MARGIN: Final = 0.06


def history_chart(title: str, points: Sequence[ForecastPoint]) -> Chart:
    """P50 and P85 of a milestone over the days on which they were forecast, with its target; later is up. ``points``
    are the oldest first.
    """
    enough = len(points) >= FEWEST
    missing = ngettext(
        "{n} forecast so far; the chart begins with the third.",
        "{n} forecasts so far; the chart begins with the third.",
        len(points),
    ).format(n=len(points))
    return Chart(
        id="history",
        title=_("How did the forecast of {title} move?").format(title=title),
        subtitle=_("forecast finish, by the day on which it was made"),
        said=_said(title, points) if enough else missing,
        spec=_spec(points) if enough else None,
        columns=(_("Made"), "P50", "P85", _("Target"), _("Plan")),
        rows=tuple((_iso(p.made), _iso(p.p50), _iso(p.p85), _iso(p.target), _iso(p.plan)) for p in points),
        empty="" if enough else missing,
    )


def _iso(date: dt.date | None) -> str | None:
    return None if date is None else date.isoformat()


def _said(title: str, points: Sequence[ForecastPoint]) -> str:
    first, last = points[0], points[-1]
    text = _(
        "In {n} forecasts since {made}, the P85 of {title} moved from {was} to {now}, its P50 from {then} to {half}."
    )
    told = text.format(
        n=len(points),
        made=day(first.made),
        title=title,
        was=day(first.p85),
        now=day(last.p85),
        then=day(first.p50),
        half=day(last.p50),
    )
    if last.target is None:
        return told
    return f"{told} " + _("The target is {target}.").format(target=day(last.target))


class _Scale:
    """Days on the vertical axis: a number of days from the earliest."""

    def __init__(self, points: Sequence[ForecastPoint]) -> None:
        days = [date for point in points for date in (point.p50, point.p85, point.target) if date is not None]
        margin = max(1, round(_MARGIN * (max(days) - min(days)).days))
        self.low, self.high = min(days) - dt.timedelta(margin), max(days) + dt.timedelta(margin)

    def at(self, date: dt.date) -> int:
        return (date - self.low).days

    def axis(self, field: str) -> Spec:
        base = int(dt.datetime.combine(self.low, dt.time(), dt.UTC).timestamp() * 1000)
        form = "%-d %b" if self.low.year == self.high.year else "%-d %b %y"
        return {
            "field": field,
            "type": "quantitative",
            "scale": {"domain": [0, (self.high - self.low).days], "nice": False, "zero": True},
            "axis": {
                "labelExpr": f"utcFormat({base} + datum.value * {_MILLISECONDS}, '{form}')",
                "tickCount": 4,
                "tickMinStep": 1,
            },
            "title": None,
        }


def _spec(points: Sequence[ForecastPoint]) -> Spec:
    scale = _Scale(points)
    first, last = points[0].made, points[-1].made
    end = last + dt.timedelta(days=max(1, round((last - first).days / 30)))
    x, p50, p85 = time("made", first, end), scale.axis("p50"), scale.axis("p85")
    rows = [_row(scale, point) for point in points]
    until = [*(row["made"] for row in rows[1:]), end.isoformat()]
    whole = steps(rows, "made", end)
    newest = points[-1]
    labels = [(scale.at(newest.p85), _("P85"), "label-accent"), (scale.at(newest.p50), _("P50"), "label")]
    layers = [layer("area", "band", whole, {"x": x, "y": p50, "y2": {"field": "p85"}}, interpolate="step-after")]
    aims = [row for row in rows if row["target"] is not None]
    if aims and newest.target is not None:
        aim = {"x": x, "y": scale.axis("target")}
        layers.append(layer("line", "signal", steps(aims, "made", end), aim, interpolate="step-after", strokeWidth=1))
        labels.append((scale.at(newest.target), _("target"), "label-strong"))
    layers += [
        layer("line", "accent", whole, {"x": x, "y": p50}, interpolate="step-after", strokeWidth=1),
        layer("line", "accent", whole, {"x": x, "y": p85}, interpolate="step-after", strokeWidth=2),
        layer("point", "accent", rows[-1:], {"x": x, "y": p85}, size=50),
        *beside(labels, p85),
        hover([{**row, "to": to} for row, to in zip(rows, until, strict=True)], x, "to", _HEADS),
    ]
    return layered(layers)


_HEADS: Final = {"day": _("Made"), "said85": "P85", "said50": "P50", "aim": _("Target")}


def _row(scale: _Scale, point: ForecastPoint) -> dict[str, Any]:
    return {
        "made": point.made.isoformat(),
        "p50": scale.at(point.p50),
        "p85": scale.at(point.p85),
        "target": None if point.target is None else scale.at(point.target),
        "day": day(point.made),
        "said85": day(point.p85),
        "said50": day(point.p50),
        "aim": "–" if point.target is None else day(point.target),
    }
