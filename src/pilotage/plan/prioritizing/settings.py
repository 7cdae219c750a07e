"""How a program puts its items in order."""

import msgspec

from pilotage.plan.language.messages import _
from pilotage.plan.prioritizing.methods import CRITERION, Field, FieldError, RankingMethod, fields


class ScoreCriterion(msgspec.Struct, frozen=True, kw_only=True):
    """One criterion of weighted scores. Values lie from ``low`` to ``high``: the ends are fixed, so that another item
    never changes the order of those that are there. ``weight`` is relative to the sum of all.
    """

    id: str
    title: str
    weight: float = 1.0
    higher_is_better: bool = True
    low: float = 0.0
    high: float = 10.0


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """``method`` makes the order; all others are shown beside it. ``within`` orders the items of one MoSCoW class.
    ``effort`` is the input whose sum the share of Musts is of, and at most ``must_share`` of it should be.

    ``horizon`` (weeks): the cost of delay is what waiting so long would cost. ``spread`` is how wrong an input may be
    where positions are tried, as a share of it; ``top`` the places that are looked at. ``kinds`` of items that are
    ranked (none: all).
    """

    method: RankingMethod = RankingMethod.WSJF
    within: RankingMethod | None = RankingMethod.WSJF
    criteria: tuple[ScoreCriterion, ...] = ()
    effort: str = "size"
    must_share: float = 0.6
    horizon: float = 12.0
    spread: float = 0.25
    top: int = 10
    kinds: tuple[str, ...] = ()


EFFORTS = ("size", "effort", "weeks")
MOST_CRITERIA = 20
MOST_KINDS = 50


def check(settings: Settings) -> None:
    """Raises FieldError with a sentence that says what is wrong."""
    if settings.within is RankingMethod.MOSCOW:
        raise FieldError(_("A class of MoSCoW is ordered within by another method."))
    if settings.effort not in EFFORTS:
        raise FieldError(_("The share of Musts is of {names}.").format(names=", ".join(EFFORTS)))
    bounds = (
        (_("The horizon"), settings.horizon, 1, 520),
        (_("The share of Musts"), settings.must_share, 0, 1),
        (_("The spread"), settings.spread, 0, 2),
        (_("The number of places"), settings.top, 1, 10_000),
    )
    for what, value, least, most in bounds:
        if not least <= value <= most:
            raise FieldError(_("{what} is from {least} to {most}.").format(what=what, least=least, most=most))
    if len(settings.kinds) > MOST_KINDS or any(len(kind) > 100 for kind in settings.kinds):
        raise FieldError(_("Name at most {n} kinds.").format(n=MOST_KINDS))
    _check_criteria(settings.criteria)


def _check_criteria(criteria: tuple[ScoreCriterion, ...]) -> None:
    if len(criteria) > MOST_CRITERIA:
        raise FieldError(_("There are at most {n} criteria.").format(n=MOST_CRITERIA))
    ids = [each.id for each in criteria]
    if len(set(ids)) < len(ids) or not all(0 < len(each) <= 40 for each in ids):
        raise FieldError(_("Each criterion has an id of its own."))
    for each in criteria:
        if not each.title.strip() or len(each.title) > 100:
            raise FieldError(_("A criterion needs a name of at most {n} characters.").format(n=100))
        if not 0 < each.weight <= 1e6:
            raise FieldError(_("The weight of “{title}” is more than 0.").format(title=each.title))
        if not -1e9 <= each.low < each.high <= 1e9:
            raise FieldError(_("The scale of “{title}” begins below its end.").format(title=each.title))


def all_fields(settings: Settings) -> tuple[Field, ...]:
    """All inputs, with those of the program's own criteria."""
    own = tuple(
        Field(id=CRITERION + each.id, label=each.title, method=RankingMethod.WEIGHTED, least=each.low, most=each.high)
        for each in settings.criteria
    )
    return (*fields(), *own)


def weights(settings: Settings) -> dict[str, float]:
    """The weight of each criterion as a share of all."""
    total = sum(each.weight for each in settings.criteria)
    return {each.id: each.weight / total for each in settings.criteria}
