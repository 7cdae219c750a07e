"""Backup and restore bring the ledger back line by line."""

import datetime as dt
from pathlib import Path

from pilotage.areas.actor import Actor
from pilotage.areas.flow.models import ForecastOutcome, IssuedForecast, Learning, WeeklySnapshot
from pilotage.areas.flow.operations import issue_forecast, renew
from pilotage.areas.flow.queries.items import work_of
from pilotage.areas.flow.queries.learning import learned, learning_row
from pilotage.areas.flow.rules.answers import Question
from pilotage.areas.programs.models import Program
from pilotage.areas.sync.operations import read_archive, write_archive
from pilotage.areas.work.operations import choose_states
from pilotage.areas.work.queries import tracker

TABLES = (IssuedForecast, ForecastOutcome, Learning, WeeklySnapshot)


def rows() -> list[tuple[object, ...]]:
    return [
        tuple(bytes(value) if isinstance(value, memoryview) else value for value in row)
        for table in TABLES
        for row in table._default_manager.order_by("pk").values_list()
    ]


def test_everything_of_flow_comes_back(
    tracked: Program, owner: Actor, local: Actor, now: dt.datetime, tmp_path: Path
) -> None:
    choose_states(actor=owner, program="harbor", version=None, chosen={"Open": "doing"}, now=now)
    issue_forecast(actor=owner, program="harbor", question=Question(items=20), as_of=dt.date(2025, 11, 2), now=now)
    renew(program_id=tracked.pk, now=now)
    before, inputs = rows(), work_of(tracked.pk).inputs
    assert all(table._default_manager.exists() for table in TABLES)
    place = {"path": tmp_path / "all.zip", "uploads": tmp_path / "uploads"}
    counts = write_archive(actor=local, now=now, **place)
    assert counts["flow.issuedforecast"] == IssuedForecast.objects.count()
    read_archive(actor=local, replace=True, now=now, **place)
    assert rows() == before
    assert tracker(tracked.pk).chosen == {"Open": "doing"}
    assert work_of(tracked.pk).inputs == inputs
    assert learned(learning_row(tracked.pk)).inputs == inputs
