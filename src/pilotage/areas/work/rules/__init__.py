"""Pure decisions of the work area."""

from pilotage.areas.work.rules.rows import COLUMNS, MOMENTS, OWN, TEXTS, columns, items, stored_key

__all__ = ["COLUMNS", "MOMENTS", "OWN", "TEXTS", "columns", "items", "stored_key"]
