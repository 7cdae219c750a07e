"""From the fields of a gate to its value; the reader finds its milestone and reads its tables."""

from collections.abc import Callable, Iterator
from functools import partial

from pilotage.exchange.text.reading.entities import complete
from pilotage.exchange.text.syntax.nodes import Mapping
from pilotage.exchange.text.values.titles import title_of
from pilotage.exchange.text.vocabulary import gates as keys
from pilotage.exchange.text.vocabulary.shapes import Fields
from pilotage.plan.vocabulary.gates import Condition, Criterion, Gate, GateDecision

Criteria = Callable[[Mapping], tuple[Criterion, ...]]
"""Reads a table of criteria."""


def gate(name: str, fields: Fields, milestone: str, read: Criteria) -> Gate:
    criteria = partial(_criteria, fields, read)
    return Gate(
        id=name,
        activity=milestone,
        approvers=fields.get("approvers", ()),
        entry=criteria("entry"),
        exit=criteria("exit"),
        actions=criteria("actions"),
        decisions=tuple(_decisions(fields, read)),
    )


def criterion(name: str, fields: Fields) -> Criterion:
    more = {key.replace("-", "_"): value for key, value in fields.items() if key != "text"}
    return Criterion(id=name, text=fields.get("text", title_of(name)), **more)


def _criteria(fields: Fields, read: Criteria, key: str) -> tuple[Criterion, ...]:
    return read(fields[key]) if key in fields else ()


def _decisions(fields: Fields, read: Criteria) -> Iterator[GateDecision]:
    for one in fields.get("decisions", ()):
        if complete(keys.DECISION, one):
            yield GateDecision(
                at=one["at"],
                by=one["by"],
                outcome=one["outcome"],
                why=one.get("why", ""),
                conditions=tuple(
                    Condition(**each) for each in one.get("conditions", ()) if complete(keys.CONDITION, each)
                ),
                open_entry=_criteria(one, read, "open-entry"),
                open_exit=_criteria(one, read, "open-exit"),
            )
