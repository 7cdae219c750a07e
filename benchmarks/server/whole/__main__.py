"""Fill a data folder: ``python -m benchmarks.server.whole [--items 10000] [--size 10000] [--no-demo]``, with
PILOTAGE_DATA naming the folder. Prints a JSON object: the one-time login token, the programs, and how long each part
took in seconds.
"""

import argparse
import datetime as dt
import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.server.whole import SIZE, whole_program
from benchmarks.server.whole.tales import write_tales
from benchmarks.server.whole.tracker import tracker, write_tracker
from benchmarks.server.workspace import EMAIL, store
from pilotage.areas.actor import Actor
from pilotage.config.startup import migrate, start
from pilotage.plan.vocabulary.program import Program

ITEMS, SCORED, WEEKS = 10_000, 1_500, 6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=SIZE, help="activities")
    parser.add_argument("--items", type=int, default=ITEMS, help="work items")
    parser.add_argument("--no-demo", action="store_true", help="leave the demo program out")
    asked = parser.parse_args()
    start()
    migrate()
    took: dict[str, float] = {}
    from pilotage.areas.people.operations import make_login_link
    from pilotage.areas.reporting.operations import ensure_demo

    actor, now = Actor.local("benchmarks"), dt.datetime.now(dt.UTC)
    with _timed("demo", took):
        if asked.no_demo:
            _account(actor, now)
        else:
            ensure_demo(actor=actor, email=EMAIL, name="Mira Sandoval", now=now)
    with _timed("made", took):
        program = whole_program(asked.size)
    with _timed("stored", took):
        store(actor, program, now)
    _tell(program, asked.items, took)
    token = make_login_link(actor=actor, email=EMAIL, now=now, lifetime=dt.timedelta(hours=12))
    print(json.dumps({"token": token, "program": program.id, "seconds": took}))


def _account(actor: Actor, now: dt.datetime) -> None:
    from pilotage.areas.people.operations.accounts import create_user

    create_user(actor=actor, email=EMAIL, name="Mira Sandoval", password=None, now=now)


def _tell(program: Program, items: int, took: dict[str, float]) -> None:
    """Work items with boards, sprints, blockers, forecasts of the teams, and scores, as an example's are loaded."""
    from pilotage.areas.programs.models import Program as Row
    from pilotage.areas.reporting.operations.demo_backlog import tell_backlog
    from pilotage.areas.reporting.operations.demo_tracker import follow
    from pilotage.areas.reporting.operations.demo_ways import tell_ways

    row = Row.objects.get(slug=program.id)
    teller = Actor.local("The program's lead")
    days = mornings(program)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_tracker(program, items, folder)
        write_tales(program, tracker(program, items), SCORED, folder)
        with _timed("items", took):
            stored = follow(row=row, folder=folder, days=days, teller=teller)
        with _timed("ways", took):
            tell_ways(row=row, folder=folder, items=stored, teller=teller, now=days[-1])
        with _timed("backlog", took):
            tell_backlog(row=row, folder=folder, teller=teller, now=days[-1])


def mornings(program: Program) -> list[dt.datetime]:
    """Of the last weeks before the status date, the oldest first."""
    assert program.status_date is not None
    last = dt.datetime.combine(program.status_date, dt.time(8, 40), ZoneInfo(program.zone))
    return [last - dt.timedelta(weeks=each) for each in range(WEEKS - 1, -1, -1)]


@contextmanager
def _timed(name: str, took: dict[str, float]) -> Iterator[None]:
    began = time.monotonic()
    yield
    took[name] = round(time.monotonic() - began, 1)


if __name__ == "__main__":
    main()
