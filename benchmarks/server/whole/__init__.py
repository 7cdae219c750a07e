"""A program of 10,000 activities in which every page has something to show: ``python -m benchmarks.server.whole``."""

import datetime as dt
from zoneinfo import ZoneInfo

import numpy as np
from msgspec.structs import replace

from benchmarks.server.whole.crew import CALENDARS, people, person_id, teams, workstreams
from benchmarks.server.whole.gates import gates
from benchmarks.server.whole.outline import FINAL, activities, constrained, dependencies, packages
from benchmarks.server.whole.past import baselines, dated, forecasts, progressed, targets
from benchmarks.server.whole.promises import cadences, contracts, responsibilities, risks, roadmap
from pilotage import plan
from pilotage.plan.vocabulary.contracts import CONSUMER_LEAD, PROGRAM_OWNER, PROVIDER_LEAD, Rung
from pilotage.plan.vocabulary.program import Ask, Program
from pilotage.plan.vocabulary.uncertainty import SharedFactor
from pilotage.plan.working_time.calendar_tables import moment

SIZE = 10_000
ZONE = ZoneInfo("Europe/Berlin")
START = dt.datetime(2025, 11, 3, tzinfo=ZONE)
STATUS = dt.date(2026, 11, 20)
"""The last day whose progress is known; of a small program, which is over sooner, an earlier one."""
_LADDER = (
    Rung(5, PROVIDER_LEAD, "Give a date, or say no."),
    Rung(8, CONSUMER_LEAD, "Say what can wait."),
    Rung(12, PROGRAM_OWNER, "Decide who yields."),
)
_FACTORS = (
    SharedFactor(id="hiring", title="Hiring goes slowly", low=1.0, likely=1.1, high=1.3, probability=0.4,
                 on=("payments", "mobile", "data")),
    SharedFactor(id="market", title="Vendors are overbooked", low=0.95, likely=1.05, high=1.2,
                 on=("network", "security")),
)  # fmt: skip


def whole_program(size: int = SIZE, seed: int = 1) -> Program:
    """``size`` activities (at least 400) in 20 workstreams of all ways of working, with all that a program may have;
    the same for the same ``seed``.
    """
    random = np.random.default_rng(seed)
    made = packages(size)
    bare = _bare(random)
    planned = plan.schedule(replace(bare, activities=activities(made, random), dependencies=dependencies(made, random)))
    finish = {each.id: moment(int(planned.finish[row]), ZONE) for row, each in enumerate(planned.program.activities)}
    today = min(STATUS, START.date() + (finish[FINAL].date() - START.date()) * 0.65)
    status = dt.datetime.combine(today + dt.timedelta(days=1), dt.time(), ZONE)
    lived = {each.id: each for each in dated(progressed(planned, status, random), targets(planned, random))}
    open_rows = {name: row for name, row in lived.items() if row.progress == 0}
    asked = constrained(lived, made, finish, random)
    lived |= {name: row for name, row in asked.items() if name in open_rows}
    weeks = tuple(today - dt.timedelta(weeks=3 * each) for each in range(9, 0, -1))
    return replace(
        planned.program,
        status_date=today,
        activities=tuple(lived.values()),
        risks=risks(made, today, random),
        contracts=contracts(made, finish, today, random),
        gates=gates(lived, today, ZONE),
        baselines=baselines(planned, random),
        forecasts=forecasts(planned, weeks, random),
        roadmap=roadmap(),
    )


def _bare(random: np.random.Generator) -> Program:
    owner = person_id(0, 0)
    return Program(
        id="whole",
        title="One shop for three continents",
        owner=owner,
        summary="Twenty teams move eleven old shops to one",
        zone=str(ZONE),
        start=START,
        final=FINAL,
        default_calendar="berlin",
        calendars=CALENDARS,
        people=people(random, START.date()),
        teams=teams(),
        workstreams=workstreams(),
        asks=(Ask(text="Decide whether India opens with the first wave", to=owner, by=dt.date(2026, 12, 4),
                  if_not="Two streams plan for both"),),
        factors=_FACTORS,
        ladder=_LADDER,
        responsibilities=responsibilities(),
        cadences=cadences(),
    )  # fmt: skip
