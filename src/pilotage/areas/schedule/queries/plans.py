"""The computed plan of a program at its present revision, from this process's memory or made again."""

import importlib
from dataclasses import replace

from django.apps import apps
from django.db import transaction

from pilotage.areas.programs.models import Program
from pilotage.areas.programs.queries import load_header
from pilotage.areas.schedule.apps import ScheduleConfig
from pilotage.areas.schedule.queries.catching_up import caught_up
from pilotage.areas.schedule.queries.rows import stored_plan
from pilotage.areas.schedule.rules.planned import PlannedProgram, planned

LARGE = 1_000
"""Activities from which a plan is worth the second that the compiler takes to load, once in each process."""

_ATTEMPTS = 3


def memory() -> ScheduleConfig:
    """This process's memory of what was computed."""
    config = apps.get_app_config("schedule")
    assert isinstance(config, ScheduleConfig)
    return config


def plan_at(program: Program) -> PlannedProgram:
    """The plan at ``program.revision``. The caller holds the program's lock, or has just read the row.

    Without the lock another writer may come between the reads: then they are made again.
    """
    kept = memory().plans.get(program.pk, program.revision)
    if kept is not None:
        return kept
    if transaction.get_connection().in_atomic_block:
        return _load(program)
    with memory().planning.wait(program.pk):  # of many who ask after an edit, one makes the plan
        return memory().plans.get(program.pk, program.revision) or _between_writers(program)


def _between_writers(program: Program) -> PlannedProgram:
    last = memory().plans.last(program.pk)
    if last is not None and last.revision > program.revision:
        program.refresh_from_db()
        kept = memory().plans.get(program.pk, program.revision)
        if kept is not None:
            return kept
    for _ in range(_ATTEMPTS):
        plan = _load(program)
        now = Program.objects.values_list("revision", flat=True).get(pk=program.pk)
        if now == program.revision:
            return plan
        program.refresh_from_db()
    with transaction.atomic():
        locked = Program.objects.select_for_update().get(pk=program.pk)
        return _load(locked)


def carry_plan(program: str, revision: int) -> None:
    """The change that led to ``revision`` left the plan (of the program with that slug) as it was: remember it on."""
    pk = Program.objects.filter(slug=program).values_list("pk", flat=True).first()
    kept = memory().plans.get(pk, revision - 1) if pk is not None else None
    if pk is not None and kept is not None:
        memory().plans.put(pk, revision, replace(kept, revision=revision))


def _load(program: Program) -> PlannedProgram:
    last = memory().plans.last(program.pk)
    plan = caught_up(program, last) if last is not None else None
    if plan is None:
        plan = _read(program)
    made = plan
    transaction.on_commit(lambda: memory().plans.put(program.pk, made.revision, made))
    return plan


def _read(program: Program) -> PlannedProgram:
    stored = stored_plan(program.pk, load_header(program))
    if len(stored.program.activities) >= LARGE:
        importlib.import_module(
            "numba"
        )  # once loaded, the engine runs compiled: ten times faster for each edit to come
    return planned(program.revision, stored)
