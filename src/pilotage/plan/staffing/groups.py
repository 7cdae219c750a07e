"""The rows of a staffing sheet: people, teams, roles or skills, and the work that belongs to none of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from pilotage.engine.leveling.days.staffing import NOBODY
from pilotage.plan.language.messages import _
from pilotage.plan.leveling.people_days import Ints
from pilotage.plan.staffing.days import StaffDays
from pilotage.plan.vocabulary.people import Person


class RowKind(StrEnum):
    PERSON = "person"
    TEAM = "team"
    ROLE = "role"
    SKILL = "skill"


@dataclass(frozen=True, eq=False)
class Group:
    """A row: its id ("" for the rest), name, the numbers of its people, and its entries of ``StaffDays.asks``.

    ``open``: nobody stands behind it; all that is asked here still needs somebody.
    """

    id: str
    name: str
    people: tuple[int, ...]
    asks: Ints
    open: bool = False


def groups(days: StaffDays, by: RowKind) -> tuple[Group, ...]:
    """Rows in the order of the program, what belongs to none of them last; rows without people and work are left out.

    Each entry of what is asked is in exactly one row. Somebody with several skills is in several rows of skills, so
    these rows cannot be added up.
    """
    keys, names = _KEYS[by](days), _names(days, by)
    members = _members(days.people.people, by)
    rows: dict[str, list[int]] = {key: [] for key in names}
    for entry, key in enumerate(keys):
        rows.setdefault(key, []).append(entry)
    made = [
        Group(
            key, names.get(key) or _rest(days, key, by), tuple(members.get(key, ())), _ints(entries), key not in members
        )
        for key, entries in rows.items()
    ]
    return tuple(each for each in sorted(made, key=lambda each: each.open) if each.people or len(each.asks))


def _ints(values: Sequence[int]) -> Ints:
    return np.array(values, np.int64)


def _by_person(days: StaffDays) -> list[str]:
    """People by id; work that has nobody by its skill, else by its team."""
    asks, people = days.asks, days.people.people
    found = []
    for who, skill, team in zip(asks.who.tolist(), asks.skills, asks.teams, strict=True):
        found.append(people[who].id if who != NOBODY else f"skill:{skill}" if skill else f"team:{team}")
    return found


def _by_team(days: StaffDays) -> list[str]:
    asks, people = days.asks, days.people.people
    return [
        (people[who].team or "") if who != NOBODY else team
        for who, team in zip(asks.who.tolist(), asks.teams, strict=True)
    ]


def _by_role(days: StaffDays) -> list[str]:
    """The person's role; of work that has nobody the role that it asks for, or the only one with that skill."""
    asks, people = days.asks, days.people.people
    known = {each.role for each in people if each.role}
    holders: dict[str, set[str]] = {}
    for each in people:
        for skill in each.skills:
            holders.setdefault(skill, set()).add(each.role)
    found = []
    for who, skill in zip(asks.who.tolist(), asks.skills, strict=True):
        roles = holders.get(skill, set())
        nobody = skill if skill in known or not roles else next(iter(roles)) if len(roles) == 1 else ""
        found.append(people[who].role if who != NOBODY else nobody)
    return found


def _by_skill(days: StaffDays) -> list[str]:
    return list(days.asks.skills)


_KEYS: dict[RowKind, Callable[[StaffDays], list[str]]] = {
    RowKind.PERSON: _by_person,
    RowKind.TEAM: _by_team,
    RowKind.ROLE: _by_role,
    RowKind.SKILL: _by_skill,
}


def _members(people: Sequence[Person], by: RowKind) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at, person in enumerate(people):
        for key in _keys_of(person, by):
            found.setdefault(key, []).append(at)
    return found


def _keys_of(person: Person, by: RowKind) -> tuple[str, ...]:
    if by is RowKind.PERSON:
        return (person.id,)
    if by is RowKind.TEAM:
        return (person.team or "",)
    return (person.role,) if by is RowKind.ROLE else tuple(dict.fromkeys(person.abilities))


def _names(days: StaffDays, by: RowKind) -> dict[str, str]:
    program = days.program
    if by is RowKind.PERSON:
        return {each.id: each.name for each in program.people}
    if by is RowKind.TEAM:
        return {each.id: each.title for each in program.teams} | {"": _("No team")}
    keys = sorted({key for person in program.people for key in _keys_of(person, by) if key}, key=str.casefold)
    return {key: key for key in keys} | {"": _("No role") if by is RowKind.ROLE else _("No skill asked for")}


def _rest(days: StaffDays, key: str, by: RowKind) -> str:
    """The name of a row that no record stands behind."""
    if by is not RowKind.PERSON:
        return key
    kind, _colon, name = key.partition(":")
    if kind == "team":
        name = next((each.title for each in days.program.teams if each.id == name), name)
    return _("Nobody yet: {what}").format(what=name) if name else _("Nobody yet")
