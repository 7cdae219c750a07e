"""The numbers MSPDI uses for words: units of time, kinds of links, constraints and custom fields.

Source: Microsoft's "Project XML Data Interchange Schema" reference (mspdi_pj12.xsd).
"""

from pilotage.plan.vocabulary.activities import ConstraintKind, DependencyKind
from pilotage.plan.vocabulary.amounts import Unit

NAMESPACE = "http://schemas.microsoft.com/project"

ESTIMATED = 32  # added to a duration format whose author put a question mark behind the duration
PERCENT = 19
ELAPSED_PERCENT = 20

# Months have no unit of their own in a plan; their minutes are kept and shown in days.
UNIT_OF_FORMAT: dict[int, Unit] = {
    3: Unit.MINUTE,
    4: Unit.ELAPSED_MINUTE,
    5: Unit.HOUR,
    6: Unit.ELAPSED_HOUR,
    7: Unit.DAY,
    8: Unit.ELAPSED_DAY,
    9: Unit.WEEK,
    10: Unit.ELAPSED_WEEK,
    11: Unit.DAY,
    12: Unit.ELAPSED_DAY,
    21: Unit.DAY,
}
FORMAT_OF_UNIT: dict[Unit, int] = {
    Unit.MINUTE: 3,
    Unit.ELAPSED_MINUTE: 4,
    Unit.HOUR: 5,
    Unit.ELAPSED_HOUR: 6,
    Unit.DAY: 7,
    Unit.ELAPSED_DAY: 8,
    Unit.WEEK: 9,
    Unit.ELAPSED_WEEK: 10,
}

WORK_UNITS = {1: Unit.MINUTE, 2: Unit.HOUR, 3: Unit.DAY, 4: Unit.WEEK, 5: Unit.DAY}

KIND_OF_LINK = {0: DependencyKind.FF, 1: DependencyKind.FS, 2: DependencyKind.SF, 3: DependencyKind.SS}
LINK_OF_KIND = {kind: code for code, kind in KIND_OF_LINK.items()}

KIND_OF_CONSTRAINT = {
    0: ConstraintKind.ASAP,
    1: ConstraintKind.ALAP,
    2: ConstraintKind.MUST_START_ON,
    3: ConstraintKind.MUST_FINISH_ON,
    4: ConstraintKind.START_NO_EARLIER_THAN,
    5: ConstraintKind.START_NO_LATER_THAN,
    6: ConstraintKind.FINISH_NO_EARLIER_THAN,
    7: ConstraintKind.FINISH_NO_LATER_THAN,
}
CONSTRAINT_OF_KIND = {kind: code for code, kind in KIND_OF_CONSTRAINT.items()} | {
    ConstraintKind.START_ON: 2,
    ConstraintKind.FINISH_ON: 3,
    ConstraintKind.FIXED_START: 2,
}
"""Project has one kind for a date that gives way to links and one that does not: which it is, the file says once."""

UNASSIGNED = -65535  # the resource of a task nobody does
NO_UID = -1

CURRENCY_OF_SYMBOL = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "CHF": "CHF"}


def _numbered(name: str, *runs: tuple[int, int, int]) -> dict[int, str]:
    """Field ids of ``name`` 1.. from runs of (first id, count, step)."""
    ids = [first + step * k for first, count, step in runs for k in range(count)]
    return {field: f"{name}{number}" for number, field in enumerate(ids, 1)}


# Ids of a task's custom fields. The names in a file are in the language of its author, the ids never are.
TASK_FIELDS: dict[int, str] = {
    **_numbered("Text", (188743731, 5, 3), (188743746, 5, 1), (188743997, 20, 1)),
    **_numbered("Number", (188743767, 5, 1), (188743982, 15, 1)),
    **_numbered("Flag", (188743752, 10, 1), (188743972, 10, 1)),
    **_numbered("Cost", (188743786, 3, 1), (188743938, 7, 1)),
    **_numbered("Date", (188743945, 10, 1)),
    **_numbered("Duration", (188743783, 3, 1), (188743955, 7, 1)),
    **_numbered("Start", (188743732, 5, 3), (188743962, 5, 2)),
    **_numbered("Finish", (188743733, 5, 3), (188743963, 5, 2)),
    **_numbered("Outline Code", (188744096, 10, 2)),
}
ID_OF_FIELD = {name: field for field, name in TASK_FIELDS.items()}

ESTIMATE_ALIASES: dict[str, tuple[str, ...]] = {
    "low": ("optimistic duration", "optimistic", "low", "best case", "minimum", "minimum duration"),
    "likely": ("most likely duration", "most likely", "likely", "expected duration", "expected", "likely duration"),
    "high": ("pessimistic duration", "pessimistic", "high", "worst case", "maximum", "maximum duration"),
}
"""Names people give to the three custom durations of an estimate; the first of each is the one we write."""
