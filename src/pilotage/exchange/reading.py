"""Read any file that Pilotage knows: find out what it is, and hand it to the reader of that format."""

import datetime as dt
import tempfile
from dataclasses import replace
from pathlib import Path, PurePosixPath

from msgspec import structs

from pilotage.exchange import canonical
from pilotage.exchange.archive import FileRefusedError, Given, Input, Progress, contents, given, is_zip, members
from pilotage.exchange.detection import FORMATS, Detected, detect
from pilotage.exchange.result import ReadResult
from pilotage.exchange.tabular.mapping.model import Mapping
from pilotage.exchange.tabular.matching import matching_mapping
from pilotage.exchange.tabular.opening import FORMATS as TABLES
from pilotage.exchange.tabular.reading import read_table
from pilotage.exchange.tabular.shipped import load_mapping, shipped, shipped_names
from pilotage.plan.checking.structure import check
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.problems import Problem, Severity, Source

_MOST_NAMES = 20
_OF_NO_FILE = frozenset({"missing-start"})  # a plan may get its start where it is put


def read(
    source: Given,
    *,
    mapping: str | Path | Mapping | None = None,
    format: str | None = None,  # noqa: A002  # the word that users know
    today: dt.date | None = None,
    progress: Progress | None = None,
    zone: str = "UTC",
) -> ReadResult:
    """The program or the work items in a file, with its problems.

    ``source`` is a path (a folder is a program as text) or a pair of a name and bytes; gzip and zip are looked into.
    ``mapping`` (a shipped mapping's name, a TOML file or a ``Mapping``) says how a table is read, ``format`` is one of
    ``formats()`` or of the shipped mappings; both are found out where they are not given. ``today`` is the status date
    of a table that names none; ``zone`` is where the wall clock of Project and Primavera files hangs. ``progress`` is
    called with bytes done and bytes in all.

    Raises FileNotFoundError; everything wrong inside the file is a problem.
    """
    file = given(source)
    chosen, found = _mapping(mapping, format)
    if mapping is not None and chosen is None:
        return ReadResult(None, found, "")
    try:
        detected = _detected(file, format, is_table=chosen is not None)
        if detected is None:
            return _unrecognized(file)
        if chosen is None and detected.mapping:
            chosen = shipped(detected.mapping)
        if detected.table:
            result = _table(detected, chosen, found, own=mapping is not None, today=today, progress=progress)
        else:
            result = _other(detected, zone)
        return _checked(result, file.label)
    except FileRefusedError as refusal:
        return ReadResult(None, (_refused(file, refusal),), format or "")


def _checked(result: ReadResult, label: str) -> ReadResult:
    """With the problems of the plan itself, each at the place of its entity where the format knows it."""
    if result.program is None:
        return result
    known = {(problem.id, problem.entity) for problem in result.problems}
    found = [
        structs.replace(problem, source=result.places.get(problem.entity, Source(file=label)))
        for problem in check(result.program)
        if problem.id not in _OF_NO_FILE and (problem.id, problem.entity) not in known
    ]
    return replace(result, problems=(*result.problems, *found)) if found else result


def _mapping(mapping: str | Path | Mapping | None, format_: str | None) -> tuple[Mapping | None, tuple[Problem, ...]]:
    if mapping is not None:
        return load_mapping(mapping)
    return (shipped(format_), ()) if format_ in shipped_names() else (None, ())


def _detected(file: Input, format_: str | None, *, is_table: bool) -> Detected | None:
    """What the file is; a named format wins over what it looks like."""
    found = detect(file)
    if format_ is None or format_ in shipped_names():
        return found if not is_table or (found and found.table) else Detected("csv", file)
    if format_ not in {known.name for known in FORMATS}:
        names = ", ".join([*(known.name for known in FORMATS if known.reads), *shipped_names()])
        message = _("there is no format “{name}”").format(name=format_)
        raise FileRefusedError("unknown-format", message, _("Use one of: {names}.").format(names=names))
    inner = found.file if found else file
    if format_ not in TABLES:
        return Detected(format_, inner)
    mapping, columns = matching_mapping(inner, format_)
    return Detected(format_, inner, mapping.name if mapping else "", columns)


def _table(
    detected: Detected,
    mapping: Mapping | None,
    found: tuple[Problem, ...],
    *,
    own: bool,
    today: dt.date | None,
    progress: Progress | None,
) -> ReadResult:
    if mapping is None:
        return ReadResult(None, (_no_mapping(detected),), detected.format)
    is_shipped = not own or (bool(mapping.name) and shipped(mapping.name) == mapping)
    kind = mapping.source.format or detected.format
    result = read_table(detected.file, mapping, shipped=is_shipped, today=today, progress=progress, format_=kind)
    return ReadResult(result.program, (*found, *result.problems), result.format, result.counts, result.work_items)


def _other(detected: Detected, zone: str) -> ReadResult:
    file = detected.file
    if detected.format == canonical.FORMAT:
        return canonical.read_program(file)
    if detected.format == "text":
        return _text(file)
    if detected.format == "mspdi":
        from pilotage.exchange import mspdi

        return mspdi.read((file.label, file.whole()), zone=zone)
    return _through_mpxj(detected, zone)


def _text(file: Input) -> ReadResult:
    from pilotage.exchange import text

    if file.path is not None and file.path.is_dir():
        return text.read(file.path)
    if file.member is not None or not is_zip(file):
        return text.read_text(file.whole(), file.label)
    names = tuple(name for name in members(file) if PurePosixPath(name).suffix in (".yaml", ".yml"))
    tops = {PurePosixPath(name).parts[0] for name in names}
    top = f"{tops.pop()}/" if len(tops) == 1 and all("/" in name for name in names) else ""
    files = {name.removeprefix(top): data for name, data in contents(file, names).items()}
    return text.read_files(files, top.strip("/") or PurePosixPath(file.name).stem)


def _through_mpxj(detected: Detected, zone: str) -> ReadResult:
    """MPXJ wants a file on disk."""
    from pilotage.exchange import mpxj

    file = detected.file
    try:
        if file.path is not None and file.member is None and not file.name.lower().endswith(".gz"):
            return mpxj.read(file.path, zone=zone)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"schedule.{file.ending or detected.format}"
            path.write_bytes(file.whole())
            return mpxj.read(path, zone=zone)
    except mpxj.MpxjUnavailableError as error:
        hint = _("Install pilotage[msproject] and a Java runtime, or save the file as XML (MSPDI).")
        source = Source(file=file.label)
        problem = Problem(id="reader-missing", severity=Severity.ERROR, message=str(error), source=source, hint=hint)
        return ReadResult(None, (problem,), detected.format)


def _refused(file: Input, refusal: FileRefusedError) -> Problem:
    source = Source(file=file.label)
    return Problem(id=refusal.id, severity=Severity.ERROR, message=refusal.message, source=source, hint=refusal.hint)


def _no_mapping(detected: Detected) -> Problem:
    names = ", ".join(shipped_names())
    columns = ", ".join(detected.columns[:_MOST_NAMES])
    message = _("the table fits none of the known mappings ({names})").format(names=names)
    if columns:
        message += _("; its columns are: {columns}").format(columns=columns)
    hint = _("Say what the columns are, in a mapping file or in the import wizard.")
    source = Source(file=detected.file.label)
    return Problem(id="unrecognized-columns", severity=Severity.ERROR, message=message, source=source, hint=hint)


def _unrecognized(file: Input) -> ReadResult:
    if file.size == 0:
        problem = Problem(
            id="empty-file", severity=Severity.ERROR, message=_("the file is empty"), source=Source(file.label)
        )
        return ReadResult(None, (problem,), "")
    accepted = "; ".join(f"{one.title} ({', '.join(one.endings)})" for one in FORMATS if one.reads)
    message = _("the file is none of the formats that were tried: {tried}").format(
        tried=", ".join(one.name for one in FORMATS if one.reads)
    )
    hint = _("Accepted are: {formats}; each may be gzipped or zipped.").format(formats=accepted)
    source = Source(file=file.label)
    return ReadResult(
        None, (Problem(id="unrecognized-file", severity=Severity.ERROR, message=message, source=source, hint=hint),), ""
    )
