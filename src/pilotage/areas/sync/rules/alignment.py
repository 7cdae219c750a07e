"""Recognising the rows of a file in a program, so that importing again never doubles them."""

from collections.abc import Mapping

from msgspec.structs import replace

from pilotage.plan.program import Program


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
    by_key = {activity.key: activity.id for activity in old.activities if activity.key}
    keys = {activity.id: activity.key for activity in old.activities}
    names = {activity.id: by_key[activity.key] for activity in new.activities if activity.key in by_key}
    taken = set(names.values())
    for activity in new.activities:
        if activity.id in names:
            continue
        other = keys.get(activity.id)
        stranger = activity.id in keys and bool(other) and bool(activity.key) and other != activity.key
        names[activity.id] = (
            _free(activity.id, taken | keys.keys()) if stranger or activity.id in taken else activity.id
        )
        taken.add(names[activity.id])
    return names


def _free(code: str, taken: set[str]) -> str:
    number = 2
    while f"{code}-{number}" in taken:
        number += 1
    return f"{code}-{number}"


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
        baselines=tuple(
            replace(baseline, entries=tuple(replace(e, activity=name(e.activity)) for e in baseline.entries))
            for baseline in program.baselines
        ),
    )
