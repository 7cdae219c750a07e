"""Files that are broken, cut off or made to hurt: a problem with its place, and the good part kept."""

import io
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.exchange import mspdi
from pilotage.exchange.mspdi.reading import records
from pilotage.exchange.mspdi.report import MOST_PER_ID, Report
from pilotage.plan.vocabulary.problems import Severity
from tests.exchange.mspdi.documents import HEAD, document, elements, ids, link, read, task

EVERYTHING = (Path(__file__).parent / "files" / "everything.xml").read_bytes()

BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]>
<Project xmlns="http://schemas.microsoft.com/project"><Title>&lol2;</Title></Project>"""
EXTERNAL = b"""<?xml version="1.0"?>
<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><Project><Title>&x;</Title></Project>"""
REMOTE_DTD = b"""<?xml version="1.0"?>
<!DOCTYPE Project SYSTEM "http://example.org/project.dtd"><Project><Title>t</Title></Project>"""


@pytest.mark.parametrize("content", [BOMB, EXTERNAL, REMOTE_DTD])
def test_document_types_and_entities_are_refused(content: bytes) -> None:
    result = mspdi.read(("plan.xml", content))
    assert result.program is None
    assert ids(result) == ["xml-forbidden"]
    assert result.problems[0].source.line == 2


def test_a_file_cut_in_the_middle_keeps_what_came_before() -> None:
    content = document(task(1), task(2), task(3))
    result = mspdi.read(("plan.xml", content[: content.index(b"Task 3")]))
    assert result.program is not None
    assert [a.id for a in result.program.activities] == ["t1", "t2"]
    (problem,) = result.problems
    assert (problem.id, problem.severity) == ("file-truncated", Severity.ERROR)
    assert str(problem.source).startswith("plan.xml:2:")


def test_bytes_of_another_encoding() -> None:
    content = document(task(1), task(2, Name="Prüfung")).replace("ü".encode(), b"\xfc")
    result = mspdi.read(content)
    assert result.program is not None
    assert [a.id for a in result.program.activities] == ["t1"]
    assert ids(result) == ["xml-not-well-formed"]


@pytest.mark.parametrize("name", ["klingon", "utf-7", "utf-16"])
def test_encodings_that_do_not_fit(name: str) -> None:
    result = mspdi.read(document(task(1)).replace(b"UTF-8", name.encode()))
    assert result.program is None
    assert result.problems[0].severity is Severity.ERROR


def test_utf_16_is_read() -> None:
    text = document(task(1, Name="Prüfung")).decode().replace("UTF-8", "UTF-16")
    result = mspdi.read(text.encode("utf-16"))
    assert result.program is not None
    assert result.program.activities[0].title == "Prüfung"


@pytest.mark.parametrize("content", [b"", b"   ", b"not xml", b"\x00\x01\x02", b"PK\x03\x04"])
def test_what_is_no_xml(content: bytes) -> None:
    result = mspdi.read(content)
    assert result.program is None
    assert [p.severity for p in result.problems] == [Severity.ERROR]


def test_xml_of_something_else() -> None:
    assert ids(mspdi.read(b"<html/>")) == ["not-mspdi"]


def test_elements_nested_without_end() -> None:
    result = mspdi.read((HEAD + "<Tasks>" + "<a>" * 100_000).encode())
    assert ids(result) == ["xml-too-deep"]


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("Duration", "PT99999999999H0M0S", "bad-duration"),
        ("Duration", "P1Y", "bad-duration"),
        ("Duration", "9" * 5000, "bad-duration"),
        ("DurationFormat", "1e999", "bad-number"),
        ("PercentComplete", "NaN", "bad-number"),
        ("PercentComplete", "250", "bad-number"),
        ("Priority", "-1", "bad-number"),
        ("OutlineLevel", "9" * 400, "bad-number"),
        ("Deadline", "9999-12-31T23:59:00", "bad-date"),
        ("Deadline", "0001-01-01T00:00:00", "bad-date"),
        ("Deadline", "tomorrow", "bad-date"),
        ("CalendarUID", "12345678901234567890", "bad-number"),
    ],
)
def test_absurd_values_are_told_with_their_place(field: str, value: str, problem: str) -> None:
    values: dict[str, Any] = {field: value}
    result = read(task(1), task(2, **values))
    assert result.program is not None
    assert len(result.program.activities) == 2
    assert problem in ids(result)
    found = next(p for p in result.problems if p.id == problem)
    assert found.entity == "t2"
    assert found.source.line == 2
    assert found.source.column is not None


def test_the_same_uid_twice_and_none_at_all() -> None:
    result = read(task(1), task(1), "<Task><Name>lost</Name></Task>")
    assert result.program is not None
    assert [a.id for a in result.program.activities] == ["t1"]
    assert sorted(ids(result)) == ["duplicate-uid", "missing-uid"]


def test_calendars_that_build_on_each_other_in_a_circle() -> None:
    def calendar(uid: int, base: int) -> str:
        return f"<Calendar>{elements(UID=uid, Name=uid, IsBaseCalendar=0, BaseCalendarUID=base)}</Calendar>"

    result = read(task(1), calendars=calendar(1, 2) + calendar(2, 1) + calendar(3, 3))
    assert result.program is not None
    assert len(result.program.calendars) == 3


def test_an_exception_of_a_thousand_years_every_day() -> None:
    period = f"<TimePeriod>{elements(FromDate='1900-01-01T00:00:00', ToDate='2199-12-31T00:00:00')}</TimePeriod>"
    exception = f"<Exception>{period}{elements(Type=6, DaysOfWeek=127)}</Exception>"
    week = f"<WorkWeek>{period}<WeekDays><WeekDay>{elements(DayType=2, DayWorking=0)}</WeekDay></WeekDays></WorkWeek>"
    inner = f"<Exceptions>{exception * 3}</Exceptions><WorkWeeks>{week * 3}</WorkWeeks>"
    result = read(task(1), calendars=f"<Calendar>{elements(UID=1, Name='c')}{inner}</Calendar>")
    assert result.program is not None
    assert len(result.program.calendars[0].exceptions) < 30_000
    assert "work-week-too-long" in ids(result)


def test_a_million_problems_are_counted_not_listed() -> None:
    result = read(task(1), task(2, inner=link(77) * (MOST_PER_ID + 50)))
    assert len(result.problems) == MOST_PER_ID + 1
    assert "50 more" in result.problems[-1].message


class Endless(io.BytesIO):
    """A file of ``count`` tasks with work per day, made while it is read."""

    def __init__(self, count: int, days: int) -> None:
        super().__init__()
        self._parts = self._make(count, days)
        self.size = 0

    def _make(self, count: int, days: int) -> Iterator[bytes]:
        per_day = "<TimephasedData><Type>1</Type><UID>1</UID><Value>PT8H0M0S</Value></TimephasedData>" * days
        yield (HEAD + "<Tasks>").encode()
        for uid in range(1, count + 1):
            yield task(uid, inner=per_day).encode()
        yield b"</Tasks></Project>"

    def read(self, _size: int | None = -1) -> bytes:
        part = next(self._parts, b"")
        self.size += len(part)
        return part


def test_a_large_file_is_read_in_the_memory_of_its_plan() -> None:
    file = Endless(count=300, days=1_000)
    tracemalloc.start()
    found = records(file, Report("big.xml"))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found is not None
    assert len(found.tasks) == 300
    assert file.size > 20_000_000
    assert peak < 4_000_000


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_damage_raises(data: st.DataObject) -> None:
    """Cut, overwrite and repeat pieces of a file that uses everything: always a result, never an exception."""
    content = bytearray(EVERYTHING)
    for _times in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        length = data.draw(st.integers(0, 60))
        content[at : at + length] = data.draw(
            st.binary(max_size=20) | st.sampled_from([b"-1", b"NaN", b"<", b"9" * 40])
        )
    result = mspdi.read(bytes(content))
    assert result.program is not None or result.problems


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_value_raises(data: st.DataObject) -> None:
    """Put anything into one element of a file that uses everything."""
    from defusedxml.ElementTree import fromstring, tostring

    root = fromstring(EVERYTHING)
    leaves = [element for element in root.iter() if not len(element)]
    values = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30) | st.integers().map(
        str
    )
    for _times in range(data.draw(st.integers(1, 8))):
        data.draw(st.sampled_from(leaves)).text = data.draw(
            values | st.sampled_from(["-1", "0", "1", "4", "12", "1e9"])
        )
    result = mspdi.read(tostring(root))
    assert result.program is not None
