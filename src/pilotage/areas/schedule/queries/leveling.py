"""What leveling proposes for a program's plan as it is."""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache

import msgspec
from django.utils.translation import gettext as _
from msgspec.structs import asdict

from pilotage.areas.errors import ConflictError
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.schedule.queries.plans import plan_at
from pilotage.areas.schedule.rules.planned import PlannedProgram
from pilotage.plan.leveling.applying import is_leveled
from pilotage.plan.leveling.forecasts import ForecastEffect, forecast_effect
from pilotage.plan.leveling.leveling import Before, before_leveling, level, preview
from pilotage.plan.leveling.results import Change, Leveling, LevelingEffect, Wishes
from pilotage.plan.vocabulary.program import Program


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """Moves for the plan at ``revision``. ``versions`` are those of the activities that move or are ``leveled``
    already.
    """

    revision: int
    status_date: dt.date | None
    leveling: Leveling
    versions: dict[str, int]
    leveled: tuple[str, ...]


class LevelingForecast(msgspec.Struct, frozen=True):
    """``effect`` is null without a final milestone."""

    effect: ForecastEffect | None


def proposal(row: Row, wishes: Wishes, *, seed: int) -> Proposal:
    """Raises ConflictError for a plan that cannot be scheduled."""
    plan = _possible(row)
    found = _leveled(plan, wishes, seed)
    leveled = tuple(each.id for each in plan.program.activities if is_leveled(each))
    rows = {each: plan.schedule.index[each] for each in (*leveled, *(move.activity for move in found.moves))}
    return Proposal(
        revision=plan.revision,
        status_date=plan.program.status_date,
        leveling=found,
        versions={each: int(plan.stored.versions[row]) for each, row in rows.items()},
        leveled=leveled,
    )


def effect_of(row: Row, changes: Sequence[Change]) -> LevelingEffect:
    """What some of the moves would do alone."""
    plan = _possible(row)
    return preview(plan.program, changes, before=_before(plan))


def forecast_with(plan: PlannedProgram, program: Program, changes: Sequence[Change]) -> LevelingForecast:
    """What some of the moves would do to the forecast. The caller gives the whole program: its risks are of a higher
    area.
    """
    _refuse_broken(plan)
    return LevelingForecast(effect=forecast_effect(program, changes))


def _possible(row: Row) -> PlannedProgram:
    plan = plan_at(row)
    _refuse_broken(plan)
    return plan


def _refuse_broken(plan: PlannedProgram) -> None:
    if plan.broken:
        raise ConflictError(_("The plan cannot be scheduled: {why}").format(why=plan.broken[0]))


@lru_cache(maxsize=4)  # by the identity of the plan, which this process keeps for each revision
def _leveled(plan: PlannedProgram, wishes: Wishes, seed: int) -> Leveling:
    return level(plan.program, **asdict(wishes), seed=seed, before=_before(plan))


def _before(plan: PlannedProgram) -> Before:
    return before_leveling(plan.program, plan.schedule)
