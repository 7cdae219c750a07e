"""Writing programs and their heads."""

from pilotage.areas.audit.operations import Entry
from pilotage.areas.programs.operations.edit import Edit, editing

__all__ = ["Edit", "Entry", "editing"]
