"""A program whose people have no names: each is called after the office that they hold."""

from collections.abc import Collection

from django.utils.translation import gettext as _
from msgspec.structs import replace

from pilotage.areas.programs.rules import free_slug, slug_from
from pilotage.areas.risks.rules.crew import Crew, replaced
from pilotage.plan.vocabulary.people import Person
from pilotage.plan.vocabulary.program import Program


def nameless(program: Program) -> Program:
    """Every person with a new id and name: their first role in the matrix, else their own role, else
    their first skill, else "member" of their team. Texts that people wrote (titles, notes) stay as they are.
    """
    taken: set[str] = set()
    for person in program.people:
        office = _free(_office(program, person), {each.name for each in program.people if each.id in taken})
        slug = free_slug(slug_from(office), taken | {each.id for each in program.people if each.id != person.id})
        taken.add(slug)
        program = _renamed(program, person, _anonymous(person, slug, office))
    return program


def _anonymous(person: Person, slug: str, office: str) -> Person:
    return replace(person, id=slug, name=office, email="", off=(), joins=None, leaves=None, availability=())


def _renamed(program: Program, old: Person, new: Person) -> Program:
    moved = replaced(program, Crew.PEOPLE, old.id, new.id) if old.id != new.id else program
    return replace(moved, people=tuple(new if each.id == old.id else each for each in program.people))


def _office(program: Program, person: Person) -> str:
    role = next((one.role for one in program.responsibilities if one.person == person.id and one.role), "")
    team = next((each.title for each in program.teams if each.id == person.team), "")
    if role or person.abilities:
        return role or person.role or person.abilities[0]
    return _("Member of {team}").format(team=team) if team else _("Person")


def _free(name: str, taken: Collection[str]) -> str:
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name} {number}"
    return found
