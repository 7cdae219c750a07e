"""What names a person or a team, and a program in which somebody else stands in their place. Pure."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

import msgspec
from msgspec.structs import replace

from pilotage.plan.vocabulary.activities import Activity, Assignment
from pilotage.plan.vocabulary.contracts import Contract, Rung
from pilotage.plan.vocabulary.gates import Gate
from pilotage.plan.vocabulary.governance import Responsibility
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.risks import Risk


class Crew(StrEnum):
    """The lists of who does the work, and of what it is divided into."""

    PEOPLE = "people"
    TEAMS = "teams"
    WORKSTREAMS = "workstreams"


class Use(msgspec.Struct, frozen=True):
    """A record that names somebody: its kind, id and title."""

    kind: str
    id: str
    title: str


_NAMES: Mapping[Crew, Mapping[str, tuple[str, ...]]] = {
    Crew.PEOPLE: {
        "activities": ("owner",),
        "teams": ("lead",),
        "workstreams": ("lead",),
        "risks": ("owner",),
        "contracts": ("promiser", "requester"),
        "asks": ("to",),
    },
    Crew.TEAMS: {
        "activities": ("team",),
        "people": ("team",),
        "workstreams": ("team",),
        "contracts": ("provider", "consumer"),
    },
    Crew.WORKSTREAMS: {"activities": ("workstream",), "cadences": ("workstream",)},
}
"""Which fields of which records of a program name them, besides assignments, responses and the program's owner."""
_KINDS = {
    "activities": "activity",
    "risks": "risk",
    "contracts": "contract",
    "people": "person",
    "teams": "team",
    "workstreams": "workstream",
    "asks": "ask",
    "gates": "gate",
    "cadences": "cadence",
    "responsibilities": "responsibility",
    "factors": "factor",
}


def uses(program: Program, crew: Crew, code: str) -> tuple[Use, ...]:
    """The records that name it, each once."""
    return tuple(_uses(program, replaced(program, crew, code, "")))


def _uses(program: Program, without: Program) -> Iterator[Use]:
    for collection, kind in _KINDS.items():
        for number, (old, new) in enumerate(
            zip(getattr(program, collection), getattr(without, collection), strict=True)
        ):
            if old != new:
                yield Use(kind, getattr(old, "id", str(number)), _title(old))
    if (program.owner, program.ladder) != (without.owner, without.ladder):
        yield Use("program", program.id, program.title)


def _title(record: Any) -> str:
    return next(
        str(getattr(record, name))
        for name in ("title", "name", "what", "text", "subject", "id")
        if hasattr(record, name)
    )


def replaced(program: Program, crew: Crew, code: str, to: str) -> Program:
    """The program with ``to`` wherever ``code`` is named. Both stay in their list."""
    changes: dict[str, Any] = {
        collection: tuple(_renamed(record, names, code, to) for record in getattr(program, collection))
        for collection, names in _NAMES[crew].items()
    }
    if crew is Crew.PEOPLE:
        changes["activities"] = tuple(_reassigned(each, code, to) for each in changes["activities"])
        changes["risks"] = tuple(_answered(each, code, to) for each in changes["risks"])
        changes["contracts"] = tuple(_climbed(each, code, to) for each in changes["contracts"])
        changes["ladder"] = _rungs(program.ladder, code, to)
        changes["owner"] = to if program.owner == code else program.owner
        changes["gates"] = tuple(_decided(each, code, to) for each in program.gates)
        changes["responsibilities"] = tuple(_held(each, code, to) for each in program.responsibilities)
    if crew is Crew.WORKSTREAMS:
        changes["factors"] = tuple(replace(each, on=_names(each.on, code, to)) for each in program.factors)
    else:
        changes["cadences"] = tuple(replace(each, who=_names(each.who, code, to)) for each in program.cadences)
    return replace(program, **changes)


def without(program: Program, crew: Crew, code: str) -> Program:
    """The program with ``code`` off its list."""
    kept = tuple(each for each in getattr(program, crew.value) if each.id != code)
    return replace(program, **{crew.value: kept})


def _renamed(record: Any, names: tuple[str, ...], code: str, to: str) -> Any:
    changes = {name: to for name in names if getattr(record, name) == code}
    return replace(record, **changes) if changes else record


def _reassigned(activity: Activity, code: str, to: str) -> Activity:
    """Shares for the same are put together."""
    if all(each.person != code for each in activity.assignments):
        return activity
    found: dict[tuple[str, str], float] = {}
    for each in activity.assignments:
        key = (to if each.person == code else each.person, each.skill)
        found[key] = found.get(key, 0.0) + each.units
    return replace(activity, assignments=tuple(Assignment(who, units, skill) for (who, skill), units in found.items()))


def _names(names: tuple[str, ...], code: str, to: str) -> tuple[str, ...]:
    """Each once, in their order; nobody in the place of somebody is left out."""
    return tuple(dict.fromkeys(name for name in (to if each == code else each for each in names) if name))


def _held(one: Responsibility, code: str, to: str) -> Responsibility:
    return replace(one, person=to or None) if one.person == code else one


def _decided(gate: Gate, code: str, to: str) -> Gate:
    """Its records stay as they were made."""
    return replace(
        gate,
        approvers=_names(gate.approvers, code, to),
        entry=tuple(_renamed(each, ("owner",), code, to) for each in gate.entry),
        exit=tuple(_renamed(each, ("owner",), code, to) for each in gate.exit),
        actions=tuple(_renamed(each, ("owner",), code, to) for each in gate.actions),
    )


def _climbed(contract: Contract, code: str, to: str) -> Contract:
    ladder = _rungs(contract.ladder, code, to)
    return contract if ladder == contract.ladder else replace(contract, ladder=ladder)


def _rungs(ladder: tuple[Rung, ...], code: str, to: str) -> tuple[Rung, ...]:
    """Nobody in the place of somebody is no rung."""
    found = (replace(each, whom=to) if each.whom == code else each for each in ladder)
    return tuple(each for each in found if each.whom)


def _answered(risk: Risk, code: str, to: str) -> Risk:
    if risk.response is None or risk.response.owner != code:
        return risk
    return replace(risk, response=replace(risk.response, owner=to))
