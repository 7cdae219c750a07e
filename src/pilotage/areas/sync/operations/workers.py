"""The heartbeat of workers. No user acts here, so nothing is audited."""

import datetime as dt

from pilotage.areas.sync.models import Worker
from pilotage.areas.sync.queries.health import ALIVE


def beat(*, worker: str, now: dt.datetime) -> None:
    """Note that ``worker`` is alive; forget those long gone."""
    Worker.objects.update_or_create(code=worker, defaults={"seen": now})
    Worker.objects.filter(seen__lt=now - 60 * ALIVE).delete()


def leave(*, worker: str) -> None:
    """Note that ``worker`` has stopped in good order."""
    Worker.objects.filter(code=worker).delete()
