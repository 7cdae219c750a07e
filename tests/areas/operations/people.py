"""The cases of operations on accounts and tokens."""

from pilotage.areas.people import operations as people
from tests.areas.operations.scene import Case, Scene


def token_of(scene: Scene) -> int:
    return people.create_token(actor=scene.owner, name="ci", now=scene.now).token.pk


CASES: dict[str, Case] = {
    "people.create_user": Case(
        lambda s, a: people.create_user(actor=a, email="new@example.com", name="New", password=None, now=s.now),
        "local",
        "owner",
    ),
    "people.set_password": Case(
        lambda s, a: people.set_password(
            actor=a, email="vera@example.com", password="a new and long password", now=s.now
        ),
        "viewer",
        "owner",
    ),
    "people.make_login_link": Case(
        lambda s, a: people.make_login_link(actor=a, email="vera@example.com", now=s.now), "local", "owner"
    ),
    "people.create_token": Case(lambda s, a: people.create_token(actor=a, name="ci", now=s.now), "viewer", None),
    "people.revoke_token": Case(
        lambda s, a: people.revoke_token(actor=a, token_id=token_of(s), now=s.now), "owner", "editor"
    ),
    "people.log_out": Case(lambda s, a: people.log_out(actor=a, now=s.now), "viewer", None),
}
