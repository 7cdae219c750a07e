"""Whether the workspace can work: database, tables, worker."""

import datetime as dt
from dataclasses import dataclass

from django.db import DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from pilotage.areas.sync.models import Worker

ALIVE = dt.timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Check:
    """``required``: without it no request can be answered well."""

    name: str
    ok: bool
    detail: str = ""
    required: bool = True


def readiness(*, now: dt.datetime) -> list[Check]:
    """Each check in turn; after a failed one the rest cannot be asked."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        waiting = pending_migrations()
        if waiting:
            detail = _("{n} migrations have not been applied; run `pilotage migrate`.").format(n=waiting)
            return [Check("database", ok=True), Check("migrations", ok=False, detail=detail)]
        return [Check("database", ok=True), Check("migrations", ok=True), _worker(now)]
    except DatabaseError as error:
        return [Check("database", ok=False, detail=type(error).__name__)]


def pending_migrations() -> int:
    """How many migrations this program has that the database has not."""
    executor = MigrationExecutor(connections["default"])
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def live_workers(*, now: dt.datetime) -> set[str]:
    """The workers whose heart beat lately."""
    return set(Worker.objects.filter(seen__gt=now - ALIVE).values_list("code", flat=True))


def _worker(now: dt.datetime) -> Check:
    last = Worker.objects.order_by("-seen").values_list("seen", flat=True).first()
    if last is None:
        return Check("worker", ok=False, detail=_("No worker has ever run; run `pilotage worker`."), required=False)
    age = int((now - last).total_seconds())
    return Check(
        "worker", ok=age < ALIVE.total_seconds(), detail=_("last seen {n} s ago").format(n=age), required=False
    )
