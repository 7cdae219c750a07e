"""Numbers, durations, references, paths and patterns as people write them."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.exchange.tabular.values.amounts import (
    WorkTime,
    parse_flag,
    parse_number,
    parse_share,
    parse_span,
)
from pilotage.exchange.tabular.values.estimates import parse_estimate
from pilotage.exchange.tabular.values.paths import UnknownColumnError, getter
from pilotage.exchange.tabular.values.patterns import Pattern, UnsafePatternError
from pilotage.exchange.tabular.values.references import Reference, parse_references
from pilotage.plan.vocabulary.activities import DependencyKind
from pilotage.plan.vocabulary.amounts import Span, ThreePointEstimate, Unit

TIME = WorkTime()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1,234", 1234),
        ("1,5", 1.5),
        ("0,125", 0.125),
        ("1 234", 1234),
        ("€ 40", 40),
        ("-3", -3),
        ("1.234.567", 1234567),
        ("12 apples", None),
        ("", None),
        (True, None),
        ("9" * 40, None),
    ],
)
def test_numbers(given: Any, expected: float | None) -> None:
    assert parse_number(given) == expected


@pytest.mark.parametrize(
    ("given", "unit", "expected"),
    [
        ("40 %", "", 0.4),
        ("0.4", "", 0.4),
        (40, "", 0.4),
        (1, "", 1.0),
        (1, "%", 0.01),
        ("140%", "", None),
        ("x", "", None),
    ],
)
def test_shares(given: Any, unit: str, expected: float | None) -> None:
    assert parse_share(given, unit) == expected


@pytest.mark.parametrize(
    ("given", "expected"), [("Yes", True), ("x", True), (0, False), ("No", False), ("maybe", None)]
)
def test_flags(given: Any, expected: bool | None) -> None:
    assert parse_flag(given) is expected


@pytest.mark.parametrize(
    ("given", "unit", "expected"),
    [
        ("5 days", "", Span(2400, Unit.DAY)),
        ("5d?", "", Span(2400, Unit.DAY)),
        ("1w 2d 4h", "", Span(2400 + 960 + 240, Unit.WEEK)),
        ("3.5 hrs", "", Span(210, Unit.HOUR)),
        ("1,5 Tage", "", Span(720, Unit.DAY)),
        ("2 edays", "", Span(2880, Unit.ELAPSED_DAY)),
        ("1 mon", "", Span(20 * 480, Unit.DAY)),
        ("PT16H0M0S", "", Span(960, Unit.HOUR)),
        (7200, "s", Span(120, Unit.HOUR)),
        (5, "", Span(2400, Unit.DAY)),
        (5, "h", Span(300, Unit.HOUR)),
        ("-2d", "", Span(-960, Unit.DAY)),
        ("1d 2ed", "", None),
        ("soon", "", None),
        ("5 parsecs", "", None),
        ("", "", None),
        ("1e999", "", None),
    ],
)
def test_durations(given: Any, unit: str, expected: Span | None) -> None:
    assert parse_span(given, unit, TIME) == expected


def test_estimates_take_a_unit_that_is_said_once() -> None:
    low, likely, high = (Span(days * 480, Unit.DAY) for days in (5, 8, 12))
    for text in ("5d/8d/12d", "5 / 8 / 12 days", "5|8|12"):
        assert parse_estimate(text, "", TIME) == ThreePointEstimate(low, likely, high)
    assert parse_estimate("12d/8d/5d", "", TIME) is None
    assert parse_estimate("5d/8d", "", TIME) is None


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("12", [Reference("12")]),
        (12.0, [Reference("12")]),
        ("12FS+3 days", [Reference("12", lag=Span(1440, Unit.DAY))]),
        ("3;5SS-2d", [Reference("3"), Reference("5", DependencyKind.SS, Span(-960, Unit.DAY))]),
        ("design SS+50%", [Reference("design", DependencyKind.SS, lag_percent=0.5)]),
        ("beta +10d", [Reference("beta", lag=Span(4800, Unit.DAY))]),
        ("ABC-12, ABC-13 ff", [Reference("ABC-12"), Reference("ABC-13", DependencyKind.FF)]),
        ("NFS", [Reference("NFS")]),
        (["a", "b"], [Reference("a"), Reference("b")]),
        ("4FS+a while", ["4FS+a while"]),
        (" ; ", []),
    ],
)
def test_references(given: Any, expected: list[Reference | str]) -> None:
    assert parse_references(given, TIME) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("status.name", "Open"),
        ("parts[].name", ["a", "b"]),
        ("parts[1].name", "b"),
        ("parts[9].name", None),
        ("deep[].list[]", [1, 2, 3]),
        (r"dotted\.key", "yes"),
        ("status.name.more", None),
        ("single[].name", ["one"]),
        ("nothing[]", None),
    ],
)
def test_paths(path: str, expected: object) -> None:
    row = {
        "status": {"name": "Open"},
        "parts": [{"name": "a"}, {"name": "b"}, {}, "odd"],
        "deep": [{"list": [1, 2]}, {"list": [3]}],
        "dotted.key": "yes",
        "single": [{"name": "one"}],
        "nothing": None,
    }
    assert getter(path, None)(row) == expected


def test_columns_are_found_whatever_their_case_and_blanks() -> None:
    assert getter("actual start", ("Actual_Start",))({"Actual_Start": 1}) == 1
    assert getter("a.b", ("a.b",))({"a.b": 2}) == 2
    with pytest.raises(UnknownColumnError):
        getter("finish", ("start",))


@pytest.mark.parametrize(
    "text", ["(a+)+$", "(a|a)*b", "(?:x{1,9}){2,}", r"(a)\1", "a*" * 5, "(", "x" * 300, r"(?P<n>a)(?P=n)", r"\\(a)+"]
)
def test_patterns_that_might_never_end_are_refused(text: str) -> None:
    with pytest.raises(UnsafePatternError):
        Pattern(text)


def test_ordinary_patterns_work() -> None:
    assert Pattern(r"v(\d+\.\d+)").extract("in v1.30, perhaps") == "1.30"
    assert Pattern(r"name=([^,\]]+)").extract("[id=1,name=Sprint 3,state=x]") == "Sprint 3"
    assert Pattern(r"\d{4}").matches("2026")
    assert not Pattern(r"\d{4}").matches("2026!")


@given(text=st.text(alphabet="ab(|)*+?[]{}\\1,^$.", max_size=14))
def test_no_accepted_pattern_runs_long(text: str) -> None:
    try:
        pattern = Pattern(text)
    except UnsafePatternError:
        return
    started = time.perf_counter()
    pattern.found("a" * 120 + "!")
    assert time.perf_counter() - started < 5
