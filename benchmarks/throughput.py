"""Forecasts from finished items: their speed, and with ``python -m benchmarks.throughput --table`` how often they held.

The table needs the real data (``PILOTAGE_CORPUS``, or ``shared/data`` beside the project). Settings were chosen on the
first part, Duraspace and every second of the 30 busiest OpenStack teams by name; the second part is all the rest.
"""

import csv
import datetime as dt
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.running.figures import Figure, Skipped, measured
from pilotage import exchange
from pilotage.plan.flow.calibration.track_record import Backtest, TrackRecord, judge, train
from pilotage.plan.flow.forecasts.forecast import Question, forecast
from pilotage.plan.flow.forecasts.joint import forecast_together
from pilotage.plan.flow.forecasts.milestones import MilestoneHistory, milestone_histories, train_milestones
from pilotage.plan.flow.items.history import By, Sufficiency, WorkHistory, histories, one_history, sufficiency
from pilotage.plan.vocabulary.work_items import StatusCategory, WorkItem

CORPUS = Path(os.environ.get("PILOTAGE_CORPUS", Path(__file__).parents[2] / "shared" / "data"))
TEAMS = 30
BUSY = dt.date(2019, 6, 1)  # the tracker was in full use


def run(*, quick: bool = False) -> list[Figure]:
    items = titanium()
    runs = 3 if quick else 9
    history = one_history(items, "TIMOB")
    assert history is not None
    found = histories(items)
    start, cpu = time.perf_counter(), time.process_time()
    judge(train(found.asked, found.teachers))
    took, cpu = (time.perf_counter() - start), time.process_time() - cpu
    trained = train(found.asked, found.teachers, compared=False)

    parts_of_it = [each for each in found.teachers if sufficiency(each, BUSY) is Sufficiency.ENOUGH][:5]

    def once() -> object:
        return forecast(history, trained, Question(as_of=BUSY, items=100))

    note = f"{len(items):,} items, {len(found.asked)} projects, {len(found.teachers)} components teach"

    def until() -> object:
        return forecast(history, trained, Question(as_of=BUSY, until=BUSY + dt.timedelta(weeks=12)))

    def together() -> object:
        return forecast_together([(each, 30) for each in parts_of_it], trained, as_of=BUSY)

    return [
        Figure(name="backtest of Titanium", unit="s", values=(took,), bound=60, cpu=cpu, note=note),
        replace(measured("a forecast, 10,000 runs", once, runs), bound=100),
        replace(measured("how many by a day", until, runs), bound=100),
        replace(measured(f"{len(parts_of_it)} teams together, 10,000 runs", together, runs), bound=100),
    ]


def main() -> None:
    first, second = parts()
    _say("part on which settings were chosen", judge(train(*first)))
    _say("other part", judge(train(*second)))
    _say("all", judge(train((*first[0], *second[0]), (*first[1], *second[1]))))
    trackers = [histories(titanium()), histories(duraspace())]
    asked, teachers = ([each for found in trackers for each in getattr(found, key)] for key in ("asked", "teachers"))
    _say("Jira trackers alone", judge(train(asked, teachers)))
    chosen, other, one, two = _milestones()
    _say_milestones("every second milestone of Titanium: the part on which methods were chosen", chosen)
    _say_milestones("the other milestones of Titanium, and those of Duraspace", other)
    _say_milestones("milestones of Titanium", one)
    _say_milestones("milestones of Titanium and Duraspace", (*one, *two))


def _milestones() -> tuple[tuple[MilestoneHistory, ...], ...]:
    one, two = milestone_histories(titanium()), milestone_histories(duraspace())
    begun = [each for each in one if each.tracked is not None]
    return tuple(begun[::2]), (*begun[1::2], *two), one, two


def _say_milestones(title: str, found: Sequence[MilestoneHistory]) -> None:
    record = train_milestones(found).pooled
    assert record is not None
    dated = sum(each.dated for each in found)
    items = sum(each.items for each in found)
    print(f"\n{title}; of {items:,} items {dated:,} are known from when they were put in")
    _methods(record)


def _say(title: str, found: Backtest) -> None:
    assert found.pooled is not None
    error = "–" if found.team_error is None else f"{100 * found.team_error:.1f}"
    within = "–" if found.teams_within is None else f"{100 * found.teams_within:.0f}"
    print(f"\n{title}: {found.teams} judged histories, P85 off by {error} points, {within} % within 5")
    _methods(found.pooled)


def _methods(record: TrackRecord) -> None:
    print(f"{record.forecasts:,} forecasts, as many as {record.effective:.0f} separate ones")
    for each in record.methods:
        shares = "  ".join(f"{100 * held.share:5.1f}" for held in each.coverage)
        print(f"  {each.name:16} {shares}  CRPS {100 * (each.against_plain or 0):+.0f} %")


Part = tuple[list[WorkHistory], list[WorkHistory]]


def parts() -> tuple[Part, Part]:
    openstack = list(histories(list(openstack_releases()), by=By.TEAM).asked)
    jira, other = histories(duraspace()), histories(titanium())
    stages = histories(list(kubernetes_stages()), by=By.TEAM)
    first = ([*jira.asked, *openstack[::2]], list(jira.teachers))
    second = ([*other.asked, *stages.asked, *openstack[1::2]], list(other.teachers))
    return first, second


def titanium() -> tuple[WorkItem, ...]:
    return _read("titanium-jira/issues.jsonl.gz")


def duraspace() -> tuple[WorkItem, ...]:
    return _read("duraspace-jira/issues_with_changelog.jsonl.gz")


def _read(name: str) -> tuple[WorkItem, ...]:
    path = CORPUS / name
    if not path.exists():
        raise Skipped(f"no real data at {CORPUS}; set PILOTAGE_CORPUS to its folder")
    return exchange.read(path).work_items


def openstack_releases() -> Iterator[WorkItem]:
    """Releases of the 30 teams with the most; those first seen before 2016 carry the date of an import."""
    rows = [row for row in _rows("openstack-releases/deliverable_releases.csv") if row["first_seen"] >= "2016"]
    teams = Counter(row["team"].strip("' ") for row in rows if row["team"].strip("' "))
    wanted = {name for name, _count in teams.most_common(TEAMS)}
    for row in rows:
        if (team := row["team"].strip("' ")) in wanted:
            yield _done(f"{row['deliverable']}-{row['version']}", team, row["first_seen"])


def kubernetes_stages() -> Iterator[WorkItem]:
    """An enhancement that reached its next stage, or was implemented, by owning team."""
    rows = sorted(_rows("kubernetes-enhancements/kep_field_history.csv"), key=lambda row: row["commit_date"])
    owners = {row["kep_path"]: row["to"] for row in rows if row["field"] == "owning-sig"}
    for row in rows:
        stage = row["field"] == "stage" and row["from"]
        if "template" not in row["kep_path"] and (stage or row["to"].startswith("implemented")):
            yield _done(f"{row['kep_path']}:{row['to']}", owners.get(row["kep_path"], ""), row["commit_date"])


def _done(key: str, team: str, at: str) -> WorkItem:
    resolved = dt.datetime.fromisoformat(at)
    return WorkItem(key=key, title=key, team=team, resolved=resolved, status_category=StatusCategory.DONE)


def _rows(name: str) -> list[dict[str, str]]:
    with (CORPUS / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    if "--table" not in sys.argv:
        sys.exit("usage: python -m benchmarks.throughput --table")
    main()
