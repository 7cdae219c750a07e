"""The backlog: items in their order, with what every method says of them."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np

from pilotage.areas.actor import Actor
from pilotage.areas.backlog.queries.items import Row, Stored, stored, waits
from pilotage.areas.backlog.rules.waiting import too_early
from pilotage.areas.programs.models import Program
from pilotage.areas.programs.queries import visible
from pilotage.areas.work.queries.board import BoardBlocker, BoardStream, open_blockers, streams
from pilotage.plan.prioritizing.comparing import Agreement, Compared, agreements, compare, disagreements
from pilotage.plan.prioritizing.methods import Field, RankingMethod, Value
from pilotage.plan.prioritizing.overrides import Override, stale
from pilotage.plan.prioritizing.robustness import DRAWS, top_shares
from pilotage.plan.prioritizing.scoring import Musts, columns_of, missing, musts, why_not
from pilotage.plan.prioritizing.sequence import DelayCost, delay_cost_of
from pilotage.plan.prioritizing.settings import Settings, all_fields

SEED = 1
MOST_APART = 20


class MethodColumns(msgspec.Struct, frozen=True, kw_only=True):
    """Of one method, an entry for each item: its score (MoSCoW has none), and the first and last of the places that it
    shares. Without a score the places are 0 and ``reason`` is the number of the reason why, else -1.
    """

    score: tuple[float | None, ...]
    first: tuple[int, ...]
    last: tuple[int, ...]
    reason: tuple[int, ...]


class ItemColumnsRanked(msgspec.Struct, frozen=True, kw_only=True):
    """Every column has one entry for each item, in the order that holds. ``workstream`` is the id of one, ``lane`` what
    the item is called to belong to; ``inputs`` what every method reads, ``typed`` whether somebody typed it here (else
    it is the item's own date or class). ``robust``: the share of trials in which the item stays among the first
    places. ``apart``: how far methods place it apart, as a share of all places; ``version``: of what was typed.
    """

    key: tuple[str, ...]
    title: tuple[str, ...]
    kind: tuple[str, ...]
    status: tuple[str, ...]
    category: tuple[str, ...]
    assignee: tuple[str, ...]
    workstream: tuple[str, ...]
    lane: tuple[str, ...]
    points: tuple[float | None, ...]
    version: tuple[int, ...]
    inputs: dict[str, tuple[Value | None, ...]]
    typed: dict[str, tuple[bool, ...]]
    robust: tuple[float | None, ...]
    apart: tuple[float | None, ...]


class OverrideView(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody's decision. ``stale`` says what changed since; ``first`` and ``last`` where the method puts the item."""

    key: str
    ahead_of: str
    why: str
    by: str
    at: dt.datetime
    version: int
    stale: tuple[str, ...]
    first: int
    last: int


class Apart(msgspec.Struct, frozen=True, kw_only=True):
    """An item that methods disagree about: ``best`` puts it highest, ``worst`` lowest."""

    key: str
    best: RankingMethod
    worst: RankingMethod
    apart: float


class Backlog(msgspec.Struct, frozen=True, kw_only=True):
    """``version`` is that of the settings. ``early`` are items above something that they wait for. ``draws`` of
    ``seed`` were made for ``robust``. ``cost``: what the order costs against the best one.
    """

    revision: int
    version: int
    as_of: dt.date
    settings: Settings
    currency: str
    fields: tuple[Field, ...]
    items: ItemColumnsRanked
    methods: dict[RankingMethod, MethodColumns]
    reasons: tuple[str, ...]
    overrides: tuple[OverrideView, ...]
    agreements: tuple[Agreement, ...]
    disagreements: tuple[Apart, ...]
    cost: DelayCost | None
    musts: Musts
    early: dict[str, tuple[str, ...]]
    blockers: tuple[BoardBlocker, ...]
    workstreams: tuple[BoardStream, ...]
    kinds: tuple[str, ...]
    seed: int
    draws: int


def backlog_of(*, actor: Actor, program: str, today: dt.date, seed: int = SEED) -> Backlog:
    """Some twelve queries, however many items."""
    row = visible(actor=actor, program=program).program
    kept = stored(row, today)
    return _view(row, kept, compared(kept), seed)


def compared(kept: Stored) -> Compared:
    return compare(kept.items, kept.settings, kept.as_of, kept.overrides)


def _view(row: Program, kept: Stored, found: Compared, seed: int) -> Backlog:
    settings, items, order, today = found.settings, found.items, found.order, kept.as_of
    columns = columns_of(items, settings, today)
    apart = {each.item: each for each in disagreements(found.rankings)}
    reasons: dict[str, int] = {}
    methods = {method: _method(method, found, reasons) for method in RankingMethod}
    robust = top_shares(settings.method, columns, settings, seed)
    keys = [items[at].key for at in order]
    return Backlog(
        revision=row.revision,
        version=kept.version,
        as_of=today,
        settings=settings,
        currency=row.currency,
        fields=all_fields(settings),
        items=_columns(kept, found, robust, [apart[at].apart if at in apart else None for at in order]),
        methods=methods,
        reasons=tuple(reasons),
        overrides=_overrides(kept, found),
        agreements=agreements(found.rankings),
        disagreements=tuple(
            Apart(key=items[each.item].key, best=each.best, worst=each.worst, apart=each.apart)
            for each in list(apart.values())[:MOST_APART]
            if each.apart > 0
        ),
        cost=delay_cost_of(settings.method, items, order, settings, today),
        musts=musts(items, settings),
        early=too_early(keys, waits(row, kept.rows)),
        blockers=open_blockers(row),
        workstreams=streams(row),
        kinds=tuple(sorted({each.kind for each in kept.rows if each.kind} | set(settings.kinds))),
        seed=seed,
        draws=DRAWS,
    )


def _method(method: RankingMethod, found: Compared, reasons: dict[str, int]) -> MethodColumns:
    """``reasons`` are numbered as they come."""
    settings, items, places = found.settings, found.items, found.rankings[method]
    known: dict[tuple[str, ...], int] = {}
    why = []
    for at in found.order:
        if places.first[at]:
            why.append(-1)
            continue
        lacking = missing(method, items[at].inputs, settings)
        if lacking not in known:
            text = why_not(method, items[at].inputs, settings)
            known[lacking] = reasons.setdefault(text, len(reasons))
        why.append(known[lacking])
    return MethodColumns(
        score=tuple(found.scores[method][at] for at in found.order),
        first=tuple(places.first[at] for at in found.order),
        last=tuple(places.last[at] for at in found.order),
        reason=tuple(why),
    )


def _columns(kept: Stored, found: Compared, robust: Any, apart: Sequence[float | None]) -> ItemColumnsRanked:
    rows = [kept.rows[at] for at in found.order]
    names = [field.id for field in all_fields(found.settings)]

    def column(name: str) -> tuple[Any, ...]:
        return tuple(getattr(row, name) for row in rows)

    def own(name: str) -> tuple[Any, ...]:
        return tuple(getattr(row.item, name) for row in rows)

    return ItemColumnsRanked(
        key=own("key"),
        title=own("title"),
        kind=column("kind"),
        status=column("status"),
        category=column("category"),
        assignee=column("assignee"),
        workstream=column("stream"),
        lane=own("workstream"),
        points=column("points"),
        version=column("version"),
        inputs={name: _input(rows, name) for name in names},
        typed={name: tuple(name in row.typed for row in rows) for name in ("curve", "date")},
        robust=tuple(None if np.isnan(robust[at]) else float(robust[at]) for at in found.order),
        apart=tuple(apart),
    )


def _input(rows: Sequence[Row], name: str) -> tuple[Value | None, ...]:
    return tuple(row.item.inputs.get(name) for row in rows)


def _overrides(kept: Stored, found: Compared) -> tuple[OverrideView, ...]:
    inputs = {item.key: item.inputs for item in kept.items}
    at = {item.key: number for number, item in enumerate(kept.items)}
    return tuple(_override(each, kept, found, at[each.key], inputs) for each in kept.overrides if each.key in at)


def _override(each: Override, kept: Stored, found: Compared, at: int, inputs: dict[str, Any]) -> OverrideView:
    return OverrideView(
        key=each.key,
        ahead_of=each.ahead_of,
        why=each.why,
        by=each.by,
        at=each.at,
        version=kept.override_versions[each.key],
        stale=stale(each, kept.settings, inputs),
        first=found.chosen.first[at],
        last=found.chosen.last[at],
    )
