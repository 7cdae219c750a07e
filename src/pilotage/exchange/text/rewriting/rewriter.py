"""Writing a program back into the text it came from, so that a one-field edit is a one-line diff.

The canonical trees of the old and the new program are compared; what differs is changed where it stands in the text,
and all else keeps its order, comments and line breaks. The result is read again: should it not give the new program,
the entries concerned are written anew, and as the last resort the whole text.
"""

from collections.abc import Mapping as Map

import msgspec

from pilotage.exchange.text.reading.files import is_earlier, read_files
from pilotage.exchange.text.rewriting.edits import Draft, Slot
from pilotage.exchange.text.rewriting.habits import habits_of
from pilotage.exchange.text.rewriting.sync import change, put_in_order
from pilotage.exchange.text.syntax.nodes import Scalar
from pilotage.exchange.text.syntax.parsing import parse
from pilotage.exchange.text.syntax.problems import Findings
from pilotage.exchange.text.writing.tree import program_tree
from pilotage.exchange.text.writing.writer import write, write_folder
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.problems import Problem
from pilotage.plan.vocabulary.program import Program

_MOST_LEVELS = 50
_UNREADABLE = ("wrong-yaml", "wrong-encoding", "too-large", "not-allowed")


class RewriteError(Exception):
    """A text cannot be changed, because parts of it cannot be read. ``problems`` say which."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(_("The text has mistakes in its YAML; mend them first."))
        self.problems = problems


def rewrite(old: str, program: Program) -> str:
    """The text of one file, changed to give ``program``. Raises ``RewriteError`` if it is not YAML."""
    found = _rewritten({"program.yaml": old}, program)
    return found["program.yaml"] if found else write(program)


def rewrite_folder(old: Map[str, str], program: Program) -> dict[str, str]:
    """The texts of a folder by path, changed to give ``program``; ``earlier/`` is left alone. A file that is empty now
    is missing. Raises ``RewriteError`` if one of them is not YAML.
    """
    earlier = {path: text for path, text in old.items() if is_earlier(path)}
    now = {path: text for path, text in old.items() if path not in earlier}
    return (_rewritten(now, program) or write_folder(program)) | earlier


def edited(texts: Map[str, str], old: Program, program: Program, *, whole: bool = False) -> dict[str, str]:
    """One round of edits of texts that say ``old``: what differs from ``program`` is changed; with ``whole``, entire
    entries.
    """
    drafts, slots = _opened(texts)
    habits = habits_of([slot.value for slot in slots], old, program)
    new = program_tree(program, habits)
    change(slots, program_tree(old, habits), new, whole=whole)
    for _round in range(_MOST_LEVELS):
        drafts, slots = _opened({path: draft.result() for path, draft in drafts.items()})
        if not put_in_order(slots, new):
            break
    return {path: draft.result() for path, draft in drafts.items()}


def in_text_order(program: Program) -> Program:
    """As reading gives it: dependencies by the row of their successor."""
    rows = {activity.id: row for row, activity in enumerate(program.activities)}
    order = sorted(program.dependencies, key=lambda dependency: rows.get(dependency.successor, len(rows)))
    return msgspec.structs.replace(program, dependencies=tuple(order))


def _rewritten(texts: Map[str, str], program: Program) -> dict[str, str] | None:
    """None if the texts cannot be brought to give the program."""
    wanted = in_text_order(program)
    marked = {path for path, text in texts.items() if text.startswith("\ufeff")}
    found = {path: text.removeprefix("\ufeff") for path, text in texts.items()}
    result = read_files(found)
    unreadable = tuple(problem for problem in result.problems if problem.id in _UNREADABLE)
    if unreadable or result.program is None:
        raise RewriteError(unreadable or result.problems)
    for whole in (False, True):
        if result.program not in (wanted, None):
            found = edited(found, result.program, program, whole=whole)
            result = read_files(found)
    if result.program != wanted:
        return None
    return {path: f"\ufeff{text}" if path in marked else text for path, text in found.items()}


def _opened(texts: Map[str, str]) -> tuple[dict[str, Draft], list[Slot]]:
    """A draft of each text, and its root as if it were the value of a key."""
    drafts, slots = {}, []
    for path, text in texts.items():
        drafts[path] = Draft(text)
        root = parse(text, path, Findings())
        if root is not None:
            key = Scalar(path, 0, 1, 1, "", plain=True, end=0)
            slots.append(Slot(drafts[path], key, root, flow=root.flow))
    return drafts, slots
