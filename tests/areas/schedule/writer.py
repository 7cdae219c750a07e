"""One of several processes that write to one database: ``python -m tests.areas.schedule.writer prepare|NAME``."""

import datetime as dt
import sys

from pilotage.config.startup import migrate, start

WRITES = 15
CODES = ("quay/pile", "quay/deck")
NOW = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)


def prepare() -> None:
    from pilotage.areas.actor import Actor
    from pilotage.areas.programs import operations as programs
    from tests.areas.schedule.harbor import HARBOR, store

    migrate()
    programs.create_program(actor=Actor.local("tests"), program=HARBOR, now=NOW)
    store(HARBOR, NOW)


def write(name: str) -> None:
    """Change titles in turn, each at the version just read; print how many were written and how many refused."""
    from pilotage.areas.actor import Actor
    from pilotage.areas.errors import StaleError
    from pilotage.areas.schedule.models import Activity
    from tests.areas.schedule.test_editing import change

    won = refused = 0
    for number in range(WRITES):
        for code in CODES:
            version = Activity.objects.values_list("version", flat=True).get(code=code)
            try:
                change(Actor.local(name), NOW, activity=code, version=version, title=f"{name} {number}")
                won += 1
            except StaleError:
                refused += 1
    sys.stdout.write(f"{won} {refused}\n")


if __name__ == "__main__":
    start()
    if sys.argv[1] == "prepare":
        prepare()
    else:
        write(sys.argv[1])
