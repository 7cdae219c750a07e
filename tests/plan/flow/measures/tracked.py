"""Work items of a tracker that keeps everything: states, blocks, sprints."""

import datetime as dt

import numpy as np

from pilotage.plan.flow.measures import Deployment
from pilotage.plan.vocabulary.work_items import (
    Period,
    SprintChange,
    SprintDates,
    StatusCategory,
    Transition,
    WorkItem,
)

TODAY = dt.date(2026, 9, 18)
_END = dt.datetime.combine(TODAY, dt.time(18), dt.UTC)
_PATH = (("Selected", 3.0), ("In Progress", 4.0), ("In Review", 2.5), ("Waiting", 3.5), ("In Test", 2.0), ("Done", 0.0))
_CATEGORIES = {"Backlog": StatusCategory.TODO, "Selected": StatusCategory.TODO, "Done": StatusCategory.DONE}


def at(day: dt.date, hour: int = 12) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), dt.UTC)


def ago(days: int) -> dt.date:
    return TODAY - dt.timedelta(days)


def tracked(count: int = 120, seed: int = 3) -> list[WorkItem]:
    """Items that came in over the last 300 days and went through four states of work, in sprints of two weeks."""
    draw = np.random.default_rng(seed)
    return [_item(number, draw) for number in range(count)]


def _item(number: int, draw: np.random.Generator) -> WorkItem:
    created = _END - dt.timedelta(days=float(draw.uniform(0, 300)))
    moves, blocks, state = [Transition(created, "", "Backlog")], [], "Backlog"
    started = resolved = None
    when = created + dt.timedelta(days=float(draw.gamma(1.2, 12)))
    for after, typical in _PATH:
        if when > _END:
            break
        moves.append(Transition(when, state, after))
        state = after
        started = when if after == "In Progress" else started
        resolved = when if after == "Done" else None
        if after == "In Review" and draw.random() < 0.2:
            end = when + dt.timedelta(days=float(draw.gamma(1, 3)))
            blocks.append(Period(when, end if end <= _END else None))
        when += dt.timedelta(days=float(draw.lognormal(np.log(max(typical, 0.1)), 0.8)))
    sprints = [each for each in _sprints() if started and _during(each, started, resolved)]
    joined = [SprintChange(max(each.start or created, started or created), each.name) for each in sprints]
    return WorkItem(
        key=f"ATL-{number}",
        title=f"Part {number}",
        kind="Story",
        status=state,
        status_category=_CATEGORIES.get(state, StatusCategory.DOING),
        created=created,
        started=started,
        resolved=resolved,
        transitions=tuple(moves),
        blocks=tuple(blocks),
        sprints=tuple(each.name for each in sprints),
        sprint_moves=tuple(joined),
        sprint_dates=tuple(sprints),
        logged=True,
    )


def _sprints() -> list[SprintDates]:
    starts = [_END - dt.timedelta(days=14 * back + 3, hours=8) for back in range(20, -1, -1)]
    found = []
    for number, start in enumerate(starts, 1):
        finish = start + dt.timedelta(days=13)
        found.append(SprintDates(f"Sprint {number}", start, finish, finish if finish < _END else None))
    return found


def _during(sprint: SprintDates, started: dt.datetime, resolved: dt.datetime | None) -> bool:
    assert sprint.start is not None
    assert sprint.finish is not None
    return sprint.finish >= started and (resolved is None or resolved >= sprint.start)


def deployed(count: int = 60, seed: int = 5) -> list[Deployment]:
    draw = np.random.default_rng(seed)
    made = []
    for _each in range(count):
        when = _END - dt.timedelta(days=float(draw.uniform(0, 182)))
        failed = bool(draw.random() < 0.15)
        made.append(
            Deployment(
                deployed=when,
                committed=when - dt.timedelta(hours=float(draw.gamma(2, 14))),
                failed=failed,
                recovered=when + dt.timedelta(hours=2) if failed else None,
                rework=bool(draw.random() < 0.1),
            )
        )
    return made
