"""Quality findings by row of the plan: how many each has, and for one row what they say and what mends them."""

from typing import Any

import msgspec
import numpy as np

from pilotage.plan.quality.assessment import Assessment
from pilotage.plan.quality.model import Finding, Verdict
from pilotage.plan.quality.records import findings
from pilotage.plan.vocabulary.activities import ConstraintKind
from pilotage.plan.vocabulary.program import Program

SOFTER = {
    ConstraintKind.MUST_START_ON: ConstraintKind.START_NO_EARLIER_THAN,
    ConstraintKind.START_ON: ConstraintKind.START_NO_EARLIER_THAN,
    ConstraintKind.START_NO_LATER_THAN: ConstraintKind.START_NO_EARLIER_THAN,
    ConstraintKind.MUST_FINISH_ON: ConstraintKind.FINISH_NO_EARLIER_THAN,
    ConstraintKind.FINISH_ON: ConstraintKind.FINISH_NO_EARLIER_THAN,
    ConstraintKind.FINISH_NO_LATER_THAN: ConstraintKind.FINISH_NO_EARLIER_THAN,
}
"""The constraint that a hard one gives way to: it holds work back as before and no longer breaks the logic."""


class RowFinding(msgspec.Struct, frozen=True, kw_only=True):
    """A finding with the check that it is of. ``repair`` is what ``POST /edits`` takes to mend it, empty where
    somebody has to decide; ``waivable`` where it can be accepted for a while."""

    finding: Finding
    check: str
    means: str
    waivable: bool
    repair: tuple[dict[str, Any], ...]


class RowFindings(msgspec.Struct, frozen=True):
    activity: str
    findings: tuple[RowFinding, ...]


class FindingRows(msgspec.Struct, frozen=True):
    """How many findings of failed checks each activity has, by its id; those without are left out."""

    revision: int
    rows: dict[str, int]


def finding_rows(found: Assessment, revision: int) -> FindingRows:
    """Counts only, so that a plan of any size is marked at once."""
    activities = found.grounds.schedule.program.activities
    counts = np.zeros(len(activities), np.int64)
    for each in found.results:
        if each.verdict is Verdict.FAIL:
            np.add.at(counts, found.found[each.check.id].rows, 1)
    return FindingRows(revision, {activities[row].id: int(counts[row]) for row in np.flatnonzero(counts).tolist()})


def row_findings(found: Assessment, activity: str) -> RowFindings:
    """The findings of failed checks on one activity, by check; none for an id that is not in the plan."""
    program = found.grounds.schedule.program
    row = found.grounds.schedule.index.get(activity, -1)
    told = []
    for each in found.results:
        if each.verdict is not Verdict.FAIL:
            continue
        check = each.check
        places = np.flatnonzero(found.found[check.id].rows == row).tolist()
        told += [
            RowFinding(
                finding=one,
                check=check.title,
                means=check.means,
                waivable=check.waivable,
                repair=repair(one, program),
            )
            for one in findings(found.grounds, check, found.found[check.id], places)
        ]
    return RowFindings(activity, tuple(told))


def repair(finding: Finding, program: Program) -> tuple[dict[str, Any], ...]:
    """The changes of the plan that mend a finding, where there is nothing to decide."""
    if finding.check in {"redundant", "summary-logic"} and finding.kind == "dependency":
        return ({"do": "unlink", "id": finding.id},)
    if finding.check == "leads" and finding.kind == "dependency":
        return ({"do": "relink", "id": finding.id, "lag": "0d"},)
    if finding.check == "hard-constraints":
        activity = next((each for each in program.activities if each.id == finding.activity), None)
        softer = SOFTER.get(activity.constraint.kind) if activity is not None and activity.constraint else None
        if softer is not None:
            return ({"do": "set", "id": finding.activity, "fields": {"constraint": softer.value}},)
    return ()
