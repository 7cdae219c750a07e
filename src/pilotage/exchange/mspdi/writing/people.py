"""Resources and assignments of a file."""

from collections.abc import Iterable, Mapping

from pilotage.exchange.mspdi.writing.calendars import CalendarNumbers
from pilotage.exchange.mspdi.writing.custom import MOST_TEXT, PERSON_ID_FIELD
from pilotage.exchange.mspdi.writing.outline import Row, numbers
from pilotage.exchange.mspdi.writing.xml import Xml, cut, duration
from pilotage.plan.vocabulary.program import Program


def uids(program: Program) -> dict[str, int]:
    """UID of each person."""
    return dict(zip((p.id for p in program.people), numbers(("", p.id) for p in program.people), strict=True))


def named(program: Program, people: Mapping[str, int]) -> bool:
    """Whether some person's id says more than the UID."""
    return any(person.id != f"r{people[person.id]}" for person in program.people)


def resources(xml: Xml, program: Program, people: Mapping[str, int], calendars: CalendarNumbers) -> None:
    groups = {team.id: team.title for team in program.teams}
    with xml.inside("Resources"):
        for row, person in enumerate(program.people, 1):
            uid = people[person.id]
            with xml.inside("Resource"):
                xml.all(UID=uid, ID=row, Name=cut(person.name, 512), Type=1, IsNull=False)
                xml.put("Group", groups.get(person.team, person.team) if person.team else None)
                xml.put("EmailAddress", person.email or None)
                xml.all(MaxUnits=person.capacity, CanLevel=True, CalendarUID=calendars.person[person.id])
                if person.id != f"r{uid}":
                    with xml.inside("ExtendedAttribute"):
                        xml.all(FieldID=PERSON_ID_FIELD, Value=cut(person.id, MOST_TEXT))


def assignments(xml: Xml, rows: Iterable[Row], people: Mapping[str, int]) -> None:
    uid = 0
    with xml.inside("Assignments"):
        for row in rows:
            effort = row.activity.effort
            given = [each for each in row.activity.assignments if each.person in people]
            shares = sum(each.units for each in given) or 1.0
            for each in given:
                uid += 1
                with xml.inside("Assignment"):
                    xml.all(UID=uid, TaskUID=row.uid, ResourceUID=people[each.person], Units=each.units)
                    if effort is not None:
                        xml.put("Work", duration(round(effort.minutes * each.units / shares)))
