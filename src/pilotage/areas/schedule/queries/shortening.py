"""What days could be bought or risked in a program's plan as it is."""

from decimal import Decimal
from functools import lru_cache

import msgspec
from django.utils.translation import gettext as _

from pilotage.areas.errors import ConflictError, InvalidError, NotFoundError
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.schedule.queries.plans import plan_at
from pilotage.areas.schedule.rules.planned import PlannedProgram
from pilotage.plan.crashing import Shorter, crash, fast_track, shorter_answer
from pilotage.plan.scheduling.schedule import final_milestone

MOST_ACTIVITIES = 10_000
"""Above it a page could wait too long: some hundred amounts and overlaps are tried in the network for one answer."""


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """Days to win for the plan at ``revision``. ``versions`` are those of the activities and links to accept."""

    revision: int
    currency: str
    title: str
    offer: Shorter
    titles: dict[str, str]
    versions: dict[str, int]


def possible(row: Row) -> PlannedProgram:
    """The plan. Raises ConflictError where it cannot be scheduled."""
    plan = plan_at(row)
    if plan.broken:
        raise ConflictError(_("The plan cannot be scheduled: {why}").format(why=plan.broken[0]))
    return plan


def milestone_of(plan: PlannedProgram, wanted: str | None) -> str:
    """The activity asked for, else the final milestone. Raises NotFoundError where there is none."""
    found = wanted or final_milestone(plan.program)
    if found is None or found not in plan.schedule.index:
        if wanted is None:
            raise NotFoundError(_("The plan has no milestone yet. Add one, and say that it is the final one."))
        raise NotFoundError(_("There is no activity “{id}” in this program.").format(id=wanted[:200]))
    return found


def offer(row: Row, *, milestone: str | None, days: float, day_rate: Decimal | None, share: float) -> Offer:
    """Raises ConflictError, NotFoundError, and InvalidError for a plan that is too large to search while one waits."""
    plan = possible(row)
    if len(plan.program.activities) > MOST_ACTIVITIES:
        text = _("Days to buy are searched in plans of up to {n:,} activities. Use the command: pilotage crash")
        raise InvalidError(text.format(n=MOST_ACTIVITIES))
    key = milestone_of(plan, milestone)
    found = _searched(plan, key, days, day_rate, share)
    activities, links = plan.program.activities, plan.program.dependencies
    bought = {part.id for step in found.steps for part in step.shortenings}
    named = bought | {*found.held_by, *found.unlimited, *found.unpriced}
    tried = {each.dependency for each in found.fast_tracking.single}
    return Offer(
        revision=plan.revision,
        currency=plan.program.currency,
        title=activities[plan.schedule.index[key]].title,
        offer=found,
        titles={each.id: each.title for each in activities if each.id in named},
        versions={each: int(plan.stored.versions[plan.schedule.index[each]]) for each in sorted(bought)}
        | {
            link.id: int(version)
            for link, version in zip(links, plan.stored.dependency_versions.tolist(), strict=True)
            if link.id in tried
        },
    )


@lru_cache(maxsize=8)  # by the identity of the plan, which this process keeps for each revision
def _searched(plan: PlannedProgram, key: str, days: float, day_rate: Decimal | None, share: float) -> Shorter:
    bought = crash(plan.program, key, days, day_rate=day_rate, planned=plan.schedule)
    return shorter_answer(bought, fast_track(plan.program, key, days, share=share, planned=plan.schedule))
