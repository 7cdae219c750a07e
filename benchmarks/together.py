"""Forecasts of several teams that must all finish: do they hold, and better than the product of their chances?

    python -m benchmarks.together

Teams of one source in the order of their names, three at a time; every fourth week asks when all three have finished 4,
8 and 13 weeks' worth of items. Each team's answer is that of the walk forward, known then. Nothing here has a setting.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from benchmarks.throughput import duraspace, kubernetes_stages, openstack_releases, titanium
from pilotage.engine.throughput import backtest, scores
from pilotage.engine.throughput.backtest import OURS, Walked
from pilotage.engine.throughput.counts import Floats
from pilotage.engine.throughput.joint import coupled, replayed_together
from pilotage.engine.throughput.looking import TUNED, History, look
from pilotage.engine.throughput.scores import LEVELS
from pilotage.plan.flow.items.history import By, WorkHistory, histories

TEAMS = 3
_RUNS = 2000
_SEED = 1
METHODS = ("together", "independent", "all alike")


class Scored(NamedTuple):
    """Questions about groups of teams: outcomes and answers of each method, [n, 99]."""

    group: list[int]
    origin: list[int]
    weeks: list[float]
    outcome: list[float]
    answers: dict[str, list[Floats]]


def main() -> None:
    jira = [histories(each()) for each in (titanium, duraspace)]
    found = {
        "Titanium, components": jira[0].teachers,
        "Duraspace, components": jira[1].teachers,
        "Kubernetes": histories(list(kubernetes_stages()), by=By.TEAM).asked,
        "OpenStack": histories(list(openstack_releases()), by=By.TEAM).asked,
    }
    for name, asked in found.items():
        _say(name, score(asked))


def score(asked: Sequence[WorkHistory]) -> Scored:
    days = [each.days for each in asked if each.days is not None]
    walked = backtest.walk(days, seed=_SEED, compared=False)
    scored = Scored([], [], [], [], {name: [] for name in METHODS})
    there = {
        (int(history), int(origin), float(weeks)): row
        for row, (history, origin, weeks) in enumerate(zip(*walked.asked[:3], strict=True))
    }
    for number in range(len(days) // TEAMS):
        group = range(TEAMS * number, TEAMS * (number + 1))
        for origin in np.unique(walked.asked.origin).tolist():
            for weeks in np.unique(walked.asked.weeks).tolist():
                rows = [there.get((each, origin, weeks)) for each in group]
                if all(row is not None for row in rows):
                    _ask(
                        scored, number, [days[each] for each in group], walked, [row for row in rows if row is not None]
                    )
    return scored


def _ask(scored: Scored, group: int, teams: Sequence[History], walked: Walked, rows: Sequence[int]) -> None:
    asked = walked.asked
    origin, cap = int(asked.origin[rows[0]]), float(asked.cap[rows[0]])
    answers = walked.answers[OURS][rows]
    looked = [look(each, origin, TUNED) for each in teams]
    replays = replayed_together(looked, asked.items[rows].tolist(), TUNED, _RUNS, _SEED)
    runs = coupled(answers, replays)
    grid = np.linspace(0, cap, 2000)
    alone = np.prod([np.interp(grid, each, LEVELS, left=0.0, right=1.0) for each in answers], axis=0)
    scored.group.append(group)
    scored.origin.append(origin)
    scored.weeks.append(float(asked.weeks[rows[0]]))
    scored.outcome.append(float(asked.outcome[rows].max()))
    scored.answers["together"].append(np.quantile(runs.max(axis=0), LEVELS))
    scored.answers["independent"].append(grid[np.minimum(np.searchsorted(alone, LEVELS - 1e-9), len(grid) - 1)])
    scored.answers["all alike"].append(answers.max(axis=0))


def _say(title: str, found: Scored) -> None:
    if not found.origin:
        print(f"\n{title}: no three teams could be asked at once")
        return
    outcome, weeks = np.array(found.outcome), np.array(found.weeks)
    effective = scores.effective_number(np.array(found.group), np.array(found.origin), outcome)
    print(f"\n{title}: {len(outcome)} forecasts of {TEAMS} teams, as many as {effective:.0f} separate ones")
    for name, answers in found.answers.items():
        shares = scores.held(np.array(answers), outcome).mean(axis=0)
        told = "  ".join(f"{100 * shares[level - 1]:5.1f}" for level in scores.TOLD)
        print(f"  {name:12} {told}  CRPS {(scores.crps(np.array(answers), outcome) / weeks).mean():.3f}")


if __name__ == "__main__":
    main()
