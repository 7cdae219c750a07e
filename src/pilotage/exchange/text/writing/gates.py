"""Gates, their criteria and the record of their decisions as text."""

from collections.abc import Sequence

from pilotage.exchange.text.writing.context import Writing
from pilotage.exchange.text.writing.leaves import (
    Fields,
    Table,
    Tree,
    Word,
    said,
    text_or_none,
    title_or_none,
    word,
)
from pilotage.plan.vocabulary.gates import Condition, Criterion, Gate, GateDecision


def gate_tree(writing: Writing, gate: Gate) -> Fields:
    decisions: list[Tree] = [_decision(writing, one) for one in gate.decisions]
    return said(
        milestone=writing.refer(gate.activity),
        approvers=list(gate.approvers) or None,
        entry=_criteria(gate.entry),
        exit=_criteria(gate.exit),
        decisions=decisions or None,
        actions=_criteria(gate.actions),
    )


def _criteria(criteria: Sequence[Criterion]) -> Tree | None:
    return Table({one.id: _criterion(one) for one in criteria}) or None


def _criterion(criterion: Criterion) -> Fields:
    return said(
        text=title_or_none(criterion.text, criterion.id),
        owner=criterion.owner,
        due=word(criterion.due),
        done=word(criterion.done),
        met_by=text_or_none(criterion.met_by),
        evidence=text_or_none(criterion.evidence),
    )


def _decision(writing: Writing, decision: GateDecision) -> Fields:
    return said(
        at=writing.start(decision.at),
        by=decision.by,
        outcome=Word(decision.outcome.value.replace("_", "-")),
        why=text_or_none(decision.why),
        conditions=[_condition(one) for one in decision.conditions] or None,
        open_entry=_criteria(decision.open_entry),
        open_exit=_criteria(decision.open_exit),
    )


def _condition(condition: Condition) -> Fields:
    return said(text=condition.text, owner=condition.owner, due=Word(condition.due))
