"""The sentence of a distribution."""

import datetime as dt
import re

from pilotage import plan
from pilotage.plan.insight.evidence import Evidence
from pilotage.plan.insight.outcome import outcome
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, Dependency
from pilotage.plan.vocabulary.amounts import Span
from pilotage.plan.vocabulary.program import Program


def said(days: int) -> str:
    program = Program(
        id="p",
        title="P",
        start=dt.datetime(2026, 11, 2, tzinfo=dt.UTC),
        status_date=dt.date(2026, 11, 20),
        activities=(
            Activity(id="work", title="Work", duration=Span(days * 480)),
            Activity(id="end", title="End", kind=ActivityKind.MILESTONE, target=dt.date(2026, 12, 1)),
        ),
        dependencies=(Dependency(predecessor="work", successor="end"),),
    )
    forecast = plan.simulate(program, iterations=10, seed=1)
    found = outcome(forecast, Evidence(forecast, dt.datetime(2026, 11, 22, tzinfo=dt.UTC)))
    return "".join(part if isinstance(part, str) else part.text for part in found.sentence)


def test_a_far_day_is_told_with_its_year() -> None:
    assert "2026" not in said(5)
    assert "85 % by" in said(280).replace("\u00a0", " ")
    assert re.search(r"by \d+ Dec 2027", said(280).replace("\u00a0", " "))
