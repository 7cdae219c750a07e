"""A staffing sheet as a table: a line for each row and measure, a column for each period."""

import csv
import io

from pilotage.exchange.tabular.writing.tables import csv_cell
from pilotage.plan.language.messages import _
from pilotage.plan.staffing.sheet import Hours, StaffingRow, StaffingSheet


def staffing_csv(sheet: StaffingSheet) -> bytes:
    """Hours, and the gap in full-time equivalents; UTF-8 with a byte order mark, as Excel wants it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["Id", "Name", "Measure", *(each.start.isoformat() for each in sheet.periods)])
    for row in sheet.rows:
        for measure, values in _measures(row, sheet.full):
            writer.writerow(
                [csv_cell(each) for each in (row.id, row.name, measure)] + [csv_cell(each) for each in values]
            )
    return text.getvalue().encode("utf-8-sig")


def _measures(row: StaffingRow, full: Hours) -> list[tuple[str, Hours]]:
    asked = tuple(round(a + b, 2) for a, b in zip(row.named, row.unnamed, strict=True))
    gap = tuple(round(there - wanted, 2) for there, wanted in zip(row.capacity, asked, strict=True))
    return [
        (_("Capacity, hours"), row.capacity),
        (_("Asked of people, hours"), row.named),
        (_("Asked of nobody yet, hours"), row.unnamed),
        (_("Gap, hours"), gap),
        (_("Gap, full-time equivalents"), tuple(round(a / b, 2) if b else 0.0 for a, b in zip(gap, full, strict=True))),
        (_("Over-allocated, hours"), row.over),
    ]
