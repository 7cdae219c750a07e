"""Keys of gates: criteria, and the record of decisions."""

from collections.abc import Mapping
from typing import Final

from pilotage.exchange.text.vocabulary import shapes
from pilotage.exchange.text.vocabulary.shapes import DATE, ID, TEXT, Choice, Entity, Key, Many, Placed, Rows, Table
from pilotage.plan.vocabulary.gates import GateOutcome

OUTCOMES: Final[Mapping[str, GateOutcome]] = {each.value.replace("_", "-"): each for each in GateOutcome}

CRITERION = Entity(
    "criterion",
    {
        "text": Key(TEXT, "what must be true"),
        "owner": Key(ID, "person who sees to it"),
        "due": Key(DATE, "by when, where not by the day of the gate"),
        "done": Key(DATE, "when it was met"),
        "met-by": Key(TEXT, "who said so"),
        "evidence": Key(TEXT, "where it can be seen"),
    },
)
CONDITION = Entity(
    "condition",
    {
        "text": Key(TEXT, "what must still be done", required=True),
        "owner": Key(ID, "person"),
        "due": Key(DATE, "by when", required=True),
    },
)
DECISION = Entity(
    "decision",
    {
        "at": Key(shapes.moment(end=False), "when", required=True),
        "by": Key(TEXT, "who", required=True),
        "outcome": Key(Choice(GateOutcome, OUTCOMES), "go, go-with-conditions or no-go", required=True),
        "why": Key(TEXT, "reason"),
        "conditions": Key(Rows(CONDITION), "of a go with conditions"),
        "open-entry": Key(Table("criterion"), "entry criteria that were not met then", may_be_empty=True),
        "open-exit": Key(Table("criterion"), "exit criteria that were not met then", may_be_empty=True),
    },
)
GATE = Entity(
    "gate",
    {
        "milestone": Key(Placed(ID), "milestone that it decides", required=True),
        "approvers": Key(Many(ID), "people who may decide"),
        "entry": Key(Table("criterion"), "must be met before the review", may_be_empty=True),
        "exit": Key(Table("criterion"), "must be met before a go", may_be_empty=True),
        "decisions": Key(Rows(DECISION), "as they were made, the last one holds"),
        "actions": Key(Table("criterion"), "what conditions ask for", may_be_empty=True),
    },
)
