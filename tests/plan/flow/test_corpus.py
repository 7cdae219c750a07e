"""Forecasts of the milestones of real trackers, held to what they promise."""

from pathlib import Path

import pytest

from pilotage import exchange
from pilotage.plan.flow.forecasts.milestones import milestone_histories, train_milestones
from pilotage.plan.flow.items.cleaning import clean
from pilotage.plan.flow.items.states import states
from pilotage.plan.vocabulary.work_items import WorkItem

pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def titanium(corpus: Path) -> tuple[WorkItem, ...]:
    return exchange.read(corpus / "titanium-jira" / "issues.jsonl.gz").work_items


@pytest.fixture(scope="module")
def duraspace(corpus: Path) -> tuple[WorkItem, ...]:
    return exchange.read(corpus / "duraspace-jira" / "issues_with_changelog.jsonl.gz").work_items


def test_milestones_hold_as_promised_and_are_no_worse_than_frozen_scope(
    titanium: tuple[WorkItem, ...], duraspace: tuple[WorkItem, ...]
) -> None:
    found = (*milestone_histories(titanium), *milestone_histories(duraspace))
    record = train_milestones(found).pooled
    assert record is not None
    assert record.forecasts > 400
    shares = {each.level: each.share for each in record.ours.coverage}
    assert shares[85] >= 0.80
    assert shares[95] >= 0.92
    assert record.ours.against_plain is not None
    assert record.ours.against_plain < 0
    frozen = next(each for each in record.methods if each.name == "frozen_scope")
    assert frozen.share(85) < 0.5  # what everybody else does


def test_scope_is_dated_where_there_is_a_log(titanium: tuple[WorkItem, ...], duraspace: tuple[WorkItem, ...]) -> None:
    dated = milestone_histories(duraspace)
    assert all(each.dated == each.items for each in dated)
    assert not any(each.dated for each in milestone_histories(titanium))


def test_what_is_wrong_with_them_is_told(titanium: tuple[WorkItem, ...], duraspace: tuple[WorkItem, ...]) -> None:
    told = {each.id for each in clean(duraspace).problems}
    assert told == {"reopened", "bulk-close", "moved-item", "reopened-before"}
    assert {each.id for each in clean(titanium).problems} == {"done-without-date", "bulk-close"}
    assert not any(state.guessed for state in states([*titanium, *duraspace]))
