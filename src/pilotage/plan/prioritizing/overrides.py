"""People's own decisions about the order, on top of a method, each with its reason."""

import datetime as dt
from collections.abc import Mapping, Sequence

import msgspec

from pilotage.plan.language.messages import _
from pilotage.plan.language.wording import listing
from pilotage.plan.prioritizing.methods import Inputs, RankingMethod, Value, label_of
from pilotage.plan.prioritizing.settings import Settings, all_fields, weights


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """What the decision was made on: the method, the weights of its criteria, the inputs of the two items."""

    method: RankingMethod
    weights: dict[str, float] = {}
    own: dict[str, Value] = {}
    other: dict[str, Value] = {}


class Override(msgspec.Struct, frozen=True, kw_only=True):
    """``key`` stands directly ahead of ``ahead_of`` (empty: at the end), because of ``why``. ``place`` is the place
    (from 0) that it got, for when the other item is gone.
    """

    key: str
    ahead_of: str
    place: int
    why: str
    by: str
    at: dt.datetime
    seen: Seen


def seen_now(method: RankingMethod, settings: Settings, inputs: Mapping[str, Inputs], key: str, ahead_of: str) -> Seen:
    """What a decision that is made now is made on."""
    return Seen(
        method=method,
        weights=weights(settings) if method is RankingMethod.WEIGHTED and settings.criteria else {},
        own=_told(inputs.get(key, {}), method, settings),
        other=_told(inputs.get(ahead_of, {}), method, settings),
    )


def _told(inputs: Inputs, method: RankingMethod, settings: Settings) -> dict[str, Value]:
    """The inputs that the method looks at."""
    methods = {method, settings.within} if method is RankingMethod.MOSCOW else {method}
    names = {field.id for field in all_fields(settings) if field.method in methods}
    return {name: value for name, value in inputs.items() if name in names}


def overridden(order: Sequence[int], keys: Sequence[str], overrides: Sequence[Override]) -> list[int]:
    """``order`` (numbers of items, whose keys are ``keys``) with each decision carried out, the oldest first."""
    at = {key: number for number, key in enumerate(keys)}
    found = list(order)
    for each in sorted(overrides, key=lambda one: one.at):
        item = at.get(each.key)
        if item is None:
            continue
        found.remove(item)
        other = at.get(each.ahead_of)
        if other is not None and other != item:
            place = found.index(other)
        else:
            place = min(each.place, len(found)) if each.ahead_of else len(found)
        found.insert(place, item)
    return found


def stale(each: Override, settings: Settings, inputs: Mapping[str, Inputs]) -> tuple[str, ...]:
    """What has changed since the decision was made, in words; nothing where it was made on what still holds."""
    return tuple(_changes(each, settings, inputs))


def _changes(each: Override, settings: Settings, inputs: Mapping[str, Inputs]) -> list[str]:
    found = []
    if each.seen.method is not settings.method:
        found.append(_("The order is made by another method now."))
    elif each.seen.weights and each.seen.weights != weights(settings):
        found.append(_("The weights of the criteria changed."))
    if each.ahead_of and each.ahead_of not in inputs:
        found.append(_("{key} is no longer in the backlog.").format(key=each.ahead_of))
    pairs = ((each.key, each.seen.own), (each.ahead_of, each.seen.other))
    for key, before in pairs:
        if key not in inputs:
            continue
        now = _told(inputs[key], each.seen.method, settings)
        names = sorted(name for name in {*before, *now} if before.get(name) != now.get(name))
        if names:
            labels = listing([f"“{label_of(all_fields(settings), name)}”" for name in names])
            found.append(_("{key}: {names} changed.").format(key=key, names=labels))
    return found
