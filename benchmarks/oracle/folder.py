"""Every schedule of a folder, whatever its form; what cannot be read gives its reason instead."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.oracle import mpp, mpsplib, mspdi, xer
from benchmarks.oracle.cases import Case, Unreadable

Found = tuple[str, Case | Unreadable]


def schedules(folder: Path) -> Iterator[Found]:
    """Path in the folder, and its case or why there is none; by name. Other files are passed over."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        try:
            for case in _cases(path):
                yield name if case.name == path.name else f"{name}{case.name.removeprefix(path.name)}", case
        except Unreadable as reason:
            yield name, reason
        except Exception as error:  # noqa: BLE001  # one file that breaks us must not hide the others
            yield name, Unreadable(f"{type(error).__name__}: {error}")


def _cases(path: Path) -> Iterator[Case]:
    ends = "".join(path.suffixes[-2:]).lower()
    if ends.endswith((".jsonl", ".jsonl.gz", ".ndjson")):
        yield mpsplib.read(path)
    elif ends.endswith(".xer"):
        yield from xer.read(path)
    elif ends.endswith(".xml"):
        yield mspdi.read(path)
    elif ends.endswith(".mpp"):
        yield mpp.read(path)
