"""Pure decisions about programs: ids from titles, and the head of a plan to rows and back."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
from django.utils.translation import gettext as _

from pilotage.areas.audit.rules import plain
from pilotage.areas.errors import InvalidError
from pilotage.plan.vocabulary.calendars import Calendar
from pilotage.plan.vocabulary.contracts import Rung
from pilotage.plan.vocabulary.governance import Cadence, Responsibility
from pilotage.plan.vocabulary.people import Person, Team, Workstream
from pilotage.plan.vocabulary.program import Ask, Program
from pilotage.plan.vocabulary.scheduling_rules import SchedulingRules
from pilotage.plan.vocabulary.uncertainty import Correlation, SharedFactor

Row = dict[str, Any]
T = TypeVar("T", Calendar, Person, Team, Workstream, Ask)

SCALARS = (
    "title",
    "kind",
    "owner",
    "summary",
    "zone",
    "currency",
    "start",
    "status_date",
    "final",
    "hours_per_day",
    "days_per_week",
    "default_calendar",
)
LISTS = ("calendars", "people", "teams", "workstreams", "asks")
PARTS: Mapping[str, Any] = {
    "factors": tuple[SharedFactor, ...],
    "correlations": tuple[Correlation, ...],
    "rules": SchedulingRules,
    "ladder": tuple[Rung, ...],
    "responsibilities": tuple[Responsibility, ...],
    "cadences": tuple[Cadence, ...],
}
"""Values that are kept as JSON with the program's own row, and their types."""
HEADER = (*SCALARS, *LISTS, *PARTS)
MOST_CELLS, MOST_CADENCES, LONGEST_NAME = 2_000, 200, 300
MOST_SHARE = 1_000
MOST_RUNGS, LONGEST_WAIT, LONGEST_DECISION = 10, 1_000, 2_000
_JSON = {"week", "exceptions", "holidays", "off", "skills", "parts", "availability", "levels"}
_SLUG = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")


def slug_from(title: str) -> str:
    """``Order platform, phase 2`` -> ``order-platform-phase-2``; ``program`` where no letter is left."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "program"


def free_slug(title: str, taken: Collection[str]) -> str:
    """A slug, or one from a title, with a number where it is taken."""
    slug = title if _SLUG.fullmatch(title) else slug_from(title)
    number = 2
    free = slug
    while free in taken:
        free = f"{slug}-{number}"
        number += 1
    return free


def wanted_slug(wanted: str, title: str) -> str:
    """The slug that a file's program would like: its own id where that can stand in an address, else from its title."""
    return wanted if _SLUG.fullmatch(wanted) else slug_from(wanted or title)


def check_slug(slug: str) -> None:
    """Raises InvalidError for an id that cannot stand in an address."""
    if not _SLUG.fullmatch(slug):
        raise InvalidError.field(
            "id",
            _("The id “{id}” cannot be used in an address.").format(id=slug[:100]),
            hint=_(
                "Use 1 to 100 lower-case letters, digits, dots, hyphens and underscores; begin with a letter or digit."
            ),
        )


def check_header(program: Program) -> None:
    """Raises InvalidError for a head that must not be stored; what makes a plan impossible, ``plan.check`` says."""
    if not program.title.strip():
        raise InvalidError.field("title", _("A program needs a title."))
    if len(program.title) > 300:
        raise InvalidError.field(
            "title", _("A title has at most 300 characters; this one has {n}.").format(n=len(program.title))
        )
    try:
        ZoneInfo(program.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InvalidError.field(
            "zone",
            _("There is no time zone “{zone}”.").format(zone=program.zone[:60]),
            hint=_("Use an IANA name such as Europe/Berlin."),
        ) from error
    for name, amount, most in (
        ("hours_per_day", program.hours_per_day, 24.0),
        ("days_per_week", program.days_per_week, 7.0),
    ):
        if not 0 < amount <= most:
            raise InvalidError.field(
                name,
                _("{name} is {amount}; it must be above 0 and at most {most}.").format(
                    name=name, amount=amount, most=most
                ),
            )
    if program.start is not None and program.start.tzinfo is None:
        raise InvalidError.field("start", _("The start needs a time zone, as in 2026-03-02T09:00+01:00."))
    if program.rules.finish is not None and program.rules.finish.tzinfo is None:
        raise InvalidError.field("rules", _("The finish needs a time zone, as in 2026-03-02T17:00+01:00."))
    check_ladder(program.ladder)
    check_governance(program)
    for person in program.people:
        _check_person(person)
    _check_codes(program)
    _check_uncertainty(program)


def check_governance(program: Program) -> None:
    """Raises InvalidError for responsibilities and cadences that no page could show."""
    if len(program.responsibilities) > MOST_CELLS:
        message = _("A program has at most {n} responsibilities.").format(n=f"{MOST_CELLS:,}")
        raise InvalidError.field("responsibilities", message)
    for one in program.responsibilities:
        if not one.subject.strip() or not (one.role.strip() or one.person):
            raise InvalidError.field("responsibilities", _("A responsibility needs a subject, and a role or a person."))
        if max(len(one.subject), len(one.role)) > LONGEST_NAME:
            message = _("A subject or role has at most {n} characters.").format(n=LONGEST_NAME)
            raise InvalidError.field("responsibilities", message)
    if len(program.cadences) > MOST_CADENCES:
        raise InvalidError.field("cadences", _("A program has at most {n} cadences.").format(n=MOST_CADENCES))
    for cadence in program.cadences:
        if not cadence.title.strip() or max(len(cadence.id), len(cadence.title)) > LONGEST_NAME:
            message = _("A cadence needs a name of at most {n} characters.").format(n=LONGEST_NAME)
            raise InvalidError.field("cadences", message)
        if len(cadence.purpose) > LONGEST_DECISION:
            raise InvalidError.field(
                "cadences", _("This text is longer than {n} characters.").format(n=LONGEST_DECISION)
            )
        if cadence.minutes is not None and not 1 <= cadence.minutes <= 24 * 60:
            raise InvalidError.field("cadences", _("A cadence takes 1 to 1,440 minutes."))
        if cadence.at is not None and cadence.at.tzinfo is not None:
            raise InvalidError.field("cadences", _("The time of a cadence is that of the program's zone: write 09:30."))


def check_ladder(ladder: Iterable[Rung]) -> None:
    """Raises InvalidError for an escalation ladder that cannot be climbed."""
    rungs = tuple(ladder)
    if len(rungs) > MOST_RUNGS:
        raise InvalidError.field("ladder", _("A ladder has at most {n} steps.").format(n=MOST_RUNGS))
    for rung in rungs:
        if not 0 <= rung.after <= LONGEST_WAIT:
            text = _("A step of a ladder comes after 0 to {most} working days.")
            raise InvalidError.field("ladder", text.format(most=f"{LONGEST_WAIT:,}"))
        if not rung.whom.strip():
            raise InvalidError.field("ladder", _("A step of a ladder needs somebody to go to."))
        if max(len(rung.whom), len(rung.decide)) > LONGEST_DECISION:
            raise InvalidError.field("ladder", _("This text is longer than {n} characters.").format(n=LONGEST_DECISION))


def _check_person(person: Person) -> None:
    """Raises InvalidError for what no calendar could count with."""
    name = person.name[:100] or person.id[:100]
    if not 0 <= person.capacity <= MOST_SHARE or any(not 0 <= each.share <= MOST_SHARE for each in person.availability):
        message = _("“{name}” needs shares of time from 0 to {most}00 %.").format(name=name, most=MOST_SHARE)
        raise InvalidError.field("people", message)
    if any(each.start >= each.end for each in person.availability):
        message = _("A share of the time of “{name}” ends before it begins.").format(name=name)
        raise InvalidError.field("people", message)
    if person.joins is not None and person.leaves is not None and person.leaves < person.joins:
        message = _("The last day of “{name}” is before the first.").format(name=name)
        raise InvalidError.field("people", message)
    if any(not 1 <= each.level <= 3 or each.skill not in person.skills for each in person.levels):
        message = _("A level from 1 to 3 belongs to one of the skills of “{name}”.").format(name=name)
        raise InvalidError.field("people", message)


def _check_uncertainty(program: Program) -> None:
    for factor in program.factors:
        if not 0 <= factor.low <= factor.likely <= factor.high <= 1000 or not 0 <= factor.probability <= 1:
            message = _("The factor “{id}” needs low ≤ likely ≤ high from 0 to 1000, and a probability from 0 to 1.")
            raise InvalidError.field("factors", message.format(id=factor.id[:100]))
    for pair in program.correlations:
        if not -1 <= pair.rank <= 1:
            message = _("The correlation of “{first}” and “{second}” is not between -1 and 1.")
            raise InvalidError.field("correlations", message.format(first=pair.first[:100], second=pair.second[:100]))


def _check_codes(program: Program) -> None:
    for name in ("calendars", "people", "teams", "workstreams", "factors", "cadences"):
        seen: set[str] = set()
        for item in getattr(program, name):
            if item.id in seen:
                raise InvalidError.field(
                    name, _("Two {name} have the id “{id}”.").format(name=name, id=item.id), problem="duplicate-id"
                )
            seen.add(item.id)


def scalars(program: Program) -> Row:
    """The columns of ``models.Program`` that come from the plan."""
    own = {name: getattr(program, name) for name in SCALARS} | {"kind": program.kind.value}
    return own | {name: plain(getattr(program, name)) for name in PARTS}


def rows(items: Iterable[Calendar | Person | Team | Workstream | Ask]) -> list[Row]:
    """Columns of head rows in display order. Asks have no id of their own: their place is their code."""
    return [_row(item, place) for place, item in enumerate(items)]


def _row(item: Calendar | Person | Team | Workstream | Ask, place: int) -> Row:
    row = msgspec.structs.asdict(item)
    code = row.pop("id", str(place + 1))
    columns = {name: plain(value) if name in _JSON else value for name, value in row.items()}
    return (
        columns | {"code": code, "position": place} | ({"way": item.way.value} if isinstance(item, Workstream) else {})
    )


def from_row(row: Mapping[str, Any], kind: type[T]) -> T:
    """A head row, as ``values()`` gives it, to its plan type."""
    known = {field.name for field in msgspec.structs.fields(kind)}
    return msgspec.convert({name: value for name, value in row.items() if name in known} | {"id": row["code"]}, kind)
