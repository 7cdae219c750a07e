"""Accounts, passwords, links, tokens and the limiter."""

import datetime as dt
from collections.abc import Callable

import pytest

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.errors import ConflictError, InvalidError, NotAllowedError, TooManyError
from pilotage.areas.people import operations as people
from pilotage.areas.people import rules
from pilotage.areas.people.models import LoginFailure, User
from tests.areas.conftest import PASSWORD

MakeUser = Callable[..., User]


@pytest.mark.parametrize(
    ("email", "password", "field"),
    [
        ("no-address", PASSWORD, "email"),
        ("ada@example.com", "short", "password"),
        ("ada@example.com", "password123", "password"),
        ("ada.lovelace@example.com", "ada.lovelace", "password"),
    ],
)
def test_a_bad_account_is_refused(
    email: str, password: str, field: str, db: None, local: Actor, now: dt.datetime
) -> None:
    with pytest.raises(InvalidError) as caught:
        people.create_user(actor=local, email=email, name="", password=password, now=now)
    assert [problem.entity for problem in caught.value.problems] == [field]


def test_an_address_is_one_account_however_it_is_written(make_user: MakeUser, local: Actor, now: dt.datetime) -> None:
    make_user("Ada")
    with pytest.raises(ConflictError):
        people.create_user(actor=local, email=" ADA@Example.com ", name="", password=None, now=now)
    assert not User.objects.get().has_usable_password()


def test_no_secret_reaches_the_audit_trail(make_user: MakeUser, local: Actor, now: dt.datetime) -> None:
    user = make_user("Ada", PASSWORD)
    people.set_password(actor=local, email="ada@example.com", password="another long password", now=now)
    link = people.make_login_link(actor=local, email="ada@example.com", now=now)
    trail = str(list(AuditEntry.objects.values()))
    for secret in (PASSWORD, "another long password", link, user.password):
        assert secret not in trail


def test_failures_are_forgotten_after_the_window_and_after_a_login(make_user: MakeUser, now: dt.datetime) -> None:
    make_user("Ada", PASSWORD)
    for _ in range(rules.FAILURES_PER_ACCOUNT):
        with pytest.raises(NotAllowedError):
            people.log_in(email="ada@example.com", password="x", address="192.0.2.1", now=now)
    with pytest.raises(TooManyError):
        people.log_in(email="ada@example.com", password=PASSWORD, address="192.0.2.2", now=now)
    later = now + rules.WINDOW + dt.timedelta(seconds=1)
    assert people.log_in(email="ADA@example.com", password=PASSWORD, address="192.0.2.1", now=later).name == "Ada"
    assert not LoginFailure.objects.filter(key=rules.account_key("ada@example.com")).exists()


def test_one_address_cannot_try_many_accounts(db: None, now: dt.datetime, settings: object) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]  # pytest-django's wrapper
    for number in range(rules.FAILURES_PER_ADDRESS):
        with pytest.raises(NotAllowedError):
            people.log_in(email=f"u{number}@example.com", password="x", address="192.0.2.1", now=now)
    with pytest.raises(TooManyError):
        people.log_in(email="another@example.com", password="x", address="192.0.2.1", now=now)


def test_a_closed_account_cannot_get_in(make_user: MakeUser, local: Actor, now: dt.datetime) -> None:
    user = make_user("Ada", PASSWORD)
    link = people.make_login_link(actor=local, email="ada@example.com", now=now)
    made = people.create_token(actor=Actor(user.pk, "Ada", local.source), name="ci", now=now)
    assert people.use_token(secret=made.secret, now=now) == user
    user.is_active = False
    user.save()
    assert people.use_token(secret=made.secret, now=now) is None
    with pytest.raises(NotAllowedError):
        people.enter(token=link, now=now)
    with pytest.raises(NotAllowedError):
        people.log_in(email="ada@example.com", password=PASSWORD, address="192.0.2.1", now=now)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ada King Lovelace", "AL"),
        ("ada@example.com", "A"),
        ("@ada-byron", "AB"),
        ("Ada Byron (contractor)", "AB"),
        ("Kai (ops)", "K"),
        ("(nobody)", "N"),
        ("Łukasz Żak", "ŁŻ"),
        ("", "?"),
        ("@", "?"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert rules.initials(name) == letters
