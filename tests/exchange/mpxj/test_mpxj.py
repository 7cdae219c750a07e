"""Reading through MPXJ: what it needs, what it says without, and that it agrees with our own reader."""

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from pilotage.exchange import mpxj, mspdi
from pilotage.exchange.mpxj.calendars import _shifts
from pilotage.exchange.mspdi.reading import records as native
from pilotage.exchange.mspdi.records import CalendarRecord, Day, ProjectRecords, TaskRecord
from pilotage.exchange.mspdi.report import Report
from pilotage.plan.vocabulary.problems import Severity
from pilotage.plan.vocabulary.program import Program
from tests.exchange.mspdi.strategies import programs

EVERYTHING = Path(__file__).parent.parent / "mspdi" / "files" / "everything.xml"
MSPDI = sorted(
    [
        "Sample1.xml",
        "generated__task-baselines__task-baselines-project2019-mspdi.xml",
        "generated__task-durations__task-durations-project2010-mspdi.xml",
        "generated__task-links__task-links-project2003-mspdi.xml",
        "generated__task-links__task-links-project2010-mspdi.xml",
        "generated__task-links__task-links-project2016-mspdi.xml",
        "generated__task-links__task-links-project2019-mspdi.xml",
        "legacy__sample.xml",
        "legacy__sample1.xml",
        "mspdirelations.xml",
        "mspdiresource.xml",
        "mspditimephasedsegments.xml",
    ]
)


def alone(code: str) -> str:
    """What a fresh interpreter prints."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False, env=dict(os.environ)
    )
    return done.stdout + done.stderr


def test_without_the_extra_it_says_what_to_install(tmp_path: Path) -> None:
    plan = tmp_path / "plan.mpp"
    plan.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1"))
    said = alone(
        f"""
import sys
sys.modules["jpype"] = None
from pilotage.exchange import mpxj
try:
    mpxj.read({str(plan)!r})
except mpxj.MpxjUnavailableError as error:
    print(error)
"""
    )
    assert said == (
        'Reading this file needs the extra "msproject": pip install "pilotage[msproject]", '
        "and a Java runtime (version 11 or later).\n"
    )


def test_without_java_it_says_what_to_install(tmp_path: Path) -> None:
    plan = tmp_path / "plan.mpp"
    plan.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1"))
    said = alone(
        f"""
import jpype
def missing(*args, **more):
    raise jpype.JVMNotFoundException("none")
jpype.startJVM = missing
from pilotage.exchange import mpxj
try:
    mpxj.read({str(plan)!r})
except mpxj.MpxjUnavailableError as error:
    print(error)
"""
    )
    assert "Java runtime" in said
    assert "JAVA_HOME" in said
    assert "Traceback" not in said


def test_java_says_nothing_of_its_own(java: Any) -> None:
    assert alone(f"from pilotage.exchange import mpxj; print(mpxj.read({str(EVERYTHING)!r}).format)") == "mspdi\n"


def test_what_is_no_schedule_is_a_problem(java: Any, tmp_path: Path) -> None:
    for name, content in (
        ("plan.mpp", b"not a schedule"),
        ("ole.mpp", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 2000),
        ("plan.xer", b"ERMHDR\t"),
        ("empty.mpp", b""),
        ("other.xml", b"<html/>"),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        result = mpxj.read(path)
        assert result.program is None, name
        assert [problem.severity for problem in result.problems] == [Severity.ERROR]


def test_archives_databases_and_document_types_never_reach_mpxj(tmp_path: Path) -> None:
    entity = b'<!DOCTYPE Project [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    for content, problem in (
        (b"PK\x03\x04" + b"\0" * 100, "format-unknown"),
        (b"SQLite format 3\0", "format-unknown"),
        (b"<?xml version='1.0'?>" + entity + b"<Project><Title>&x;</Title></Project>", "xml-forbidden"),
        (b"<" * 50, "format-unknown"),
    ):
        result = mpxj.read(("plan.mpp", content))
        assert [found.id for found in result.problems] == [problem]
        assert result.program is None


def test_bytes_are_read_like_a_file(java: Any) -> None:
    assert mpxj.read(("plan.xml", EVERYTHING.read_bytes())).program == mpxj.read(EVERYTHING).program


def test_a_missing_file_is_an_error(java: Any, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        mpxj.read(tmp_path / "none.mpp")


def both(path: Path) -> tuple[ProjectRecords, ProjectRecords]:
    with path.open("rb") as file:
        ours = native(file, Report(str(path)))
    theirs = mpxj.records(path, Report(str(path)))
    assert ours is not None
    assert theirs is not None
    return ours, theirs


def plain(task: TaskRecord) -> dict[str, Any]:
    """Without places in the file; custom fields by name, and their durations as spans only."""
    values = msgspec.to_builtins(_placeless(task))
    values["fields"] = {f.name: (f.alias, f.span or f.value) for f in task.fields}
    assert isinstance(values, dict)
    return values


def _placeless(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_placeless(each) for each in value)
    if not isinstance(value, msgspec.Struct):
        return value
    kept = [name for name in value.__struct_fields__ if name != "source"]
    return {name: _placeless(getattr(value, name)) for name in kept}


def agree(path: Path) -> None:
    """Field by field."""
    ours, theirs = both(path)
    currency = ours.header.currency
    assert msgspec.structs.replace(theirs.header, currency=currency) == ours.header  # MPXJ does not guess from symbols
    assert [task.uid for task in ours.tasks] == [task.uid for task in theirs.tasks]
    for mine, other in zip(ours.tasks, theirs.tasks, strict=True):
        assert plain(mine) == plain(other), mine.name
    assert _placeless(ours.calendars) == _placeless(theirs.calendars)
    assert _placeless(ours.resources) == _placeless(theirs.resources)
    assert _placeless(ours.assignments) == _placeless(theirs.assignments)


@pytest.mark.corpus
@pytest.mark.parametrize("name", MSPDI)
def test_our_reader_and_mpxj_agree_on_real_files(java: Any, corpus: Path, name: str) -> None:
    agree(corpus / "schedules" / "msproject" / name)


def test_our_reader_and_mpxj_agree_on_a_file_with_everything(java: Any) -> None:
    ours, theirs = both(EVERYTHING)
    assert [plain(task) for task in ours.tasks] == [plain(task) for task in theirs.tasks]
    assert _placeless(ours.resources) == _placeless(theirs.resources)
    assert _placeless(ours.assignments) == _placeless(theirs.assignments)


def test_every_day_of_every_calendar_has_the_shifts_mpxj_says(java: Any) -> None:
    """MPXJ answers for single days, recurring exceptions and work weeks included."""
    ours, _theirs = both(EVERYTHING)
    project = java.JClass("org.mpxj.reader.UniversalProjectReader")().read(str(EVERYTHING))
    date, integer = java.JClass("java.time.LocalDate"), java.JClass("java.lang.Integer")
    by_uid = {record.uid: record for record in ours.calendars}
    for record in ours.calendars:
        calendar = project.getCalendarByUniqueID(integer(record.uid))
        for number in range(4 * 365):
            day = dt.date(2025, 1, 1) + dt.timedelta(days=number)
            theirs = _shifts(calendar.getHours(date.of(day.year, day.month, day.day)))
            assert _on(record, by_uid, day) == theirs, (record.name, day)


def _on(record: CalendarRecord, by_uid: dict[int, CalendarRecord], day: dt.date) -> Day:
    line = [record, *([by_uid[record.base]] if record.base is not None else [])]
    for each in line:
        for exception in reversed(each.exceptions):
            if exception.start <= day < exception.end:
                return exception.shifts
    return next((shifts for each in line if (shifts := each.week[day.weekday()]) is not None), ())


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(programs(shortest=1))  # MPXJ takes a custom duration of zero for an empty field
def test_mpxj_reads_what_we_write_as_we_do(
    java: Any, tmp_path_factory: pytest.TempPathFactory, program: Program
) -> None:
    path = tmp_path_factory.getbasetemp() / "written.xml"
    path.write_bytes(mspdi.write(program))
    theirs = mpxj.read(path).program
    assert theirs is not None
    for field in program.__struct_fields__:
        assert getattr(theirs, field) == getattr(program, field), field
