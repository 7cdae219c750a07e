"""The same counts from files that others made, by the definitions and by the floats that Microsoft Project stored."""

from pathlib import Path

import pytest

from pilotage import exchange, plan
from pilotage.plan.quality.assessment import assess
from pilotage.plan.quality.model import Verdict
from tests.plan.quality.naive import counts
from tests.plan.scheduling.mpsplib import read
from tests.plan.scheduling.test_mpsplib import unexplained

pytestmark = pytest.mark.corpus


def test_counts_of_mpsplib_by_definition_and_by_stored_float(corpus: Path) -> None:
    """82 schedules: links from the file itself, float from what Microsoft Project saved."""
    judged = 0
    for path in sorted((corpus / "schedules" / "mpsplib").glob("*.gz")):
        program, tasks = read(path)
        found = assess(plan.schedule(program))
        work = [task for task in tasks if not task["summary"] and not task["milestone"] and task["dur_min"]]
        after = {uid for task in tasks for uid, *_link in task["preds"]}
        bare = sum(not (task["preds"] and task["uid"] in after) for task in work)
        assert (found.result("logic").count, found.result("logic").population) == (bare, len(work)), path.name
        loose = sum(task["ts_min"] > 44 * 480 for task in work)
        if not unexplained(tasks):
            assert found.result("high-float").count == loose, path.name
            judged += 1
        assert found.result("resources").population == len(work)
    assert judged == 79


FILES = ("msproject/*.xml", "xer/*.xer")


@pytest.mark.parametrize("pattern", FILES)
def test_counts_of_real_files_by_definition(corpus: Path, pattern: str) -> None:
    if pattern.endswith("xer"):
        pytest.importorskip("mpxj")
    for path in sorted((corpus / "schedules").glob(pattern)):
        program = exchange.read(path).program
        if program is None or not program.activities:
            continue
        schedule = plan.schedule(program)
        found = assess(schedule, baseline=program.baselines[-1] if program.baselines else None)
        for check, (count, population) in counts(schedule).items():
            result = found.result(check)
            if result.verdict is not Verdict.NOT_APPLICABLE:
                assert (result.count, result.population) == (count, population), (path.name, check)
            else:
                assert population == 0, (path.name, check)
