"""The benchmarks of throughput forecasts: what they read, and that what is shipped is what they make."""

import datetime as dt
from pathlib import Path

import msgspec
import numpy as np
import pytest
from benchmarks.running.figures import Skipped

from benchmarks import library, throughput, together
from pilotage.engine.throughput.calibrating.calibration import LEARNED
from pilotage.engine.throughput.calibrating.library import summarized
from pilotage.engine.throughput.scores import LEVELS
from pilotage.plan.flow.calibration.library import FILE, LibraryFile, Trial, shipped_items, shipped_milestones
from pilotage.plan.flow.calibration.library import library as read_library
from pilotage.plan.flow.items.history import histories
from tests.engine.throughput import made
from tests.plan.flow.made import team_items

RELEASES = """\
deliverable,version,team,first_seen
nova,1.0,nova,2017-01-05T10:00:00+00:00
old,0.1,nova,2014-01-05T10:00:00+00:00
glance,2.0,' glance ',2018-01-05T10:00:00+00:00
nobody,3.0,'',2018-01-05T10:00:00+00:00
"""
STAGES = """\
kep_path,field,from,to,commit_date
sig-a/1,owning-sig,,sig-a,2019-01-01T00:00:00+00:00
sig-a/1,stage,,alpha,2019-01-02T00:00:00+00:00
sig-a/1,stage,alpha,beta,2019-06-02T00:00:00+00:00
sig-a/1,status,implementable,implemented,2020-06-02T00:00:00+00:00
NNNN-kep-template,stage,alpha,beta,2019-06-02T00:00:00+00:00
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in (
        ("openstack-releases/deliverable_releases.csv", RELEASES),
        ("kubernetes-enhancements/kep_field_history.csv", STAGES),
    ):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text)
    monkeypatch.setattr(throughput, "CORPUS", tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_releases_of_before_the_import_and_of_nobody_are_left_out() -> None:
    assert [(each.key, each.team) for each in throughput.openstack_releases()] == [
        ("nova-1.0", "nova"),
        ("glance-2.0", "glance"),
    ]


@pytest.mark.usefixtures("folder")
def test_an_enhancement_counts_when_it_reaches_its_next_stage() -> None:
    found = [(each.key, each.team) for each in throughput.kubernetes_stages()]
    assert found == [("sig-a/1:beta", "sig-a"), ("sig-a/1:implemented", "sig-a")]


@pytest.mark.usefixtures("folder")
def test_without_the_data_a_benchmark_says_where_it_looked() -> None:
    with pytest.raises(Skipped, match="PILOTAGE_CORPUS"):
        throughput.titanium()


def test_the_part_that_chooses_is_not_the_part_that_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def items(*teams: str) -> list[object]:
        return [each for seed, team in enumerate(teams) for each in team_items(team, weeks=40, seed=seed)]

    monkeypatch.setattr(throughput, "duraspace", lambda: items("d"))
    monkeypatch.setattr(throughput, "titanium", lambda: items("t"))
    monkeypatch.setattr(throughput, "kubernetes_stages", lambda: iter(items("k")))
    monkeypatch.setattr(throughput, "openstack_releases", lambda: iter(items("o1", "o2", "o3")))
    first, second = throughput.parts()
    names = [{each.name for each in part[0]} for part in (first, second)]
    assert names == [{"d", "o1", "o3"}, {"t", "k", "o2"}]


def test_young_histories_are_scored_with_and_without_the_library() -> None:
    teachers, young = made.histories(12, weeks=110), made.histories(16, weeks=110)[12:]
    lent = summarized(teachers, LEARNED, seed=1)
    found = library.scored(young, lent)
    assert len(found.asked.origin) > 10
    first = np.array([each.done.first for each in young])
    assert (found.asked.origin - first[found.asked.history] <= 7 * 78).all()
    assert {name: each.shape for name, each in found.answers.items()} == {
        name: (len(found.asked.origin), 99) for name in ("with the library", "bare replay", "plain bootstrap")
    }


def test_a_library_is_written_to_six_digits_and_read_back() -> None:
    made_of = summarized(made.histories(6, weeks=110), LEARNED, seed=1)
    kept = library.shelf(made_of, Trial(20, 5.0, {50: 0.5, 85: 0.9}))
    written = library.encoded(kept, kept)
    again = msgspec.json.decode(written, type=LibraryFile)
    assert again.items == again.milestones == kept
    assert read_library(again.items).residuals == pytest.approx(made_of.residuals, rel=1e-5)
    assert (again.items.forecasts, again.items.histories) == (made_of.forecasts, made_of.histories)
    assert len(written) < 12_000


def test_what_is_shipped_names_nobody_and_no_day() -> None:
    text = FILE.read_text()
    assert "Apache License 2.0" in text
    assert "duraspace" not in text.casefold()
    assert not any(f"{year}-" in text for year in range(2000, 2030))
    for shipped, lengths in ((shipped_items(), 3), (shipped_milestones(), 1)):
        assert shipped.library.residuals.shape == (lengths, len(LEVELS))
        assert abs(shipped.tested.held[85] - 0.85) < 0.05


@pytest.mark.corpus
def test_what_is_shipped_is_what_the_script_makes(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throughput, "CORPUS", corpus)
    assert library.made() == FILE.read_bytes()


def test_three_teams_are_asked_when_all_can_be() -> None:
    items = [each for seed, team in enumerate("abcd") for each in team_items(team, seed=seed)]
    found = together.score(histories(items).asked)
    assert set(found.group) == {0}
    assert len(found.origin) > 20
    for name in together.METHODS:
        answers = np.array(found.answers[name])
        assert answers.shape == (len(found.origin), 99)
        assert (np.diff(answers, axis=1) >= -1e-9).all()
    alike, alone = np.array(found.answers["all alike"]), np.array(found.answers["independent"])
    assert (alone >= alike - 0.1).all()  # three chances multiplied are never better than the least of them


def test_the_day_of_the_speed_benchmark_has_history() -> None:
    assert dt.date(2015, 1, 1) < throughput.BUSY < dt.date(2022, 1, 1)
