"""People and a program for the tests of areas and of the API."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pilotage.areas.actor import Actor, Source
from pilotage.areas.people import operations as people
from pilotage.areas.people.models import Role, User
from pilotage.areas.people.queries import actor_for
from pilotage.areas.programs import models
from pilotage.areas.programs import operations as programs
from pilotage.plan.vocabulary import program as vocabulary

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
LOCAL = Actor.local("tests")
PASSWORD = "a harbour pilot boards"


@pytest.fixture
def now() -> dt.datetime:
    return NOW


@pytest.fixture
def local() -> Actor:
    """The machine's own user: trusted."""
    return LOCAL


@pytest.fixture
def make_user(db: None, settings: object) -> Callable[[str], User]:
    """Makes an account for a first name."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]  # pytest-django's wrapper

    def make(name: str, password: str | None = None) -> User:
        return people.create_user(
            actor=LOCAL, email=f"{name.lower()}@example.com", name=name, password=password, now=NOW
        )

    return make


@pytest.fixture
def owner(make_user: Callable[[str], User]) -> Actor:
    return actor_for(make_user("Olga"), Source.WEB)


@pytest.fixture
def editor(make_user: Callable[[str], User]) -> Actor:
    return actor_for(make_user("Edgar"), Source.WEB)


@pytest.fixture
def viewer(make_user: Callable[[str], User]) -> Actor:
    return actor_for(make_user("Vera"), Source.WEB)


@pytest.fixture
def stranger(make_user: Callable[[str], User]) -> Actor:
    return actor_for(make_user("Sten"), Source.WEB)


@pytest.fixture
def program(owner: Actor, editor: Actor, viewer: Actor, now: dt.datetime) -> models.Program:
    """An empty program ``harbor`` with an owner, an editor and a viewer."""
    edit = programs.create_program(actor=owner, program=vocabulary.Program(id="harbor", title="Harbor"), now=now)
    for actor, role in ((editor, Role.EDITOR), (viewer, Role.VIEWER)):
        assert actor.user_id is not None
        people.put_membership(user_id=actor.user_id, program_id=edit.program.pk, role=role)
    return edit.program


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path: Path, settings: Any) -> None:
    """Uploads and the secret key stay in the test's folder."""
    (tmp_path / "uploads").mkdir()
    settings.DATA = tmp_path
    settings.SECRET_KEY = "a key for tests only"
