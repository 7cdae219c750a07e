"""Write a program in any format that Pilotage writes; ``convert`` reads one and writes another."""

import os
import tempfile
from pathlib import Path

from pilotage.exchange import canonical
from pilotage.exchange.detection import FORMATS
from pilotage.exchange.tabular.writing.columns import kinds_lost
from pilotage.exchange.tabular.writing.tables import activities_csv, risks_csv, workbook
from pilotage.plan.language.messages import _
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.problems import Problem, Severity, Source
from pilotage.plan.vocabulary.program import Program

_BY_ENDING = {
    "yaml": "text",
    "yml": "text",
    "": "text",
    "json": canonical.FORMAT,
    "xml": "mspdi",
    "csv": "csv",
    "xlsx": "xlsx",
}


class UnwritableFormatError(ValueError):
    """A format that Pilotage does not write, or a file name whose ending does not say which is meant."""


def write(
    program: Program,
    path: str | Path,
    format: str | None = None,  # noqa: A002  # the word that users know
    schedule: Schedule | None = None,
) -> tuple[Problem, ...]:
    """Write ``program`` to ``path``; the format is that of the ending unless it is named.

    ``text`` to a path without ending makes a folder. ``schedule`` adds computed dates where the format has room for
    them. Returns what the format could not hold. Raises UnwritableFormatError, and OSError where the file cannot be
    written. A file is replaced as a whole or not at all.
    """
    path = Path(path)
    chosen = writable_format(path, format)
    if chosen == "text" and not path.suffix:
        return _folder(program, path)
    data, problems = encode(program, chosen, schedule)
    _replace(path, data)
    return tuple(_at(problem, path.name) for problem in problems)


def writable_format(path: Path, format_: str | None) -> str:
    """The format to write. Raises UnwritableFormatError."""
    chosen = format_ or _BY_ENDING.get(path.suffix.lower().removeprefix("."), "")
    names = [one.name for one in FORMATS if one.writes]
    if chosen in names:
        return chosen
    known = ", ".join(names)
    if format_:
        raise UnwritableFormatError(
            _("Pilotage does not write {format}; use one of: {known}").format(format=format_, known=known)
        )
    endings = ", ".join(f".{ending}" for ending in _BY_ENDING if ending)
    message = _("which format is {name} to be? Use one of the endings {endings}, or name the format ({known})")
    raise UnwritableFormatError(message.format(name=path.name, endings=endings, known=known))


def encode(program: Program, format_: str, schedule: Schedule | None = None) -> tuple[bytes, tuple[Problem, ...]]:
    """The bytes of a file in ``format_`` (one of ``formats()`` that can be written), and what they could not hold."""
    if format_ == "text":
        from pilotage.exchange import text

        return text.write(program).encode(), text.losses(program)
    if format_ == "mspdi":
        from pilotage.exchange import mspdi

        return mspdi.write(program, schedule), mspdi.losses(program)
    if format_ == canonical.FORMAT:
        return canonical.program_json(program), ()
    if format_ == "xlsx":
        return workbook(program, schedule), _losses(program)
    if format_ == "risks-csv":
        return risks_csv(program), ()
    if format_ == "csv":
        return activities_csv(program, schedule), _losses(program, risks=True)
    raise UnwritableFormatError(_("Pilotage does not write {format}").format(format=format_))


def _losses(program: Program, *, risks: bool = False) -> tuple[Problem, ...]:
    lost = list(kinds_lost(program))
    if risks and program.risks:
        lost.append(_("{count} risks (write them as risks-csv)").format(count=len(program.risks)))
    if not lost:
        return ()
    message = _("a table of activities cannot hold: {what}").format(what=", ".join(lost))
    hint = _("Write the program as text or JSON to keep everything.")
    return (Problem(id="not-written", severity=Severity.WARNING, message=message, hint=hint),)


def _folder(program: Program, path: Path) -> tuple[Problem, ...]:
    """A folder that holds a program already keeps its split, its comments and its order; one that holds other YAML is
    not touched.
    """
    from pilotage.exchange import text

    old = {name: data.decode() for name, data in text.load(path).items()} if path.is_dir() else {}
    if old and "program.yaml" not in old:
        message = _("{path} holds YAML files that are no program: {names}").format(path=path, names=", ".join(old))
        raise UnwritableFormatError(message)
    try:
        new = text.rewrite_folder(old, program) if old else text.write_folder(program)
    except text.RewriteError as faulty:
        raise UnwritableFormatError("; ".join(str(problem) for problem in faulty.problems)) from faulty
    for name, content in new.items():
        target = path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, content.encode())
    for name in old.keys() - new.keys():
        (path / name).unlink()
    return text.losses(program)


def _replace(path: Path, data: bytes) -> None:
    """Write beside the file, then put it in its place."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _at(problem: Problem, file: str) -> Problem:
    import msgspec

    return problem if problem.source.file else msgspec.structs.replace(problem, source=Source(file=file))
