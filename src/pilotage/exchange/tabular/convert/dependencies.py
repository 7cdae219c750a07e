"""Dependencies: from the references in the rows, and from chains of records of one row."""

from collections.abc import Iterator

from pilotage.exchange.tabular.convert.naming import Names
from pilotage.exchange.tabular.convert.records import Record
from pilotage.exchange.tabular.rows import ProblemLog, warn
from pilotage.exchange.tabular.values.references import Reference
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.activities import Dependency, DependencyKind

_KINDS = frozenset(DependencyKind)


def dependencies(records: list[Record], ids: list[str], names: Names, log: ProblemLog) -> tuple[Dependency, ...]:
    """All dependencies, each once; what refers to nothing or to itself is left out, with a problem."""
    found: dict[str, Dependency] = {}
    by_record = {id(record): id_ for record, id_ in zip(records, ids, strict=True)}
    for record, own in zip(records, ids, strict=True):
        for dependency in (*_referred(record, own, names, log), *_chained(record, own, by_record)):
            found.setdefault(dependency.id, dependency)
    return tuple(found.values())


def _referred(record: Record, own: str, names: Names, log: ProblemLog) -> Iterator[Dependency]:
    for field in ("predecessors", "successors"):
        for reference in record.fields.get(field, ()):
            other = _resolve(reference, field, record, own, names, log)
            if other is not None:
                ends = (other, own) if field == "predecessors" else (own, other)
                yield Dependency(
                    predecessor=ends[0],
                    successor=ends[1],
                    kind=reference.kind,
                    lag=reference.lag,
                    lag_percent=reference.lag_percent,
                )


def _resolve(reference: Reference, field: str, record: Record, own: str, names: Names, log: ProblemLog) -> str | None:
    other = names.find(reference.to)
    if other is None:
        message = _("“{name}” is not in the file; the dependency was left out").format(name=reference.to[:60])
        warn(log, "missing-predecessor", message, record.row, field)
    elif other == own:
        warn(log, "self-dependency", _("the row depends on itself; the dependency was left out"), record.row, field)
        return None
    return other


def _chained(record: Record, own: str, by_record: dict[int, str]) -> Iterator[Dependency]:
    if record.previous is not None and record.chain.upper() in _KINDS:
        kind = DependencyKind(record.chain.upper())
        yield Dependency(predecessor=by_record[id(record.previous)], successor=own, kind=kind)


def backward_dates(records: list[Record], log: ProblemLog) -> None:
    """Say where a chained record is wished for before the one that it follows."""
    for record in records:
        mine = record.fields.get("target")
        before = record.previous.fields.get("target") if record.previous else None
        if mine and before and mine < before:
            title = str(record.fields.get("title", ""))[:80]
            message = _("“{title}” ({mine}) comes before the step it follows ({before})").format(
                title=title, mine=mine, before=before
            )
            warn(log, "dates-run-backwards", message, record.row)
