"""Little's law takes five things for granted (Vacanti 2015, after Little 1961): each is looked at, and told."""

from enum import StrEnum
from typing import Final

import msgspec
import numpy as np

from pilotage.engine.flow.counting import OPEN, LittlesLaw
from pilotage.plan.flow.measures.columns import Basis, Columns
from pilotage.plan.language.messages import _
from pilotage.plan.language.wording import number, percent
from pilotage.plan.vocabulary.work_items import StatusCategory

NOTABLE: Final = 0.15
"""Two numbers of a stable process differ by no more than this share."""


class Assumed(StrEnum):
    BALANCE = "balance"
    COMPLETION = "completion"
    SAME_WORK = "same_work"
    SAME_AGE = "same_age"
    SAME_UNITS = "same_units"


class Assumption(msgspec.Struct, frozen=True):
    """``holds`` is None where the data does not tell."""

    assumed: Assumed
    holds: bool | None
    text: str


def assumptions(law: LittlesLaw, table: Columns) -> tuple[Assumption, ...]:
    """All five, in the order of the literature."""
    if table.basis is Basis.CREATED:
        counted = _("Days and items throughout; but items count from creation, so the backlog counts as in progress.")
    else:
        counted = _("Days and items throughout.")
    return (
        _balance(law),
        _completion(table),
        _same_work(law),
        _same_age(law),
        Assumption(Assumed.SAME_UNITS, table.basis is Basis.STARTED, counted),
    )


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= NOTABLE * max(one, other, 1.0)


def _balance(law: LittlesLaw) -> Assumption:
    text = _("As much begins as ends: {a} began, {b} ended.")
    said = text.format(a=f"{law.started:,}", b=f"{law.finished:,}")
    return Assumption(Assumed.BALANCE, _near(law.started, law.finished), said)


def _completion(table: Columns) -> Assumption:
    """Work that went back to the backlog, or is older than anything that was finished, will hardly complete."""
    taken = table.taken[table.recent]
    longest = int(taken.max(initial=0))
    if not longest:
        return Assumption(Assumed.COMPLETION, None, _("What begins is finished: nothing was, so nothing is known."))
    rows = np.flatnonzero(table.active)
    begun = table.begun[rows] != OPEN
    back = np.array([table.items[row].status_category is StatusCategory.TODO for row in rows.tolist()], np.bool_)
    old = table.today - table.since[rows] + 1 > longest
    lost, stuck = int((begun & back).sum()), int(old.sum())
    text = _("What begins is finished: {lost} went back to the backlog, {stuck} are older than any that was finished.")
    said = text.format(lost=f"{lost:,}", stuck=f"{stuck:,}")
    return Assumption(Assumed.COMPLETION, lost + stuck <= NOTABLE * max(len(rows), 1), said)


def _same_work(law: LittlesLaw) -> Assumption:
    text = _("Work in progress ends as it began: {a} before, {b} after.")
    said = text.format(a=f"{law.wip_before:,}", b=f"{law.wip_after:,}")
    return Assumption(Assumed.SAME_WORK, _near(law.wip_before, law.wip_after), said)


def _same_age(law: LittlesLaw) -> Assumption:
    text = _("Its age stays: {a} days on average before, {b} after.")
    said = text.format(a=number(law.age_before), b=number(law.age_after))
    return Assumption(Assumed.SAME_AGE, _near(law.age_before, law.age_after), said)


def residual_said(law: LittlesLaw) -> str:
    """Little's law beside what was measured; empty where nothing was finished."""
    if law.residual is None or law.expected is None or law.cycle_time is None:
        return ""
    text = _("Little's law expects {expected} days an item, it took {actual}: {share} off.")
    return text.format(expected=number(law.expected), actual=number(law.cycle_time), share=percent(abs(law.residual)))
