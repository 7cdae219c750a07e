"""Search in everything that has a title, for the command palette."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from pilotage.areas.actor import Actor
from pilotage.areas.programs.models import Person
from pilotage.areas.programs.queries import all_visible
from pilotage.areas.reporting.models import Report
from pilotage.areas.risks.models import Risk
from pilotage.areas.schedule.models import Activity

MOST = 50
_EACH = 20


@dataclass(frozen=True, slots=True)
class Found:
    """``kind`` is program, activity, milestone, risk, person or report; ``program`` the slug."""

    kind: str
    id: str
    title: str
    program: str
    detail: str


def search(*, actor: Actor, text: str, program: str) -> list[Found]:
    """Titles, names and ids that hold ``text``; those that begin with it first. ``program`` narrows it to one.

    Five queries whatever is found.
    """
    seen = {found.program.pk: found.program for found in all_visible(actor=actor)}
    if program:
        seen = {pk: row for pk, row in seen.items() if row.slug == program}
    text = text.strip()
    if not text or not seen:
        return []
    titles = {pk: row.title for pk, row in seen.items()}
    slugs = {pk: row.slug for pk, row in seen.items()}
    found = [
        Found("program", row.slug, row.title, row.slug, row.summary[:120])
        for row in seen.values()
        if text.lower() in row.title.lower() or text.lower() in row.slug
    ]
    found.extend(Found(kind, code, title, slugs[pk], titles[pk]) for kind, pk, code, title in _rows(text, list(seen)))
    starts = text.lower()
    found.sort(key=lambda hit: not hit.title.lower().startswith(starts))
    return found[:MOST]


def _rows(text: str, programs: list[int]) -> Iterator[tuple[str, int, str, str]]:
    by_title = Q(title__icontains=text) | Q(code__icontains=text)
    activities = Activity.objects.filter(by_title, program__in=programs).order_by("position", "id")
    for pk, code, title, kind in activities.values_list("program_id", "code", "title", "kind")[:_EACH]:
        yield "milestone" if kind == "milestone" else "activity", pk, code, title
    risks = Risk.objects.filter(by_title, program__in=programs).order_by("position", "id")
    for pk, code, title in risks.values_list("program_id", "code", "title")[:_EACH]:
        yield "risk", pk, code, title
    people = Person.objects.filter(Q(name__icontains=text) | Q(code__icontains=text), program__in=programs)
    for pk, code, name in people.order_by("name", "id").values_list("program_id", "code", "name")[:_EACH]:
        yield "person", pk, code, name
    reports = Report.objects.filter(title__icontains=text, program__in=programs).order_by("-number")
    for pk, number, title in reports.values_list("program_id", "number", "title")[:_EACH]:
        yield "report", pk, str(number), title
