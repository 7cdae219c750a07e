"""DORA's five measures, and the deployments of each week behind them."""

import datetime as dt
from typing import Any, Final

from pilotage.plan.flow.measures import Flow
from pilotage.plan.flow.measures.deployments import Delivery
from pilotage.plan.language.messages import _
from pilotage.plan.language.wording import number, percent
from pilotage.reports.charts.model import Chart
from pilotage.reports.charts.parts import Spec, amount, hover, layer, layered, span, steps, time

_WEEK: Final = dt.timedelta(days=6)
_DAY: Final = dt.timedelta(days=1)
_HEADROOM: Final = 1.6
_UNKNOWN: Final = "–"


def delivery_chart(flow: Flow) -> Chart | None:
    """Deployments a week under the five measures; None without deployments."""
    found = flow.delivery
    if found is None:
        return None
    return Chart(
        id="dora",
        title=_("How well does software reach production?"),
        subtitle=_("deployments a week, the strong ones failed; times are medians"),
        said=". ".join(f"{name}: {value}" for name, _short, value in _figures(found)) + ".",
        spec=_spec(flow, found) if found.deployments else None,
        columns=(_("Week to"), _("Deployments"), _("Failed"), _("Rework")),
        rows=tuple((week.last.isoformat(), week.deployments, week.failed, week.rework) for week in found.weeks),
        empty="" if found.deployments else _("Nothing was deployed in these {n} weeks.").format(n=len(found.weeks)),
    )


def _figures(found: Delivery) -> list[tuple[str, str, str]]:
    """The five by name, short name and value, in the order of dora.dev: what is fast, then what is unstable."""
    return [
        (_("Change lead time"), _("Lead time"), _time(found.lead_hours)),
        (_("Deployment frequency"), _("Frequency"), _("{n} a week").format(n=number(found.per_week))),
        (_("Failed deployment recovery time"), _("Recovery"), _time(found.recovery_hours)),
        (_("Change fail rate"), _("Fail rate"), _UNKNOWN if found.fail_rate is None else percent(found.fail_rate)),
        (
            _("Deployment rework rate"),
            _("Rework rate"),
            _UNKNOWN if found.rework_rate is None else percent(found.rework_rate),
        ),
    ]


def _time(hours: float | None) -> str:
    if hours is None:
        return _UNKNOWN
    if hours < 1:
        return _("{n} min").format(n=round(60 * hours))
    return _("{n} h").format(n=number(hours)) if hours < 48 else _("{n} days").format(n=number(hours / 24))


def _spec(flow: Flow, found: Delivery) -> Spec:
    rows: list[dict[str, Any]] = [
        {"from": (week.last - _WEEK).isoformat(), "to": (week.last + _DAY).isoformat()}
        | {"week": span(week.last - _WEEK, week.last), "all": week.deployments, "failed": week.failed}
        | {"rework": week.rework}
        for week in found.weeks
    ]
    last = flow.as_of + _DAY
    x = time("from", found.weeks[0].last - _WEEK, last)
    most = max(week.deployments for week in found.weeks)
    y = amount("all", _HEADROOM * most)
    y["axis"] = {"values": list(range(0, most + 1, max(1, most // 4))), "tickCount": 6, "format": "d"}
    whole = steps([{name: row[name] for name in ("from", "all", "failed")} for row in rows], "from", last)
    failed, nothing = {**y, "field": "failed"}, {"datum": 0}
    heads = {"week": _("Week"), "all": _("Deployments"), "failed": _("Failed"), "rework": _("Rework")}
    layers = [
        layer("area", "doing", whole, {"x": x, "y": y, "y2": nothing}, interpolate="step-after"),
        layer("area", "signal", whole, {"x": x, "y": failed, "y2": nothing}, interpolate="step-after"),
        layer("line", "doing-edge", whole, {"x": x, "y": y}, interpolate="step-after"),
        *_told(found),
        hover(rows, x, "to", heads),
    ]
    return layered(layers)


def _told(found: Delivery) -> list[Spec]:
    """The five measures above the bars, side by side."""
    layers: list[Spec] = []
    figures = _figures(found)
    for at, (_name, name, value) in enumerate(figures):
        place: Spec = {"x": {"value": {"expr": f"width * {at / len(figures):.2f}"}}}
        for style, text, down in (("label-strong", value, 4), ("label-faint", name, 19)):
            encoding = place | {"y": {"value": down}, "text": {"field": "text"}}
            size = 14 if style == "label-strong" else 11
            layers.append(
                layer("text", style, [{"text": text}], encoding, align="left", baseline="middle", fontSize=size)
            )
    return layers
