"""Fill a data folder to measure on: ``python -m benchmarks.server.workspace``, with PILOTAGE_DATA naming the folder.

Prints a JSON object: the one-time login token, and the ids of what was loaded.
"""

import datetime as dt
import json
from typing import Any

import numpy as np
from msgspec.structs import replace

from benchmarks.networks import program as network
from pilotage import plan
from pilotage.areas.actor import Actor
from pilotage.config.startup import migrate, start
from pilotage.exchange.result import ReadResult
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.people import Workstream
from pilotage.plan.vocabulary.program import Program

EMAIL = "mira.sandoval@example.com"
ACTIVITIES, DEPENDENCIES, STREAMS, MIDDLE = 10_000, 15_000, 20, 1_000


def large_program() -> Program:
    """10,000 activities in 20 workstreams over four calendars, 15,000 dependencies, and the final milestone."""
    made = network(ACTIVITIES, calendars=4)
    codes = {each.id: f"s{row * STREAMS // ACTIVITIES}/{each.id}" for row, each in enumerate(made.activities[:-1])}
    codes["end"] = "end"
    activities = tuple(
        replace(each, id=codes[each.id], workstream=codes[each.id].partition("/")[0] if each.id != "end" else None)
        for each in made.activities
    )
    links = [replace(link, predecessor=codes[link.predecessor], successor=codes[link.successor])
             for link in made.dependencies]  # fmt: skip
    ends = [link for link in links if link.successor == "end"]
    others = [link for link in links if link.successor != "end"][: DEPENDENCIES - len(ends)]
    return replace(
        made,
        id="large",
        title="A large program",
        final="end",
        workstreams=tuple(Workstream(id=f"s{n}", title=f"Workstream {n}") for n in range(STREAMS)),
        activities=activities,
        dependencies=(*others, *ends),
    )


def middle_program() -> Program:
    """1,000 activities with estimates: about the largest plan whose forecast an edit waits for."""
    return replace(network(MIDDLE, calendars=4), id="middle", title="A middle-sized program", final="end")


def early_critical(schedule: Schedule) -> str:
    """The critical task that starts first: making it longer moves most of the plan."""
    rows = np.flatnonzero(schedule.critical[:-1])
    return schedule.program.activities[int(rows[np.argmin(schedule.start[rows])])].id


def roomy(schedule: Schedule) -> str:
    """The task of a wide estimate with the most free float: making it longer moves nothing else."""
    wide = [each.estimate is not None and each.estimate.high.minutes - each.estimate.low.minutes > 2 * 480
            for each in schedule.program.activities]  # fmt: skip
    return schedule.program.activities[int(np.argmax(np.where(wide, schedule.free_float, -1)))].id


def store(actor: Actor, made: Program, now: dt.datetime) -> None:
    """As ``pilotage import`` does."""
    from pilotage.areas.sync.operations import import_result

    result = ReadResult(program=made, problems=(), format="program-json")
    import_result(
        actor=actor,
        result=result,
        file=f"{made.id}.json",
        program=None,
        owner=EMAIL,
        remove=False,
        dry_run=False,
        now=now,
    )


def _named(key: str, activity: str, made: Program) -> dict[str, Any]:
    """An activity to edit: its id, its title, and two likely durations in days that its estimate allows."""
    found = next(each for each in made.activities if each.id == activity)
    assert found.estimate is not None
    ends = (found.estimate.low, found.estimate.high)
    likely = [round(end.minutes / (made.hours_per_day * 60), 1) for end in ends]
    return {key: activity, f"{key}_title": found.title, f"{key}_likely": likely}


def main() -> None:
    start()
    migrate()
    from pilotage.areas.people.operations import make_login_link
    from pilotage.areas.reporting.operations import ensure_demo

    actor, now = Actor.local("benchmarks"), dt.datetime.now(dt.UTC)
    demo = ensure_demo(actor=actor, email=EMAIL, name="Mira Sandoval", now=now)
    large, middle = large_program(), middle_program()
    store(actor, large, now)
    store(actor, middle, now)
    schedule = plan.schedule(large)
    told = {
        "token": make_login_link(actor=actor, email=EMAIL, now=now, lifetime=dt.timedelta(hours=1)),
        "demo": demo,
        "size": f"{len(large.activities):,} activities, {len(large.dependencies):,} dependencies",
        **_named("early", early_critical(schedule), large),
        **_named("roomy", roomy(schedule), large),
        "middle": early_critical(plan.schedule(middle)),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
