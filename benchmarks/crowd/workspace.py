"""Fill a workspace that a crowd works in: ``python -m benchmarks.crowd.workspace USERS``.

It goes into the database and data folder that the environment names. Prints a JSON object: the users' login tokens,
and what each of them may edit.
"""

import datetime as dt
import json
import sys
from typing import Any

from benchmarks.server.workspace import EMAIL, large_program, middle_program, store
from pilotage.areas.actor import Actor
from pilotage.config.startup import migrate, start
from pilotage.plan.vocabulary.activities import ActivityKind
from pilotage.plan.vocabulary.program import Program

_EACH = 6  # activities of their own
_LIFETIME = dt.timedelta(hours=2)


def main(users: int) -> None:
    start()
    migrate()
    from pilotage.areas.people.operations import create_user, make_login_link
    from pilotage.areas.programs.operations import set_member
    from pilotage.areas.reporting.operations import ensure_demo

    actor, now = Actor.local("benchmarks"), dt.datetime.now(dt.UTC)
    demo = ensure_demo(actor=actor, email=EMAIL, name="Mira Sandoval", now=now)
    programs = [large_program(), middle_program()]
    for each in programs:
        store(actor, each, now)
    told: list[dict[str, Any]] = []
    for number in range(users):
        email = f"user{number}@example.com"
        create_user(actor=actor, email=email, name=f"User {number}", password=None, now=now)
        program = programs[number % 2]
        for slug in (program.id, demo):
            set_member(actor=actor, program=slug, email=email, role="editor", now=now)
        link = make_login_link(actor=actor, email=email, now=now, lifetime=_LIFETIME)
        told.append({"token": link, "program": program.id, "demo": demo, "own": _own(program, number // 2)})
    print(json.dumps({"users": told, "size": f"{len(programs[0].activities):,} and {len(programs[1].activities):,}"}))


def _own(program: Program, number: int) -> list[str]:
    """Activities that only this user edits."""
    tasks = [each.id for each in program.activities if each.kind is ActivityKind.TASK]
    return tasks[number * _EACH : (number + 1) * _EACH]


if __name__ == "__main__":
    main(int(sys.argv[1]))
