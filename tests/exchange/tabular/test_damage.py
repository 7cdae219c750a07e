"""Whatever is done to a file, reading it ends with problems and never with an exception."""

import io
from contextlib import suppress

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage import exchange
from pilotage.exchange.tabular import suggest_mapping
from tests.exchange.tabular.tables import gz, zip_of

_CSV = b"ID,Title,Duration,Start,Predecessors\n1,Schema,5d,2026-09-18,\n2,Cut,2d,,1FS+3d\n"
_ISSUES = b'[{"key":"A-1","fields":{"summary":"x","status":{"name":"Open"},"created":"2026-09-18T10:00:00Z"}}]'
_KEPS = b'[{"title":"x","kep-number":1,"owning-sig":"s","status":"implemented","milestone":{"alpha":"v1.30"}}]'
_PROGRAM = b'{"id":"p","title":"P","zone":"UTC","activities":[],"calendars":[]}'
_CHUNKS = (b'"', b"\0", b"\n", b"{", b"[", b"}", b",", b"\xff\xfe", b"\xc3", b"9" * 30, b"-", b"null", b"1e999")


def _book() -> bytes:
    work = openpyxl.Workbook()
    assert work.active is not None
    work.active.append(["Title", "Duration"])
    work.active.append(["Schema", "5d"])
    buffer = io.BytesIO()
    work.save(buffer)
    return buffer.getvalue()


_SEEDS = (
    _CSV,
    _ISSUES,
    _ISSUES[1:-1] + b"\n" + _ISSUES[1:-1],
    _KEPS,
    _PROGRAM,
    gz(_CSV),
    zip_of({"a.csv": _CSV}),
    _book(),
)
_NAMES = ("a.csv", "a.json", "a.jsonl", "a.xlsx", "a.zip", "a.csv.gz", "a")
_EDIT = st.tuples(st.integers(0, 10_000), st.integers(0, 20), st.sampled_from(_CHUNKS) | st.binary(max_size=6))


@given(seed=st.sampled_from(_SEEDS), name=st.sampled_from(_NAMES), edits=st.lists(_EDIT, max_size=5))
def test_damage_is_a_problem_not_an_exception(seed: bytes, name: str, edits: list[tuple[int, int, bytes]]) -> None:
    data = bytearray(seed)
    for at, gone, new in edits:
        place = at % (len(data) + 1)
        data[place : place + gone] = new
    result = exchange.read((name, bytes(data)))
    assert result.program is not None or result.work_items or result.problems


@pytest.mark.parametrize("seed", _SEEDS)
def test_a_file_cut_anywhere_is_read_as_far_as_it_goes(seed: bytes) -> None:
    for end in range(0, len(seed), max(1, len(seed) // 40)):
        result = exchange.read(("a", seed[:end]))
        assert result.program is not None or result.work_items or result.problems


@given(data=st.binary(max_size=300), name=st.sampled_from(_NAMES))
def test_a_guess_at_anything_ends(data: bytes, name: str) -> None:
    with suppress(exchange.FileRefusedError):  # the one exception that it promises
        suggest_mapping((name, data))
