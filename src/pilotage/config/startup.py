"""What happens before the first request: the data folder, Django, the database's tables."""

import datetime as dt
import os
from itertools import pairwise
from typing import Any

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command

from pilotage import plan
from pilotage.areas.queue import Job, ask
from pilotage.config.data import prepare
from pilotage.engine.kernels import WORTH_A_CALL
from pilotage.engine.leveling.days.search import SMALL
from pilotage.engine.schedule import load
from pilotage.plan.leveling.leveling import level
from pilotage.plan.vocabulary.activities import Activity, Assignment, Dependency
from pilotage.plan.vocabulary.amounts import DayImpact, Span, ThreePointEstimate
from pilotage.plan.vocabulary.people import Person
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.risks import Risk
from pilotage.plan.vocabulary.uncertainty import Correlation


def start() -> None:
    """Make the data folder and load Django. Safe to call again."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pilotage.config.settings")
    prepare(settings.DATA)
    django.setup()


def migrate() -> None:
    """Bring the tables up to date."""
    call_command("migrate", verbosity=0, interactive=False)


def connect_worker() -> None:
    """In the web server: leave long simulations, and learning from work items, to the worker."""
    schedule: Any = apps.get_app_config("schedule")
    schedule.enqueue = lambda run_id: ask(Job.SIMULATE, run_id=run_id)
    flow: Any = apps.get_app_config("flow")
    flow.enqueue = lambda program_id: ask(Job.RENEW_FLOW, program_id=program_id)


def warm_up() -> None:
    """Load the compiled kernels before anybody waits for them: the first schedule, simulation or leveling of a process
    takes seconds.
    """
    load()
    estimate = ThreePointEstimate(Span(60), Span(120), Span(240))
    work = (Assignment("p", 4.0),)  # more than a day has
    names = [str(number) for number in range(WORTH_A_CALL)]
    activities = tuple(Activity(id=name, title=name, estimate=estimate, assignments=work) for name in names)
    chain = tuple(Dependency(predecessor=a, successor=b) for a, b in pairwise(names))
    risk = Risk(id="r", title="R", probability=0.5, impact_days=DayImpact(1, 2, 3), hits=(names[0],))
    program = Program(
        id="warm-up",
        title="Warm-up",
        start=dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC),
        people=(Person(id="p", name="P"),),
        activities=activities,
        risks=(risk,),
        dependencies=chain,
        correlations=(Correlation(names[0], names[1], 0.5),),
    )
    plan.simulate(program, iterations=64)
    level(program, schedules=SMALL, go_on=lambda: False)  # so many would not be worth interpreting
