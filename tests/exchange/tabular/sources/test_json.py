"""JSON arrays anywhere in a document, and JSON lines."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage import exchange
from pilotage.exchange.tabular.sources.json_stream import JsonStream
from tests.exchange.tabular.tables import ids, mapping_of, program_of

ROWS = [{"name": "Schema", "plan": {"days": 5}}, {"name": "Backfill", "plan": {"days": 2.5}}]
MAPPING = '[source]\npath = "{path}"\n[activities]\ntitle = "name"\nduration = "plan.days"\n'


@pytest.mark.parametrize(
    ("document", "path"),
    [
        (ROWS, ""),
        ({"total": 2, "tags": ["a"], "issues": ROWS}, ""),
        ({"data": {"page": {"info": 1}, "nodes": ROWS}}, ""),
        ({"old": [{"name": "No"}], "data": {"nodes": ROWS}}, "data.nodes"),
        ({"old": [{"name": "No"}], "data": {"nodes": ROWS}}, "data.nodes[]"),
    ],
)
def test_the_array_is_found(document: object, path: str) -> None:
    result = exchange.read(
        ("plan.json", json.dumps(document, indent=1).encode()), mapping=mapping_of(MAPPING.format(path=path))
    )
    program = program_of(result)
    assert [(a.title, a.duration and a.duration.minutes) for a in program.activities] == [
        ("Schema", 2400),
        ("Backfill", 1200),
    ]


def test_a_document_that_breaks_off_keeps_its_rows_and_tells_the_line() -> None:
    text = json.dumps(ROWS, indent=1)[:-30]
    result = exchange.read(("plan.json", text.encode()), mapping=mapping_of(MAPPING.format(path="")))
    assert len(program_of(result).activities) == 1
    problem = next(p for p in result.problems if p.id == "malformed-json")
    assert problem.source.line is not None
    assert problem.source.line >= 8


def test_a_path_that_leads_nowhere_is_told() -> None:
    result = exchange.read(("plan.json", json.dumps(ROWS).encode()), mapping=mapping_of(MAPPING.format(path="issues")))
    assert "no-rows-found" in ids(result)


def test_a_bad_line_is_one_problem_and_the_others_are_read() -> None:
    lines = b'{"name": "Schema"}\n\n{"name": "Bro\n[1]\n{"name": "Backfill"}\n'
    result = exchange.read(("plan.jsonl", lines), mapping=mapping_of('[activities]\ntitle = "name"\n'))
    assert [a.title for a in program_of(result).activities] == ["Schema", "Backfill"]
    assert [(p.id, p.source.line) for p in result.problems] == [("malformed-json", 3), ("not-an-object", 4)]


def test_nesting_without_end_is_told() -> None:
    for text in (b'[{"a":' + b"[" * 200_000, b'{"name": ' + b"[" * 200_000 + b"]" * 200_000 + b"}\n{}\n"):
        result = exchange.read(("plan.json", text), mapping=mapping_of('[activities]\ntitle = "name"\n'))
        assert "malformed-json" in ids(result)


def test_utf_16_json_is_read() -> None:
    mapping = mapping_of('[activities]\ntitle = "name"\n')
    data = json.dumps([{"name": "Prüfung"}], ensure_ascii=False)
    for name, text in (("plan.json", data), ("plan.jsonl", data[1:-1])):
        program = program_of(exchange.read((name, text.encode("utf-16")), mapping=mapping))
        assert program.activities[0].title == "Prüfung"


_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.text(max_size=20)
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=12,
)


class _Trickle(io.BytesIO):
    """Gives at most ``step`` bytes at a time, so that every value is cut somewhere."""

    step = 1

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(self.step)


@given(rows=st.lists(_VALUES, max_size=4), step=st.integers(1, 7), indent=st.sampled_from([None, 1]))
def test_streaming_gives_what_json_loads_gives(rows: list[object], step: int, indent: int | None) -> None:
    document = {"before": rows, "here": {"rows": rows}, "after": 1}
    stream = _Trickle(json.dumps(document, indent=indent).encode())
    stream.step = step
    found = [value for _line, value in JsonStream(stream, "utf-8", "strict").array(("here", "rows"))]
    assert found == rows
