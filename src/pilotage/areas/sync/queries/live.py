"""What others did to a program since it was last looked at, whether a forecast came, and who looks at it now. Asked
every second by every open page: two queries while nothing happens, both answered by an index.
"""

import datetime as dt
from collections.abc import Iterable
from itertools import groupby

import msgspec
from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.audit import queries as audit
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.errors import NotFoundError
from pilotage.areas.people.rules import initials
from pilotage.areas.programs.models import Program
from pilotage.areas.schedule.queries.forecasts import ForecastMark, newest_forecast
from pilotage.areas.sync.models import Presence
from pilotage.areas.sync.queries.trail import sentence

MOST_ENTRIES = 500
PRESENT = dt.timedelta(seconds=50)
"""Who has not said for so long that the program is open before them has left."""


class Who(msgspec.Struct, frozen=True):
    """``id`` is that of the account; null for the machine itself."""

    id: str | None
    name: str
    initials: str


class Touched(msgspec.Struct, frozen=True):
    kind: str
    ids: tuple[str, ...]


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """One act of somebody: ``text`` follows the name; ``more`` counts what else they changed with it."""

    revision: int
    at: dt.datetime
    by: Who
    text: str
    more: int
    touched: tuple[Touched, ...]


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """``whole``: too much happened to tell, or the program is not the one that was known; load everything again.
    ``forecast`` is the newest: it comes after the change that it answers, and without one where it was asked for anew.
    """

    revision: int
    forecast: ForecastMark
    whole: bool = False
    acts: tuple[Act, ...] = ()


def changes(*, actor: Actor, program: str, since: int | None, known: ForecastMark | None = None) -> Changes | None:
    """What came after revision ``since`` and after the forecast ``known``; None where nothing did. Without ``known``
    forecasts are no news; without ``since`` it is only told where the program stands.

    Raises NotFoundError also where the actor is no member.
    """
    pk, revision = _standing(actor, program)
    if since == revision and known is None:
        return None
    newest = newest_forecast(pk)
    if since == revision and newest == known:
        return None
    if since is None or since == revision:
        return Changes(revision=revision, forecast=newest)
    entries = audit.since(program_id=pk, revision=since, limit=MOST_ENTRIES + 1) if since < revision else []
    if not entries or len(entries) > MOST_ENTRIES:
        return Changes(revision=revision, forecast=newest, whole=True)
    told = max(revision, entries[-1].revision or 0)
    return Changes(revision=told, forecast=newest, acts=tuple(_acts(entries)))


def present(*, program_id: int, now: dt.datetime) -> list[Who]:
    """Who has the program open, by name."""
    rows = Presence.objects.filter(program_id=program_id, seen__gt=now - PRESENT).select_related("user")
    return [_who(row.user.pk, row.user.name) for row in rows.order_by("user__name", "user_id")]


def _standing(actor: Actor, program: str) -> tuple[int, int]:
    rows = Program.objects.filter(slug=program)
    if not actor.trusted:
        rows = rows.filter(memberships__user_id=actor.user_id or 0)
    found = rows.values_list("pk", "revision").first()
    if found is None:
        raise NotFoundError(_("There is no program “{id}”, or you are not a member of it.").format(id=program))
    return found


def _acts(entries: Iterable[AuditEntry]) -> Iterable[Act]:
    for _operation, found in groupby(entries, key=lambda entry: entry.operation):
        rows = list(found)
        first = rows[0]
        kinds = dict.fromkeys(row.entity_kind for row in rows)
        yield Act(
            revision=first.revision or 0,
            at=first.at,
            by=_who(first.actor_id, first.actor_name),
            text=sentence(first),
            more=len({(row.entity_kind, row.entity_id) for row in rows}) - 1,
            touched=tuple(
                Touched(kind, tuple(dict.fromkeys(row.entity_id for row in rows if row.entity_kind == kind)))
                for kind in kinds
            ),
        )


def _who(user_id: int | None, name: str) -> Who:
    return Who(None if user_id is None else str(user_id), name, initials(name))
