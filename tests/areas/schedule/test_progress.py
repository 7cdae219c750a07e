"""Reporting progress: all or nothing, with the status date, and one undo."""

import datetime as dt

import pytest

from pilotage.areas.actor import Actor
from pilotage.areas.errors import InvalidError, NotFoundError, StaleError
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.risks.queries import load_program
from pilotage.areas.schedule.operations.plan_edit import PlanEdit
from pilotage.areas.schedule.operations.progress import Report, report_progress
from pilotage.areas.schedule.rules.changes import ActivityChange
from pilotage.areas.sync.operations import undo_last_change
from tests.areas.schedule.harbor import HARBOR

LATER = dt.datetime(2026, 3, 7, 12, tzinfo=dt.UTC)
FRIDAY = dt.date(2026, 3, 6)
STARTED = Report("quay/pile", ActivityChange(actual_start="2026-03-02", remaining="3d"), version=1)
DONE = Report("sea/dredge", ActivityChange(actual_start="2026-03-02", actual_finish="2026-03-05"), version=1)


def tell(actor: Actor, *reports: Report, day: dt.date = FRIDAY) -> PlanEdit:
    return report_progress(actor=actor, program="harbor", status_date=day, reports=reports, now=LATER)


def test_reports_and_status_date_are_one_act_and_one_undo(harbor: Row, editor: Actor) -> None:
    edit = tell(editor, STARTED, DONE)
    assert edit.announcement.startswith(
        "Progress of 2 activities reported up to 6 March. Plan date of Harbor opens moves"
    )
    harbor.refresh_from_db()
    after = load_program(harbor, history=False)
    assert after.status_date == FRIDAY
    assert after.activities[1].remaining is not None
    assert after.activities[3].actual_finish is not None
    undo_last_change(actor=editor, program="harbor", now=LATER)
    harbor.refresh_from_db()
    assert load_program(harbor, history=False) == HARBOR


def test_nothing_is_written_where_one_report_is_refused(harbor: Row, editor: Actor) -> None:
    late = Report("sea/dredge", ActivityChange(actual_finish="2026-03-20", actual_start="2026-03-02"))
    for wrong, kind in (
        (late, InvalidError),
        (Report("sea/dredge", ActivityChange(title="Other")), InvalidError),
        (Report("quay/works", ActivityChange(progress=0.5)), InvalidError),
        (Report("nothing", ActivityChange(progress=0.5)), NotFoundError),
        (Report("sea/dredge", ActivityChange(progress=0.5), version=7), StaleError),
    ):
        with pytest.raises(kind):
            tell(editor, STARTED, wrong)
    harbor.refresh_from_db()
    assert load_program(harbor, history=False) == HARBOR


def test_progress_is_not_known_of_days_to_come(harbor: Row, editor: Actor) -> None:
    with pytest.raises(InvalidError, match="still to come"):
        tell(editor, day=dt.date(2026, 3, 9))


def test_the_status_date_moves_alone_where_nobody_reports(harbor: Row, editor: Actor) -> None:
    edit = tell(editor)
    assert "Progress of 0 activities reported up to 6 March" in edit.announcement
    assert tell(editor).announcement == "Nothing changed."
