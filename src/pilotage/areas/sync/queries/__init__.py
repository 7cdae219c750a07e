"""Reading imports, and whether the workspace is ready."""

from pilotage.areas.sync.queries.health import Check, live_workers, readiness

__all__ = ["Check", "live_workers", "readiness"]
