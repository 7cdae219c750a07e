"""Which way of working fits a workstream: reasons from its own data, each with its number, its threshold and where the
threshold comes from. Advice, never more: nothing is changed by it.

A reason speaks for one way. The way with most reasons is advised; where the plan speaks for gates and the work for
pulling or sprints, a mixture. Below `FEWEST` finished items the work says nothing.
"""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Final

import msgspec
import numpy as np

from pilotage.plan.flow.forecasts.sprints import SprintRecord, record
from pilotage.plan.flow.items.cleaning import arrived, finished
from pilotage.plan.flow.items.history import number_of
from pilotage.plan.flow.measures.columns import columns
from pilotage.plan.flow.measures.sprints import sprints
from pilotage.plan.flow.measures.stream import ValueStream
from pilotage.plan.language.messages import _, ngettext
from pilotage.plan.language.text import Mark, Text, fill
from pilotage.plan.language.wording import percent
from pilotage.plan.vocabulary.facts import Fact
from pilotage.plan.vocabulary.people import WayOfWorking
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.work_items import WorkItem

WEEKS: Final = 26
FEWEST: Final = 20
"""Finished items in 26 weeks, below which shares and spreads are noise: one item is five points of a share."""
BURSTY: Final = 2.0
STEADY: Final = 1.3
"""Variance / mean of weekly arrivals. Independent arrivals at a constant rate (Poisson) have 1."""
UNPLANNED: Final = 0.3
SPREAD: Final = 4.0
ALIKE: Final = 3.0
"""P85 / P50 of cycle times; of a memoryless process (exponential) it is 2.7."""
EFFICIENT: Final = 0.25
CROSSING: Final = 0.3
KEPT, BROKEN = 0.7, 0.4
_FAULTS: Final = ("bug", "defect", "incident", "support", "problem", "outage", "hotfix", "vulnerability")
_W = WayOfWorking


class WayReason(msgspec.Struct, frozen=True, kw_only=True):
    """``text`` has its number marked with ``fact``. ``toward`` is the way that it speaks for."""

    id: str
    toward: WayOfWorking
    text: Text
    fact: str
    threshold: str
    source: str


class Advice(msgspec.Struct, frozen=True, kw_only=True):
    """``way`` is None where nothing speaks for any; ``parts`` are those of a mixture. ``missing`` says what is not
    known. ``fits``: the workstream works like that already.
    """

    way: WayOfWorking | None
    parts: tuple[WayOfWorking, ...]
    fits: bool
    said: Text
    reasons: tuple[WayReason, ...]
    missing: tuple[str, ...]
    facts: dict[str, Fact]


def advice(
    program: Program,
    workstream: str,
    items: Sequence[WorkItem],
    *,
    as_of: dt.date,
    expedited: Collection[str] = (),
    flow: ValueStream | None = None,
) -> Advice:
    """``items`` are those of the workstream, ``expedited`` the keys of those with the class of service *expedite*;
    ``flow`` is its stream of value.
    """
    facts: dict[str, Fact] = {}
    missing: list[str] = []
    reasons = [*_of_plan(program, workstream, facts), *_of_work(items, as_of, expedited, flow, facts, missing)]
    way, parts = _chosen(reasons)
    stream = next((each for each in program.workstreams if each.id == workstream), None)
    fits = stream is not None and way is not None and set(stream.runs) == set(parts or (way,))
    said = _said(way, parts, reasons, fits=fits)
    return Advice(
        way=way, parts=parts, fits=fits, said=said, reasons=tuple(reasons), missing=tuple(missing), facts=facts
    )


def _chosen(reasons: Sequence[WayReason]) -> tuple[WayOfWorking | None, tuple[WayOfWorking, ...]]:
    votes = Counter(reason.toward for reason in reasons)
    planned = votes.pop(_W.WATERFALL, 0)
    order = (_W.KANBAN, _W.SCRUM, _W.LEAN)
    work = max(order, key=lambda way: (votes[way], -order.index(way)))
    if not votes[work]:
        return (_W.WATERFALL if planned else None), ()
    parts = [work]
    if work is not _W.LEAN and votes[_W.LEAN]:
        parts.append(_W.LEAN)
    if planned:
        parts.insert(0, _W.WATERFALL)
    return (_W.HYBRID, tuple(parts)) if len(parts) > 1 else (work, ())


def _of_plan(program: Program, workstream: str, facts: dict[str, Fact]) -> Iterator[WayReason]:
    """What the plan says: gates, promised days, links to other workstreams."""
    own = {each.id for each in program.activities if each.workstream == workstream}
    gates = [gate for gate in program.gates if gate.activity in own]
    if gates:
        fact = _fact(facts, "gates", _("Gates"), len(gates), "count", _("gates on milestones of the workstream"))
        yield WayReason(
            id="gates",
            toward=_W.WATERFALL,
            text=fill(_("{n} of its milestones are decided at a gate."), n=Mark(str(len(gates)), fact=fact)),
            fact=fact,
            threshold=_("one or more"),
            source=_("A gate needs phases: entry and exit criteria are those of a phase."),
        )
    links = [each for each in program.dependencies if each.predecessor in own or each.successor in own]
    crossing = sum((each.predecessor in own) != (each.successor in own) for each in links)
    if len(links) >= 5 and crossing / len(links) >= CROSSING:
        share = crossing / len(links)
        fact = _fact(
            facts,
            "crossing",
            _("Links to other workstreams"),
            share,
            "probability",
            _("links across / all links = {a} / {b}").format(a=crossing, b=len(links)),
        )
        yield WayReason(
            id="crossing",
            toward=_W.WATERFALL,
            text=fill(
                _("{share} of its links lead to other workstreams, whose dates it must keep."),
                share=Mark(percent(share), fact=fact),
            ),
            fact=fact,
            threshold=_("30 % or more, of at least 5 links"),
            source=_("Rule of this house: then dates are agreed between teams, not within one."),
        )


def _of_work(
    items: Sequence[WorkItem],
    as_of: dt.date,
    expedited: Collection[str],
    flow: ValueStream | None,
    facts: dict[str, Fact],
    missing: list[str],
) -> Iterator[WayReason]:
    """What its items say, where there are enough of them."""
    first = as_of - dt.timedelta(days=7 * WEEKS - 1)
    ended = [item for item in items if (day := finished(item)) is not None and first <= day <= as_of]
    if len(ended) < FEWEST:
        text = _("Too little history: {n} items were finished in {weeks} weeks; reasons from the work need {least}.")
        missing.append(text.format(n=len(ended), weeks=WEEKS, least=FEWEST))
        return
    yield from _arrivals(items, as_of, facts)
    yield from _unplanned(ended, expedited, facts)
    yield from _spread(items, as_of, facts, missing)
    yield from _kept(items, as_of, facts, missing)
    yield from _waiting(flow, facts, missing)


def _arrivals(items: Sequence[WorkItem], as_of: dt.date, facts: dict[str, Fact]) -> Iterator[WayReason]:
    first = number_of(as_of) - 7 * WEEKS + 1
    weeks = [(number_of(day) - first) // 7 for item in items if (day := arrived(item)) is not None]
    counts = np.bincount([week for week in weeks if 0 <= week < WEEKS], minlength=WEEKS)
    mean = float(counts.mean())
    if mean < 1:
        return
    ratio = float(counts.var(ddof=1)) / mean
    formula = _("variance / mean of weekly arrivals = {variance:.1f} / {mean:.1f}; by chance alone it is 1")
    fact = _fact(
        facts,
        "arrivals",
        _("Unevenness of arrivals"),
        round(ratio, 2),
        "ratio",
        formula.format(variance=float(counts.var(ddof=1)), mean=mean),
    )
    source = _("Independent arrivals at a constant rate (Poisson) have a variance equal to their mean.")
    number = Mark(f"{ratio:.1f}", fact=fact)
    if ratio >= BURSTY:
        yield WayReason(
            id="arrivals",
            toward=_W.KANBAN,
            text=fill(
                _("Work arrives in bursts ({n} times as uneven as chance): pull it when there is room."), n=number
            ),
            fact=fact,
            threshold=_("2 or more"),
            source=source,
        )
    elif ratio <= STEADY:
        yield WayReason(
            id="arrivals",
            toward=_W.SCRUM,
            text=fill(_("Work arrives evenly ({n} times chance): a sprint can be planned ahead."), n=number),
            fact=fact,
            threshold=_("1.3 or less"),
            source=source,
        )


def _unplanned(ended: Sequence[WorkItem], expedited: Collection[str], facts: dict[str, Fact]) -> Iterator[WayReason]:
    urgent = sum(item.key in expedited or any(word in item.kind.casefold() for word in _FAULTS) for item in ended)
    share = urgent / len(ended)
    fact = _fact(
        facts,
        "unplanned",
        _("Unplanned work"),
        share,
        "probability",
        _("finished items that are faults or expedited / all = {a} / {b}").format(a=urgent, b=len(ended)),
    )
    if share >= UNPLANNED:
        yield WayReason(
            id="unplanned",
            toward=_W.KANBAN,
            text=fill(
                _("{share} of what it finished was unplanned: faults and urgent items."),
                share=Mark(percent(share), fact=fact),
            ),
            fact=fact,
            threshold=_("30 % or more"),
            source=_("Rule of this house: below, a focus factor of 70 % leaves room for it in a sprint."),
        )


def _spread(
    items: Sequence[WorkItem], as_of: dt.date, facts: dict[str, Fact], missing: list[str]
) -> Iterator[WayReason]:
    table = columns(items, as_of, WEEKS)
    taken = table.taken[table.recent & (table.taken > 0)]
    if len(taken) < FEWEST:
        missing.append(_("The data does not tell how long enough items took."))
        return
    half, most = (float(np.percentile(taken, level)) for level in (50, 85))
    ratio = most / half
    fact = _fact(
        facts,
        "spread",
        _("Spread of times"),
        round(ratio, 2),
        "ratio",
        _("P85 / P50 of days from start to finish = {a:.0f} / {b:.0f}, {n} items").format(a=most, b=half, n=len(taken)),
    )
    number = Mark(f"{ratio:.1f}", fact=fact)
    big = ratio >= SPREAD
    if ALIKE < ratio < SPREAD:
        return
    yield WayReason(
        id="spread",
        toward=_W.KANBAN if big else _W.SCRUM,
        text=fill(
            _("Items differ widely: the slow ones take {n} times the usual; few of them fit a common rhythm.")
            if big
            else _("Items take alike: the slow ones {n} times the usual."),
            n=number,
        ),
        fact=fact,
        threshold=_("4 or more: widely; 3 or less: alike"),
        source=_("Rule of this house; where arrivals and work are random, P85 / P50 is about 2.7."),
    )


def _kept(items: Sequence[WorkItem], as_of: dt.date, facts: dict[str, Fact], missing: list[str]) -> Iterator[WayReason]:
    past = sprints(columns(items, as_of, WEEKS))
    if past is None:
        return
    found: SprintRecord | None = record(past.sprints, as_of)
    if found is None:
        missing.append(_("Fewer than three sprints are over."))
        return
    share = found.kept / found.sprints
    fact = _fact(
        facts,
        "sprints",
        _("Sprints that finished what they committed to"),
        share,
        "probability",
        _("sprints that finished as many items as committed / over = {a} / {b}").format(a=found.kept, b=found.sprints),
    )
    source = _("Rule of this house: a commitment that is kept less often than not tells nobody anything.")
    number = Mark(percent(share), fact=fact)
    if share >= KEPT:
        text = fill(_("{share} of its sprints finished as much as they had committed to."), share=number)
        yield WayReason(id="sprints", toward=_W.SCRUM, text=text, fact=fact, threshold=_("70 % or more"), source=source)
    elif share < BROKEN:
        text = fill(_("Only {share} of its sprints finished as much as they had committed to."), share=number)
        yield WayReason(id="sprints", toward=_W.KANBAN, text=text, fact=fact, threshold=_("below 40 %"), source=source)


def _waiting(flow: ValueStream | None, facts: dict[str, Fact], missing: list[str]) -> Iterator[WayReason]:
    if flow is None or flow.efficiency is None:
        known = _("Changes of state are not known: nothing can be said of waiting.")
        few = _("Too few items are known to have been worked on, or no state is one of waiting: mark those that are.")
        missing.append(known if flow is None else few)
        return
    fact = _fact(
        facts,
        "efficiency",
        _("Flow efficiency"),
        flow.efficiency,
        "probability",
        _("days of work / days of work and waiting = {a:,.0f} / {b:,.0f}").format(a=flow.work, b=flow.work + flow.wait),
    )
    if flow.efficiency < EFFICIENT:
        text = _("Items are worked on for {share} of their time; the rest they wait, longest in “{state}”.")
        yield WayReason(
            id="efficiency",
            toward=_W.LEAN,
            text=fill(text, share=Mark(percent(flow.efficiency), fact=fact), state=flow.longest or "–"),
            fact=fact,
            threshold=_("below 25 %"),
            source=_("Rule of this house: then a day less of waiting costs less than a day less of work."),
        )


def _fact(facts: dict[str, Fact], name: str, label: str, value: float, unit: str, formula: str) -> str:
    facts[f"ways:{name}"] = Fact(id=f"ways:{name}", label=label, value=value, unit=unit, formula=formula)
    return f"ways:{name}"


def _said(way: WayOfWorking | None, parts: Sequence[WayOfWorking], reasons: Sequence[WayReason], *, fits: bool) -> Text:
    if way is None:
        return (_("Nothing in its data speaks for one way or another."),)
    names = {
        _W.WATERFALL: _("a plan with gates"),
        _W.SCRUM: _("sprints"),
        _W.KANBAN: _("pulling work on a board with limits"),
        _W.LEAN: _("a look at where work waits"),
    }
    told = _(" and ").join(names[part] for part in (parts or (way,)))
    n = len(reasons)
    why = ngettext("{n} reason", "{n} reasons", n).format(n=n)
    if fits:
        return fill(_("Its data speaks for {what}, which it does already ({why})."), what=told, why=why)
    return fill(_("Its data speaks for {what} ({why})."), what=told, why=why)
