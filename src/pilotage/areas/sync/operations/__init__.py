"""Writing imports, whole programs and undo."""

from pilotage.areas.sync.operations.workers import beat, leave

__all__ = ["beat", "leave"]
