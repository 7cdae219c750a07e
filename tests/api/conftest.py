"""Browser and token clients for the API."""

from collections.abc import Callable

import pytest
from django.test import Client

from pilotage.areas.actor import Actor
from pilotage.areas.people.models import User
from tests.areas.conftest import editor, local, make_user, now, own_data_folder, owner, program, stranger, viewer

__all__ = ["editor", "local", "make_user", "now", "own_data_folder", "owner", "program", "stranger", "viewer"]


@pytest.fixture
def browser(db: None) -> Callable[[Actor | None], Client]:
    """Makes a client with somebody's session; writes need no CSRF token unless ``enforce_csrf_checks``."""

    def make(actor: Actor | None) -> Client:
        client = Client()
        if actor is not None:
            client.force_login(User.objects.get(pk=actor.user_id or 0))
        return client

    return make
