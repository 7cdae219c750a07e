"""Who owns the imported items of a program."""

from pilotage.areas.work.models import Tracker, WorkItem

TRACKER, PILOTAGE = "tracker", "pilotage"


def home(program_id: int) -> str:
    """``tracker`` while there are imported items, unless somebody chose ``pilotage``."""
    chosen = Tracker.objects.filter(program_id=program_id).values_list("home", flat=True).first()
    if chosen:
        return str(chosen)
    return TRACKER if WorkItem.objects.filter(program_id=program_id, native=False).exists() else PILOTAGE


def lives_here(program_id: int) -> bool:
    return home(program_id) == PILOTAGE
