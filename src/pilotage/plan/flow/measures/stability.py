"""Little's law takes five things for granted (Vacanti 2015, after Little 1961): each is looked at, and told."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

import msgspec
import numpy as np

from pilotage.engine.flow.counting import OPEN, LittlesLaw
from pilotage.plan.flow.measures.columns import Basis, Columns
from pilotage.plan.language.messages import _
from pilotage.plan.language.wording import number
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
    """``name`` says what is taken for granted, ``text`` what was found; ``holds`` is None where the data does not
    tell.
    """

    assumed: Assumed
    name: str
    holds: bool | None
    text: str


def assumptions(law: LittlesLaw, table: Columns, current: Mapping[int, StatusCategory]) -> tuple[Assumption, ...]:
    """All five, in the order of the literature. ``current`` is what the state of items that are worked on means, by
    row.
    """
    return (_balance(law), _completion(table, current), _same_work(law), _same_age(law), _same_units(table))


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= NOTABLE * max(one, other, 1.0)


def _balance(law: LittlesLaw) -> Assumption:
    said = _("{a} began, {b} ended.").format(a=f"{law.started:,}", b=f"{law.finished:,}")
    return Assumption(Assumed.BALANCE, _("As much begins as ends"), _near(law.started, law.finished), said)


def _completion(table: Columns, current: Mapping[int, StatusCategory]) -> Assumption:
    """Work that went back to the backlog, or is older than anything that was finished, will hardly complete."""
    name = _("What begins is finished")
    taken = table.taken[table.recent]
    longest = int(taken.max(initial=0))
    if not longest:
        return Assumption(Assumed.COMPLETION, name, None, _("Nothing was finished, so nothing is known."))
    rows = np.flatnonzero(table.active)
    begun = table.begun[rows] != OPEN
    back = np.array([current[row] is StatusCategory.TODO for row in rows.tolist()], np.bool_)
    old = table.today - table.since[rows] + 1 > longest
    lost, stuck = int((begun & back).sum()), int(old.sum())
    text = _("{lost} went back to the backlog, {stuck} are older than anything that was finished.")
    said = text.format(lost=f"{lost:,}", stuck=f"{stuck:,}")
    return Assumption(Assumed.COMPLETION, name, lost + stuck <= NOTABLE * max(len(rows), 1), said)


def _same_work(law: LittlesLaw) -> Assumption:
    said = _("{a} were in progress before, {b} after.").format(a=f"{law.wip_before:,}", b=f"{law.wip_after:,}")
    return Assumption(
        Assumed.SAME_WORK, _("Work in progress ends as it began"), _near(law.wip_before, law.wip_after), said
    )


def _same_age(law: LittlesLaw) -> Assumption:
    text = _("These were {a} days old on average before, {b} after.")
    said = text.format(a=number(law.age_before), b=number(law.age_after))
    return Assumption(Assumed.SAME_AGE, _("Its age stays"), _near(law.age_before, law.age_after), said)


def _same_units(table: Columns) -> Assumption:
    name = _("One unit for all")
    started = table.basis is Basis.STARTED
    backlog = _("Items count from creation: the backlog counts as work in progress.")
    return Assumption(Assumed.SAME_UNITS, name, started, _("Days and items throughout.") if started else backlog)
