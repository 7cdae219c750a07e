"""Scores of items under each method, and what keeps an item from having one. A missing input is never taken as zero."""

import datetime as dt
from collections.abc import Mapping, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from pilotage.plan.language.messages import _
from pilotage.plan.language.wording import listing
from pilotage.plan.prioritizing import formulas
from pilotage.plan.prioritizing.formulas import CODES, Columns, Numbers
from pilotage.plan.prioritizing.methods import CRITERION, Curve, Inputs, Moscow, RankingMethod, label_of
from pilotage.plan.prioritizing.settings import Settings, all_fields, weights

_LEVELS = {Moscow.MUST: 3.0, Moscow.SHOULD: 2.0, Moscow.COULD: 1.0, Moscow.WONT: 0.0}
_OF_CURVE = {
    Curve.STANDARD: ("per_week", "weeks"),
    Curve.FIXED_DATE: ("step", "date", "weeks"),
    Curve.EXPEDITE: ("per_week", "half_life", "weeks"),
    Curve.INTANGIBLE: ("per_week", "date", "weeks"),
}


Shares = Mapping[str, float] | Mapping[str, Numbers]


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """Something to be put in order. Items are given in the order that people gave them so far."""

    key: str
    title: str = ""
    workstream: str = ""
    inputs: Inputs = {}


class Scores(msgspec.Struct, frozen=True):
    """By item: ``level`` comes first (the class of MoSCoW; 0 otherwise), then ``score``. NaN in ``level``: not scored.
    In MoSCoW ``score`` is -inf where nothing orders the item within its class.
    """

    level: Numbers
    score: Numbers

    @property
    def scored(self) -> NDArray[np.bool_]:
        found: NDArray[np.bool_] = ~np.isnan(self.level)
        return found


def columns_of(items: Sequence[Item], settings: Settings, today: dt.date) -> dict[str, Numbers]:
    """Inputs as numbers, NaN where there is none: dates in weeks from ``today``, choices as codes."""
    found = {field.id: np.full(len(items), np.nan) for field in all_fields(settings)}
    for at, item in enumerate(items):
        for name, value in item.inputs.items():
            if name in found:
                found[name][at] = _number(name, value, today)
    return found


def _number(name: str, value: float | str, today: dt.date) -> float:
    if isinstance(value, float | int):
        return float(value)
    if name == "date":
        return (dt.date.fromisoformat(value) - today).days / 7
    return CODES[Curve(value)] if name == "curve" else _LEVELS[Moscow(value)]


def scores(method: RankingMethod, columns: Columns, settings: Settings, shares: Shares | None = None) -> Scores:
    """``shares`` are weights of the criteria other than those of the settings."""
    if method is RankingMethod.MOSCOW:
        level = columns["moscow"]
        inner = _score(settings.within, columns, settings, shares) if settings.within else np.full_like(level, np.nan)
        return Scores(level, np.where(np.isnan(inner), -np.inf, inner))
    score = _score(method, columns, settings, shares)
    return Scores(np.where(np.isnan(score), np.nan, 0.0), score)


def _score(method: RankingMethod, columns: Columns, settings: Settings, shares: Shares | None = None) -> Numbers:
    if method is RankingMethod.WSJF:
        return formulas.wsjf(columns)
    if method is RankingMethod.RICE:
        return formulas.rice(columns)
    if method is RankingMethod.DELAY:
        return formulas.cd3(columns, settings.horizon)
    if not settings.criteria:
        return np.full_like(columns["value"], np.nan)
    return formulas.weighted(columns, settings.criteria, shares or weights(settings))


def needed(method: RankingMethod, inputs: Inputs, settings: Settings) -> tuple[str, ...]:
    """The fields without which an item with these inputs has no score."""
    if method is RankingMethod.WSJF:
        return ("value", "urgency", "opportunity", "size")
    if method is RankingMethod.RICE:
        return ("reach", "impact", "confidence", "effort")
    if method is RankingMethod.MOSCOW:
        return ("moscow",)
    if method is RankingMethod.DELAY:
        return _OF_CURVE[Curve(str(inputs["curve"]))] if "curve" in inputs else ("curve",)
    return tuple(CRITERION + each.id for each in settings.criteria)


def missing(method: RankingMethod, inputs: Inputs, settings: Settings) -> tuple[str, ...]:
    return tuple(name for name in needed(method, inputs, settings) if name not in inputs)


def why_not(method: RankingMethod, inputs: Inputs, settings: Settings) -> str:
    """Why an item has no score, in words; empty where it has one."""
    if method is RankingMethod.WEIGHTED and not settings.criteria:
        return _("Not scored: the program has no criteria.")
    lacking = missing(method, inputs, settings)
    if not lacking:
        return ""
    named = all_fields(settings)
    names = listing([f"“{label_of(named, name)}”" for name in lacking])
    return _("Not scored: {names} missing.").format(names=names)


class Musts(msgspec.Struct, frozen=True, kw_only=True):
    """``share`` of the effort of this time's items (what will not be done does not count) that is in Musts: of
    ``items`` whose effort is known, not of ``unknown`` others. DSDM's rule is at most 60 %.
    """

    share: float | None
    items: int
    unknown: int
    most: float


def musts(items: Sequence[Item], settings: Settings) -> Musts:
    """How much of what is promised must be there."""
    classed = [each.inputs for each in items if each.inputs.get("moscow", Moscow.WONT) != Moscow.WONT]
    known = [(inputs["moscow"], float(inputs[settings.effort])) for inputs in classed if settings.effort in inputs]
    total = sum(effort for _class, effort in known)
    share = sum(effort for name, effort in known if name == Moscow.MUST) / total if total else None
    return Musts(share=share, items=len(known), unknown=len(classed) - len(known), most=settings.must_share)
