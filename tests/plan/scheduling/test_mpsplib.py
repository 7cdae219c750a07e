"""Against Microsoft Project's own results: 82 multi-project schedules, 55,192 tasks."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from pilotage import plan
from tests.plan.scheduling.mpsplib import instant, read


def reproduced(scheduled: plan.ScheduledActivity, stored: dict[str, Any]) -> bool:
    dates = (scheduled.early_start, scheduled.early_finish, scheduled.late_start, scheduled.late_finish)
    floats = (scheduled.total_float, scheduled.free_float, scheduled.critical)
    return dates == tuple(instant(stored[name]) for name in ("es", "ef", "ls", "lf")) and floats == (
        stored["ts_min"],
        stored["fs_min"],
        stored["critical"],
    )


def unexplained(tasks: list[dict[str, Any]]) -> bool:
    """Whether the stored dates do not follow from the stored plan.

    Either a task's late finish is after its successor's late start (stale late dates), or a task starts more than a
    week after all that it waits for (levelled by hand: the delay itself is not in the data).
    """
    by_uid = {task["uid"]: task for task in tasks}
    for task in tasks:
        if not task["preds"] or any(lag for _before, _kind, lag, _unit in task["preds"]):
            continue
        before = [by_uid[uid] for uid, *_link in task["preds"]]
        if any(each["lf"] > task["ls"] for each in before):
            return True
        held = max(each["ef"] for each in before)
        if instant(task["es"]) - instant(max(held, task["constraint_date"] or held)) > dt.timedelta(days=7):
            return True
    return False


@pytest.mark.corpus
def test_reproduces_what_microsoft_project_stored(corpus: Path) -> None:
    total = same = odd = 0
    differing = []
    for path in sorted((corpus / "schedules" / "mpsplib").glob("*.gz")):
        program, tasks = read(path)
        schedule = plan.schedule(program)
        count = sum(reproduced(schedule.at(str(task["uid"])), task) for task in tasks)
        total, same = total + len(tasks), same + count
        if unexplained(tasks):
            odd += 1
        elif count < len(tasks):
            differing.append((path.name, len(tasks) - count))
    assert not differing
    assert odd == 3  # 13_mp_j30_a20_nr3, 136_mp_j120_a5_nr5_AgentCopp5, 73_mp_j90_a20_nr5_AgentCopp2
    assert same / total > 0.985, f"{same} of {total} tasks"
