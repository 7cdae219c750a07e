"""Recognising the rows of a file in a program, so that importing again never doubles them."""

from collections.abc import Mapping

from msgspec.structs import replace

from pilotage.plan.vocabulary.activities import Activity
from pilotage.plan.vocabulary.program import Program


def align(new: Program, old: Program) -> Program:
    """``new`` with the ids that ``old`` uses for the same activities: matched by key, else by id.

    An id that the file gives to another row than ``old`` does gets a number, so that no two rows share it.
    """
    names = renaming(new, old)
    if all(before == after for before, after in names.items()):
        return new
    return _renamed(new, names)


def renaming(new: Program, old: Program) -> dict[str, str]:
    """Id in the file -> id in the program."""
    keys = {activity.id: activity.key for activity in old.activities}
    names = _recognised(new, old)
    taken = set(names.values())
    own = {activity.id for activity in new.activities}
    for activity in new.activities:
        if activity.id not in names:
            names[activity.id] = _name(activity, keys, taken, own)
            taken.add(names[activity.id])
    return names


def _recognised(new: Program, old: Program) -> dict[str, str]:
    """Id in the file -> id of the stored row with the same key. Trackers give a key twice now and then: of the rows
    that share one, those with equal ids belong together, then the first to the first that is left.
    """
    by_key: dict[str, list[str]] = {}
    for activity in old.activities:
        if activity.key:
            by_key.setdefault(activity.key, []).append(activity.id)
    arriving = [(activity.id, by_key.get(activity.key or "", [])) for activity in new.activities]
    names = {}
    for code, stored in arriving:
        if code in stored:
            names[code] = code
            stored.remove(code)
    for code, stored in arriving:
        if code not in names and stored:
            names[code] = stored.pop(0)
    return names


def _name(activity: Activity, keys: Mapping[str, str | None], taken: set[str], own: set[str]) -> str:
    """Its own id, unless that is another row's; then the first numbered one that is free, or was given to it before."""
    if activity.id not in taken and not _strangers(keys.get(activity.id), activity.key):
        return activity.id
    number = 2
    while True:
        code = f"{activity.id}-{number}"
        given_before = code in keys and not keys[code] and not activity.key
        if code not in taken and code not in own and (code not in keys or given_before):
            return code
        number += 1


def _strangers(one: str | None, other: str | None) -> bool:
    """Two keys that say that the rows are different things."""
    return bool(one) and bool(other) and one != other


def _renamed(program: Program, names: Mapping[str, str]) -> Program:
    def name(code: str) -> str:
        return names.get(code, code)

    def maybe(code: str | None) -> str | None:
        return None if code is None else name(code)

    return replace(
        program,
        final=maybe(program.final),
        activities=tuple(
            replace(activity, id=name(activity.id), parent=maybe(activity.parent)) for activity in program.activities
        ),
        dependencies=tuple(
            replace(link, predecessor=name(link.predecessor), successor=name(link.successor))
            for link in program.dependencies
        ),
        risks=tuple(replace(risk, hits=tuple(map(name, risk.hits))) for risk in program.risks),
        contracts=tuple(
            replace(contract, delivers=maybe(contract.delivers), needed_by_activity=maybe(contract.needed_by_activity))
            for contract in program.contracts
        ),
        gates=tuple(replace(gate, activity=name(gate.activity)) for gate in program.gates),
        roadmap=tuple(replace(entry, activity=name(entry.activity)) for entry in program.roadmap),
        baselines=tuple(
            replace(baseline, entries=tuple(replace(e, activity=name(e.activity)) for e in baseline.entries))
            for baseline in program.baselines
        ),
    )
