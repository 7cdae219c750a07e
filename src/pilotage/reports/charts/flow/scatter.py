"""How long each item took."""

import datetime as dt
from typing import Any, Final

from pilotage.plan.flow.measures import EXPECTED, FEWEST, Basis, Durations, Flow
from pilotage.plan.language.messages import _
from pilotage.plan.language.wording import day
from pilotage.reports.charts.model import Chart
from pilotage.reports.charts.parts import Spec, beside, days, layer, layered, time, told, written

_TITLE: Final = 80
_NAMED: Final = 3


def scatter_chart(flow: Flow) -> Chart:
    """Items by the day on which they were finished and the days that they took, with percentiles."""
    found, taken = flow.points, of_basis(flow)
    subtitle = (
        _("days from start to finish, both included; a dot is an item")
        if flow.basis is Basis.STARTED
        else _("days from creation to finish, both included; a dot is an item")
    )
    if found.every > 1:
        thinned = _("of {n} items those over {days} days and one in {every} of the others are drawn")
        subtitle += "; " + thinned.format(n=f"{found.items:,}", days=found.whole_above, every=found.every)
    return Chart(
        id="cycle-scatter",
        title=_("How long does an item take?"),
        subtitle=subtitle,
        said=_said(taken),
        spec=_spec(flow, taken) if found.points else None,
        columns=(_("Item"), _("Title"), _("Finished"), _("Days")),
        rows=tuple((each.key, each.title, each.finished.isoformat(), each.days) for each in found.points),
        empty="" if found.points else _("Nothing was finished in these {weeks} weeks.").format(weeks=len(flow.weeks)),
    )


def of_basis(flow: Flow) -> Durations:
    """The durations that ages are compared with."""
    return flow.cycle_time if flow.basis is Basis.STARTED else flow.lead_time


def _said(taken: Durations) -> str:
    if not taken.percentiles:
        return _("Too few items were finished to say how long one takes: {n} of {least}.").format(
            n=taken.items, least=FEWEST
        )
    parts = [
        _("{share} % within {days} days").format(share=level, days=f"{each:,}")
        for level, each in taken.percentiles.items()
    ]
    return _("Of {n} items, {parts}.").format(n=f"{taken.items:,}", parts=", ".join(parts))


def _spec(flow: Flow, taken: Durations) -> Spec:
    first, last = flow.weeks[0].last - dt.timedelta(days=6), flow.as_of + dt.timedelta(days=1)
    found = flow.points.points
    typical = taken.percentiles.get(50, 1)
    y = days("days", 1.12 * max(each.days for each in found), typical)
    x = time("on", first, last)
    slow = taken.percentiles.get(EXPECTED)
    rows: list[dict[str, Any]] = [
        {"on": each.finished.isoformat(), "days": each.days, "key": each.key, "title": each.title[:_TITLE]}
        | {"told": day(each.finished, near=flow.as_of)}
        for each in found
    ]
    heads = {"key": _("Item"), "title": _("Title"), "told": _("Finished"), "days": _("Days")}
    encoding = {"x": x, "y": y, "tooltip": told(heads)}
    layers = [
        layer("rule", "center" if level == EXPECTED else "limit", [{"days": each}], {"y": y})
        for level, each in taken.percentiles.items()
    ]
    layers.append(layer("point", "dim", [row for row in rows if slow is None or row["days"] <= slow], encoding))
    layers.append(layer("point", "accent", [row for row in rows if slow is not None and row["days"] > slow], encoding))
    labels = [
        (float(each), _("{share} % ≤ {days} d").format(share=level, days=f"{each:,}"), _style(level))
        for level, each in taken.percentiles.items()
    ]
    longest = sorted(found, key=lambda each: (-each.days, each.key))[:_NAMED]
    names = [(each.finished, float(each.days), each.key) for each in longest if slow is not None and each.days > slow]
    return layered([*layers, *beside(labels, y), *written(names, first, last, x, y)])


def _style(level: int) -> str:
    return "label-strong" if level == EXPECTED else "label-faint"
