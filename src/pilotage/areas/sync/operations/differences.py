"""What a file that was read would do to a program that is there."""

from pilotage.areas.programs.models import Program as Row
from pilotage.areas.risks.queries import load_program
from pilotage.areas.sync.operations.files import Read
from pilotage.areas.sync.rules.comparing import ImportDifference, compare
from pilotage.areas.sync.rules.comparing_items import compare_items, joined
from pilotage.areas.sync.rules.merging import merge
from pilotage.areas.work.queries import native_keys, stored


def difference(row: Row, read: Read, *, faithful: bool, remove: bool) -> ImportDifference | None:
    """Plan and work items of ``read`` against those of the program. With ``remove``, what the file lacks goes."""
    plan = items = None
    if read.program is not None:
        old = load_program(row, history=False)
        plan = compare(old, merge(old, read.program, faithful=faithful, remove=remove))
    if read.work_items:
        spared = native_keys(row.pk)
        items = compare_items(stored(row.pk), read.work_items, remove=remove, spared=spared)
    return joined(plan, items)
