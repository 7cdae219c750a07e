"""Programs in one file, in a folder of files, and as they were on earlier dates."""

import datetime as dt
from collections.abc import Iterable
from collections.abc import Mapping as Map
from pathlib import Path

from pilotage.exchange.text.reading.reader import FORMAT, TextResult, read_tree
from pilotage.exchange.text.syntax import parsing
from pilotage.exchange.text.syntax.nodes import Mapping, Node, Scalar, Sequence
from pilotage.exchange.text.syntax.parsing import decode, parse
from pilotage.exchange.text.syntax.problems import Findings, shown
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.program import Program

SUFFIXES = (".yaml", ".yml")
EARLIER = "earlier"
MOST_FILES = 2000
_JOINED = ("asks", "forecasts", "correlations", "responsibilities")


def read(path: Path) -> TextResult:
    """A file, or a folder as one program. Raises ``OSError`` if it cannot be opened."""
    if path.is_dir():
        return read_files(load(path), path.name)
    return read_text(path.read_bytes(), path.name)


def read_text(content: str | bytes, name: str = "program.yaml") -> TextResult:
    """One text; ``name`` is the file that problems name."""
    return read_files({name: content}, Path(name).stem)


def read_files(contents: Map[str, str | bytes], name: str = "program") -> TextResult:
    """The texts of a folder by path; ``name`` is the id of a program that does not say its own."""
    findings = Findings()
    roots = _roots({path: content for path, content in contents.items() if not is_earlier(path)}, findings)
    if not roots:
        return TextResult(None, findings.all(()), FORMAT)
    return read_tree(_merged(roots, findings), roots, findings, name)


def read_earlier(folder: Path) -> tuple[tuple[dt.date, Program], ...]:
    """The program as it was on each date of ``earlier/``, oldest first. Files that cannot be read are left out:
    ``read_earlier_files`` has their problems.
    """
    results = read_earlier_files(load(folder), folder.name)
    return tuple((day, result.program) for day, result in results if result.program is not None)


def read_earlier_files(
    contents: Map[str, str | bytes], name: str = "program"
) -> tuple[tuple[dt.date, TextResult], ...]:
    """Each earlier state with the problems that it adds to those of the program."""
    now = {path: content for path, content in contents.items() if not is_earlier(path)}
    found = []
    for path in sorted(set(contents) - set(now)):
        try:
            day = dt.date.fromisoformat(Path(path).stem)
        except ValueError:
            continue
        found.append((day, _read_earlier(now, path, contents[path], day, name)))
    return tuple(sorted(found, key=lambda one: one[0]))


def _read_earlier(now: Map[str, str | bytes], path: str, content: str | bytes, day: dt.date, name: str) -> TextResult:
    quiet, findings = Findings(), Findings()
    roots = _roots(now, quiet)
    changes = _root(path, content, findings)
    if changes is None or not roots:
        return TextResult(None, findings.all(()), FORMAT)
    current = _merged(roots, quiet)
    _lay_over(current, changes)
    if "status_date" not in changes.entries:
        at = Scalar(path, 0, 1, 1, day.isoformat(), plain=True, end=0)
        current.entries["status_date"] = (at, at)
    result = read_tree(current, [*roots, changes], findings, name)
    kept = tuple(problem for problem in result.problems if problem.source.file in ("", path))
    return TextResult(result.program, kept, FORMAT, result.counts, places=result.places)


def _lay_over(current: Mapping, changes: Mapping) -> None:
    """Mappings go into mappings, ``null`` removes, anything else replaces."""
    for name, (key, value) in changes.entries.items():
        there = current.get(name)
        if isinstance(value, Scalar) and value.null:
            current.entries.pop(name, None)
        elif isinstance(value, Mapping) and isinstance(there, Mapping):
            _lay_over(there, value)
        else:
            current.entries[name] = (key, _without_nulls(value))


def _without_nulls(node: Node) -> Node:
    if isinstance(node, Mapping):
        for name, (_key, value) in list(node.entries.items()):
            if isinstance(value, Scalar) and value.null:
                del node.entries[name]
            else:
                _without_nulls(value)
    return node


def is_earlier(path: str) -> bool:
    return path.startswith(f"{EARLIER}/")


def load(folder: Path) -> dict[str, bytes]:
    """The texts of a folder, ``program.yaml`` first, then by path; without hidden files and links out of the folder."""
    base = folder.resolve()
    found: dict[str, bytes] = {}
    for path in _texts(folder):
        if not path.resolve().is_relative_to(base):
            continue
        with path.open("rb") as file:
            found[path.relative_to(folder).as_posix()] = file.read(parsing.MOST_BYTES + 1)
        if len(found) >= MOST_FILES:
            break
    return found


def _texts(folder: Path) -> Iterable[Path]:
    paths = [path for path in folder.rglob("*") if path.suffix in SUFFIXES and path.is_file()]
    shown_paths = [path for path in paths if not any(part.startswith(".") for part in path.relative_to(folder).parts)]
    return sorted(shown_paths, key=lambda path: (path != folder / "program.yaml", path.relative_to(folder).as_posix()))


def _roots(contents: Map[str, str | bytes], findings: Findings) -> list[Mapping]:
    found = (_root(path, content, findings) for path, content in contents.items())
    return [root for root in found if root is not None]


def _root(path: str, content: str | bytes, findings: Findings) -> Mapping | None:
    text = decode(content, path, findings) if isinstance(content, bytes) else content
    return None if text is None else parse(text, path, findings)


def _merged(roots: list[Mapping], findings: Findings) -> Mapping:
    if len(roots) == 1:
        return roots[0]
    first = roots[0]
    merged = Mapping(first.file, first.start, first.line, first.column, first.flow)
    for root in roots:
        _merge(merged, root, findings, top=True)
    return merged


def _merge(into: Mapping, more: Mapping, findings: Findings, *, top: bool = False) -> None:
    for name, (key, value) in more.entries.items():
        there = into.entries.get(name)
        if there is None:
            into.entries[name] = (key, _copied(value))
        elif isinstance(there[1], Mapping) and isinstance(value, Mapping):
            _merge(there[1], value, findings)
        elif top and name in _JOINED and isinstance(there[1], Sequence) and isinstance(value, Sequence):
            there[1].items.extend(value.items)
        elif isinstance(value, Scalar) and value.null and isinstance(there[1], Mapping):
            continue
        else:
            message = _("“{key}” is also in {file}, line {line}.").format(
                key=shown(name), file=there[0].file, line=there[0].line
            )
            findings.add("duplicate-key", key, message, _("The first is read; remove one."))


def _copied(node: Node) -> Node:
    """Containers that a merge may add to; the trees of the files stay as they are."""
    if isinstance(node, Mapping):
        mapping = Mapping(node.file, node.start, node.line, node.column, node.flow)
        mapping.entries = {name: (key, _copied(value)) for name, (key, value) in node.entries.items()}
        return mapping
    if isinstance(node, Sequence):
        sequence = Sequence(node.file, node.start, node.line, node.column, node.flow)
        sequence.items = list(node.items)
        return sequence
    return node
