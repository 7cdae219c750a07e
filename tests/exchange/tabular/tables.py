"""Small files for the tests of tables."""

import datetime as dt
import gzip
import io
import zipfile
from typing import Any

from pilotage import exchange
from pilotage.exchange.result import ReadResult
from pilotage.exchange.tabular import Mapping, read_mapping
from pilotage.plan.vocabulary.program import Program

TODAY = dt.date(2026, 9, 18)


def read_csv(text: str | bytes, name: str = "plan.csv", **more: Any) -> ReadResult:
    """``text`` read as a file called ``name``, on 18 September 2026."""
    data = text.encode() if isinstance(text, str) else text
    return exchange.read((name, data), today=TODAY, **more)


def program_of(result: ReadResult) -> Program:
    assert result.program is not None, [str(problem) for problem in result.problems]
    return result.program


def mapping_of(text: str) -> Mapping:
    mapping, problems = read_mapping(text, "map.toml")
    assert mapping is not None
    assert not problems, [str(problem) for problem in problems]
    return mapping


def ids(result: ReadResult) -> list[str]:
    """The ids of all problems."""
    return [problem.id for problem in result.problems]


def gz(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


def zipped(**files: bytes) -> bytes:
    """A zip archive; ``__`` in a name stands for a dot, as Python's names cannot hold one."""
    return zip_of({name.replace("__", "."): data for name, data in files.items()})


def zip_of(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()
