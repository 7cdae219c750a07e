"""Dates in columns: one format for each, found out from all rows."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.exchange.tabular.values.dates import FORMATS, Votes, parse_any
from tests.exchange.tabular.tables import ids, mapping_of, program_of, read_csv

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def written(day: dt.date, name: str) -> str:
    parts = {
        "yyyy": f"{day.year:04}",
        "yy": f"{day.year % 100:02}",
        "mmm": _MONTHS[day.month - 1],
        "mm": f"{day.month:02}",
        "dd": f"{day.day:02}",
    }
    text = name
    for token, part in parts.items():
        text = text.replace(token, part, 1)
    return text


@given(
    days=st.lists(st.dates(dt.date(1970, 1, 1), dt.date(2060, 12, 31)), min_size=1, max_size=30),
    name=st.sampled_from(sorted(FORMATS)),
)
def test_a_column_in_one_format_is_read_right_or_called_ambiguous(days: list[dt.date], name: str) -> None:
    votes = Votes()
    for day in days:
        votes.show(written(day, name))
    assert not votes.mixed
    best = votes.best
    assert name in best or len(best) == 1
    if len(best) == 1:
        assert [FORMATS[best[0]].parse(written(day, name)) for day in days] == days


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-09-18", dt.date(2026, 9, 18)),
        ("18.9.2026", dt.date(2026, 9, 18)),
        ("18/Sep/26 3:04 PM", dt.datetime(2026, 9, 18, 15, 4)),  # noqa: DTZ001  # no zone is written
        ("Friday, September 18th, 2026", dt.date(2026, 9, 18)),
        ("Fri 18-Sep-26", dt.date(2026, 9, 18)),
        ("2026-09-18T10:00:00.000+0200", dt.datetime(2026, 9, 18, 8, tzinfo=dt.UTC)),
        ("20260918", dt.date(2026, 9, 18)),
    ],
)
def test_spellings(text: str, expected: dt.date) -> None:
    assert set(parse_any(text).values()) == {expected}


def test_one_day_above_twelve_settles_the_column() -> None:
    result = read_csv("Title,Target\nA,03/04/2026\nB,13/04/2026\n")
    assert [a.target for a in program_of(result).activities] == [dt.date(2026, 4, 3), dt.date(2026, 4, 13)]
    assert ids(result) == []


def test_an_ambiguous_column_asks_and_reads_only_what_is_certain() -> None:
    result = read_csv("Title,Target\nA,03/04/2026\nB,05/05/2026\n")
    assert [a.target for a in program_of(result).activities] == [None, dt.date(2026, 5, 5)]
    (problem,) = result.problems
    assert (problem.id, problem.source.path) == ("ambiguous-dates", "Target")
    assert "date_format" in problem.hint


@pytest.mark.parametrize(("name", "month"), [("dd/mm/yyyy", 4), ("mm/dd/yyyy", 3)])
def test_the_mapping_answers(name: str, month: int) -> None:
    mapping = mapping_of(f'[source]\ndate_format = "{name}"\n[activities]\ntitle = "Title"\ntarget = "Target"\n')
    result = read_csv("Title,Target\nA,03/04/2026\n", mapping=mapping)
    target = program_of(result).activities[0].target
    assert target is not None
    assert target.month == month
    assert ids(result) == []


def test_another_column_with_the_same_marks_answers_too() -> None:
    result = read_csv("Title,Target,Deadline\nA,03/04/2026,25/04/2026\n")
    assert program_of(result).activities[0].target == dt.date(2026, 4, 3)
    assert ids(result) == ["date-format-assumed"]


def test_of_five_formats_in_one_column_only_what_could_be_two_days_is_left_out() -> None:
    days = ["2026-09-18", "2026-09-19", "18.09.2026", "18/Sep/2026", "20260918", '"Sep 18, 2026"', "03/04/2026"]
    result = read_csv("Title,Target\n" + "".join(f"A,{day}\n" for day in days))
    found = [a.target for a in program_of(result).activities]
    eighteenth = dt.date(2026, 9, 18)
    assert found == [eighteenth, dt.date(2026, 9, 19), *[eighteenth] * 4, None]
    assert [(p.id, p.source.row) for p in result.problems] == [
        *(("date-format-differs", row) for row in (4, 5, 6, 7)),
        ("ambiguous-date", 8),
    ]


def test_days_that_do_not_exist_and_words_are_told_apart() -> None:
    result = read_csv("Title,Target\nA,2026-02-30\nB,soon\nC,2026-03-01\n")
    assert [(p.id, p.source.row) for p in result.problems] == [("impossible-date", 2), ("not-a-date", 3)]
    assert program_of(result).activities[2].target == dt.date(2026, 3, 1)


def test_a_finish_is_the_end_of_its_day_in_the_programs_zone() -> None:
    mapping = mapping_of(
        '[program]\nzone = "Europe/Berlin"\n[activities]\ntitle = "Title"\ndeadline = "Deadline"\nstarted = "Began"\n'
    )
    first = program_of(read_csv("Title,Deadline,Began\nA,2026-10-02,2026-09-01\n", mapping=mapping)).activities[0]
    assert first.deadline is not None
    assert first.deadline.isoformat() == "2026-10-03T00:00:00+02:00"
    assert first.actual_start is not None
    assert first.actual_start.isoformat() == "2026-09-01T00:00:00+02:00"


def test_an_unknown_date_format_is_told() -> None:
    mapping = mapping_of('[source]\ndate_format = "%d/%m"\n[activities]\ntitle = "Title"\ntarget = "Target"\n')
    assert "unknown-date-format" in ids(read_csv("Title,Target\nA,2026-04-03\n", mapping=mapping))
