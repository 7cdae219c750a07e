"""A list of deployments (CSV, XLSX or JSON), for DORA's measures of delivery.

Columns: ``deployed`` (needed), ``committed`` (the first commit in it; or ``commit``, ``first_commit``), ``failed``,
``recovered``, ``rework``. Times are ISO 8601; ``failed`` and ``rework`` are yes or no, empty where nobody knows.
"""

import datetime as dt
from typing import Any, Final, NamedTuple

from pilotage.exchange.archive import FileRefusedError, Given, given
from pilotage.exchange.tabular.mapping.model import SourceSettings
from pilotage.exchange.tabular.opening import open_table
from pilotage.exchange.tabular.rows import ProblemLog, Row, warn
from pilotage.exchange.tabular.values.amounts import parse_flag
from pilotage.exchange.tabular.values.dates import parse_iso
from pilotage.plan.flow.measures.deployments import Deployment
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.problems import Problem, Severity

_COLUMNS: Final = {
    "deployed": ("deployed", "deployed_at", "finished"),
    "committed": ("committed", "first_commit", "commit", "committed_at"),
    "failed": ("failed",),
    "recovered": ("recovered", "recovered_at"),
    "rework": ("rework", "unplanned"),
}


class Deployments(NamedTuple):
    """The good rows, oldest first, and what is wrong with the others."""

    deployments: tuple[Deployment, ...]
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        return not any(problem.severity is Severity.ERROR for problem in self.problems)


def read_deployments(source: Given) -> Deployments:
    """Raises FileNotFoundError; everything wrong inside the file is a problem."""
    file = given(source)
    log = ProblemLog(file.label)
    found: list[Deployment] = []
    try:
        table = open_table(file, SourceSettings(), log)
        names = {name.strip().casefold(): name for name in (table.columns or ())} if table is not None else {}
        if table is None or (table.columns is not None and not _column(names, "deployed")):
            hint = _("It needs a column “deployed” with the time of each deployment.")
            log.add("no-deployments", Severity.ERROR, _("this is no list of deployments"), hint=hint)
            return Deployments((), log.problems)
        for row in table.rows():
            own = names or {name.strip().casefold(): name for name in row.values}
            one = _deployment({field: row.values.get(_column(own, field)) for field in _COLUMNS}, row, log)
            if one is not None:
                found.append(one)
    except FileRefusedError as refusal:
        log.add(refusal.id, Severity.ERROR, refusal.message, hint=refusal.hint)
    return Deployments(tuple(sorted(found, key=lambda each: each.deployed)), log.problems)


def _column(names: dict[str, str], field: str) -> str:
    return next((names[each] for each in _COLUMNS[field] if each in names), "")


def _deployment(values: dict[str, Any], row: Row, log: ProblemLog) -> Deployment | None:
    deployed = _time(values, "deployed", row, log)
    if deployed is None:
        warn(log, "deployment-without-time", _("the row tells no time of deployment; it was left out"), row, "deployed")
        return None
    committed, recovered = _time(values, "committed", row, log), _time(values, "recovered", row, log)
    if committed is not None and committed > deployed:
        warn(log, "commit-after-deployment", _("it was committed after it was deployed; that is left out"), row)
        committed = None
    if recovered is not None and recovered < deployed:
        warn(log, "recovery-before-deployment", _("it recovered before it was deployed; that is left out"), row)
        recovered = None
    return Deployment(
        deployed=deployed,
        committed=committed,
        failed=_flag(values, "failed", row, log),
        recovered=recovered,
        rework=_flag(values, "rework", row, log),
    )


def _time(values: dict[str, Any], field: str, row: Row, log: ProblemLog) -> dt.datetime | None:
    """A day is its midnight; a time without a zone is UTC."""
    value = values[field]
    if value is None or value == "":
        return None
    found = value if isinstance(value, (dt.date, dt.datetime)) else parse_iso(str(value).strip())
    time = None if found is None else _utc(found)
    if time is None:
        text = _("“{value}” is no time").format(value=str(value)[:40])
        warn(log, "unreadable-time", text, row, field, _("Write it like 2026-03-14T09:30:00Z."))
        return None
    if not isinstance(found, dt.datetime) or found.tzinfo is None:
        log.add("time-without-zone", Severity.INFO, _("times without a zone are read as UTC"), path=field)
    return time


def _utc(found: dt.date | dt.datetime) -> dt.datetime | None:
    """None for the first and the last hours that there are, which are none in UTC."""
    time = found if isinstance(found, dt.datetime) else dt.datetime.combine(found, dt.time())
    try:
        return time.astimezone(dt.UTC) if time.tzinfo is not None else time.replace(tzinfo=dt.UTC)
    except OverflowError:
        return None


def _flag(values: dict[str, Any], field: str, row: Row, log: ProblemLog) -> bool | None:
    value = values[field]
    if value is None or value == "":
        return None
    found = parse_flag(value)
    if found is None:
        text = _("“{value}” is neither yes nor no").format(value=str(value)[:40])
        warn(log, "unreadable-flag", text, row, field)
    return found
