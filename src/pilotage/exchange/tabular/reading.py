"""A table and a mapping -> a program and work items, with the problems of both."""

import datetime as dt
from collections import Counter
from itertools import islice
from pathlib import PurePosixPath
from typing import Any
from zoneinfo import ZoneInfo

from pilotage.exchange.archive import FileRefusedError, Input, Progress
from pilotage.exchange.result import ReadResult
from pilotage.exchange.tabular.convert.program import Settings, build_program
from pilotage.exchange.tabular.convert.records import CompiledSection, Record, fields_of
from pilotage.exchange.tabular.convert.work_items import WorkItems
from pilotage.exchange.tabular.mapping.model import Mapping
from pilotage.exchange.tabular.opening import open_table
from pilotage.exchange.tabular.rows import ProblemLog, Row
from pilotage.exchange.tabular.sources.table import Table
from pilotage.exchange.tabular.values.context import Context
from pilotage.exchange.tabular.values.dates import FORMATS, Votes
from pilotage.exchange.tabular.values.lookups import load_lookups
from pilotage.exchange.tabular.values.paths import Getter, UnknownColumnError, getter, same_name
from pilotage.exchange.tabular.values.pipeline import date_columns
from pilotage.exchange.tabular.values.typed import plain
from pilotage.plan.activities import ActivityKind
from pilotage.plan.messages import _
from pilotage.plan.problems import Severity
from pilotage.plan.program import Program

_MOST_NAMES = 30


def read_table(
    file: Input,
    mapping: Mapping,
    *,
    shipped: bool = False,
    today: dt.date | None = None,
    progress: Progress | None = None,
    format_: str = "",
) -> ReadResult:
    """Read ``file`` by ``mapping``. ``today`` is the status date where the mapping names none. Never raises for what
    is in the file: a file that cannot be read at all is a problem too.
    """
    log = ProblemLog(file.label)
    name = mapping.name or "table"
    try:
        table = open_table(file, mapping.source, log, format_)
        if table is None:
            log.add("unrecognized-table", Severity.ERROR, _("the file is neither CSV, XLSX, JSON nor JSON lines"))
            return ReadResult(None, log.problems, name)
        return _Reading(file, table, mapping, log, shipped=shipped, today=today).result(progress)
    except FileRefusedError as refusal:
        log.add(refusal.id, Severity.ERROR, refusal.message, hint=refusal.hint)
        return ReadResult(None, log.problems, name)


class _Reading:
    def __init__(
        self, file: Input, table: Table, mapping: Mapping, log: ProblemLog, *, shipped: bool, today: dt.date | None
    ) -> None:
        self._file, self._table, self._mapping, self._log = file, table, mapping, log
        name = PurePosixPath(file.member or file.name).name.removesuffix(".gz").rsplit(".", 1)[0]
        self._settings = Settings(mapping.program, name, today, log)
        self._context = Context(
            log=log,
            columns=table.columns,
            zone=ZoneInfo(self._settings.zone),
            status_date=self._settings.status_date,
            time=self._settings.time,
            date_format=_checked_format(mapping.source.date_format, log),
            lookups=load_lookups(mapping, log),
            named=mapping.values,
            shipped=shipped,
        )

    def result(self, progress: Progress | None) -> ReadResult:
        mapping, context = self._mapping, self._context
        passes = self._find_date_formats(progress)
        activities = CompiledSection(mapping.activities, "activities", context)
        work_items = CompiledSection(mapping.work_items, "work_items", context)
        risks = CompiledSection(mapping.risks, "risks", context)
        self._say_unmapped()
        items = WorkItems(mapping.work_items, context)
        tally = _Tally(mapping, context)
        rows: list[Record] = []
        risk_rows: list[Record] = []
        try:
            for row in self._table.rows(_part(progress, passes - 1, passes)):
                tally.count(row)
                rows.extend(activities.records(row))
                risk_rows.extend(risks.records(row))
                for record in work_items.records(row):
                    items.add(record)
        except FileRefusedError as refusal:
            self._log.add(refusal.id, Severity.ERROR, refusal.message, hint=refusal.hint)
        return self._finished(rows, risk_rows, items, tally)

    def _finished(self, rows: list[Record], risks: list[Record], items: WorkItems, tally: "_Tally") -> ReadResult:
        found = items.finish()
        wanted = bool(self._mapping.activities or self._mapping.risks)
        program = build_program(rows, risks, self._settings, self._context) if wanted and (rows or risks) else None
        if program is None and not found:
            message = _("no row of the file became an activity, a work item or a risk")
            self._log.add("nothing-read", Severity.ERROR, message, hint=_("Check the mapping and the file."))
        counts = dict(tally.counts) | _program_counts(program)
        if self._mapping.work_items:
            counts |= {"work_items": len(found), "links": sum(len(item.links) for item in found)}
        return ReadResult(program, self._log.problems, self._mapping.name or self._table.format, counts, found)

    def _find_date_formats(self, progress: Progress | None) -> int:
        """One pass over the date columns whose format nobody said. Returns how many passes there will be."""
        given = [pair for section, rules in _sections(self._mapping) for pair in fields_of(rules, section)]
        columns = date_columns(given, self._context)
        if not columns:
            return 1
        votes = {path: Votes() for path in columns}
        quiet, self._context.log = self._context.log, ProblemLog("")
        try:
            # the log of the table itself is open on its first pass only: that pass is this one
            for row in self._table.rows(_part(progress, 0, 2)):
                for path, read in columns.items():
                    found = read(row.values, row)
                    if isinstance(found, str):
                        votes[path].show(found.strip())
        except FileRefusedError:
            return 2  # the second pass says so
        finally:
            self._context.log = quiet
        _settle(votes, self._context)
        return 2

    def _say_unmapped(self) -> None:
        """Columns that no field uses: not wrong, but the user should know."""
        columns = self._table.columns
        if columns is None:
            return
        used = {same_name(path.removesuffix("[]")) for path in _used_paths(self._mapping)}
        unused = [column for column in columns if same_name(column) not in used]
        if unused:
            names = ", ".join(unused[:_MOST_NAMES])
            message = _("{count} columns were not used: {names}").format(count=len(unused), names=names)
            self._log.add("unmapped-columns", Severity.INFO, message, hint=_("Add them to the mapping if they matter."))


class _Tally:
    """What is counted while rows go by: the rows, and what ``[counts]`` names."""

    def __init__(self, mapping: Mapping, context: Context) -> None:
        self.counts: Counter[str] = Counter(rows=0)
        self._gets: list[tuple[str, list[Getter]]] = []
        for name, paths in mapping.counts.items():
            gets = []
            for path in paths:
                try:
                    gets.append(getter(path, context.columns))
                except UnknownColumnError:
                    continue
            self._gets.append((name, gets))
            self.counts[name] = 0

    def count(self, row: Row) -> None:
        self.counts["rows"] += 1
        for name, gets in self._gets:
            for get in gets:
                found = get(row.values) if get is not None else None
                self.counts[name] += len(found) if isinstance(found, list | tuple) else found not in (None, "")


def _program_counts(program: Program | None) -> dict[str, int]:
    if program is None:
        return {}
    kinds = Counter(activity.kind for activity in program.activities)
    return {
        "activities": len(program.activities),
        "milestones": kinds[ActivityKind.MILESTONE],
        "summaries": kinds[ActivityKind.SUMMARY],
        "dependencies": len(program.dependencies),
        "workstreams": len(program.workstreams),
        "teams": len(program.teams),
        "people": len(program.people),
        "risks": len(program.risks),
    }


def _sections(mapping: Mapping) -> tuple[tuple[str, Any], ...]:
    return (("activities", mapping.activities), ("work_items", mapping.work_items), ("risks", mapping.risks))


def _checked_format(name: str, log: ProblemLog) -> str:
    if name and name not in FORMATS and name != "iso":
        message = _("“{name}” is no date format that Pilotage knows").format(name=name[:40])
        hint = _("Use one of: {names}.").format(names=", ".join(FORMATS))
        log.add("unknown-date-format", Severity.ERROR, message, path="source.date_format", hint=hint)
        return ""
    return "yyyy-mm-dd" if name == "iso" else name


def _settle(votes: dict[str, Votes], context: Context) -> None:
    """The format of each column; where day and month cannot be told apart, the other columns decide, else the user."""
    sure = {best[0] for vote in votes.values() if len(best := vote.best) == 1}
    for path, vote in votes.items():
        best = vote.best
        if not best:
            continue
        shared = [name for name in best if name in sure]
        if len(best) > 1 and len(shared) == 1:
            best = (shared[0],)
            message = _("the dates of “{path}” were read as {format}, like those of other columns")
            text = message.format(path=path, format=best[0])
            context.log.add("date-format-assumed", Severity.INFO, text, path=path)
        context.formats[path] = best
        if len(best) > 1:
            message = _("the dates of “{path}” could be {formats}; those that differ were left out")
            text = message.format(path=path, formats=" / ".join(best))
            hint = _('Say which in the mapping: [source] date_format = "{format}".').format(format=best[0])
            context.log.add("ambiguous-dates", Severity.ERROR, text, path=path, hint=hint)


def _part(progress: Progress | None, index: int, parts: int) -> Progress | None:
    """The progress of one of several passes over the same file, as progress of the whole."""
    if progress is None:
        return None
    report = progress
    return lambda done, total: report(index * total + done, parts * total)


def _used_paths(mapping: Mapping) -> set[str]:
    """Every path that a mapping names anywhere. Templates count by their holes."""
    import re

    import msgspec

    found: set[str] = set()

    def walk(entry: Any) -> None:
        if isinstance(entry, dict):
            for key, value in entry.items():
                if key in ("path", "at_least") and isinstance(value, str):
                    found.add(value)
                elif key == "paths":
                    found.update(value)
                elif key == "template":
                    found.update(re.findall(r"\{([^{}]*)\}", value))
                else:
                    walk(value)
        elif isinstance(entry, list | tuple):
            for value in entry:
                walk(value)

    walk(msgspec.to_builtins(mapping))
    return found


def preview(file: Input, mapping: Mapping, count: int) -> tuple[Table | None, list[Row], ProblemLog]:
    """The table and its first rows. Raises ``FileRefusedError``."""
    log = ProblemLog(file.label)
    table = open_table(file, mapping.source, log)
    return table, list(islice(table.rows(), count)) if table else [], log


def samples(rows: list[Row], get: Getter, count: int = 3) -> tuple[str, ...]:
    """The first different non-empty texts at a path."""
    found: dict[str, None] = {}
    for row in rows:
        given = get(row.values)
        for one in given if isinstance(given, list | tuple) else (given,):
            if one not in (None, "") and not isinstance(one, dict | list):
                found[plain(one)[:120]] = None
    return tuple(islice(found, count))
