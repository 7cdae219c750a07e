"""What would change the order: the smallest step in one of an item's own inputs that lets it pass its neighbor."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import msgspec
import numpy as np

from pilotage.plan.prioritizing.methods import Field, InputKind, Moscow, RankingMethod, Value
from pilotage.plan.prioritizing.ranking import Ranking, same
from pilotage.plan.prioritizing.scoring import Item, columns_of, needed, scores
from pilotage.plan.prioritizing.settings import Settings, all_fields

_HALVINGS: Final = 60
_FARTHEST: Final = 1e3
"""An input is not followed beyond this multiple of itself."""


class RankStep(msgspec.Struct, frozen=True, kw_only=True):
    """With ``field`` at ``after`` (it is ``before``) the item passes ``other`` (its key): ``up``, or it drops below.
    ``size`` is how large the step is: in steps of the field's usual scale (``scaled``), else as a share of ``before``,
    or of a criterion's scale. A change of MoSCoW's class is one step.
    """

    up: bool
    other: str
    field: str
    before: Value
    after: Value
    size: float
    scaled: bool


def steps(
    method: RankingMethod, items: Sequence[Item], item: int, found: Ranking, settings: Settings, today: dt.date
) -> tuple[RankStep, ...]:
    """For each direction the smallest step in each input that suffices alone, the smallest first."""
    if not found.first[item]:
        return ()
    upward = _neighbor(found, item, up=True)
    downward = _neighbor(found, item, up=False)
    every = [
        step
        for other, up in ((upward, True), (downward, False))
        if other is not None
        for step in _toward(method, items[item], items[other], settings, today, up)
    ]
    return tuple(sorted(every, key=lambda step: (not step.up, not step.scaled, step.size)))


def _neighbor(found: Ranking, item: int, *, up: bool) -> int | None:
    """The nearest item in another band: any of those that share it will do."""
    places = found.order[: found.scored]
    if up:
        others = [at for at in places if found.last[at] < found.first[item]]
        return others[-1] if others else None
    return next((at for at in places if found.first[at] > found.last[item]), None)


def _toward(
    method: RankingMethod, item: Item, other: Item, settings: Settings, today: dt.date, up: bool
) -> Iterator[RankStep]:
    target = _rank_of(method, other, settings, today)

    def passes(name: str, value: Value) -> bool:
        changed = msgspec.structs.replace(item, inputs={**item.inputs, name: value})
        level, score = _rank_of(method, changed, settings, today)
        if np.isnan(level):
            return False
        if level != target[0]:
            return (level > target[0]) is up
        return not same(score, target[1]) and (score > target[1]) is up

    names = set(needed(method, item.inputs, settings)) & item.inputs.keys()
    if method is RankingMethod.MOSCOW and settings.within is not None:
        names |= set(needed(settings.within, item.inputs, settings)) & item.inputs.keys()
    for field in all_fields(settings):
        if field.id in names and field.kind is not InputKind.DATE:
            step = _least(field, item, other, passes, up)
            if step is not None:
                yield step


def _rank_of(method: RankingMethod, item: Item, settings: Settings, today: dt.date) -> tuple[float, float]:
    found = scores(method, columns_of([item], settings, today), settings)
    return float(found.level[0]), float(found.score[0])


def _least(field: Field, item: Item, other: Item, passes: Callable[[str, Value], bool], up: bool) -> RankStep | None:
    before = item.inputs[field.id]
    if isinstance(before, str):
        return _class_step(item, other, passes, up) if field.id == "moscow" else None
    fits = [each for each in field.scale if passes(field.id, each)]
    if field.scale and before in field.scale:
        if not fits:
            return None
        after = min(fits, key=lambda each: abs(field.scale.index(each) - field.scale.index(before)))
        size = abs(field.scale.index(after) - field.scale.index(before))
        return _step(up, other, field, before, after, float(size), scaled=True)
    amount = _nearest(field, before, lambda value: passes(field.id, value))
    if amount is None:
        return None
    whole = field.most - field.least if field.id.startswith("c:") else abs(before) or 1.0
    return _step(up, other, field, before, amount, abs(amount - before) / whole, scaled=False)


def _step(up: bool, other: Item, field: Field, before: Value, after: Value, size: float, *, scaled: bool) -> RankStep:
    return RankStep(up=up, other=other.key, field=field.id, before=before, after=after, size=size, scaled=scaled)


def _class_step(item: Item, other: Item, passes: Callable[[str, Value], bool], up: bool) -> RankStep | None:
    classes = list(Moscow)
    here = classes.index(Moscow(str(item.inputs["moscow"])))
    fits = [each for each in classes if passes("moscow", each.value)]
    if not fits:
        return None
    after = min(fits, key=lambda each: abs(classes.index(each) - here))
    size = float(abs(classes.index(after) - here))
    before = item.inputs["moscow"]
    return RankStep(up=up, other=other.key, field="moscow", before=before, after=after.value, size=size, scaled=True)


def _nearest(field: Field, before: float, passes: Callable[[float], bool]) -> float | None:
    """The nearest value that passes, to three digits; a score rises or falls with an input all the way."""
    span = max(abs(before) * _FARTHEST, _FARTHEST)
    low = max(field.least if not field.above else max(before / _FARTHEST, 1e-9), before - span)
    found = [
        value
        for value in (_between(before, min(field.most, before + span), passes), _between(before, low, passes))
        if value is not None and field.least <= value <= field.most
    ]
    return min(found, key=lambda value: abs(value - before)) if found else None


def _between(here: float, far: float, passes: Callable[[float], bool]) -> float | None:
    if not passes(far):
        return None
    fails, fits = here, far
    for _halving in range(_HALVINGS):
        middle = (fails + fits) / 2
        fails, fits = (fails, middle) if passes(middle) else (middle, fits)
    for digits in (2, 3, 4, 6, 9):
        rounded = float(f"{fits:.{digits}g}")
        for value in (rounded, rounded + float(f"{(fits - here) / 10**digits:.1g}")):
            if (
                min(here, far) <= value <= max(here, far)
                and passes(value)
                and abs(value - here) < 1.2 * abs(fits - here)
            ):
                return value
    return fits
