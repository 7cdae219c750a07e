"""Publishing reports, muting warnings, and keeping what the list of programs shows."""

from collections.abc import Mapping

from pilotage.areas.programs.operations import Restorer
from pilotage.areas.reporting.operations.demo import ensure_demo, load_demo
from pilotage.areas.reporting.operations.digests import keep_digest, refresh_digests
from pilotage.areas.reporting.operations.mutes import mute_warning, restore_mute, unmute_warning
from pilotage.areas.reporting.operations.publishing import publish_report, store_report

RESTORERS: Mapping[str, Restorer] = {"warning": restore_mute}

__all__ = [
    "RESTORERS",
    "ensure_demo",
    "keep_digest",
    "load_demo",
    "mute_warning",
    "publish_report",
    "refresh_digests",
    "store_report",
    "unmute_warning",
]
