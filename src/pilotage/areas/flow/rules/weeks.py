"""ISO weeks: those of the weekly snapshots."""

import datetime as dt


def week_of(now: dt.datetime) -> str:
    """``2026-W47``; weeks begin on Monday at midnight UTC."""
    year, week, _day = now.astimezone(dt.UTC).isocalendar()
    return f"{year}-W{week:02}"
