"""`pilotage simulate` and `pilotage risk` on small files whose answers are known from formulas."""

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import stats

from tests.cli.test_files import pilotage

HEAD = "program: p\ntitle: P\nstart: 2026-01-05 09:00\nfinal: done\n"
START = dt.date(2026, 1, 5)
Ask = Callable[..., Any]


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """Run a command on a plan of this text, for its JSON."""

    def asked(command: str, text: str, *options: str) -> Any:
        path = tmp_path / "plan.yaml"
        path.write_text(HEAD + text)
        done = pilotage(command, path, "-f", "json", *options)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return asked


def chain(*rows: str, more: str = "", head: str = "") -> str:
    """Activities a0, a1 ... one after the other, and the milestone ``done`` behind them."""
    lines = []
    for at, row in enumerate(rows):
        after = f", after: a{at - 1}" if at else ""
        lines.append(f"  a{at}: {{ {row}{after} }}\n")
    end = f"milestones:\n  done: {{ after: a{len(rows) - 1} }}\n"
    return head + "activities:\n" + "".join(lines) + end + more


def days(moment: str) -> float:
    """Working days from the start until an instant, on the standard calendar of 09:00 to 17:00."""
    at = dt.datetime.fromisoformat(moment)
    return float(np.busday_count(START, at.date())) + (at.hour + at.minute / 60 - 9) / 8


LOGNORMAL = stats.lognorm(0.5, loc=2, scale=10)
TAILS = dict(zip(("low", "likely", "high"), LOGNORMAL.ppf([0.1, 0.5, 0.9]), strict=True))


@pytest.mark.parametrize(
    ("estimate", "expected"),
    [
        ("5d/8d/20d", stats.beta(1 + 4 * 0.2, 5 - 4 * 0.2, 5, 15)),
        ("5d/8d/20d triangular", stats.triang(0.2, 5, 15)),
        ("5d/8d/20d uniform", stats.uniform(5, 15)),
        ("{low:.4f}d/{likely:.4f}d/{high:.4f}d lognormal".format(**TAILS), LOGNORMAL),
        (
            '"quantiles 0% 3d, 20% 5d, 50% 8d, 100% 20d"',
            stats.rv_histogram((np.array([0.2, 0.3, 0.5]), np.array([3, 5, 8, 20])), density=False),
        ),
    ],
)
def test_percentiles_of_one_activity_are_those_of_its_distribution(ask: Ask, estimate: str, expected: Any) -> None:
    answer = ask("risk", chain(f"estimate: {estimate}"), "-n", "40000")
    for each in answer["percentiles"]:
        low, high = days(each["low"]), days(each["high"])
        assert low <= days(each["finish"]) <= high
        true = expected.ppf(each["percent"] / 100)
        assert low - 0.1 <= true <= high + 0.1


def test_discrete_durations_and_exclusive_branches_come_as_often_as_they_say(ask: Ask) -> None:
    target = "target: { done: 2026-01-09 }\n"
    for text in (
        chain('estimate: "discrete 5d 70%, 9d 30%"', head=target),
        chain(
            "duration: 1d",
            "duration: 4d, probability: 70%, branch: test/short",
            "duration: 8d, probability: 30%, branch: test/long",
            head=target,
        ),
    ):
        (row,) = ask("simulate", text)
        assert row["on_time"] == pytest.approx(0.7, abs=0.001 if "branch" in text else 0.02)
        assert (days(row["p50"]), days(row["p85"])) == (5, 9)


def test_three_paths_of_85_percent_are_together_in_time_with_61(ask: Ask) -> None:
    rows = "".join(f'  a{at}: {{ estimate: "discrete 5d 85%, 9d 15%" }}\n' for at in range(3))
    text = f"target: {{ done: 2026-01-09 }}\nactivities:\n{rows}milestones:\n  done: {{ after: [a0, a1, a2] }}\n"
    (row,) = ask("simulate", text, "-n", "20000")
    assert row["on_time"] == pytest.approx(0.85**3, abs=0.01)
    merge = json.dumps(ask("risk", text)["merge"], ensure_ascii=False).replace("\N{NO-BREAK SPACE}", " ")
    assert "if independent, all would be in" in merge
    assert re.search(r'"6[0-3] %", "fact": "merge:done:product"', merge)  # of 4,096 runs


def test_a_risk_hits_all_its_activities_at_once_now_and_after_its_response(ask: Ask) -> None:
    more = (
        "risks:\n  r: { title: R, probability: 40%, impact: { days: 4 }, hits: [a0, a1],"
        " response: { mitigate: it, leaves: 10% } }\n"
    )
    answer = ask("risk", chain("duration: 5d", "duration: 5d", more=more))
    assert [days(each["finish"]) for each in answer["percentiles"]] == [10] * 3 + [18] * 5  # P10 to P50, P70 on
    assert [(each["days_now"], each["days_after"]) for each in answer["risks"]] == [(8, 0)]
    assert [(each["id"], each["days"]) for each in answer["drivers"]] == [("r", 8)]
    assert (days(answer["p85_now"]), days(answer["p85_after_responses"])) == (18, 10)
    assert days(answer["p85_without_risks"]) == 10


def test_a_shared_factor_multiplies_all_it_is_on_by_the_same_number(ask: Ask) -> None:
    more = "factors:\n  f: { factor: 2/2/2, probability: 40%, on: [a0, a1] }\n"
    answer = ask("risk", chain("duration: 5d", "duration: 3d", more=more))
    assert [days(each["finish"]) for each in answer["percentiles"]] == [8] * 3 + [16] * 5


@pytest.mark.parametrize("rank", [-0.4, 0.0, 0.5, 0.9])
def test_sensitivity_is_that_of_two_correlated_uniform_durations(ask: Ask, rank: float) -> None:
    """Rank correlations of uniform numbers are ordinary ones: the sum has the deviation s sqrt(2 (1 + rank)), so each
    part's sensitivity index is 1 / sqrt(2 (1 + rank)) and its cruciality sqrt((1 + rank) / 2).
    """
    more = f"correlations:\n  - {{ activity: a0, with: a1, rank: {rank} }}\n" if rank else ""
    rows = ["estimate: 5d/10d/15d uniform"] * 2
    answer = ask("risk", chain(*rows, more=more), "-n", "20000")
    for each in answer["sensitivity"]:
        assert each["criticality"] == 1
        assert each["spread_days"] == pytest.approx(10 / 12**0.5, rel=0.02)
        assert each["index"] == pytest.approx(1 / (2 * (1 + rank)) ** 0.5, rel=0.03)
        assert each["cruciality"] == pytest.approx(((1 + rank) / 2) ** 0.5, rel=0.03)
    assert len(answer["sensitivity"]) == 2


def test_cost_that_grows_with_time_and_date_are_kept_together(ask: Ask) -> None:
    """Fixed cost, and cost of work and supervision by the day: a line, so the percentiles belong together."""
    rows = ["estimate: 5d/8d/20d, cost: 10k, cost-per-day: 1k", "hammock: true, cost-per-day: 500"]
    text = chain(*rows).replace("after: a0 }", "after: [a0 SS, a0 FF] }").replace("after: a1", "after: a0")
    answer = ask("risk", text)
    finishes = {each["percent"]: days(each["finish"]) for each in answer["percentiles"]}
    for each in answer["cost"]["percentiles"]:
        assert each["cost"] == pytest.approx(10_000 + 1500 * finishes[each["percent"]], abs=5)
        assert each["low"] <= each["cost"] <= each["high"]
    assert answer["cost"]["mean"] == pytest.approx(10_000 + 1500 * (5 + 32 + 20) / 6, rel=0.01)
    for joint in answer["cost"]["joint"]:
        assert joint["both"] == pytest.approx(min(joint["within_cost"], joint["on_time"]))


def test_a_run_stops_when_it_is_sure_enough_and_repeats_by_its_seed(ask: Ask, tmp_path: Path) -> None:
    text = chain("estimate: 5d/8d/20d", "estimate: 5d/8d/20d")
    first, again, other = (ask("simulate", text, "--seed", seed, "-n", "2000") for seed in ("1", "1", "2"))
    assert first == again != other
    told = pilotage("simulate", tmp_path / "plan.yaml", "-n", "200000", "--tolerance", "0.01").stderr
    assert 2048 <= int(told.split(" runs")[0].split()[-1].replace(",", "")) < 50_000


def test_the_command_says_which_dates_hide_delays(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(HEAD + chain("estimate: 5d/8d/20d", "duration: 3d, on: 2026-01-16"))
    assert "simulated-fixed-date" in pilotage("simulate", path).stderr


def test_the_analysis_may_be_rows_for_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    more = "risks:\n  r: { title: R, probability: 40%, impact: { days: 4, money: 1k }, hits: [a0] }\n"
    path.write_text(HEAD + chain("estimate: 5d/8d/20d, cost: 10k", more=more))
    rows = list(csv.DictReader(io.StringIO(pilotage("risk", path, "-f", "csv").stdout)))
    assert {row["about"] for row in rows} == {"finish", "cost", "driver", "sensitivity", "risk", "joint"}
    by_percent = {row["id"]: row for row in rows if row["about"] == "finish"}
    assert by_percent["P85"]["low"] <= by_percent["P85"]["value"] <= by_percent["P85"]["high"]
    assert {(row["id"], row["measure"]) for row in rows if row["about"] == "risk"} == {("r", "days_now")}
