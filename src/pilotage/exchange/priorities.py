"""A ranking as a table (CSV, XLSX or JSON), and items to be ranked from one.

Columns to read: ``key`` (or ``id``), ``title``, ``workstream``, and the inputs by their id or name; ``ahead_of`` and
``reason`` are a decision about the place of the row. Others are left alone, so that an export can be read again.
"""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from pilotage.exchange.archive import FileRefusedError, Given, given
from pilotage.exchange.tabular.mapping.model import SourceSettings
from pilotage.exchange.tabular.opening import open_table
from pilotage.exchange.tabular.rows import ProblemLog, Row, warn
from pilotage.exchange.tabular.writing.tables import csv_cell
from pilotage.plan.language.messages import _
from pilotage.plan.prioritizing.comparing import Compared
from pilotage.plan.prioritizing.methods import Curve, Field, FieldError, RankingMethod, Value, read_value
from pilotage.plan.prioritizing.overrides import Override
from pilotage.plan.prioritizing.scoring import Item, why_not
from pilotage.plan.prioritizing.settings import Settings, all_fields
from pilotage.plan.vocabulary.problems import Problem, Severity

_OWN = {
    "key": ("key", "id", "item"),
    "title": ("title", "summary", "name", "feature"),
    "workstream": ("workstream", "team", "lane"),
    "ahead_of": ("ahead_of", "ahead of"),
    "reason": ("reason", "why"),
}


class Decision(NamedTuple):
    """``key`` is to stand directly ahead of ``ahead_of`` (empty: at the end), because of ``reason``."""

    key: str
    ahead_of: str
    reason: str


class PriorityTable(NamedTuple):
    """The good rows in the order of the file, and what is wrong with the others."""

    items: tuple[Item, ...]
    decisions: tuple[Decision, ...]
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        return not any(problem.severity is Severity.ERROR for problem in self.problems)


def read_priorities(source: Given, settings: Settings) -> PriorityTable:
    """Raises FileNotFoundError; everything wrong inside the file is a problem. A cell that cannot be read is left out:
    its item is then not scored for want of it.
    """
    file = given(source)
    log = ProblemLog(file.label)
    items: dict[str, Item] = {}
    decisions: list[Decision] = []
    try:
        table = open_table(file, SourceSettings(), log)
        columns = table.columns if table is not None else None
        names = _names(columns or (), settings)
        if table is None or (columns is not None and "key" not in names.values()):
            hint = _("It needs a column “key” (or “id”), and columns of inputs such as “value” or “reach”.")
            log.add("no-items", Severity.ERROR, _("this is no list of items to be ranked"), hint=hint)
            return PriorityTable((), (), log.problems)
        for row in table.rows():
            own = names if columns is not None else _names(row.values, settings)
            _take(row, {field: row.values[name] for name, field in own.items()}, items, decisions, settings, log)
    except FileRefusedError as refusal:
        log.add(refusal.id, Severity.ERROR, refusal.message, hint=refusal.hint)
    return PriorityTable(tuple(items.values()), tuple(decisions), log.problems)


def _names(columns: Iterable[str], settings: Settings) -> dict[str, str]:
    """Column -> what it holds."""
    known = {word: field for field, words in _OWN.items() for word in words}
    for each in all_fields(settings):
        known |= {each.id.casefold(): each.id, each.label.casefold(): each.id}
        known.setdefault(each.id.removeprefix("c:").casefold(), each.id)
    found: dict[str, str] = {}
    for name in columns:
        field = known.get(" ".join(name.split()).casefold())
        if field is not None and field not in found.values():
            found[name] = field
    return found


def _take(
    row: Row,
    values: Mapping[str, Any],
    items: dict[str, Item],
    decisions: list[Decision],
    settings: Settings,
    log: ProblemLog,
) -> None:
    key = _text(values.get("key"))
    if not key or key in items:
        text = _("the row has no key; it was left out") if not key else _("“{key}” is there twice").format(key=key[:40])
        warn(log, "item-without-key" if not key else "item-twice", text, row, "key")
        return
    inputs: dict[str, Value] = {"curve": Curve.STANDARD.value}
    for field in all_fields(settings):
        value = _input(field, values.get(field.id), row, log)
        if value is not None:
            inputs[field.id] = value
    title, workstream = _text(values.get("title")), _text(values.get("workstream"))
    items[key] = Item(key=key, title=title, workstream=workstream, inputs=inputs)
    reason = _text(values.get("reason"))
    if reason:
        decisions.append(Decision(key, _text(values.get("ahead_of")), reason))


def _input(field: Field, value: Any, row: Row, log: ProblemLog) -> Value | None:
    try:
        return read_value(field, value.isoformat() if isinstance(value, dt.date) else value)
    except FieldError as error:
        warn(log, "unreadable-input", str(error), row, field.id)
        return None


def _text(value: Any) -> str:
    return "" if value is None else " ".join(str(value).split())


def ranking_rows(found: Compared, overrides: Sequence[Override] = ()) -> list[dict[str, Any]]:
    """The items in their order: place, inputs, and score and places under each method, or why there are none."""
    decided = {each.key: each for each in overrides}
    return [_row(found, at, place, decided.get(found.items[at].key)) for place, at in enumerate(found.order, 1)]


def _row(found: Compared, at: int, place: int, override: Override | None) -> dict[str, Any]:
    item = found.items[at]
    row: dict[str, Any] = {"place": place, "key": item.key, "title": item.title, "workstream": item.workstream}
    row |= {field.id: item.inputs.get(field.id) for field in all_fields(found.settings)}
    for method in RankingMethod:
        places = found.rankings[method]
        if method is not RankingMethod.MOSCOW:
            row[f"{method} score"] = found.scores[method][at]
        row[f"{method} places"] = band(places.first[at], places.last[at])
    row["not scored"] = why_not(found.settings.method, item.inputs, found.settings)
    row["ahead_of"] = override.ahead_of if override else None
    row["reason"] = override.why if override else None
    return row


def band(first: int, last: int) -> str | None:
    """``3`` or, where several share them, ``3 to 5``: a spreadsheet takes ``3-5`` for a date."""
    if not first:
        return None
    return str(first) if first == last else f"{first} to {last}"


def ranking_csv(found: Compared, overrides: Sequence[Override] = ()) -> bytes:
    """UTF-8 with a byte order mark, as Excel wants it; no cell is taken for a formula."""
    rows = ranking_rows(found, overrides)
    names = list(rows[0]) if rows else ["place", "key", "title", "workstream"]
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([csv_cell(name) for name in names])
    writer.writerows([csv_cell(row[name]) for name in names] for row in rows)
    return text.getvalue().encode("utf-8-sig")
