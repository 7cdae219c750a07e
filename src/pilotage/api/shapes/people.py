"""People as the API shows them."""

from collections.abc import Mapping

import msgspec

from pilotage.areas.people.rules import initials
from pilotage.plan.vocabulary.people import Person
from pilotage.plan.vocabulary.program import Program


class PersonShape(msgspec.Struct, frozen=True):
    id: str
    name: str
    initials: str
    team: str | None
    external: bool


def person(value: Person) -> PersonShape:
    return PersonShape(value.id, value.name, initials(value.name), value.team, value.external)


def people_of(program: Program) -> Mapping[str, PersonShape]:
    """Everybody of a program by id."""
    return {each.id: person(each) for each in program.people}
