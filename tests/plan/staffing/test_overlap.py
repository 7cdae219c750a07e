"""Shared working hours against clocks that Python's own zoneinfo reads, minute by minute."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.plan.staffing.meeting import meeting
from pilotage.plan.staffing.overlap import PartyKind, changes, matrix
from pilotage.plan.vocabulary.people import Team
from pilotage.plan.vocabulary.program import Program
from tests.plan.staffing.programs import calendar, program

ZONES = ("Europe/Berlin", "America/New_York", "America/Los_Angeles", "Asia/Kolkata", "Australia/Sydney", "UTC")
QUICK = settings(max_examples=15, deadline=None)


def teams(*zones: str, zone: str = "UTC") -> Program:
    """A team for each zone, nine to five."""
    calendars = tuple(calendar(zone) for zone in dict.fromkeys((*zones, "UTC")))
    made = tuple(Team(id=f"{zone}{at}", title=f"{zone}{at}", calendar=zone) for at, zone in enumerate(zones))
    return program(teams=made, calendars=calendars, default_calendar="UTC", zone=zone)


def works(zone: str, at: dt.datetime) -> bool:
    local = at.astimezone(ZoneInfo(zone))
    return local.weekday() < 5 and 9 <= local.hour < 17


@QUICK
@given(
    st.lists(st.sampled_from(ZONES), min_size=1, max_size=4),
    st.sampled_from([dt.date(2026, 3, 8), dt.date(2026, 3, 27), dt.date(2026, 3, 29), dt.date(2026, 10, 25)])
    | st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31)),
    st.sampled_from(ZONES),
)
def test_it_is_symmetric_and_what_the_clocks_say(zones: list[str], date: dt.date, own: str) -> None:
    found = matrix(teams(*zones, zone=own), PartyKind.TEAMS, date)
    low = dt.datetime.combine(date, dt.time(), ZoneInfo(own)).astimezone(dt.UTC)
    high = dt.datetime.combine(date + dt.timedelta(1), dt.time(), ZoneInfo(own)).astimezone(dt.UTC)
    quarters = [low + dt.timedelta(minutes=15 * at) for at in range(int((high - low).total_seconds()) // 900)]
    for a, first in enumerate(zones):
        for b, second in enumerate(zones):
            expected = sum(works(first, at) and works(second, at) for at in quarters) / 4
            assert found.shared[a][b] == found.shared[b][a] == expected
            assert found.shared[a][b] <= min(found.parties[a].hours, found.parties[b].hours)
    for zone, party in zip(zones, found.parties, strict=True):
        midnight = dt.datetime.combine(date, dt.time(), ZoneInfo(zone))
        assert dt.timedelta(minutes=party.offset) == midnight.utcoffset()


def test_the_weeks_between_two_clock_changes_are_told() -> None:
    """The US changes its clocks on 8 March 2026, Europe on the 29th: for three weeks an hour more."""
    found = changes(teams("Europe/Berlin", "America/New_York"), PartyKind.TEAMS, dt.date(2026, 1, 5))
    told = [(each.week, each.before, each.hours, each.clocks) for each in found[:2]]
    assert told == [
        (dt.date(2026, 3, 9), 10.0, 15.0, ("America/New_York",)),
        (dt.date(2026, 3, 30), 15.0, 10.0, ("Europe/Berlin",)),
    ]


def test_sharing_nothing_is_said() -> None:
    found = matrix(teams("Europe/Berlin", "America/Los_Angeles"), PartyKind.TEAMS, dt.date(2026, 2, 4))
    assert found.shared[0][1] == 0
    assert len(found.none) == 1


def test_a_meeting_that_all_can_attend_comes_first() -> None:
    found = meeting(teams("Europe/Berlin", "America/New_York"), PartyKind.TEAMS, (), dt.date(2026, 2, 2), 5, 60)
    assert found.shared == 10.0
    assert found.slots[0].outside == 0
    assert {each.start.hour for each in found.slots[0].attendees} <= {15, 9, 16, 10}


def test_without_a_shared_hour_the_burden_is_spread() -> None:
    """Berlin and Los Angeles are nine hours apart: an hour after Berlin's day is an hour before that of Los Angeles."""
    found = meeting(teams("Europe/Berlin", "America/Los_Angeles"), PartyKind.TEAMS, (), dt.date(2026, 2, 2), 5, 60)
    assert found.shared == 0
    best = found.slots[0]
    assert "no hour" in found.text
    assert not any(each.night for each in best.attendees if each.zone == "Europe/Berlin")
    assert sorted(each.start.hour for each in best.attendees) in ([8, 17], [7, 16])


def test_an_unknown_party_is_refused() -> None:
    with pytest.raises(KeyError):
        matrix(teams("UTC"), PartyKind.PEOPLE, dt.date(2026, 2, 2), ("nobody",))
