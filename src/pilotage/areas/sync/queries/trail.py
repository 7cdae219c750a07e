"""The activity log: audit entries of every area, in words."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.audit import queries as trail
from pilotage.areas.audit.events import table
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.backlog import events as backlog
from pilotage.areas.discussion import events as discussion
from pilotage.areas.flow import events as flow
from pilotage.areas.people import events as people
from pilotage.areas.programs import events as programs
from pilotage.areas.programs.queries import visible
from pilotage.areas.reporting import events as reporting
from pilotage.areas.risks import events as risks
from pilotage.areas.schedule import events as schedule
from pilotage.areas.sync import events as sync
from pilotage.areas.work import events as work
from pilotage.plan.language.wording import day, percent, span
from pilotage.plan.prioritizing.methods import Curve
from pilotage.plan.vocabulary.activities import ActivityKind, ConstraintKind
from pilotage.plan.vocabulary.amounts import Span
from pilotage.plan.vocabulary.calendars import CalendarException

VERBS = table(
    people.VERBS,
    programs.VERBS,
    work.VERBS,
    schedule.VERBS,
    risks.VERBS,
    backlog.VERBS,
    flow.VERBS,
    reporting.VERBS,
    discussion.VERBS,
    sync.VERBS,
)


_MOST_ITEMS = 5
_EXACT = 2**53


@dataclass(frozen=True, slots=True)
class FieldChange:
    field: str
    before: Any
    after: Any


def page(
    *, actor: Actor, program: str, before: int | None, limit: int, kind: str | None = None
) -> tuple[list[AuditEntry], bool]:
    """The latest entries of a program, of one kind of entity if it is named, older than entry ``before``; and whether
    there are more.
    """
    found = visible(actor=actor, program=program)
    return trail.page(program_id=found.program.pk, before=before, limit=limit, kind=kind)


_CHOICES = frozenset(
    each.value for choice in (ActivityKind, ConstraintKind, Curve) for each in choice if "_" in each.value
)
"""Values that are chosen from a list: they are shown as words. ``fixed_date`` is a class of service too."""


def sentence(entry: AuditEntry) -> str:
    """What happened, in words that follow the actor's name."""
    verb = VERBS.get(entry.verb)
    if verb is None:
        return entry.verb
    return verb.text(title=entry.entity_title or entry.entity_id, fields=tuple(entry.after or entry.before or ()))


def changes(entry: AuditEntry) -> list[FieldChange]:
    """The fields of a change; nothing for what was added or removed as a whole."""
    if entry.before is None or entry.after is None:
        return []
    return [FieldChange(name, entry.before.get(name), after) for name, after in entry.after.items()]


def shown(value: Any) -> str | None:
    """A stored value in words: an amount of time as ``8d``, a list as its length when it holds records."""
    if value is None or value in ("", [], {}):
        return None
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        return _shown_record(value)
    if isinstance(value, list):
        return (
            ", ".join(filter(None, map(shown, value)))
            if len(value) <= _MOST_ITEMS
            else _("{n} entries").format(n=len(value))
        )
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return f"{value:.0f}"
    return str(value).replace("_", " ") if value in _CHOICES else str(value)


def _shown_record(value: dict[str, Any]) -> str | None:
    if value.keys() <= {"minutes", "unit"} and "minutes" in value:
        return span(msgspec.convert(value, Span))
    if {"person", "units", "skill"} <= value.keys():
        share = "" if value["units"] == 1 else percent(value["units"])
        return " ".join(filter(None, (value["person"], value["skill"], share)))
    if {"start", "end", "shifts"} <= value.keys():
        rest = msgspec.convert(value, CalendarException)
        last = rest.end - dt.timedelta(days=1)
        days = day(rest.start) if last == rest.start else f"{day(rest.start)} \N{EN DASH} {day(last)}"
        return " ".join(filter(None, (days, rest.title)))
    if {"low", "likely", "high"} <= value.keys():
        return "/".join(shown(value[name]) or "0" for name in ("low", "likely", "high"))
    named = next(
        (value[name] for name in ("title", "name", "text", "id", "date", "kind", "at") if value.get(name)), None
    )
    return _listed(value) if named is None else str(named)


def _listed(value: dict[str, Any]) -> str | None:
    """A record without a name, as ``business value 8, job size 3``; how many, where that is too long to be read."""
    told = {name: shown(each) for name, each in value.items()}
    words = [f"{name.replace('_', ' ')} {text}" for name, text in told.items() if text is not None]
    if len(words) > _MOST_ITEMS:
        return _("{n} entries").format(n=len(words))
    return ", ".join(words) or None
