"""CSV as it comes out of the tools that people have."""

import pytest

from pilotage.plan.vocabulary.problems import Severity
from tests.exchange.tabular.tables import ids, program_of, read_csv

HEADER = "ID,Title,Duration\n"


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_out(mark: str) -> None:
    text = "ID,Title,Duration\na,Schema,5d\nb,Backfill,2d\n".replace(",", mark)
    assert [a.title for a in program_of(read_csv(text)).activities] == ["Schema", "Backfill"]


def test_semicolons_win_although_cells_hold_commas() -> None:
    text = 'ID;Title;Duration\na;"Schema, ledger, EU";1,5d\nb;Backfill;2d\n'
    first = program_of(read_csv(text)).activities[0]
    assert first.title == "Schema, ledger, EU"
    assert first.duration is not None
    assert first.duration.minutes == 720


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_with_a_mark_and_utf_8_are_read_without_a_word(encoding: str) -> None:
    result = read_csv((HEADER + "a,Überführung,5d\n").encode(encoding))
    assert program_of(result).activities[0].title == "Überführung"
    assert ids(result) == []


@pytest.mark.parametrize(
    ("encoding", "named"), [("cp1252", "Windows-1252"), ("utf-16-le", "UTF-16-LE"), ("utf-16-be", "UTF-16-BE")]
)
def test_an_assumed_encoding_is_named(encoding: str, named: str) -> None:
    result = read_csv((HEADER + "a,Überführung,5d\n").encode(encoding))
    assert program_of(result).activities[0].title == "Überführung"
    (problem,) = result.problems
    assert problem.id == "encoding-assumed"
    assert named in problem.message


def test_the_line_of_the_first_byte_that_is_not_utf_8_is_told() -> None:
    (problem,) = read_csv(HEADER.encode() + b"a,Schema,5d\nb,\xdcberf\xfchrung,5d\n").problems
    assert problem.source.line == 3


def test_a_late_odd_byte_is_found_too() -> None:
    rows = b"".join(b"r%d,%s,1d\n" % (n, b"Row" * 80) for n in range(5_000))  # more than is looked at together
    result = read_csv(HEADER.encode() + rows + b"last,caf\xe9,1d\n")
    assert program_of(result).activities[-1].title == "café"
    assert [(p.id, p.source.line) for p in result.problems] == [("encoding-assumed", 5_002)]


def test_a_quoted_line_break_belongs_to_its_cell_and_rows_keep_their_lines() -> None:
    result = read_csv('ID,Title,Duration\na,"Schema\nof the ledger",5d\nb,Backfill,soon\n')
    assert program_of(result).activities[0].title == "Schema\nof the ledger"
    (problem,) = result.problems
    assert (problem.id, problem.source.line, problem.source.row, problem.source.path) == (
        "unreadable-value",
        4,
        3,
        "Duration",
    )


def test_a_quote_that_is_never_closed_is_told_with_the_good_part_kept() -> None:
    result = read_csv('ID,Title,Duration\na,Schema,5d\nb,"Back' + "x" * 9_000_000)
    assert [a.title for a in program_of(result).activities] == ["Schema"]
    problem = next(p for p in result.problems if p.id == "csv-unreadable")
    assert problem.source.line == 3


def test_cells_beyond_the_header_are_told() -> None:
    result = read_csv("ID,Title,Duration\na,Schema,5d,extra\n")
    assert ids(result) == ["row-too-long"]


def test_title_lines_above_the_header_are_skipped() -> None:
    result = read_csv("Plan of Atlas,,\n,,\nID,Title,Duration\na,Schema,5d\n")
    assert [a.title for a in program_of(result).activities] == ["Schema"]


def test_columns_that_nobody_uses_are_listed() -> None:
    result = read_csv("ID,Title,Duration,Mood\na,Schema,5d,good\n")
    (problem,) = result.problems
    assert (problem.id, problem.severity) == ("unmapped-columns", Severity.INFO)
    assert "Mood" in problem.message


def test_a_command_in_a_cell_stays_text_and_is_told() -> None:
    result = read_csv("ID,Title,Duration\na,=cmd|' /C calc'!A0,5d\n")
    assert program_of(result).activities[0].title == "=cmd|' /C calc'!A0"
    assert ids(result) == ["formula-text"]


def test_negative_numbers_and_handles_are_no_formulas() -> None:
    assert ids(read_csv("ID,Title,Duration,Owner\na,-5 degrees,5d,@ann\n")) == []


def test_an_empty_file_and_a_lone_header_are_told() -> None:
    assert ids(read_csv("")) == ["empty-file"]
    assert ids(read_csv(HEADER)) == ["nothing-read"]
