"""The columns of a comparison of two baselines, or of one with today."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from pilotage.exchange.tabular.writing.columns import Cell, Column
from pilotage.plan.insight.variance.comparison import Comparison, Variance
from pilotage.plan.vocabulary.history import BaselineEntry


def variance_columns(found: Comparison, zone: str) -> list[Column]:
    """One row an activity. Instants are wall-clock time of the program's ``zone``, days are working days."""
    local = ZoneInfo(zone)
    was, now = found.before.title, found.after.title

    def dated(side: str, edge: str) -> Callable[[Variance], Cell]:
        def cell(row: Variance) -> Cell:
            entry: BaselineEntry | None = getattr(row, side)
            return getattr(entry, edge).astimezone(local) if entry is not None else None

        return cell

    def days(name: str) -> Callable[[Variance], Cell]:
        return lambda row: None if getattr(row, name) is None else round(getattr(row, name), 2)

    columns = [
        Column("ID", 28, lambda row: row.id),
        Column("Title", 48, lambda row: row.title),
        Column("Kind", 11, lambda row: row.kind.value),
        Column("State", 10, lambda row: row.state.value),
        Column(f"Start, {was}", 17, dated("before", "start")),
        Column(f"Start, {now}", 17, dated("after", "start")),
        Column("Start variance (wd)", 12, days("start_days")),
        Column(f"Finish, {was}", 17, dated("before", "finish")),
        Column(f"Finish, {now}", 17, dated("after", "finish")),
        Column("Finish variance (wd)", 12, days("finish_days")),
        Column("Duration variance (wd)", 12, days("duration_days")),
        Column("Critical", 9, lambda row: "yes" if row.critical else ""),
    ]
    if any(row.cost is not None for row in found.rows):
        columns.append(Column("Cost variance", 14, lambda row: None if row.cost is None else float(row.cost)))
    return columns
