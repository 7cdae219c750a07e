"""Sealing, appointments, addresses."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.areas.discussion.rules.addresses import Allowed, checked, instance, mail_address
from pilotage.areas.discussion.rules.appointments import appointed, quiet_until
from pilotage.areas.discussion.rules.sealing import UnsealableError, seal, unseal
from pilotage.areas.errors import InvalidError

ZONES = st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Chatham"])
EARLIEST = dt.datetime.fromisoformat("2020-01-01")
MOMENTS = st.datetimes(EARLIEST, EARLIEST.replace(year=2030), timezones=st.just(dt.UTC))
HOURS = st.integers(0, 23)
DAY = dt.timedelta(days=1)


@given(st.text(max_size=200), st.text(min_size=1, max_size=50))
def test_what_was_sealed_opens_with_its_key_only(text: str, key: str) -> None:
    sealed = seal(text, key)
    assert unseal(sealed, key) == text
    assert sealed != seal(text, key)
    with pytest.raises(UnsealableError):
        unseal(sealed, key + "x")


@given(st.integers(0, 60), st.integers(1, 255))
def test_a_changed_byte_is_noticed(place: int, flip: int) -> None:
    sealed = bytearray(seal("slack://secret", "key"))
    sealed[place % len(sealed)] ^= flip
    with pytest.raises(UnsealableError):
        unseal(bytes(sealed), "key")


def test_the_secret_is_not_in_what_is_stored() -> None:
    assert b"secret" not in seal("slack://secret", "key")


@given(HOURS, st.none() | st.integers(0, 6), ZONES, MOMENTS)
def test_an_appointment_is_the_latest_that_has_come(
    hour: int, weekday: int | None, zone: str, now: dt.datetime
) -> None:
    at = appointed(hour=hour, weekday=weekday, zone=zone, now=now)
    assert at <= now < at + (1 if weekday is None else 7) * DAY + dt.timedelta(hours=2)
    here = at.astimezone(ZoneInfo(zone))
    assert here.hour in {hour, (hour + 1) % 24}  # the hour that a change of clocks skips
    assert weekday in (None, here.weekday())
    assert appointed(hour=hour, weekday=weekday, zone=zone, now=at) == at


@given(HOURS, HOURS, ZONES, MOMENTS)
def test_nothing_comes_in_quiet_hours(start: int, end: int, zone: str, now: dt.datetime) -> None:
    at = quiet_until(start=start, end=end, zone=zone, now=now)
    assert now <= at < now + DAY + dt.timedelta(hours=2)
    hour = at.astimezone(ZoneInfo(zone)).hour
    quiet = start <= hour < end if start < end else (hour >= start or hour < end) and start != end
    assert not quiet


def test_hours_by_example() -> None:
    friday = dt.datetime(2026, 11, 20, 22, 30, tzinfo=dt.UTC)  # 23:30 in Berlin
    assert appointed(hour=8, weekday=0, zone="Europe/Berlin", now=friday) == dt.datetime(2026, 11, 16, 7, tzinfo=dt.UTC)
    late = quiet_until(start=22, end=7, zone="Europe/Berlin", now=friday)
    assert late == dt.datetime(2026, 11, 21, 6, tzinfo=dt.UTC)
    assert quiet_until(start=None, end=None, zone="UTC", now=friday) == friday


OPEN = Allowed(schemes={"json", "slack", "mailto"}, private=False)


@pytest.mark.parametrize(
    "url",
    [
        "json://127.0.0.1:8000/x",
        "json://localhost/x",
        "json://[::1]/x",
        "json://169.254.169.254/latest",
        "json://10.0.0.8",
        "json://0.0.0.0",
        "json://2130706433/",
        "mailto://user:pw@example.com?smtp=127.0.0.1&to=a@example.com",
    ],
)
def test_addresses_inside_the_own_network_are_refused(url: str) -> None:
    with pytest.raises(InvalidError) as refused:
        checked(url, OPEN)
    assert url not in str(refused.value)


@pytest.mark.parametrize(
    "url", ["xml://example.com", "file:///etc/passwd", "slack://", "x", "", "json://" + "a" * 1000]
)
def test_what_is_not_allowed_or_not_whole_is_refused(url: str) -> None:
    with pytest.raises(InvalidError):
        checked(url, OPEN)


def test_of_an_address_its_kind_alone_is_shown() -> None:
    shown = checked("slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ", OPEN)
    assert shown == "Slack: slack://…"
    private = Allowed(schemes={"json"}, private=True)
    assert checked("json://user:secret@127.0.0.1/x", private) == "JSON: json://…"


def test_the_servers_mail_goes_to_the_account() -> None:
    mail = instance(mail_address("smtp://me:pass@mail.example.com:2525?from=p@example.com", "ada@example.org"))
    assert (mail.smtp_host, mail.port, mail.secure) == ("mail.example.com", 2525, False)
    assert [target for _name, target in mail.targets] == ["ada@example.org"]
    assert instance(mail_address("smtps://mail.example.com:465?from=p@example.com", "a@b.org")).secure
