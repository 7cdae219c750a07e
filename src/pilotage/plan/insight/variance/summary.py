"""A comparison in words: where the program's date is, how many activities moved, and what it costs."""

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from pilotage.plan.insight.evidence import Evidence
from pilotage.plan.insight.variance.comparison import LEAST_DAYS, Comparison, State, Variance
from pilotage.plan.insight.variance.sides import TODAY
from pilotage.plan.language.messages import _, ngettext
from pilotage.plan.language.text import Link, Mark, Text, fill, join
from pilotage.plan.language.wording import day, last_day, money, signed, working_days
from pilotage.plan.scheduling.schedule import Schedule, final_milestone
from pilotage.plan.vocabulary.activities import ActivityKind
from pilotage.plan.vocabulary.facts import RecordRef

_MOST_RECORDS = 20


class VarianceCounts(msgspec.Struct, frozen=True, kw_only=True):
    """Activities by what became of them; summaries are not counted, they move with what is below them."""

    later: int
    earlier: int
    added: int
    removed: int
    same: int


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """``text`` names its facts; ``cost`` is what the later state costs more, None where nothing has a cost."""

    text: Text
    counts: VarianceCounts
    days: float | None  # of the program's final milestone
    cost: Decimal | None


def summarize(found: Comparison, schedule: Schedule, evidence: Evidence) -> Summary:
    """The sentence of a comparison; its numbers are put into ``evidence``."""
    final = next((row for row in found.rows if row.id == final_milestone(schedule.program)), None)
    counts = counts_of(found.rows)
    cost = extra_cost(found)
    parts = [_final_words(found, final, evidence)] if final is not None else []
    parts.append(_count_words(found, counts, evidence))
    text = (*join(parts, "; "), ".")
    if cost:
        text = join([text, _cost_words(found, cost, schedule, evidence)])
    return Summary(text=text, counts=counts, days=final.finish_days if final else None, cost=cost)


def counts_of(rows: Sequence[Variance]) -> VarianceCounts:
    counted = [row for row in rows if row.kind is not ActivityKind.SUMMARY]
    later, earlier = _moved(counted, 1), _moved(counted, -1)
    added = [row for row in counted if row.state is State.ADDED]
    removed = [row for row in counted if row.state is State.REMOVED]
    same = len(counted) - len(later) - len(earlier) - len(added) - len(removed)
    return VarianceCounts(later=len(later), earlier=len(earlier), added=len(added), removed=len(removed), same=same)


def extra_cost(found: Comparison) -> Decimal | None:
    """What all activities cost after, less before: new ones add theirs, those that are gone take theirs away.

    None where a side holds no cost at all: then nothing is known of it.
    """
    sides = [[entry.cost for entry in side.entries if entry.cost is not None] for side in (found.before, found.after)]
    return sum(sides[1], Decimal(0)) - sum(sides[0], Decimal(0)) if sides[0] and sides[1] else None


def _moved(rows: Sequence[Variance], sign: int) -> list[Variance]:
    return [row for row in rows if row.finish_days is not None and row.finish_days * sign >= LEAST_DAYS]


def _final_words(found: Comparison, final: Variance, evidence: Evidence) -> Text:
    title = Mark(final.title, ref=Link("activity", final.id))
    if final.before is None or final.after is None:
        template = _("{title} is new since {before}") if final.before is None else _("{title} is gone since {before}")
        return fill(template, title=title, before=found.before.title)
    was, now = last_day(final.before.finish), last_day(final.after.finish)
    days = final.finish_days or 0.0
    fact = evidence.number(
        f"variance:{final.id}",
        _("{title} against {before}").format(title=final.title, before=found.before.title),
        days,
        "working_days",
        _("working days from {before} to {after} = {days}").format(
            before=day(was), after=day(now, near=was), days=signed(days)
        ),
        (RecordRef("activity", final.id, final.title), *_sides(found)),
    )
    if abs(days) < LEAST_DAYS:
        template = _("{title} is on {days}, as in {before}")
        return fill(template, title=title, days=Mark(day(now), fact=fact), before=found.before.title)
    template = (
        _("{title} is {days} than {before}")
        if found.after.id == TODAY
        else _("In {after}, {title} is {days} than in {before}")
    )
    words = (_("{days} later") if days > 0 else _("{days} earlier")).format(days=working_days(days))
    mark = Mark(words, fact=fact, tone="off" if days > 0 else "on")
    return fill(template, title=title, days=mark, before=found.before.title, after=found.after.title)


def _count_words(found: Comparison, counts: VarianceCounts, evidence: Evidence) -> Text:
    rows = [row for row in found.rows if row.kind is not ActivityKind.SUMMARY]
    groups = (
        ("later", ngettext("{n} activity later", "{n} activities later", counts.later), _moved(rows, 1)),
        ("earlier", _("{n} earlier"), _moved(rows, -1)),
        ("added", _("{n} new"), [row for row in rows if row.state is State.ADDED]),
        ("removed", _("{n} gone"), [row for row in rows if row.state is State.REMOVED]),
    )
    said: list[Text] = []
    for key, template, members in groups:
        if members or key == "later":
            said.append(
                (Mark(template.format(n=f"{len(members):,}"), fact=_count_fact(found, key, members, evidence)),)
            )
    if len(said) == 1 and not counts.later:
        return (_("no activity moved"),)
    return join(said, ", ")


def _count_fact(found: Comparison, key: str, members: Sequence[Variance], evidence: Evidence) -> str:
    labels = {
        "later": _("Activities that finish later"),
        "earlier": _("Activities that finish earlier"),
        "added": _("Activities that are new"),
        "removed": _("Activities that are gone"),
    }
    records = tuple(
        RecordRef("activity", row.id, row.title, signed(row.finish_days) if row.finish_days is not None else "")
        for row in members[:_MOST_RECORDS]
    )
    formula = _("activities of both states, by id; {after} against {before}").format(
        after=found.after.title, before=found.before.title
    )
    return evidence.number(f"variance:{key}", labels[key], len(members), "count", formula, (*records, *_sides(found)))


def _cost_words(found: Comparison, cost: Decimal, schedule: Schedule, evidence: Evidence) -> Text:
    currency = schedule.program.currency
    formula = _("planned cost of all activities in {after} less that in {before}").format(
        after=found.after.title, before=found.before.title
    )
    fact = evidence.number("variance:cost", _("Planned cost"), float(cost), f"money:{currency}", formula, _sides(found))
    template = _("It is planned to cost {amount} more.") if cost > 0 else _("It is planned to cost {amount} less.")
    return fill(template, amount=Mark(money(abs(float(cost)), currency), fact=fact))


def _sides(found: Comparison) -> tuple[RecordRef, ...]:
    return tuple(
        RecordRef("plan" if side.id == TODAY else "baseline", side.id, side.title, day(side.on))
        for side in (found.before, found.after)
    )
