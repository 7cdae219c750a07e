"""When progress was last reported, kept from one state of a program to the next."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping

import msgspec

from pilotage.plan.quality.model import Reports
from pilotage.plan.vocabulary.activities import Activity
from pilotage.plan.vocabulary.program import Program


class Heard(msgspec.Struct, frozen=True):
    """What is known of the work in progress: by activity id, a print of its report and the day since which it stands.

    ``since`` is the day of the first state that was looked at.
    """

    since: dt.date
    reports: Mapping[str, tuple[str, dt.date]]

    def as_reports(self) -> Reports:
        """The days of last reports; what stands since the first state may have been reported at any time before."""
        return Reports(self.since, {id_: day for id_, (_print, day) in self.reports.items() if day > self.since})


def listen(program: Program, earlier: Heard | None, day: dt.date) -> Heard:
    """What is known on ``day``: reports that are as they were keep their day."""
    known = {} if earlier is None else earlier.reports
    found: dict[str, tuple[str, dt.date]] = {}
    for activity in program.activities:
        if not _running(activity):
            continue
        told = _print(activity)
        before = known.get(activity.id)
        found[activity.id] = before if before is not None and before[0] == told else (told, day)
    return Heard(day if earlier is None else earlier.since, found)


def reports_of(states: Iterable[tuple[dt.date, Program]]) -> Reports | None:
    """Reports from the states of a program, oldest first, the present one last. None where there is none before it."""
    heard, count = None, 0
    for day, program in states:
        heard, count = listen(program, heard, day), count + 1
    return heard.as_reports() if heard is not None and count > 1 else None


def _running(activity: Activity) -> bool:
    begun = activity.actual_start is not None or activity.progress > 0
    return begun and activity.actual_finish is None and activity.progress < 1


def _print(activity: Activity) -> str:
    """Changes with what a report of progress sets."""
    told = (activity.progress, activity.actual_start, activity.remaining)
    return hashlib.sha256(msgspec.json.encode(told)).hexdigest()[:8]
