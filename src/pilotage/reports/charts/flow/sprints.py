"""What sprints committed to, what they finished, what they carried over."""

import datetime as dt
from typing import Any, Final, Protocol

from pilotage.plan.flow.measures.sprints import Burn, Sprint, Sprints
from pilotage.plan.language.messages import _, ngettext
from pilotage.plan.language.wording import day, percent
from pilotage.reports.charts.model import Chart
from pilotage.reports.charts.parts import Spec, amount, apart, hover, layer, layered, span, steps, time, told

_ROW: Final = 22
_NAME: Final = 28
_DAY: Final = dt.timedelta(days=1)


class WithSprints(Protocol):
    """A flow, or the sprints of one workstream alone."""

    @property
    def sprints(self) -> Sprints | None: ...

    @property
    def as_of(self) -> dt.date: ...


def sprints_chart(flow: WithSprints) -> Chart | None:
    """A bar a sprint: done and carried over, with a tick where its commitment ended; None without sprints."""
    found, as_of = flow.sprints, flow.as_of
    if found is None:
        return None
    subtitle = _("items in each sprint; the tick is what it committed to at its start")
    if found.sprints and not all(each.dated for each in found.sprints):
        subtitle += "; " + _("the data does not tell when items were put in: those created by the start count")
    return Chart(
        id="sprints",
        title=_("Do sprints finish what they commit to?"),
        subtitle=subtitle,
        said=_said(found.sprints, as_of) if found.sprints else _("No sprint with known dates lies in this time."),
        spec=_spec(found.sprints) if found.sprints else None,
        columns=(
            *(_("Sprint"), _("Start"), _("Finish"), _("Closed"), _("Committed"), _("Carried in"), _("Added")),
            *(_("Removed"), _("Done"), _("Carried over")),
        ),
        rows=tuple(_row(each) for each in found.sprints),
        empty="" if found.sprints else _("Items name sprints, but no sprint of this time has known dates."),
    )


def _row(each: Sprint) -> tuple[str | int | None, ...]:
    closed = each.closed.isoformat() if each.closed is not None else None
    return (
        *(each.name, each.start.isoformat(), each.finish.isoformat(), closed),
        *(each.committed, each.carried_in, each.added, each.removed, each.done, each.carried),
    )


def _said(sprints: tuple[Sprint, ...], as_of: dt.date) -> str:
    over = [each for each in sprints if each.closed is not None or each.finish < as_of]
    done, carried = sum(each.done for each in over), sum(each.carried for each in over)
    if not done + carried:
        return _("No sprint of this time has ended.")
    text = ngettext("In {n} sprint that ended {share} of the items", "In {n} sprints {share} of the items", len(over))
    tail = _(" that were in them at the end were done, {carried} were carried over.")
    share = percent(done / (done + carried))
    return text.format(n=len(over), share=share) + tail.format(carried=f"{carried:,}")


def _spec(sprints: tuple[Sprint, ...]) -> Spec:
    labels = [_short(each.name, sprints) for each in sprints]
    rows: list[dict[str, Any]] = [
        {"sprint": label, "name": each.name, "when": span(each.start, each.finish), "committed": each.committed}
        | {"added": each.added, "done": each.done, "carried": each.carried, "whole": each.done + each.carried}
        | {"text": _("{done} of {all} done").format(done=each.done, all=each.done + each.carried)}
        for label, each in zip(labels, sprints, strict=True)
    ]
    top = 1.02 * max(max(row["whole"], row["committed"], 1) for row in rows)
    x = amount("whole", top)
    y: Spec = {"field": "sprint", "type": "nominal", "sort": None, "title": None}
    y["scale"] = {"domain": labels, "paddingInner": 0.35}
    y["axis"] = {"grid": False, "labelLimit": 200}
    heads = {"name": _("Sprint"), "when": _("Planned"), "committed": _("Committed"), "added": _("Added")}
    heads |= {"done": _("Done"), "carried": _("Carried over")}
    done, nothing = {**x, "field": "done"}, {"datum": 0}
    layers = [
        layer("bar", "todo", None, {"x": done, "x2": {"field": "whole"}, "y": y}),
        layer("bar", "done", None, {"x": done, "x2": nothing, "y": y}),
        layer("tick", "signal", None, {"x": {**x, "field": "committed"}, "y": y}, thickness=2, bandSize=20),
        layer("text", "label", None, {"x": {"value": "width"}, "y": y, "text": {"field": "text"}}, align="left", dx=6),
        layer("bar", "surface", None, {"x": x, "x2": nothing, "y": y, "tooltip": told(heads)}, opacity=0),
    ]
    return layered(layers, rows, height=44 + _ROW * len(rows))


def _short(name: str, sprints: tuple[Sprint, ...]) -> str:
    """Cut in the middle, where names of sprints are alike; whole where cutting would make two the same."""
    if len(name) <= _NAME:
        return name
    cut = f"{name[: _NAME // 2]}…{name[-(_NAME // 2) :]}"
    same = sum(f"{each.name[: _NAME // 2]}…{each.name[-(_NAME // 2) :]}" == cut for each in sprints)
    return cut if same == 1 else name


def burn_chart(flow: WithSprints) -> Chart | None:
    """The last sprint by day, burning up; None without sprints whose dates are known."""
    burn = None if flow.sprints is None else flow.sprints.burn
    if burn is None:
        return None
    left = burn.scope[-1] - burn.done[-1]
    said = ngettext(
        "{done} of {scope} items of {sprint} are done, {left} is left; it was planned to end on {day}.",
        "{done} of {scope} items of {sprint} are done, {left} are left; it was planned to end on {day}.",
        left,
    )
    subtitle = _("items in {sprint} and done, at the end of each day").format(sprint=burn.name)
    if not burn.dated:
        subtitle += "; " + _("the data does not tell when items were put in: they count from their creation")
    return Chart(
        id="sprint-burn",
        title=_("How does the last sprint go?"),
        subtitle=subtitle,
        said=said.format(
            done=burn.done[-1], scope=burn.scope[-1], sprint=burn.name, left=left, day=day(burn.finish, near=flow.as_of)
        ),
        spec=_burn_spec(burn),
        columns=(_("Day"), _("In the sprint"), _("Done"), _("Left")),
        rows=tuple(
            (date.isoformat(), scope, done, scope - done)
            for date, scope, done in zip(burn.days, burn.scope, burn.done, strict=True)
        ),
    )


def _burn_spec(burn: Burn) -> Spec:
    last = max(burn.days[-1], burn.finish) + _DAY
    rows = [
        {"day": date.isoformat(), "until": (date + _DAY).isoformat(), "told": day(date), "scope": scope, "done": done}
        | {"left": scope - done}
        for date, scope, done in zip(burn.days, burn.scope, burn.done, strict=True)
    ]
    x, y = time("day", burn.days[0], last), amount("scope", 1.1 * max(*burn.scope, 1))
    done = {**y, "field": "done"}
    planned = [{"day": burn.days[0].isoformat(), "scope": burn.done[0]}]
    planned.append({"day": (burn.finish + _DAY).isoformat(), "scope": burn.scope[-1]})
    drawn = steps(
        [{"day": row["day"], "scope": row["scope"], "done": row["done"]} for row in rows], "day", burn.days[-1] + _DAY
    )
    layers = [
        layer("line", "plan", planned, {"x": x, "y": y}),
        layer("line", "neutral", drawn, {"x": x, "y": y}, interpolate="step-after"),
        layer("line", "accent", drawn, {"x": x, "y": done}, interpolate="step-after"),
    ]
    words = (
        ("label", _("{n} in the sprint").format(n=burn.scope[-1])),
        ("label-accent", _("{n} done").format(n=burn.done[-1])),
    )
    places = apart([burn.scope[-1] / y["scale"]["domain"][1], burn.done[-1] / y["scale"]["domain"][1]])
    for (style, text), place in zip(words, places, strict=True):
        row = [{"day": drawn[-1]["day"], "at": place * y["scale"]["domain"][1], "text": text}]
        at = {"x": x, "y": {**y, "field": "at"}, "text": {"field": "text"}}
        layers += [layer("text", each, row, at, align="left", baseline="middle", dx=6) for each in ("halo", style)]
    heads = {"told": _("Day"), "scope": _("In the sprint"), "done": _("Done"), "left": _("Left")}
    return layered([*layers, hover(rows, x, "until", heads)])


def burndown_chart(flow: WithSprints) -> Chart | None:
    """What is left of the last sprint by day, with the line from what was in it at first to nothing on its last day."""
    burn = None if flow.sprints is None else flow.sprints.burn
    if burn is None:
        return None
    left = [scope - done for scope, done in zip(burn.scope, burn.done, strict=True)]
    came = burn.scope[-1] - burn.scope[0]
    said = ngettext("{n} item is left of {sprint}", "{n} items are left of {sprint}", left[-1])
    tail = _("; since its start {came} came in more than went out.") if came > 0 else "."
    return Chart(
        id="sprint-burndown",
        title=_("How much is left of the last sprint?"),
        subtitle=_("items of {sprint} that are not done, at the end of each day").format(sprint=burn.name),
        said=(said + tail).format(n=left[-1], sprint=burn.name, came=came),
        spec=_burndown_spec(burn, left),
        columns=(_("Day"), _("Left")),
        rows=tuple((date.isoformat(), each) for date, each in zip(burn.days, left, strict=True)),
    )


def _burndown_spec(burn: Burn, left: list[int]) -> Spec:
    last = max(burn.days[-1], burn.finish) + _DAY
    rows = [
        {"day": date.isoformat(), "until": (date + _DAY).isoformat(), "told": day(date), "left": each, "scope": scope}
        for date, each, scope in zip(burn.days, left, burn.scope, strict=True)
    ]
    x, y = time("day", burn.days[0], last), amount("left", 1.1 * max(*left, burn.scope[0], 1))
    planned = [{"day": burn.days[0].isoformat(), "left": burn.scope[0]}]
    planned.append({"day": (burn.finish + _DAY).isoformat(), "left": 0})
    drawn = steps([{"day": row["day"], "left": row["left"]} for row in rows], "day", burn.days[-1] + _DAY)
    label = [{"day": drawn[-1]["day"], "left": left[-1], "text": _("{n} left").format(n=left[-1])}]
    at = {"x": x, "y": y, "text": {"field": "text"}}
    layers = [
        layer("line", "plan", planned, {"x": x, "y": y}),
        layer("line", "accent", drawn, {"x": x, "y": y}, interpolate="step-after"),
        *(layer("text", style, label, at, align="left", baseline="middle", dx=6) for style in ("halo", "label-accent")),
    ]
    heads = {"told": _("Day"), "left": _("Left"), "scope": _("In the sprint")}
    return layered([*layers, hover(rows, x, "until", heads)])
