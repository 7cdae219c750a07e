"""A new program from a few words."""

import datetime as dt
from collections.abc import Collection
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.translation import gettext as _
from msgspec.structs import replace

from pilotage.areas.errors import InvalidError
from pilotage.areas.programs.rules import free_slug
from pilotage.exchange.text.templates import Template, begin
from pilotage.plan.scheduling.schedule import final_milestone
from pilotage.plan.vocabulary.activities import Activity, ActivityKind
from pilotage.plan.vocabulary.program import Program, ProgramKind


def blank_program(
    *,
    title: str,
    slug: str | None,
    kind: str,
    zone: str,
    start: dt.date,
    target: dt.date | None,
    taken: Collection[str],
) -> Program:
    """A program that begins on ``start`` and has one milestone, its final one, with the ``target`` if there is one."""
    title = title.strip()
    if kind not in {known.value for known in ProgramKind}:
        names = ", ".join(ProgramKind)
        raise InvalidError.field(
            "kind", _("“{kind}” is no kind of program: use {names}.").format(kind=kind[:20], names=names)
        )
    if target is not None and target < start:
        raise InvalidError.field("target", _("The target is before the start."))
    final = Activity(id="done", title=_("Done"), kind=ActivityKind.MILESTONE, target=target)
    return Program(
        id=slug or free_slug(title, taken),
        title=title,
        kind=ProgramKind(kind),
        zone=zone,
        start=dt.datetime.combine(start, dt.time(9), _zone(zone)),
        final=final.id,
        activities=(final,),
    )


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InvalidError.field(
            "zone",
            _("There is no time zone “{zone}”.").format(zone=name[:60]),
            hint=_("Use an IANA name such as Europe/Berlin."),
        ) from error


def from_template(template: Template, *, like: Program, start: dt.date, target: dt.date | None) -> Program:
    """What the template brings, with the id, title and zone of ``like``; ``target`` is that of its final milestone."""
    made = begin(template, slug=like.id, title=like.title, start=start, zone=like.zone)
    final = final_milestone(made)
    if target is None or final is None:
        return made
    rows = tuple(replace(each, target=target) if each.id == final else each for each in made.activities)
    return replace(made, activities=rows)
