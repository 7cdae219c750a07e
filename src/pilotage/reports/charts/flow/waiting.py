"""Where does the time between start and finish go?"""

from typing import Final

from pilotage.plan.flow.measures import Flow
from pilotage.plan.flow.measures.findings import efficiency
from pilotage.plan.language.messages import _
from pilotage.plan.language.wording import number, percent
from pilotage.plan.vocabulary.work_items import StatusCategory
from pilotage.reports.charts.model import Chart
from pilotage.reports.charts.parts import Spec, amount, layer, layered, told

_MOST: Final = 8
_LEAST: Final = 0.005
_ROW: Final = 24


def waiting_chart(flow: Flow) -> Chart | None:
    """The share of the time from start to finish in each state; None where the changes of state are unknown."""
    if flow.efficiency is None or not flow.in_states:
        return None
    return Chart(
        id="time-in-states",
        title=_("Where does the time go?"),
        subtitle=_("share of the time from start to finish of {n} finished items; strong: states of work").format(
            n=f"{flow.efficiency_items:,}"
        ),
        said=efficiency(flow),
        spec=_spec(flow),
        columns=(_("State"), _("Items"), _("Days on average"), _("Share of the time, %")),
        rows=tuple((each.name, each.items, round(each.days, 1), round(100 * each.share, 1)) for each in flow.in_states),
    )


def _spec(flow: Flow) -> Spec:
    longest = [each for each in sorted(flow.in_states, key=lambda each: -each.share)[:_MOST] if each.share >= _LEAST]
    rows = [
        {"state": each.name, "share": round(100 * each.share, 1), "days": number(each.days), "items": each.items}
        | {"text": _("{share}, {days} days").format(share=percent(each.share), days=number(each.days))}
        | {"working": each.category is StatusCategory.DOING}
        for each in flow.in_states
        if each in longest
    ]
    x = amount("share", 1.02 * max(100 * each.share for each in longest), whole=False)
    x["axis"] = {"labelExpr": "datum.label + ' %'", "tickCount": 5}
    y: Spec = {
        "field": "state",
        "type": "nominal",
        "sort": None,
        "title": None,
        "axis": {"grid": False, "labelLimit": 200},
    }
    y["scale"] = {"domain": [row["state"] for row in rows], "paddingInner": 0.35}
    heads = {"state": _("State"), "share": _("Share, %"), "days": _("Days on average"), "items": _("Items")}
    place = {"x": x, "x2": {"datum": 0}, "y": y, "tooltip": told(heads)}
    layers = [
        layer("bar", "neutral", [row for row in rows if not row["working"]], place),
        layer("bar", "accent", [row for row in rows if row["working"]], place),
        layer("text", "label", rows, {"x": x, "y": y, "text": {"field": "text"}}, align="left", dx=6),
    ]
    return layered(layers, height=44 + _ROW * len(rows))
