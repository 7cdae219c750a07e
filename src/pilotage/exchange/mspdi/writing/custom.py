"""Custom fields that carry what Project has no field for."""

import datetime as dt
from collections.abc import Iterable, Iterator

from pilotage.exchange.mspdi import marks
from pilotage.exchange.mspdi.codes import ESTIMATE_ALIASES, FORMAT_OF_UNIT, ID_OF_FIELD
from pilotage.exchange.mspdi.writing.outline import Row
from pilotage.exchange.mspdi.writing.xml import Value, Xml, cut, duration
from pilotage.plan.vocabulary.activities import Activity, ConstraintKind
from pilotage.plan.vocabulary.amounts import Distribution, Span

PERSON_ID_FIELD = 205521140  # Text30 of a resource
MOST_TEXT = 255
_FLAGGED = (marks.ESTIMATED, "wbs: ", "contact: ")

# Which of Project's fields carries what. Text fields from the back: people fill them from the front.
FIELDS: dict[str, str] = {
    ESTIMATE_ALIASES["low"][0]: "Duration1",
    ESTIMATE_ALIASES["likely"][0]: "Duration2",
    ESTIMATE_ALIASES["high"][0]: "Duration3",
    marks.OUR_ID: "Text30",
    marks.OUR_WORKSTREAM: "Text29",
    marks.OUR_TEAM: "Text28",
    marks.OUR_OWNER: "Text27",
    marks.OUR_KEY: "Text26",
    marks.OUR_LABELS: "Text25",
    marks.OUR_DISTRIBUTION: "Text24",
    marks.OUR_COST: "Text23",
    marks.OUR_RATE: "Text22",
    marks.OUR_PROBABILITY: "Text21",
    marks.OUR_BRANCH: "Text20",
    marks.OUR_TARGET: "Date1",
    marks.OUR_COMMITMENT: "Date2",
}


def definitions(xml: Xml, rows: Iterable[Row], *, people: bool) -> None:
    """The fields used by some row, and the one for the ids of people where they need it."""
    used = {alias for row in rows for alias, _value in values(row)}
    chosen = [(alias, ID_OF_FIELD[name], name) for alias, name in FIELDS.items() if alias in used]
    if people:
        chosen.append((marks.OUR_ID, PERSON_ID_FIELD, "Text30"))
    if chosen:
        with xml.inside("ExtendedAttributes"):
            for alias, number, name in chosen:
                with xml.inside("ExtendedAttribute"):
                    xml.all(FieldID=number, FieldName=name, Alias=alias)


def fields(xml: Xml, row: Row) -> None:
    for alias, value in values(row):
        with xml.inside("ExtendedAttribute"):
            xml.put("FieldID", ID_OF_FIELD[FIELDS[alias]])
            xml.put("Value", duration(value.minutes) if isinstance(value, Span) else value)
            if isinstance(value, Span):
                xml.put("DurationFormat", FORMAT_OF_UNIT[value.unit])


def values(row: Row) -> Iterator[tuple[str, Span | Value]]:
    """What the reader would not find out without them."""
    activity = row.activity
    estimate = activity.estimate
    if estimate and not row.parent:
        yield ESTIMATE_ALIASES["low"][0], estimate.low
        yield ESTIMATE_ALIASES["likely"][0], estimate.likely
        yield ESTIMATE_ALIASES["high"][0], estimate.high
        if estimate.distribution is not Distribution.PERT or estimate.tail:
            tail = f" {estimate.tail!r}" if estimate.tail else ""
            yield marks.OUR_DISTRIBUTION, f"{estimate.distribution.value}{tail}"
    texts = {
        marks.OUR_ID: "" if activity.id == f"t{row.uid}" else activity.id,
        marks.OUR_WORKSTREAM: activity.workstream,
        marks.OUR_TEAM: activity.team,
        marks.OUR_OWNER: _owner(activity),
        marks.OUR_KEY: "" if activity.key == f"mspdi/{row.uid}" else activity.key,
        marks.OUR_LABELS: marks.LABEL_SEPARATOR.join(plain_labels(activity)),
        marks.OUR_COST: _cost(activity),
        marks.OUR_RATE: "" if activity.cost_per_day is None else f"{activity.cost_per_day}",
        marks.OUR_PROBABILITY: "" if activity.probability == 1 else repr(activity.probability),
        marks.OUR_BRANCH: activity.branch,
    }
    for alias, text in texts.items():
        if text:
            yield alias, cut(text, MOST_TEXT)
    for alias, day in ((marks.OUR_TARGET, activity.target), (marks.OUR_COMMITMENT, activity.commitment)):
        if day is not None:
            yield alias, dt.datetime(day.year, day.month, day.day, 17)  # noqa: DTZ001  # wall clock, without zone


def _cost(activity: Activity) -> str:
    """All of a cost: Project's fixed cost is one amount, in the currency of the file."""
    cost = activity.cost
    return "" if cost is None else f"{cost.low}/{cost.likely}/{cost.high} {cost.currency}"


def plain_labels(activity: Activity) -> list[str]:
    """Labels that no field of Project stands for."""
    by_hand = is_manual(activity)
    return [
        label for label in activity.labels if not label.startswith(_FLAGGED) and not (by_hand and label == marks.MANUAL)
    ]


def is_manual(activity: Activity) -> bool:
    if activity.constraint is None:
        return False
    kind = activity.constraint.kind
    before = kind is ConstraintKind.MUST_START_ON and marks.MANUAL in activity.labels  # as once it was read
    return before or kind is ConstraintKind.FIXED_START


def _owner(activity: Activity) -> str | None:
    """Nothing where the owner is the only one assigned, which the reader assumes."""
    people = activity.assignments
    assumed = people[0].person if len(people) == 1 else None
    return None if activity.owner == assumed else activity.owner or marks.NOBODY
