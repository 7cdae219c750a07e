"""What people say about a record."""

from typing import Any

import pytest

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.discussion import operations as discussion
from pilotage.areas.discussion.models import Comment
from pilotage.areas.discussion.queries import counts, threads
from pilotage.areas.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError, StaleError
from pilotage.areas.programs.models import Program
from pilotage.areas.programs.operations import change_program
from pilotage.areas.risks.operations.risks import remove_risk
from pilotage.areas.schedule.operations.activities import add_activity
from pilotage.areas.schedule.operations.gates import add_gate
from pilotage.areas.schedule.rules.changes import ActivityChange


def say(actor: Actor, on: dict[str, Any], code: str, text: str = "Sure?", thread: int | None = None) -> int:
    return discussion.add_comment(actor=actor, kind="risk", code=code, text=text, thread=thread, **on)


def test_a_thread_keeps_its_order_and_says_who_may_change_what(
    owner: Actor, viewer: Actor, on_harbor: dict[str, Any], storm: str
) -> None:
    first = say(viewer, on_harbor, storm, "Is 20 % right, @Olga?")
    say(owner, on_harbor, storm, "Yes", thread=first)
    say(owner, on_harbor, storm, "Another matter")
    seen = threads(actor=viewer, program="harbor", kind="risk", code=storm)
    assert [[said.text for said in thread.comments] for thread in seen.threads] == [
        ["Is 20 % right, @Olga?", "Yes"],
        ["Another matter"],
    ]
    assert [said.mine for said in seen.threads[0].comments] == [True, False]
    assert [called.name for called in seen.threads[0].comments[0].mentions] == ["Olga"]
    assert seen.title == "Storm"
    assert {member.name for member in seen.members} == {"Olga", "Edgar", "Vera"}
    assert counts(actor=viewer, program="harbor") == {"risk": {storm: 3}}


def test_a_comment_makes_a_revision_but_no_undo_and_no_copy_of_its_words(
    viewer: Actor, on_harbor: dict[str, Any], storm: str
) -> None:
    before = Program.objects.get(slug="harbor").revision
    say(viewer, on_harbor, storm, "a secret worry")
    entry = AuditEntry.objects.latest("id")
    assert entry.revision == before + 1
    assert (entry.verb, entry.undoable, entry.entity_title) == ("comment.added", False, "Storm")
    assert "worry" not in str(entry.after)


def test_a_removed_comment_leaves_its_place_and_its_words_are_gone(
    owner: Actor, viewer: Actor, on_harbor: dict[str, Any], storm: str
) -> None:
    first = say(viewer, on_harbor, storm, "Wrong, @Olga")
    say(owner, on_harbor, storm, "Indeed", thread=first)
    discussion.remove_comment(actor=viewer, comment=first, **on_harbor)
    (thread,) = threads(actor=owner, program="harbor", kind="risk", code=storm).threads
    assert [(said.removed, said.text, said.mentions) for said in thread.comments] == [
        (True, "", ()),
        (False, "Indeed", ()),
    ]
    assert not Comment.objects.filter(text__contains="Wrong").exists()
    with pytest.raises(ConflictError):
        discussion.change_comment(actor=viewer, comment=first, version=None, text="Right", **on_harbor)


def test_a_thread_of_which_all_was_removed_is_gone(viewer: Actor, on_harbor: dict[str, Any], storm: str) -> None:
    discussion.remove_comment(actor=viewer, comment=say(viewer, on_harbor, storm), **on_harbor)
    assert threads(actor=viewer, program="harbor", kind="risk", code=storm).threads == ()
    assert counts(actor=viewer, program="harbor") == {}


def test_only_the_author_changes_or_removes(owner: Actor, viewer: Actor, on_harbor: dict[str, Any], storm: str) -> None:
    said = say(viewer, on_harbor, storm)
    with pytest.raises(NotAllowedError, match="Vera"):
        discussion.change_comment(actor=owner, comment=said, version=None, text="No", **on_harbor)
    with pytest.raises(NotAllowedError):
        discussion.remove_comment(actor=owner, comment=said, **on_harbor)


def test_an_edit_from_another_tab_is_refused_with_both_texts(
    viewer: Actor, on_harbor: dict[str, Any], storm: str
) -> None:
    said = say(viewer, on_harbor, storm)
    discussion.change_comment(actor=viewer, comment=said, version=1, text="Really?", **on_harbor)
    with pytest.raises(StaleError) as refused:
        discussion.change_comment(actor=viewer, comment=said, version=1, text="Truly?", **on_harbor)
    both = refused.value.conflict.fields["text"]
    assert (both.yours, both.theirs) == ("Truly?", "Really?")


def test_a_resolved_thread_comes_last_and_counts_no_more(
    owner: Actor, viewer: Actor, on_harbor: dict[str, Any], storm: str
) -> None:
    first = say(viewer, on_harbor, storm, "one")
    answer = say(owner, on_harbor, storm, "two", thread=first)
    say(viewer, on_harbor, storm, "three")
    discussion.resolve_thread(actor=owner, comment=first, resolved=True, **on_harbor)
    seen = threads(actor=viewer, program="harbor", kind="risk", code=storm)
    assert [(thread.comments[0].text, thread.resolved_by) for thread in seen.threads] == [
        ("three", ""),
        ("one", "Olga"),
    ]
    assert counts(actor=viewer, program="harbor") == {"risk": {storm: 1}}
    with pytest.raises(ConflictError):
        discussion.resolve_thread(actor=owner, comment=answer, resolved=True, **on_harbor)
    discussion.resolve_thread(actor=viewer, comment=first, resolved=False, **on_harbor)
    assert counts(actor=viewer, program="harbor") == {"risk": {storm: 3}}


@pytest.mark.parametrize("text", ["", " \n ", "x" * 10_001, "a\x00b"])
def test_words_that_cannot_be_kept_are_refused(viewer: Actor, on_harbor: dict[str, Any], storm: str, text: str) -> None:
    with pytest.raises(InvalidError):
        say(viewer, on_harbor, storm, text)
    assert not Comment.objects.exists()


def test_what_is_spoken_of_must_exist(viewer: Actor, stranger: Actor, on_harbor: dict[str, Any], storm: str) -> None:
    for kind, code in (("risk", "R-99"), ("report", "x"), ("report", "9"), ("program", "other"), ("work_item", "H-1")):
        with pytest.raises(NotFoundError):
            discussion.add_comment(actor=viewer, kind=kind, code=code, text="?", thread=None, **on_harbor)
    with pytest.raises(InvalidError, match="no discussion of a secret"):
        discussion.add_comment(actor=viewer, kind="secret", code="x", text="?", thread=None, **on_harbor)
    with pytest.raises(NotFoundError):
        threads(actor=stranger, program="harbor", kind="risk", code=storm)
    other = discussion.add_comment(
        actor=viewer, kind="program", code="harbor", text="All well", thread=None, **on_harbor
    )
    with pytest.raises(NotFoundError):
        say(viewer, on_harbor, storm, thread=other)


def test_what_was_said_outlives_the_record(owner: Actor, viewer: Actor, on_harbor: dict[str, Any], storm: str) -> None:
    said = say(viewer, on_harbor, storm)
    remove_risk(actor=owner, risk=storm, version=None, **on_harbor)
    discussion.remove_comment(actor=viewer, comment=said, **on_harbor)
    assert Comment.objects.get().removed is not None


def test_a_gate_is_spoken_of_by_the_name_of_its_milestone(
    owner: Actor, viewer: Actor, on_harbor: dict[str, Any]
) -> None:
    change_program(actor=owner, version=None, changes={"start": on_harbor["now"]}, **on_harbor)
    add_activity(actor=owner, change=ActivityChange(title="Open", kind="milestone"), **on_harbor)
    add_gate(actor=owner, activity="open", approvers=(), **on_harbor)
    discussion.add_comment(actor=viewer, kind="gate", code="open", text="Ready?", thread=None, **on_harbor)
    seen = threads(actor=viewer, program="harbor", kind="gate", code="open")
    assert (seen.title, len(seen.threads)) == ("Open", 1)
    with pytest.raises(NotFoundError):
        threads(actor=viewer, program="harbor", kind="gate", code="shut")
