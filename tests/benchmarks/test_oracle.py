"""The oracle command: what it counts, and that it goes on past what it cannot read."""

import gzip
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from benchmarks.oracle import xer
from benchmarks.oracle.__main__ import main
from benchmarks.oracle.cases import Case
from benchmarks.oracle.comparing import compare
from benchmarks.oracle.folder import schedules
from benchmarks.oracle.mpsplib import program, read

from pilotage.exchange import mpxj

WEEK = {day: [["09:00", "13:00"], ["15:00", "19:00"]] for day in ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY")}
WEEK |= {"FRIDAY": WEEK["MONDAY"], "SATURDAY": [], "SUNDAY": []}
HEADER = {
    "file": "one.mpp",
    "start": "2026-01-05T09:00",
    "default_calendar": 1,
    "minutes_per_day": 480,
    "calendars": [{"id": 1, "name": "Standard", "week": WEEK, "exceptions": []}],
}


def task(uid: int, start: str, finish: str, **more: Any) -> dict[str, Any]:
    return {
        "uid": uid,
        "summary": False,
        "parent": 0,
        "milestone": False,
        "dur_min": 480,
        "constraint": "AS_SOON_AS_POSSIBLE",
        "constraint_date": None,
        "es": start,
        "ef": finish,
        "ls": start,
        "lf": finish,
        "ts_min": 0,
        "fs_min": 0,
        "critical": True,
        "preds": [],
    } | more


CHAIN = [
    task(1, "2026-01-05T09:00", "2026-01-05T19:00"),
    task(2, "2026-01-06T09:00", "2026-01-06T19:00", preds=[[1, "FS", 0.0, "d"]]),
]


def write(path: Path, tasks: list[dict[str, Any]]) -> None:
    lines = "\n".join(json.dumps(each) for each in (HEADER, *tasks))
    path.write_bytes(gzip.compress(lines.encode()) if path.suffix == ".gz" else lines.encode())


def test_equal_values_count_and_a_wrong_one_is_named(tmp_path: Path) -> None:
    path = tmp_path / "one.jsonl.gz"
    write(path, [CHAIN[0], CHAIN[1] | {"lf": "2026-01-07T19:00", "ts_min": 480, "critical": False}])
    compared = compare(read(path))
    assert (compared.tasks, compared.equal) == (2, 1)
    (miss,) = compared.misses
    assert miss.activity.id == "2"
    assert {value.split()[0] for value in miss.values} == {"late_finish", "total_float", "critical"}


def test_a_night_is_no_difference_and_a_minute_is(tmp_path: Path) -> None:
    """Monday 19:00 is Tuesday 09:00; 0.3 working minutes are allowed."""
    path = tmp_path / "one.jsonl"
    write(path, [CHAIN[0] | {"lf": "2026-01-06T09:00"}, CHAIN[1] | {"es": "2026-01-06T09:00:15", "ls": None}])
    assert compare(read(path)).misses == ()
    write(path, [CHAIN[0] | {"lf": "2026-01-06T09:01"}, CHAIN[1] | {"es": "2026-01-06T09:00:45"}])
    assert [len(miss.values) for miss in compare(read(path)).misses] == [1, 1]


def test_stored_dates_do_not_enter_the_plan() -> None:
    moved = [each | {"es": "2030-01-01T09:00", "lf": "2031-01-01T19:00", "ts_min": 7} for each in CHAIN]
    assert program(HEADER, CHAIN) == program(HEADER, moved)


def test_contradictions_among_stored_dates_are_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "one.jsonl"
    write(path, [CHAIN[0] | {"lf": "2026-01-09T19:00", "ts_min": 1920}, CHAIN[1]])
    (miss,) = compare(read(path)).misses
    assert miss.reason.startswith("stale")


def test_mixed_and_broken_files_give_a_line_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "deep").mkdir()
    write(tmp_path / "deep" / "good.jsonl.gz", CHAIN)
    (tmp_path / "broken.jsonl.gz").write_bytes(b"\x1f\x8bnot gzip")
    (tmp_path / "empty.jsonl").write_bytes(b"")
    (tmp_path / "wrong.xer").write_bytes(b"no tables")
    (tmp_path / "half.xer").write_bytes(b"ERMHDR\t20\r\n%T\tTASK\r\n%F\ttask_id\r\n%R\t1\r\n")
    (tmp_path / "other.xml").write_text("<html/>")
    (tmp_path / "cut.xml").write_text('<Project xmlns="http://schemas.microsoft.com/project"><Tasks><Task><UID>1</UID>')
    (tmp_path / "notes.txt").write_text("not looked at")
    assert len(list(schedules(tmp_path))) == 7
    assert main([str(tmp_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert sum("not read" in line for line in lines) >= 5
    assert "deep/good.jsonl.gz: 2 of 2 equal: 100.00%" in lines
    assert lines[-1].endswith("2 of 2 activities equal: 100.00%")


def test_a_reader_that_breaks_hides_no_other_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path: Path) -> None:
        raise AttributeError(f"{path.name} broke us")

    write(tmp_path / "good.jsonl", CHAIN)
    (tmp_path / "bad.mpp").write_bytes(b"")
    monkeypatch.setattr("benchmarks.oracle.mpp.read", broken)
    found = dict(schedules(tmp_path))
    assert str(found["bad.mpp"]) == "AttributeError: bad.mpp broke us"
    assert isinstance(found["good.jsonl"], Case)


def test_totals_are_told_with_and_without_files_that_contradict_themselves(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong value in a file that agrees with itself stays in both."""
    write(tmp_path / "good.jsonl", CHAIN)
    write(tmp_path / "stale.jsonl", [CHAIN[0] | {"lf": "2026-01-09T19:00", "ts_min": 1920}, CHAIN[1]])
    write(tmp_path / "wrong.jsonl", [CHAIN[0], CHAIN[1] | {"fs_min": 7}])
    main([str(tmp_path)])
    assert capsys.readouterr().out.splitlines()[-3:] == [
        "differing: 2 activities, 1 of them for no known reason",
        "without the 1 that contradict themselves: 1 of 2 files whole; 3 of 4 activities equal: 75.00%",
        "total: 1 of 3 files whole; 4 of 6 activities equal: 66.67%",
    ]


@pytest.mark.corpus
def test_primavera_files_come_out_as_stored(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(corpus / "schedules" / "xer")]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "total: 2 of 2 files whole; 124 of 124 activities equal: 100.00%"


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["MDL4D.xer", "MDL4RA.xer"])
def test_the_reader_that_people_use_gives_the_same(corpus: Path, name: str) -> None:
    """The oracle reads XER by itself, without Java; `exchange.mpxj` is how a plan gets into Pilotage."""
    path = corpus / "schedules" / "xer" / name
    try:
        program_ = mpxj.read(path).program
    except mpxj.MpxjUnavailableError as error:
        pytest.skip(str(error))
    assert program_ is not None
    (case,) = xer.read(path)
    stored = tuple(replace(each, id=f"t{each.id}") for each in case.stored)
    compared = compare(Case(name, program_, stored))
    assert (compared.equal, compared.tasks) == (62, 62)


@pytest.mark.corpus
def test_what_differs_in_project_files_is_explained(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(corpus / "schedules" / "msproject")]) == 0
    said = capsys.readouterr().out
    assert "not explained" not in said
    lines = said.splitlines()
    java = any(line.startswith("slack9.mpp: 15 of 15") for line in lines)
    assert lines[-1].startswith("total: 15 of 19 files whole; 432 of 455" if java else "total: 9 of 11 files whole")


def test_what_primavera_alone_schedules_by_is_read_from_an_xer_file(tmp_path: Path) -> None:
    """On the clock: a second constraint, an expected finish, a suspension until the 8th, a date from outside."""
    begun = {"status_code": "TK_Active", "act_start_date": "2026-06-01 00:00", "remain_drtn_hr_cnt": "24"}
    rows: list[dict[str, str]] = [
        {"cstr_type": "CS_MEOB", "cstr_date": "2026-06-04 00:00", "cstr_type2": "CS_MSOA"}
        | {"cstr_date2": "2026-06-04 00:00", "early_start_date": "2026-06-04 00:00", "total_float_hr_cnt": "-24"},
        {"expect_end_date": "2026-06-09 00:00", "early_end_date": "2026-06-09 00:00", "total_float_hr_cnt": "0"},
        begun | {"suspend_date": "2026-06-01 17:00", "resume_date": "2026-06-08 08:00"}
        | {"early_start_date": "2026-06-08 00:00", "early_end_date": "2026-06-09 00:00", "total_float_hr_cnt": "0"},
        {"external_early_start_date": "2026-06-05 00:00", "external_late_end_date": "2026-06-07 00:00"}
        | {"early_start_date": "2026-06-05 00:00", "total_float_hr_cnt": "24"},
    ]  # fmt: skip
    plain = {"proj_id": "1", "task_type": "TT_Task", "status_code": "TK_NotStart"}
    plain |= {"target_drtn_hr_cnt": "24", "remain_drtn_hr_cnt": "24"}
    columns = ["task_id", *plain, *dict.fromkeys(name for row in rows for name in row if name not in plain)]
    lines = ["ERMHDR\t20", "%T\tPROJECT", "%F\tproj_id\tplan_start_date\tlast_recalc_date"]
    lines += ["%R\t1\t2026-06-02 00:00\t2026-06-02 00:00", "%T\tSCHEDOPTIONS", "%F\tproj_id\tsched_use_expect_end_flag"]
    lines += ["%R\t1\tY", "%T\tTASK", "\t".join(("%F", *columns))]
    for number, row in enumerate(rows):
        cells = {"task_id": str(number)} | plain | row
        lines.append("\t".join(("%R", *(cells.get(name, "") for name in columns))))
    path = tmp_path / "one.xer"
    path.write_text("\n".join(lines))
    (case,) = xer.read(path)
    assert [miss.values for miss in compare(case).misses] == []
