"""How a score comes about: the formula with the item's own figures."""

import datetime as dt
from collections.abc import Sequence

import msgspec

from pilotage.plan.language.messages import _
from pilotage.plan.prioritizing import formulas
from pilotage.plan.prioritizing.methods import CRITERION, Curve, Inputs, RankingMethod, plain
from pilotage.plan.prioritizing.scoring import Item, columns_of, scores, why_not
from pilotage.plan.prioritizing.settings import Settings, weights


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """``lines`` lead to the ``score``; without one, ``why_not`` says what is missing."""

    method: RankingMethod
    score: float | None
    lines: tuple[str, ...]
    why_not: str


def receipt(method: RankingMethod, item: Item, settings: Settings, today: dt.date, currency: str = "") -> Receipt:
    """Of one item under one method; ``currency`` is that of its costs."""
    why = why_not(method, item.inputs, settings)
    if why:
        return Receipt(method=method, score=None, lines=(), why_not=why)
    found = scores(method, columns_of([item], settings, today), settings)
    score = None if method is RankingMethod.MOSCOW else float(found.score[0])
    return Receipt(method=method, score=score, lines=tuple(_lines(method, item, settings, today, currency)), why_not="")


def _lines(method: RankingMethod, item: Item, settings: Settings, today: dt.date, currency: str) -> Sequence[str]:
    inputs = item.inputs
    if method is RankingMethod.WSJF:
        return _wsjf(inputs)
    if method is RankingMethod.RICE:
        parts = {name: plain(float(inputs[name])) for name in ("reach", "impact", "confidence", "effort")}
        score = formulas.rice(columns_of([item], settings, today))[0]
        text = _("reach x impact x confidence / effort = {reach} x {impact} x {confidence} % / {effort} = {score}")
        return [text.format(**parts, score=plain(score))]
    if method is RankingMethod.MOSCOW:
        return _moscow(item, settings, today, currency)
    if method is RankingMethod.DELAY:
        return _delay(item, settings, today, currency)
    return _weighted(inputs, settings)


def _wsjf(inputs: Inputs) -> list[str]:
    parts = [float(inputs[name]) for name in ("value", "urgency", "opportunity")]
    size = float(inputs["size"])
    cost = _("cost of delay = value + time criticality + risk and opportunity = {sum} = {total}")
    score = _("cost of delay / job size = {total} / {size} = {score}")
    total = sum(parts)
    return [
        cost.format(sum=" + ".join(plain(each) for each in parts), total=plain(total)),
        score.format(total=plain(total), size=plain(size), score=plain(total / size)),
    ]


def _weighted(inputs: Inputs, settings: Settings) -> list[str]:
    found, total = [], 0.0
    shares = weights(settings)
    for each in settings.criteria:
        value = float(inputs[CRITERION + each.id])
        share = (value - each.low) / (each.high - each.low)
        share = share if each.higher_is_better else 1 - share
        total += shares[each.id] * share
        text = _("{title}: {value} of {low} to {high} is {share} %, weight {weight} %")
        if not each.higher_is_better:
            text = _("{title}: {value} of {low} to {high}, less is better, is {share} %, weight {weight} %")
        figures = {"value": plain(value), "low": plain(each.low), "high": plain(each.high)}
        found.append(
            text.format(title=each.title, **figures, share=plain(100 * share), weight=plain(100 * shares[each.id]))
        )
    return [*found, _("the weighted mean is {score} of 100").format(score=plain(100 * total))]


def _moscow(item: Item, settings: Settings, today: dt.date, currency: str) -> list[str]:
    names = {"must": _("Must"), "should": _("Should"), "could": _("Could"), "wont": _("Won’t, this time")}
    found = [_("class: {name}").format(name=names[str(item.inputs["moscow"])])]
    if settings.within is None:
        return found
    inner = receipt(settings.within, item, settings, today, currency)
    if inner.why_not:
        return [*found, _("last within its class. {why}").format(why=inner.why_not)]
    first, *others = inner.lines
    return [*found, _("within its class by {line}").format(line=first), *others]


def _delay(item: Item, settings: Settings, today: dt.date, currency: str) -> list[str]:
    columns = columns_of([item], settings, today)
    inputs, weeks = item.inputs, float(item.inputs["weeks"])
    rate = float(formulas.delay_rate(columns, settings.horizon)[0])
    money = f" {currency}" if currency else ""
    lines = [_curve(inputs, money)]
    if inputs["curve"] != Curve.STANDARD:
        soon, late = (float(formulas.delay_cost(columns, weeks + wait)[0]) for wait in (0.0, settings.horizon))
        text = _(
            "finished in {weeks} weeks: {soon} lost; {horizon} weeks later: {late}; {rate} for each week of waiting"
        )
        amounts = {"soon": plain(soon) + money, "late": plain(late) + money, "rate": plain(rate) + money}
        lines.append(text.format(weeks=plain(weeks), horizon=plain(settings.horizon), **amounts))
    text = _("cost of delay / duration = {rate} a week / {weeks} weeks = {score}")
    lines.append(text.format(rate=plain(rate) + money, weeks=plain(weeks), score=plain(rate / weeks)))
    return lines


def _curve(inputs: Inputs, money: str) -> str:
    texts = {
        Curve.STANDARD: _("standard: each week costs {per_week}"),
        Curve.FIXED_DATE: _("fixed date: {step} once {date} is missed"),
        Curve.EXPEDITE: _("urgent: {per_week} in the first week, half as much every {half_life} weeks"),
        Curve.INTANGIBLE: _("late rise: nothing until {date}, then {per_week} each week"),
    }
    curve = Curve(str(inputs["curve"]))
    figures = {
        name: plain(value) + (money if name in ("per_week", "step") else "") if isinstance(value, float) else str(value)
        for name, value in inputs.items()
    }
    text = texts[curve].format(**{"per_week": "", "step": "", "date": "", "half_life": "", **figures})
    if curve is Curve.FIXED_DATE and "per_week" in inputs:
        text += _(", and {per_week} each week after it").format(per_week=figures["per_week"])
    return text
