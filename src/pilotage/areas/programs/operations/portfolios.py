"""Portfolios, and which of them a program is in."""

import datetime as dt
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.audit import operations as audit
from pilotage.areas.audit.events import Verb
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.audit.operations import Entry
from pilotage.areas.errors import ConflictDetail, ConflictError, FieldConflict, InvalidError, NotAllowedError
from pilotage.areas.people.permissions import require_account
from pilotage.areas.programs import events, queries, rules
from pilotage.areas.programs.models import Portfolio
from pilotage.areas.programs.operations.edit import Edit, editing, refuse_stale
from pilotage.areas.programs.permissions import ACTIONS

MOST_TITLE, MOST_SUMMARY = 300, 5_000


def add_portfolio(*, actor: Actor, title: str, summary: str = "", now: dt.datetime) -> Portfolio:
    """A portfolio without programs, owned by the actor. Raises InvalidError."""
    require_account(actor)
    fields = _checked({"title": title, "summary": summary})
    with transaction.atomic():
        slug = rules.free_slug(rules.slug_from(fields["title"]), set(Portfolio.objects.values_list("slug", flat=True)))
        row = Portfolio.objects.create(slug=slug, owner_id=actor.user_id, created=now, **fields)
        _record(events.PORTFOLIO_ADDED, row, actor=actor, now=now, after=fields)
    return row


def change_portfolio(
    *, actor: Actor, portfolio: str, version: int | None, changes: dict[str, str], now: dt.datetime
) -> Portfolio:
    """Set its ``title`` or ``summary``. Raises InvalidError, NotFoundError, NotAllowedError and StaleError."""
    fields = _checked(changes)
    with transaction.atomic():
        row = _own(actor, portfolio)
        before = {name: getattr(row, name) for name in fields}
        if version is not None and version != row.version:
            differing = {
                name: FieldConflict(fields[name], before[name]) for name in fields if fields[name] != before[name]
            }
            refuse_stale((ConflictDetail(entity="portfolio", id=row.slug, version=row.version, fields=differing),))
        if before != fields:
            for name, value in fields.items():
                setattr(row, name, value)
            row.version += 1
            row.save()
            _record(events.PORTFOLIO_CHANGED, row, actor=actor, now=now, before=before, after=fields)
    return row


def remove_portfolio(*, actor: Actor, portfolio: str, now: dt.datetime) -> None:
    """Its programs stay, in no portfolio. Raises NotFoundError and NotAllowedError."""
    with transaction.atomic():
        row = _own(actor, portfolio)
        _record(events.PORTFOLIO_REMOVED, row, actor=actor, now=now, before={"title": row.title})
        row.delete()


def move_program(*, actor: Actor, program: str, portfolio: str | None, now: dt.datetime) -> int:
    """Put a program into a portfolio that the actor sees, or take it out (None). Returns the revision."""
    with editing(actor=actor, program=program, needs=ACTIONS["program.move"], now=now) as edit:
        old = edit.program.portfolio
        new = None if portfolio is None else queries.visible_portfolio(actor=actor, portfolio=portfolio)
        if old != new:
            edit.program.portfolio = new
            edit.program.save(update_fields=["portfolio"])
            title = edit.program.title
            entry = Entry(verb=events.MOVED, entity_id=program, title=title, before=_place(old), after=_place(new))
            edit.record(entry)
    return edit.revision


def restore_place(edit: Edit, entry: AuditEntry) -> None:
    """Take a move between portfolios back. Raises ConflictError where the program was moved again since, or where the
    portfolio is gone.
    """
    before, after = entry.before or {}, entry.after or {}
    now = edit.program.portfolio
    if (None if now is None else now.slug) != after.get("portfolio_id"):
        raise ConflictError(_("The program was moved to another portfolio since. Undo that first."))
    slug = before.get("portfolio_id")
    old = None if slug is None else Portfolio.objects.filter(slug=slug).first()
    if slug is not None and old is None:
        raise ConflictError(_("The portfolio “{title}” is no longer there.").format(title=before.get("portfolio")))
    edit.program.portfolio = old
    edit.program.save(update_fields=["portfolio"])


def _place(portfolio: Portfolio | None) -> dict[str, str | None]:
    return {
        "portfolio": None if portfolio is None else portfolio.title,
        "portfolio_id": None if portfolio is None else portfolio.slug,
    }


def _own(actor: Actor, portfolio: str) -> Portfolio:
    row = queries.visible_portfolio(actor=actor, portfolio=portfolio)
    if not queries.may_change(actor, row):
        raise NotAllowedError(_("Only the owner of the portfolio “{title}” may do this.").format(title=row.title))
    return row


def _checked(fields: dict[str, str]) -> dict[str, str]:
    found = {name: value.strip() for name, value in fields.items()}
    for name, most in (("title", MOST_TITLE), ("summary", MOST_SUMMARY)):
        value = found.get(name, "")
        if name == "title" and name in found and not value:
            raise InvalidError.field(name, _("A portfolio needs a title."))
        if len(value) > most or "\x00" in value:
            raise InvalidError.field(name, _("This text is longer than {n} characters.").format(n=most))
    return found


def _record(
    verb: Verb,
    row: Portfolio,
    *,
    actor: Actor,
    now: dt.datetime,
    before: dict[str, str] | None = None,
    after: dict[str, str] | None = None,
) -> None:
    entry = Entry(verb=verb, entity_id=row.slug, title=row.title, before=before, after=after)
    audit.record([entry], actor=actor, now=now, operation=uuid4(), program_id=None)
