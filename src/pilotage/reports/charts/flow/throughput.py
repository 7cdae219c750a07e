"""How many items are finished a week, between which limits, and where that is more than chance."""

import datetime as dt
from typing import Any

from pilotage.engine.flow.control_charts import Rule
from pilotage.plan.flow.measures import Control, Flow, Signal
from pilotage.plan.flow.measures.findings import signal_sentences
from pilotage.plan.language.messages import _, ngettext
from pilotage.plan.language.wording import day, number
from pilotage.reports.charts.model import Chart
from pilotage.reports.charts.parts import Spec, amount, beside, hover, layer, layered, span, steps, time, written

_WEEK = dt.timedelta(days=6)
_NAMED = 6


def throughput_chart(flow: Flow) -> Chart:
    """A run chart with natural process limits (XmR)."""
    finished = [week.finished for week in flow.weeks]
    known = any(finished)
    return Chart(
        id="throughput",
        title=_("How much is finished a week, and is that more than chance?"),
        subtitle=_("items finished a week, {weeks} weeks").format(weeks=len(flow.weeks)),
        said=_said(flow),
        spec=_spec(flow) if known else None,
        columns=(_("Week to"), _("Finished"), _("Came in")),
        rows=tuple((week.last.isoformat(), week.finished, week.arrived) for week in flow.weeks),
        empty="" if known else _("Nothing was finished in these {weeks} weeks.").format(weeks=len(flow.weeks)),
    )


def _said(flow: Flow) -> str:
    finished = [week.finished for week in flow.weeks]
    text = _("{mean} items a week on average, {least} to {most}.")
    said = [text.format(mean=number(sum(finished) / len(finished)), least=min(finished), most=max(finished))]
    said += signal_sentences(flow)
    quiet = flow.control is not None and not flow.control.signals
    return " ".join([*said, _("No week differs by more than chance.")] if quiet else said)


def _spec(flow: Flow) -> Spec:
    first, last = flow.weeks[0].last - _WEEK, flow.as_of + dt.timedelta(days=1)
    rows: list[dict[str, Any]] = [
        {
            "from": (week.last - _WEEK).isoformat(),
            "to": (week.last + dt.timedelta(days=1)).isoformat(),
            "finished": week.finished,
            "week": span(week.last - _WEEK, week.last),
            "arrived": week.arrived,
        }
        for week in flow.weeks
    ]
    highest = max(week.finished for week in flow.weeks)
    top = 1.12 * max(highest, flow.control.upper if flow.control else 0, 1)
    x, y = time("from", first, last), amount("finished", top)
    heads = {"week": _("Week"), "finished": _("Finished"), "arrived": _("Came in")}
    drawn = [{"from": row["from"], "finished": row["finished"]} for row in rows]
    line = layer("line", "accent", steps(drawn, "from", last), {"x": x, "y": y}, interpolate="step-after")
    labels = _limits(flow.control)
    layers = [*(_level(value, style, y) for value, _text, style in labels), line]
    if flow.control is not None:
        layers += _signals(flow, flow.control, x, y)
    layers += [
        *beside([(value, text, "label-faint") for value, text, _style in labels], y),
        hover(rows, x, "to", heads),
    ]
    return layered(layers)


def _limits(control: Control | None) -> list[tuple[float, str, str]]:
    if control is None:
        return []
    levels = [
        (control.upper, _("upper limit {n}").format(n=number(control.upper)), "limit"),
        (control.mean, _("mean {n}").format(n=number(control.mean)), "center"),
    ]
    if control.lower > 0:
        levels.append((control.lower, _("lower limit {n}").format(n=number(control.lower)), "limit"))
    return levels


def _level(value: float, style: str, y: Spec) -> Spec:
    return layer("rule", style, [{"finished": value}], {"y": y})


def _signals(flow: Flow, control: Control, x: Spec, y: Spec) -> list[Spec]:
    """Weeks of a run are drawn strong, weeks beyond the limits are dots; each with its words, as far as they fit."""
    layers: list[Spec] = []
    labels: list[tuple[dt.date, float, str]] = []
    for signal in control.signals:
        weeks = [week for week in flow.weeks if signal.first <= week.last <= signal.last]
        rows = [{"from": (week.last - _WEEK).isoformat(), "finished": week.finished} for week in weeks]
        highest = max(week.finished for week in weeks)
        if signal.rule is Rule.BEYOND_LIMITS:
            middle = weeks[0].last - dt.timedelta(days=3)
            dot = [{"from": middle.isoformat(), "finished": weeks[0].finished}]
            layers.append(layer("point", "signal", dot, {"x": x, "y": y}, size=50))
        else:
            middle = signal.first - _WEEK + (signal.last - signal.first + _WEEK) / 2
            whole = steps(rows, "from", signal.last + dt.timedelta(days=1))
            layers.append(layer("line", "signal", whole, {"x": x, "y": y}, interpolate="step-after"))
        labels.append((middle, highest, _words(signal, highest, flow)))
    labels.sort(key=lambda label: -label[1])
    return [*layers, *written(labels[:_NAMED], flow.weeks[0].last - _WEEK, flow.as_of, x, y)]


def _words(signal: Signal, highest: int, flow: Flow) -> str:
    """As few as can be: the sentence says more."""
    if signal.rule is Rule.BEYOND_LIMITS:
        return _("{n}, {date}").format(n=highest, date=day(signal.first, near=flow.as_of))
    return ngettext("{n} week", "{n} weeks", signal.weeks).format(n=signal.weeks) + " " + _SIDES[signal.side]


_SIDES = {1: _("above the mean"), -1: _("below the mean"), 0: _("not by chance")}
