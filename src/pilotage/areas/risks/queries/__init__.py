"""Reading the register, the contracts, and the whole program."""

from pilotage.areas.risks.queries.whole import (
    Outlook,
    Whole,
    as_of,
    drivers_of,
    earlier_forecasts,
    exposure,
    load_program,
    load_whole,
    mark_of,
    milestones_of,
    outlook,
)

__all__ = [
    "Outlook",
    "Whole",
    "as_of",
    "drivers_of",
    "earlier_forecasts",
    "exposure",
    "load_program",
    "load_whole",
    "mark_of",
    "milestones_of",
    "outlook",
]
