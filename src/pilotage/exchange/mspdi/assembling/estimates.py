"""Custom fields of a task: our own marks, three-point estimates, and the rest as labels."""

import datetime as dt

import msgspec

from pilotage.exchange.mspdi.codes import ESTIMATE_ALIASES
from pilotage.exchange.mspdi.marks import LABEL_SEPARATOR, OUR_DISTRIBUTION, OUR_LABELS, OURS
from pilotage.exchange.mspdi.records import FieldRecord, TaskRecord
from pilotage.exchange.mspdi.report import Report
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.amounts import Distribution, Span, ThreePointEstimate

_MEANING = {alias: meaning for meaning, aliases in ESTIMATE_ALIASES.items() for alias in aliases}


class Custom(msgspec.Struct, frozen=True):
    """``ours`` by alias; ``labels`` from all fields that mean nothing special."""

    ours: dict[str, str]
    estimate: ThreePointEstimate | None
    labels: tuple[str, ...]

    def date(self, alias: str) -> dt.date | None:
        text = self.ours.get(alias, "")
        try:
            return dt.datetime.fromisoformat(text).date() if text else None
        except ValueError:
            return None


def custom(task: TaskRecord, report: Report) -> Custom:
    ours = {field.alias: field.value for field in task.fields if field.alias in OURS}
    points = {
        _MEANING[field.alias.lower()]: field.span
        for field in task.fields
        if field.span is not None and field.alias.lower() in _MEANING
    }
    estimate = _estimate(task, points, ours.get(OUR_DISTRIBUTION, ""), report)
    rest = [
        field
        for field in task.fields
        if field.alias not in OURS and not (estimate and field.span and field.alias.lower() in _MEANING)
    ]
    labels = [label for label in map(_label, rest) if label]
    labels += [f"{code}: {value}" for code, value in task.codes]
    labels += [label for label in ours.get(OUR_LABELS, "").split(LABEL_SEPARATOR) if label]
    return Custom(ours, estimate, tuple(labels))


def _estimate(task: TaskRecord, points: dict[str, Span], name: str, report: Report) -> ThreePointEstimate | None:
    low, likely, high = points.get("low"), points.get("likely", task.duration), points.get("high")
    if low is None or high is None or likely is None:
        return None
    one_kind = low.elapsed == likely.elapsed == high.elapsed
    if one_kind and 0 <= low.minutes <= likely.minutes <= high.minutes:
        return ThreePointEstimate(low, likely, high, *_form(name))
    message = _("The three estimates of task “{name}” are not in order (low, likely, high); they were left out.")
    report.warning("estimate-out-of-order", message.format(name=task.name), task.source, f"t{task.uid}")
    return None


def _form(name: str) -> tuple[Distribution, float]:
    """Distribution and tail as we write them: ``triangular``, ``pert 0.1``."""
    word, _blank, said = name.partition(" ")
    known = Distribution(word) if word in set(Distribution) else Distribution.PERT
    try:
        tail = float(said or 0)
    except ValueError:
        tail = 0.0
    return known, tail if 0 < tail < 0.5 else 0.0


def _label(field: FieldRecord) -> str:
    name = field.alias or field.name
    if field.name.startswith("Flag"):
        return name if field.value.lower() in ("1", "true") else ""
    value = field.value if field.span is None else _length(field.span)
    return f"{name}: {value}"


def _length(span: Span) -> str:
    """As people write it, where that is whole: ``8h``; else in minutes."""
    size = {"m": 1, "h": 60, "em": 1, "eh": 60, "ed": 1440, "ew": 7 * 1440}.get(span.unit.value, 60)
    unit = {"d": "h", "w": "h"}.get(span.unit.value, span.unit.value)
    if span.minutes % size:
        return f"{span.minutes}{'e' if span.elapsed else ''}m"
    return f"{span.minutes // size}{unit}"
