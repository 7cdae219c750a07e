"""Responsibilities and cadences as text."""

from collections.abc import Sequence

from pilotage.exchange.text.vocabulary.governance import LETTERS, format_holder
from pilotage.exchange.text.writing.leaves import (
    Fields,
    Tree,
    Word,
    one_or_list,
    said,
    text_or_none,
    title_or_none,
    word,
)
from pilotage.plan.vocabulary.governance import Cadence, Every, Responsibility


def responsibility_trees(responsibilities: Sequence[Responsibility]) -> list[Tree]:
    """One row a subject, in the order in which subjects first come."""
    rows: dict[str, Fields] = {}
    for subject in dict.fromkeys(one.subject for one in responsibilities):
        rows[subject] = {"subject": subject}
        for name, letter in LETTERS.items():
            holders = [_holder(one) for one in responsibilities if (one.subject, one.letter) == (subject, letter)]
            if holders:
                rows[subject] |= said(**{name: one_or_list(holders)})
    return list(rows.values())


def cadence_tree(cadence: Cadence) -> Fields:
    usual = Cadence(id="", title="")
    return said(
        title=title_or_none(cadence.title, cadence.id),
        every=None if cadence.every is Every.WEEK else Word(cadence.every.value.replace("_", "-")),
        on=word(cadence.weekday, usual.weekday),
        at=Word(f"{cadence.at:%H:%M}") if cadence.at is not None else None,
        minutes=word(cadence.minutes),
        who=one_or_list(list(cadence.who)),
        workstream=cadence.workstream,
        purpose=text_or_none(cadence.purpose),
    )


def _holder(one: Responsibility) -> Tree:
    text = format_holder(one.role, one.person)
    return text if text is not None else said(role=text_or_none(one.role), person=one.person)
