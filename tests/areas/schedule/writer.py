"""One of several processes that write to one database: ``python -m tests.areas.schedule.writer prepare|bulk|NAME``."""

import datetime as dt
import sys
from typing import Any

from pilotage.config.startup import start

WRITES = 15
CODES = ("quay/pile", "quay/deck")
NOW = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)


def prepare() -> None:
    from pilotage.areas.actor import Actor
    from pilotage.areas.programs import operations as programs
    from tests.areas.schedule.harbor import HARBOR, store

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


def write_many() -> None:
    """One edit of many rows that stops at its last statement, tells so and waits: to be killed there."""
    from django.db import connection

    from pilotage.areas.actor import Actor
    from pilotage.areas.schedule import operations as schedule
    from pilotage.areas.schedule.rules.changes import ActivityChange
    from pilotage.areas.schedule.rules.drafting import vocabulary as ask

    def stop(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("INSERT INTO") and "audit_auditentry" in sql:
            sys.stdout.write("writing\n")
            sys.stdout.flush()
            sys.stdin.read()
        return execute(sql, params, many, context)

    changes: list[ask.PlanChange] = [ask.SetFields(id=code, fields=ActivityChange(title="Killed")) for code in CODES]
    changes += [ask.AddActivity(fields=ActivityChange(title=f"Row {n}"), after=CODES[0]) for n in range(50)]
    changes += [ask.RemoveLink(id="quay/deck>open:FS"), ask.RemoveActivity(id="sea/dredge")]
    with connection.execute_wrapper(stop):
        schedule.edit_plan(actor=Actor.local("tests"), program="harbor", changes=changes, now=NOW)


if __name__ == "__main__":
    start()
    if sys.argv[1] == "prepare":
        prepare()
    elif sys.argv[1] == "bulk":
        write_many()
    else:
        write(sys.argv[1])
