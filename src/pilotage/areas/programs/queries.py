"""Reading programs and their heads, filtered by permission."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.audit.rules import plain
from pilotage.areas.errors import NotFoundError
from pilotage.areas.people import permissions
from pilotage.areas.people.models import Role
from pilotage.areas.programs import models, rules
from pilotage.areas.programs.permissions import ACTIONS
from pilotage.plan.vocabulary.calendars import Calendar
from pilotage.plan.vocabulary.people import Person, Team, Workstream
from pilotage.plan.vocabulary.program import Ask, Program, ProgramKind


@dataclass(frozen=True, slots=True)
class Visible:
    """A program that the actor may see, and what they are in it."""

    program: models.Program
    role: Role


def visible(*, actor: Actor, program: str) -> Visible:
    """The program with slug ``program``. Raises NotFoundError also where the actor is no member."""
    row = models.Program.objects.filter(slug=program).first()
    if row is None:
        raise NotFoundError(_("There is no program “{id}”, or you are not a member of it.").format(id=program))
    return Visible(row, permissions.require(actor, row.pk, program, ACTIONS["program.view"]))


def all_visible(*, actor: Actor) -> list[Visible]:
    """Every program that the actor may see, by title. One query."""
    if actor.trusted:
        return [Visible(row, Role.OWNER) for row in models.Program.objects.order_by("title", "id")]
    if actor.user_id is None:
        return []
    found = (
        models.Program.objects.filter(memberships__user_id=actor.user_id)
        .annotate(my_role=F("memberships__role"))
        .order_by("title", "id")
    )
    return [Visible(row, Role(row.my_role)) for row in found]


def slugs() -> set[str]:
    """Every slug in use, whoever may see it."""
    return set(models.Program.objects.values_list("slug", flat=True))


def load_header(row: models.Program) -> Program:
    """The program without activities, dependencies, risks, contracts and history. Five queries."""
    return Program(
        id=row.slug,
        **{name: getattr(row, name) for name in rules.SCALARS if name != "kind"},
        kind=ProgramKind(row.kind),
        calendars=_load(models.Calendar, row, Calendar),
        people=_load(models.Person, row, Person),
        teams=_load(models.Team, row, Team),
        workstreams=_load(models.Workstream, row, Workstream),
        asks=_load(models.Ask, row, Ask),
        **{name: msgspec.convert(getattr(row, name), kind) for name, kind in rules.PARTS.items()},
    )


def _load(model: type[models.ProgramRow], row: models.Program, kind: type[rules.T]) -> tuple[rules.T, ...]:
    stored = model._default_manager.filter(program=row).order_by("position", "id").values()
    return tuple(rules.from_row(values, kind) for values in stored)


def header_image(program: Program, fields: tuple[str, ...] = rules.HEADER) -> dict[str, object]:
    """Plain JSON of some head fields, for the audit trail and for comparing."""
    return {name: plain(getattr(program, name)) for name in fields}


def has_demo() -> bool:
    """Whether the shipped demo was loaded into this workspace."""
    return models.Program.objects.filter(demo=True).exists()


def owners(rows: Sequence[models.Program]) -> dict[int, Person]:
    """The person who owns each program, by its key. One query."""
    found = models.Person.objects.filter(program__in=[row.pk for row in rows], code=F("program__owner"))
    return {values["program_id"]: rules.from_row(values, Person) for values in found.values()}


def calendar_versions(row: models.Program) -> dict[str, int]:
    """The version of each calendar, by its id."""
    return dict(models.Calendar.objects.filter(program=row).values_list("code", "version"))


@dataclass(frozen=True, slots=True)
class PortfolioView:
    """A portfolio, whether the actor owns it, and the slugs of the programs in it that they see."""

    row: models.Portfolio
    mine: bool
    programs: tuple[str, ...]


def portfolios(*, actor: Actor) -> list[PortfolioView]:
    """By title: those that the actor owns, or of which they see a program. Two queries."""
    placed: dict[int, list[str]] = {}
    for found in all_visible(actor=actor):
        if found.program.portfolio_id is not None:
            placed.setdefault(found.program.portfolio_id, []).append(found.program.slug)
    rows = _portfolios(actor).select_related("owner")
    return [PortfolioView(row, may_change(actor, row), tuple(placed.get(row.pk, ()))) for row in rows]


def visible_portfolio(*, actor: Actor, portfolio: str) -> models.Portfolio:
    """Raises NotFoundError also where the actor may not know of it."""
    row = _portfolios(actor).filter(slug=portfolio).first()
    if row is None:
        raise NotFoundError(_("There is no portfolio “{id}”, or you see no program in it.").format(id=portfolio[:100]))
    return row


def may_change(actor: Actor, portfolio: models.Portfolio) -> bool:
    return actor.trusted or (actor.user_id is not None and portfolio.owner_id == actor.user_id)


def _portfolios(actor: Actor) -> QuerySet[models.Portfolio]:
    found = models.Portfolio.objects.order_by("title", "id")
    if actor.trusted:
        return found
    if actor.user_id is None:
        return found.none()
    seen = models.Program.objects.filter(memberships__user_id=actor.user_id, portfolio__isnull=False)
    return found.filter(Q(owner_id=actor.user_id) | Q(pk__in=seen.values("portfolio_id")))


@dataclass(frozen=True, slots=True)
class View:
    """A saved view; ``mine``: nobody else sees it. ``default``: what everybody begins with on that page."""

    id: int
    version: int
    page: str
    name: str
    body: dict[str, Any]
    mine: bool
    default: bool


def view_of(row: models.SavedView) -> View:
    """A stored view as a value."""
    return View(row.pk, row.version, row.page, row.name, row.body, row.owner_id is not None, row.default)


def saved_views(*, actor: Actor, program: str, page: str) -> list[View]:
    """The views of a page that the actor may use: those shared, and their own. Two queries."""
    row = visible(actor=actor, program=program).program
    mine = Q(owner=None) | Q(owner_id=actor.user_id) if actor.user_id is not None else Q(owner=None)
    return [view_of(each) for each in models.SavedView.objects.filter(mine, program=row, page=page)]
