"""The cases of operations on programs, portfolios and views."""

from pilotage.areas.actor import Actor
from pilotage.areas.programs import operations as programs
from pilotage.areas.programs import queries as programs_queries
from pilotage.plan.vocabulary.program import Program
from tests.areas.operations.scene import Case, Scene


def changed(scene: Scene, actor: Actor) -> None:
    """A change by ``actor``, to be undone."""
    programs.change_program(actor=actor, version=None, changes={"summary": "new"}, **scene.on_harbor)


def ports(scene: Scene) -> str:
    """A portfolio of the owner's with nothing in it."""
    return programs.add_portfolio(actor=scene.owner, title="Ports", now=scene.now).slug


def a_view(scene: Scene) -> int:
    """A shared view, made by the owner once."""
    known = programs_queries.saved_views(actor=scene.owner, program="harbor", page="plan")
    if known:
        return known[0].id
    return programs.save_view(actor=scene.owner, page="plan", name="View", body={}, shared=True, **scene.on_harbor).id


def rename_view(scene: Scene, actor: Actor) -> None:
    view = a_view(scene)
    programs.change_view(actor=actor, view=view, version=None, changes={"name": "Renamed"}, **scene.on_harbor)


CASES: dict[str, Case] = {
    "programs.create_program": Case(
        lambda s, a: programs.create_program(actor=a, program=Program(id="new", title="New"), now=s.now),
        "stranger",
        None,
    ),
    "programs.change_program": Case(changed, "editor", "viewer"),
    "programs.remove_program": Case(lambda s, a: programs.remove_program(actor=a, **s.on_harbor), "owner", "editor"),
    "programs.add_portfolio": Case(
        lambda s, a: programs.add_portfolio(actor=a, title="Ports", now=s.now), "stranger", None
    ),
    "programs.change_portfolio": Case(
        lambda s, a: programs.change_portfolio(
            actor=a, portfolio=ports(s), version=None, changes={"title": "Piers"}, now=s.now
        ),
        "owner",
        "editor",
    ),
    "programs.remove_portfolio": Case(
        lambda s, a: programs.remove_portfolio(actor=a, portfolio=ports(s), now=s.now), "owner", "editor"
    ),
    "programs.move_program": Case(
        lambda s, a: programs.move_program(actor=a, portfolio=ports(s), **s.on_harbor), "owner", "viewer"
    ),
    "programs.save_view": Case(
        lambda s, a: programs.save_view(actor=a, page="plan", name="Mine", body={}, shared=True, **s.on_harbor),
        "editor",
        "viewer",
    ),
    "programs.change_view": Case(rename_view, "editor", "viewer"),
    "programs.remove_view": Case(
        lambda s, a: programs.remove_view(actor=a, view=a_view(s), **s.on_harbor), "editor", "viewer"
    ),
    "programs.set_member": Case(
        lambda s, a: programs.set_member(actor=a, email="sten@example.com", role="viewer", **s.on_harbor),
        "owner",
        "editor",
    ),
    "programs.remove_member": Case(
        lambda s, a: programs.remove_member(actor=a, user_id=s.viewer.user_id or 0, **s.on_harbor), "owner", "editor"
    ),
}
