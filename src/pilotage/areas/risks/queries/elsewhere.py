"""What other programs of the workspace deliver to this one: their milestones and when they come."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from pilotage.areas.actor import Actor
from pilotage.areas.errors import NotAllowedError, NotFoundError
from pilotage.areas.programs.queries import visible
from pilotage.areas.risks.queries.whole import Outlook, load_whole, outlook
from pilotage.plan.language.wording import last_day
from pilotage.plan.scheduling.schedule import final_milestone
from pilotage.plan.vocabulary.contracts import Elsewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class There:
    """A milestone of another program. ``p50`` and ``p85`` are None where that program has no forecast of its plan."""

    program_title: str
    milestone: str
    title: str
    plan: dt.date
    p50: dt.date | None = None
    p85: dt.date | None = None


def elsewhere(*, actor: Actor, wanted: Iterable[Elsewhere]) -> dict[Elsewhere, There]:
    """Those of ``wanted`` that are there and that the actor may see; without a milestone the program's final one is
    meant.
    """
    by_program: dict[str, set[Elsewhere]] = {}
    for each in wanted:
        by_program.setdefault(each.program, set()).add(each)
    found: dict[Elsewhere, There] = {}
    for slug, places in by_program.items():
        try:
            seen = outlook(load_whole(visible(actor=actor, program=slug).program))
        except (NotFoundError, NotAllowedError):
            continue
        for place in places:
            there = _there(seen, place)
            if there is not None:
                found[place] = there
    return found


def _there(seen: Outlook, place: Elsewhere) -> There | None:
    program = seen.whole.program
    code = place.milestone or final_milestone(program)
    if seen.whole.plan.broken or code is None or code not in seen.whole.schedule.index:
        return None
    planned = seen.whole.schedule.at(code)
    days = None if seen.forecast is None else seen.forecast.percentiles_of(code)
    return There(
        program_title=program.title,
        milestone=code,
        title=next(each.title for each in program.activities if each.id == code),
        plan=last_day(planned.finish),
        p50=last_day(days[0]) if days else None,
        p85=last_day(days[1]) if days else None,
    )
