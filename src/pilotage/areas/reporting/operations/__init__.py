"""Publishing reports, and keeping what the list of programs shows."""

from pilotage.areas.reporting.operations.demo import ensure_demo, load_demo
from pilotage.areas.reporting.operations.digests import refresh_digests
from pilotage.areas.reporting.operations.publishing import publish_report, store_report

__all__ = ["ensure_demo", "load_demo", "publish_report", "refresh_digests", "store_report"]
