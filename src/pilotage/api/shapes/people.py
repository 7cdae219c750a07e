"""People as the API shows them."""

from collections.abc import Mapping

import msgspec

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


def initials(name: str) -> str:
    """First letters of the first and the last word: ``Mira Sandoval`` is MS."""
    words = name.split()
    return "".join(word[0].upper() for word in (words[:1] + words[-1:] if len(words) > 1 else words))
