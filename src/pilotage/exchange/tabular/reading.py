"""A table and a mapping -> a program and work items, with the problems of both."""

import datetime as dt
from itertools import islice
from pathlib import PurePosixPath
from typing import Any
from zoneinfo import ZoneInfo

from pilotage.exchange.archive import FileRefusedError, Input, Progress
from pilotage.exchange.result import ReadResult
from pilotage.exchange.tabular.convert.counting import Tally, program_counts, unused_columns
from pilotage.exchange.tabular.convert.program import Settings, build_program
from pilotage.exchange.tabular.convert.records import CompiledSection, Record, fields_of
from pilotage.exchange.tabular.convert.work_items import WorkItems
from pilotage.exchange.tabular.mapping.model import Mapping
from pilotage.exchange.tabular.opening import open_table
from pilotage.exchange.tabular.rows import ProblemLog, Row
from pilotage.exchange.tabular.sources.table import Table
from pilotage.exchange.tabular.values.columns import checked_format, settle_formats
from pilotage.exchange.tabular.values.context import Context
from pilotage.exchange.tabular.values.dates import Votes
from pilotage.exchange.tabular.values.lookups import load_lookups
from pilotage.exchange.tabular.values.paths import Getter
from pilotage.exchange.tabular.values.pipeline import date_columns
from pilotage.exchange.tabular.values.typed import plain
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.problems import Severity

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
            date_format=checked_format(mapping.source.date_format, log),
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
        tally = Tally(mapping, context)
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

    def _finished(self, rows: list[Record], risks: list[Record], items: WorkItems, tally: Tally) -> ReadResult:
        found = items.finish()
        if found:
            self._say_assumed_zone()
        wanted = bool(self._mapping.activities or self._mapping.risks)
        program = build_program(rows, risks, self._settings, self._context) if wanted and (rows or risks) else None
        if program is None and not found:
            message = _("no row of the file became an activity, a work item or a risk")
            self._log.add("nothing-read", Severity.ERROR, message, hint=_("Check the mapping and the file."))
        counts = dict(tally.counts) | program_counts(program)
        if counts.get("rows") in self._mapping.source.cut_at:
            message = _("the file has exactly {n} rows: the export may have been cut off there").format(
                n=counts["rows"]
            )
            self._log.add("maybe-cut-off", Severity.WARNING, message, hint=_("Export it with a higher limit."))
        if self._mapping.work_items:
            counts |= {"work_items": len(found), "links": sum(len(item.links) for item in found)}
        return ReadResult(program, self._log.problems, self._mapping.name or self._table.format, counts, found)

    def _say_assumed_zone(self) -> None:
        """A wrong zone is a day more or less in a history."""
        zoneless = self._context.zoneless
        if zoneless.count:
            message = _("times without a time zone: {n} ({columns}, as “{example}”); they were taken as {zone}").format(
                n=f"{zoneless.count:,}",
                columns=", ".join(list(zoneless.columns)[:_MOST_NAMES]),
                example=zoneless.example,
                zone=self._settings.zone,
            )
            hint = _("Name another zone in a mapping: program.zone.")
            self._log.add("assumed-zone", Severity.WARNING, message, hint=hint)

    def _find_date_formats(self, progress: Progress | None) -> int:
        """One pass over the date columns whose format nobody said. Returns how many passes there will be."""
        given = [pair for section, rules in _sections(self._mapping) for pair in fields_of(rules, section)]
        columns = date_columns(given, self._context)
        if not columns:
            return 1
        votes = {path: Votes() for path in columns}
        said, self._context.log = self._context.log, ProblemLog("")  # the second pass speaks
        try:
            for row in self._table.rows(_part(progress, 0, 2)):
                for path, read in columns.items():
                    found = read(row.values, row)
                    if isinstance(found, str):
                        votes[path].show(found.strip())
        except FileRefusedError:
            pass  # the second pass says so, and reads what is good
        finally:
            self._context.log = said
        settle_formats(votes, self._context)
        return 2

    def _say_unmapped(self) -> None:
        """Columns that no field uses: not wrong, but the user should know."""
        columns = self._table.columns
        if columns is None:
            return
        unused = unused_columns(self._mapping, columns)
        if unused:
            names = ", ".join(unused[:_MOST_NAMES])
            message = _("{count} columns were not used: {names}").format(count=len(unused), names=names)
            self._log.add("unmapped-columns", Severity.INFO, message, hint=_("Add them to the mapping if they matter."))


def _sections(mapping: Mapping) -> tuple[tuple[str, Any], ...]:
    return (("activities", mapping.activities), ("work_items", mapping.work_items), ("risks", mapping.risks))


def _part(progress: Progress | None, index: int, parts: int) -> Progress | None:
    """The progress of one of several passes over the same file, as progress of the whole."""
    if progress is None:
        return None
    report = progress
    return lambda done, total: report(index * total + done, parts * total)


def preview(file: Input, mapping: Mapping, count: int, format_: str = "") -> tuple[Table | None, list[Row], ProblemLog]:
    """The table and its first rows. Raises ``FileRefusedError``."""
    log = ProblemLog(file.label)
    table = open_table(file, mapping.source, log, format_)
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
