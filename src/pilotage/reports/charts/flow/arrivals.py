"""Does more come in than goes out?"""

import datetime as dt
from itertools import accumulate
from typing import Any

from pilotage.plan.flow.measures import Flow
from pilotage.plan.language.messages import _
from pilotage.plan.language.wording import number
from pilotage.reports.charts.model import Chart
from pilotage.reports.charts.parts import Spec, amount, beside, hover, layer, layered, span, steps, time

_WEEK = dt.timedelta(days=6)
_DAY = dt.timedelta(days=1)


def arrivals_chart(flow: Flow) -> Chart:
    """Items that came in and items that went out, counted up from the beginning of the period."""
    came = list(accumulate(week.arrived for week in flow.weeks))
    done = list(accumulate(week.finished + week.swept for week in flow.weeks))
    swept = sum(week.swept for week in flow.weeks)
    known = came[-1] + done[-1] > 0
    return Chart(
        id="arrivals",
        title=_("Does more come in than goes out?"),
        subtitle=_subtitle(flow, swept),
        said=_said(came[-1], done[-1], len(flow.weeks)),
        spec=_spec(flow, came, done) if known else None,
        columns=(_("Week to"), _("Came in"), _("Went out"), _("More open than at the beginning")),
        rows=tuple(
            (week.last.isoformat(), week.arrived, week.finished + week.swept, more - fewer)
            for week, more, fewer in zip(flow.weeks, came, done, strict=True)
        ),
        empty="" if known else _("Nothing came in and nothing was finished."),
    )


def _subtitle(flow: Flow, swept: int) -> str:
    told = _("items from {days}, counted up").format(days=span(flow.weeks[0].last - _WEEK, flow.as_of))
    return told + "; " + _("{n} of those that went were closed in bulk").format(n=f"{swept:,}") if swept else told


def _said(came: int, done: int, weeks: int) -> str:
    text = _("{came} came in and {done} went out in {weeks} weeks: ")
    said = text.format(came=f"{came:,}", done=f"{done:,}", weeks=weeks)
    if came == done:
        return said + _("as many.")
    rate = number(abs(came - done) / weeks)
    return said + (_("{n} a week pile up.") if came > done else _("the pile shrinks by {n} a week.")).format(n=rate)


def _spec(flow: Flow, came: list[int], done: list[int]) -> Spec:
    rows: list[dict[str, Any]] = [
        {"from": (week.last - _WEEK).isoformat(), "to": (week.last + _DAY).isoformat(), "came": more, "done": fewer}
        | {"week": span(week.last - _WEEK, week.last), "arrived": week.arrived, "finished": week.finished + week.swept}
        for week, more, fewer in zip(flow.weeks, came, done, strict=True)
    ]
    last = flow.as_of + _DAY
    x = time("from", flow.weeks[0].last - _WEEK, last)
    y = amount("came", 1.06 * max(came[-1], done[-1], 1))
    whole = steps(rows, "from", last)
    out = {**y, "field": "done"}
    layers = [
        layer("area", "band", whole, {"x": x, "y": y, "y2": {"field": "done"}}, interpolate="step-after"),
        layer("line", "neutral", whole, {"x": x, "y": y}, interpolate="step-after"),
        layer("line", "accent", whole, {"x": x, "y": out}, interpolate="step-after"),
    ]
    labels = [
        (came[-1], _("{n} came in").format(n=f"{came[-1]:,}"), "label"),
        (done[-1], _("{n} went out").format(n=f"{done[-1]:,}"), "label-accent"),
    ]
    heads = {"week": _("Week"), "arrived": _("Came in"), "finished": _("Went out")}
    return layered(
        [*layers, *beside([(float(at), text, style) for at, text, style in labels], y), hover(rows, x, "to", heads)]
    )
