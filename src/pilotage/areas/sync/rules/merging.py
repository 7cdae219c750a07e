"""A file meets a program that is there already.

A *faithful* file (a plan as text, our own JSON) carries everything: what it does not hold is meant to be gone. Another
file carries some fields only; the rule is: **a field that no row of the file fills is not carried by it, and the
program keeps its own**; so estimates, risks and promises made here outlive each import of the schedule they belong to.

Rows are the same when their ``key`` (identity in the system they came from) is, else when their ``id`` is. A row that
the file does not hold stays, unless ``remove`` is asked for and it could have come from such a file.
"""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from pilotage.areas.sync.rules.alignment import align
from pilotage.plan.vocabulary.activities import Activity, Dependency
from pilotage.plan.vocabulary.gates import Gate, GateDecision
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.scheduling_rules import SchedulingRules

T = TypeVar("T", bound=msgspec.Struct)

_HEADER = ("summary", "start", "status_date", "final", "owner")
_WITH_IDS = ("calendars", "people", "teams", "workstreams", "risks", "contracts", "factors", "cadences")


def merge(old: Program, new: Program, *, faithful: bool, remove: bool) -> Program:
    """``old`` after importing ``new``. Baselines and issued forecasts of ``old`` stay; ``new`` may add to them."""
    incoming = align(new, old)
    head = _faithful_head(old, incoming) if faithful else _partial_head(old, incoming)
    merged = replace(
        head,
        activities=_activities(old, incoming, faithful=faithful, remove=remove),
        dependencies=_dependencies(old, incoming, faithful=faithful, remove=remove),
        **{
            name: _union(getattr(old, name), getattr(incoming, name), faithful and remove, faithful)
            for name in _WITH_IDS
        },
        asks=incoming.asks if faithful or incoming.asks else old.asks,
        rules=incoming.rules if faithful or incoming.rules != SchedulingRules() else old.rules,
        correlations=incoming.correlations if faithful or incoming.correlations else old.correlations,
        responsibilities=incoming.responsibilities if faithful or incoming.responsibilities else old.responsibilities,
        gates=_gates(old, incoming, faithful=faithful, remove=remove),
        roadmap=_added(incoming.roadmap, old.roadmap, "activity") if faithful else old.roadmap,
        baselines=_added(old.baselines, incoming.baselines, "id"),
        forecasts=old.forecasts or incoming.forecasts,
    )
    return _without_dangling(merged, {activity.id for activity in old.activities})


def carried_fields(rows: Sequence[msgspec.Struct]) -> frozenset[str]:
    """The fields that at least one row fills with something else than the default."""
    if not rows:
        return frozenset()
    fields = msgspec.structs.fields(type(rows[0]))
    return frozenset(
        field.name
        for field in fields
        if field.required or any(getattr(row, field.name) != field.default for row in rows)
    )


def overlay(old: T, new: T, carried: frozenset[str]) -> T:
    """``new`` with the fields that its file does not carry taken from ``old``."""
    kept = {name: getattr(old, name) for name in old.__struct_fields__ if name not in carried}
    return replace(new, **kept) if kept else new


def _faithful_head(old: Program, new: Program) -> Program:
    return replace(new, id=old.id)


def _partial_head(old: Program, new: Program) -> Program:
    taken = {name: getattr(new, name) for name in _HEADER if getattr(new, name) not in (None, "")}
    return replace(old, **taken)


def _union(old: tuple[Any, ...], new: tuple[Any, ...], remove: bool, faithful: bool) -> tuple[Any, ...]:
    carried = carried_fields(new)
    known = {item.id: item for item in old}
    arrived = {item.id for item in new}
    merged = [item if faithful or item.id not in known else overlay(known[item.id], item, carried) for item in new]
    return tuple(merged) if remove else (*merged, *(item for item in old if item.id not in arrived))


def _added(old: tuple[Any, ...], new: tuple[Any, ...], field: str) -> tuple[Any, ...]:
    known = {getattr(item, field) for item in old}
    return (*old, *(item for item in new if getattr(item, field) not in known))


def _gates(old: Program, new: Program, *, faithful: bool, remove: bool) -> tuple[Gate, ...]:
    """A decision that was recorded here outlives every import, and so does its gate."""
    known = {gate.id: gate for gate in old.gates}
    merged = _union(old.gates, new.gates, faithful and remove, faithful)
    merged += tuple(gate for gate in old.gates if gate.decisions and gate.id not in {each.id for each in merged})
    return tuple(
        replace(gate, decisions=_record(known[gate.id], gate)) if gate.id in known else gate for gate in merged
    )


def _record(old: Gate, new: Gate) -> tuple[GateDecision, ...]:
    missing = [decision for decision in old.decisions if decision not in new.decisions]
    return tuple(sorted((*new.decisions, *missing), key=lambda decision: decision.at)) if missing else new.decisions


def _activities(old: Program, new: Program, *, faithful: bool, remove: bool) -> tuple[Activity, ...]:
    carried = carried_fields(new.activities)
    known = {activity.id: activity for activity in old.activities}
    merged = [
        activity if faithful or activity.id not in known else overlay(known[activity.id], activity, carried)
        for activity in new.activities
    ]
    arrived = {activity.id for activity in merged}
    kept = [a for a in old.activities if a.id not in arrived and not (remove and _may_go(a, new, faithful))]
    return _in_order(merged, kept, [activity.id for activity in old.activities])


def _may_go(activity: Activity, new: Program, faithful: bool) -> bool:
    """Whether an activity that the file does not hold could have come from such a file."""
    systems = {_system(other) for other in new.activities}
    return faithful or _system(activity) in systems


def _system(activity: Activity) -> str:
    return (activity.key or "").partition("/")[0]


def _in_order(merged: list[Activity], kept: list[Activity], before: list[str]) -> tuple[Activity, ...]:
    """Kept rows stand behind the row that they stood behind before."""
    if not kept:
        return tuple(merged)
    place = {code: number for number, code in enumerate(before)}
    arrived = {activity.id for activity in merged}
    behind: dict[str | None, list[Activity]] = {}
    for activity in kept:
        leader = next((code for code in reversed(before[: place[activity.id]]) if code in arrived), None)
        behind.setdefault(leader, []).append(activity)
    ordered = list(behind.get(None, []))
    for activity in merged:
        ordered.append(activity)
        ordered.extend(behind.get(activity.id, []))
    return tuple(ordered)


def _dependencies(old: Program, new: Program, *, faithful: bool, remove: bool) -> tuple[Dependency, ...]:
    arrived = {dependency.id for dependency in new.dependencies}
    ends = {activity.id for activity in new.activities}
    kept = (
        dependency
        for dependency in old.dependencies
        if dependency.id not in arrived
        and not (remove and (faithful or (dependency.predecessor in ends and dependency.successor in ends)))
    )
    return (*new.dependencies, *kept)


def _without_dangling(program: Program, before: set[str]) -> Program:
    """Drop references to activities that this import removed; those that the file itself left open are problems."""
    there = {activity.id for activity in program.activities}
    gone = before - there
    if not gone:
        return program

    def still(code: str | None) -> str | None:
        return None if code in gone else code

    return replace(
        program,
        final=still(program.final),
        activities=tuple(
            replace(activity, parent=None) if activity.parent in gone else activity for activity in program.activities
        ),
        dependencies=_among(program.dependencies, gone),
        risks=tuple(
            replace(risk, hits=tuple(hit for hit in risk.hits if hit not in gone)) if gone & set(risk.hits) else risk
            for risk in program.risks
        ),
        contracts=tuple(
            replace(
                contract,
                delivers=still(contract.delivers),
                needed_by_activity=still(contract.needed_by_activity),
            )
            for contract in program.contracts
        ),
    )


def _among(dependencies: Iterable[Dependency], gone: set[str]) -> tuple[Dependency, ...]:
    return tuple(link for link in dependencies if link.predecessor not in gone and link.successor not in gone)
