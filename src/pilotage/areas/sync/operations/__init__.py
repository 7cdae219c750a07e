"""Writing imports, whole programs and undo."""

from pilotage.areas.sync.operations.applying import carry_out
from pilotage.areas.sync.operations.archive import read_archive, write_archive
from pilotage.areas.sync.operations.direct import Outcome, import_result
from pilotage.areas.sync.operations.imports import aim_import, apply_import, drop_import, map_import, open_import
from pilotage.areas.sync.operations.presence import be_here
from pilotage.areas.sync.operations.reading import read_upload
from pilotage.areas.sync.operations.starting import save_template, start_program
from pilotage.areas.sync.operations.undo import redo_last_change, undo_last_change
from pilotage.areas.sync.operations.workers import beat, leave

__all__ = [
    "Outcome",
    "aim_import",
    "apply_import",
    "be_here",
    "beat",
    "carry_out",
    "drop_import",
    "import_result",
    "leave",
    "map_import",
    "open_import",
    "read_archive",
    "read_upload",
    "redo_last_change",
    "save_template",
    "start_program",
    "undo_last_change",
    "write_archive",
]
