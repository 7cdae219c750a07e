"""How forecasts have held: what they promised beside what came."""

from typing import Any, Final

from pilotage.engine.throughput.scores import coverage
from pilotage.plan.flow.calibration.track_record import Method, TrackRecord
from pilotage.plan.flow.forecasts import sentences
from pilotage.plan.language.messages import _
from pilotage.reports.charts.model import Chart
from pilotage.reports.charts.parts import Spec, beside, layer, layered, told

_LOW, _HIGH = 0.4, 1.0


def track_record_chart(record: TrackRecord | None) -> Chart:
    """Shares that held, with their intervals, against what was promised: honest forecasts lie on the diagonal."""
    spec = None if record is None else _held(record)
    methods = () if record is None else record.methods
    return Chart(
        id="held",
        title=_("Do forecasts hold as often as they say?"),
        subtitle=_("share that held, by how sure the forecast was; bars: where chance alone may put it (95 %)"),
        said=sentences.track(record),
        spec=spec,
        columns=(_("Method"), _("Sure, %"), _("Held, %"), _("from"), _("to")),
        rows=tuple(
            (
                sentences.method(each.name),
                one.level,
                *(round(100 * share, 1) for share in (one.share, one.low, one.high)),
            )
            for each in methods
            for one in each.coverage
        ),
        empty="" if spec else sentences.track(record),
    )


def pit_chart(record: TrackRecord | None) -> Chart:
    """Where outcomes fell among the percentiles of their forecasts: of honest forecasts all bars are alike."""
    shares = () if record is None else record.ours.pit
    spec = None if record is None or not shares else _pit(record)
    return Chart(
        id="pit",
        title=_("Where did outcomes fall in their forecasts?"),
        subtitle=_("share of outcomes in each tenth of the forecast, early to late; dashed: chance alone (95 %)"),
        said=_place(shares) if shares else sentences.track(record),
        spec=spec,
        columns=(_("Tenth"), _("Outcomes, %")),
        rows=tuple((at + 1, round(100 * share, 1)) for at, share in enumerate(shares)),
        empty="" if spec else sentences.track(record),
    )


def _held(record: TrackRecord) -> Spec:
    rows = [_row(record.ours, at) for at in range(len(record.ours.coverage))]
    plain = [each for each in record.methods[1:] if each.name in _BESIDE]
    low = min([_LOW, *(one.low for one in record.ours.coverage), *(o.share for m in plain for o in m.coverage)])
    low = max(0.0, round(low - 0.05, 1))
    x, y = _share("promised", 0.45, _HIGH, [0.5, 0.7, 0.85, 0.95]), _share("held", low, _HIGH, None)
    line = [{"promised": max(0.45, low), "held": max(0.45, low)}, {"promised": 1.0, "held": 1.0}]
    heads = {"sure": _("Promised"), "came": _("Held"), "interval": _("95 % interval")}
    layers = [
        layer("line", "limit", line, {"x": x, "y": y}),
        layer("rule", "accent", rows, {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}}, strokeWidth=2),
        layer("point", "accent", rows, {"x": x, "y": y, "tooltip": told(heads)}, size=70),
    ]
    names: list[tuple[float, str, str]] = [(1.0, _("as promised"), "label-faint")]
    for method in plain:
        drawn = [_row(method, at) for at in range(len(method.coverage))]
        layers.append(layer("line", "neutral", drawn, {"x": x, "y": y}, strokeWidth=1))
        layers.append(layer("point", "neutral", drawn, {"x": x, "y": y, "tooltip": told(heads)}, size=30))
        names.append((drawn[-1]["held"], sentences.method(method.name), "label-faint"))
    names.append((rows[-1]["held"], sentences.method(record.ours.name), "label-accent"))
    return layered([*layers, *beside(names, y)])


_BESIDE: Final = ("plain", "frozen_scope")
"""What most tools do."""


def _row(method: Method, at: int) -> dict[str, Any]:
    one = method.coverage[at]
    return {
        "promised": one.level / 100,
        "held": one.share,
        "low": one.low,
        "high": one.high,
        "sure": f"{one.level} %",
        "came": f"{100 * one.share:.1f} %",
        "interval": f"{100 * one.low:.0f} to {100 * one.high:.0f} %",
    }


def _share(field: str, low: float, high: float, values: list[float] | None) -> Spec:
    axis: Spec = {"format": ".0%"} if values is None else {"format": ".0%", "values": values}
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"domain": [low, high], "nice": False, "zero": False},
        "axis": axis,
        "title": None,
    }


def _pit(record: TrackRecord) -> Spec:
    shares = record.ours.pit
    count = len(shares)
    rows = [
        {"from": at / count, "to": (at + 1) / count, "share": share, "low": f"P{at * 10}–P{at * 10 + 10}",
         "told": f"{100 * share:.1f} %"}
        for at, share in enumerate(shares)
    ]  # fmt: skip
    even = coverage(1 / count, record.effective)
    top = 1.15 * max(*shares, even.high)
    x = _share("from", 0.0, 1.0, [0, 0.25, 0.5, 0.75, 1])
    y = _share("share", 0.0, top, None)
    heads = {"low": _("Between"), "told": _("Outcomes")}
    levels = ((1 / count, "center"), (even.low, "limit"), (even.high, "limit"))
    return layered(
        [
            layer(
                "bar",
                "neutral",
                rows,
                {"x": x, "x2": {"field": "to"}, "y": y, "y2": {"datum": 0}, "tooltip": told(heads)},
            ),
            *(layer("rule", style, [{"share": value}], {"y": y}) for value, style in levels),
            *beside([(1 / count, _("even"), "label-faint")], y),
        ]
    )


def _place(shares: tuple[float, ...]) -> str:
    early, late = sum(shares[:2]), sum(shares[-2:])
    text = _(
        "{early} % of outcomes came in the earliest fifth of their forecasts and {late} % in the latest; 20 % each "
    )
    text += _("would be even.")
    return text.format(early=round(100 * early), late=round(100 * late))
