"""How much work there is in each state, day by day."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

from pilotage.plan.flow.measures import Basis, Flow
from pilotage.plan.flow.measures.cumulative import Cumulative, InState
from pilotage.plan.language.messages import _
from pilotage.plan.language.wording import day
from pilotage.reports.charts.model import Chart
from pilotage.reports.charts.parts import Spec, amount, beside, hover, layer, layered, steps, time

_DAY: Final = dt.timedelta(days=1)
_MOST: Final = 5
_TOWERING: Final = 4
"""A backlog of more than so many times all other work is told, not drawn: it would flatten everything else."""


def cumulative_chart(flow: Flow) -> Chart:
    """A cumulative flow diagram: to do on top of in progress on top of done since the period began."""
    found = flow.cumulative
    told = any((*found.todo, *found.doing, *found.done))
    towering = _towering(flow)
    subtitle = _("items at the end of each day; done counts from {day}").format(day=day(_first(found), near=flow.as_of))
    if towering:
        subtitle += "; " + _("the backlog of {n} is not drawn").format(n=f"{found.todo[-1]:,}")
    return Chart(
        id="cfd",
        title=_("Where is the work?"),
        subtitle=subtitle,
        said=_said(flow),
        spec=_spec(flow, towering=towering) if told else None,
        columns=(_("Day"), _("To do"), _("In progress"), _("Done")),
        rows=tuple(
            (date.isoformat(), *counts)
            for date, *counts in zip(found.days, found.todo, found.doing, found.done, strict=True)
        ),
        empty="" if told else _("No item was there in this time."),
    )


def states_chart(flow: Flow) -> Chart | None:
    """Open items by state; None where the changes of state are unknown."""
    found = flow.cumulative
    if not found.states:
        return None
    names = [_name(state) for state in found.states]
    fullest = sorted(found.states, key=lambda state: -state.counts[-1])[:_MOST]
    now = [f"{_name(state)} {state.counts[-1]:,}" for state in fullest if state.counts[-1]]
    return Chart(
        id="cfd-states",
        title=_("In which state does the open work stand?"),
        subtitle=_("open items at the end of each day, by state"),
        said=_("Most open items on {day} are in: {states}.").format(day=day(flow.as_of), states=", ".join(now) or "0"),
        spec=_states_spec(flow),
        columns=(_("Day"), *names),
        rows=tuple(
            (date.isoformat(), *(state.counts[at] for state in found.states)) for at, date in enumerate(found.days)
        ),
    )


def _first(found: Cumulative) -> dt.date:
    return found.days[0] if len(found.days) < 2 else found.days[0] - (found.days[1] - found.days[0]) + _DAY


def _towering(flow: Flow) -> bool:
    found = flow.cumulative
    others = max(doing + done for doing, done in zip(found.doing, found.done, strict=True))
    return flow.basis is Basis.STARTED and max(found.todo) > _TOWERING * max(others, 1)


def _said(flow: Flow) -> str:
    found, weeks = flow.cumulative, len(flow.weeks)
    if flow.basis is Basis.CREATED:
        text = _("{n} items are open, {change} {weeks} weeks ago; {done} were done since.")
        return text.format(n=f"{found.todo[-1]:,}", change=_change(found.todo), weeks=weeks, done=f"{found.done[-1]:,}")
    text = _("{n} items are in progress, {change} {weeks} weeks ago; {todo} are to do, {done} were done since.")
    return text.format(
        n=f"{found.doing[-1]:,}",
        change=_change(found.doing),
        weeks=weeks,
        todo=f"{found.todo[-1]:,}",
        done=f"{found.done[-1]:,}",
    )


def _change(counts: Sequence[int]) -> str:
    more = counts[-1] - counts[0]
    if more == 0:
        return _("as many as")
    return (_("{n} more than") if more > 0 else _("{n} fewer than")).format(n=f"{abs(more):,}")


def _spec(flow: Flow, *, towering: bool) -> Spec:
    found = flow.cumulative
    rows: list[dict[str, Any]] = [
        {"day": date.isoformat(), "told": day(date, near=flow.as_of), "done": done, "doing": doing, "todo": todo}
        | {"a": done, "b": done + doing, "c": done + doing + todo}
        for date, todo, doing, done in zip(found.days, found.todo, found.doing, found.done, strict=True)
    ]
    drawn = [("done", "a", None), ("doing", "b", "a"), *([] if towering else [("todo", "c", "b")])]
    if flow.basis is Basis.CREATED:
        drawn = [("done", "a", None), ("todo", "c", "a")]
    rows = _until(rows, flow.as_of)
    x = time("day", found.days[0], flow.as_of + _DAY)
    y = amount("c", 1.06 * max(1, *(row[drawn[-1][1]] for row in rows)))
    layers = [_area(style, top, foot, x, y) for style, top, foot in drawn]
    layers += [layer("line", f"{style}-edge", None, {"x": x, "y": {**y, "field": top}}, interpolate="step-after")
               for style, top, _foot in drawn]  # fmt: skip
    words = {"done": _("Done {n}"), "doing": _("In progress {n}"), "todo": _("To do {n}")}
    if flow.basis is Basis.CREATED:
        words["todo"] = _("Open {n}")
    last = rows[-1]
    labels = [
        ((last[top] + (last[foot] if foot else 0)) / 2, words[style].format(n=f"{last[style]:,}"), "label")
        for style, top, foot in drawn
    ]
    heads = {"told": _("Day"), "todo": _("To do"), "doing": _("In progress"), "done": _("Done")}
    return layered([*layers, *beside(labels, y), hover(None, x, "until", heads)], rows)


def _until(rows: list[dict[str, Any]], as_of: dt.date) -> list[dict[str, Any]]:
    """Each row holds until the next one."""
    whole = steps(rows, "day", as_of + _DAY)
    return [row | {"until": after["day"]} for row, after in zip(whole, [*whole[1:], whole[-1]], strict=True)]


def _area(style: str, top: str, foot: str | None, x: Spec, y: Spec) -> Spec:
    below: Spec = {"y2": {"field": foot}} if foot else {"y2": {"datum": 0}}
    return layer("area", style, None, {"x": x, "y": {**y, "field": top}, **below}, interpolate="step-after")


def _name(state: InState) -> str:
    return state.name or _("not known")


def _states_spec(flow: Flow) -> Spec:
    found = flow.cumulative
    shown = _shown(found.states)
    totals = [sum(counts[at] for _name, counts in shown) for at in range(len(found.days))]
    x = time("day", found.days[0], flow.as_of + _DAY)
    y = amount("top", 1.06 * max(*totals, 1))
    color: Spec = {"field": "state", "type": "nominal", "legend": None}
    color["scale"] = {"domain": [name for name, _counts in reversed(shown)], "range": "ordinal"}
    layers, labels = [], []
    foot = [0] * len(found.days)
    for name, counts in shown:
        top = [low + count for low, count in zip(foot, counts, strict=True)]
        rows = [
            {"day": date.isoformat(), "foot": low, "top": high, "state": name}
            for date, low, high in zip(found.days, foot, top, strict=True)
        ]
        encoding = {"x": x, "y": y, "y2": {"field": "foot"}, "color": color}
        layers.append(layer("area", "band", steps(rows, "day", flow.as_of + _DAY), encoding, interpolate="step-after"))
        if counts[-1]:
            labels.append(((foot[-1] + top[-1]) / 2, f"{name} {counts[-1]:,}", "label"))
        foot = top
    return layered([*layers, *beside(labels, y)])


def _shown(states: Sequence[InState]) -> list[tuple[str, Sequence[int]]]:
    """From the last state at the foot to the first on top; the smallest ones together."""
    states = sorted(states, key=lambda state: state.name != "")
    large = sorted(states, key=lambda state: -sum(state.counts))[: _MOST if len(states) <= _MOST else _MOST - 1]
    small = [state for state in states if state not in large]
    shown: list[tuple[str, Sequence[int]]] = [(_name(state), state.counts) for state in states if state in large]
    shown.reverse()
    if small:
        rest = [sum(counts) for counts in zip(*(state.counts for state in small), strict=True)]
        shown.append((_("{n} other states").format(n=len(small)), rest))
    return shown
