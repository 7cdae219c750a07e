"""Small changes to a text: one value, one key or one entry, with everything around it left as it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pilotage.exchange.text.syntax.nodes import Mapping, Node, Scalar
from pilotage.exchange.text.syntax.nodes import Sequence as ListNode
from pilotage.exchange.text.writing import emitter
from pilotage.exchange.text.writing.leaves import Table, Tree


class Draft:
    """A text and the edits made to it. All offsets are those of the old text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._edits: list[tuple[int, int, str]] = []
        self._newline = "\r\n" if "\r\n" in text else "\n"

    def replace(self, start: int, end: int, new: str) -> None:
        self._edits.append((start, end, new))

    def insert_lines(self, at: int, lines: Iterable[str]) -> None:
        """Whole lines; ``at`` is the beginning of a line or the end of the text."""
        new = "".join(f"{line}\n" for line in lines)
        if at == len(self.text) and self.text and not self.text.endswith("\n"):
            new = "\n" + new.removesuffix("\n")
        self.replace(at, at, new)

    def result(self) -> str:
        """The new text. Of edits that overlap, the first in the text is made."""
        parts: list[str] = []
        done = 0
        for start, end, new in sorted(self._edits, key=lambda edit: edit[:2]):
            if start >= done:
                parts += (self.text[done:start], new.replace("\n", self._newline))
                done = end
        return "".join(parts) + self.text[done:]

    def line_start(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def line_end(self, at: int) -> int:
        """Behind the line break, so that the next line begins here."""
        found = self.text.find("\n", at)
        return len(self.text) if found < 0 else found + 1


@dataclass(frozen=True)
class Slot:
    """A key with its value, in the draft of its file. ``flow`` says that it stands in brackets."""

    draft: Draft
    key: Scalar
    value: Node
    flow: bool

    @property
    def colon(self) -> int:
        """The offset behind the colon."""
        return self.draft.text.index(":", self.key.end) + 1

    @property
    def end(self) -> int:
        """Where the value ends. libyaml puts an empty one at whatever comes next."""
        empty = isinstance(self.value, Scalar) and self.value.start == self.value.end
        return self.colon if empty else self.value.end

    @property
    def indent(self) -> str:
        return " " * (self.key.column - 1)

    def slots(self) -> dict[str, "Slot"]:
        """What is in the value."""
        return slots_in(self.draft, self.value)


def slots_in(draft: Draft, node: Node) -> dict[str, Slot]:
    if not isinstance(node, Mapping):
        return {}
    return {name: Slot(draft, key, value, node.flow) for name, (key, value) in node.entries.items()}


def set_value(slot: Slot, value: Tree) -> None:
    """Replaces the value behind a key."""
    draft = slot.draft
    rest = draft.text[slot.end : draft.line_end(slot.end)].strip()
    if slot.flow or (rest and not _is_block(slot.value)):
        draft.replace(slot.colon, slot.end, f"{_gap(slot)}{emitter.flow(value)}")
        return
    first, *more = emitter.entry("", value, slot.indent)
    head = first[len(slot.indent) + 1 :]
    same_line = head.startswith(" ") and not more and not _is_block(slot.value)
    new = f"{_gap(slot)}{head.lstrip()}" if same_line else "\n".join([head, *more])
    draft.replace(slot.colon, slot.end, new)


def _is_block(node: Node) -> bool:
    return isinstance(node, Mapping | ListNode) and not node.flow


def _gap(slot: Slot) -> str:
    """The space between colon and value, which may be aligned with that of the neighbors."""
    gap = slot.draft.text[slot.colon : slot.value.start]
    return gap if gap and not gap.strip(" ") and slot.value.end > slot.colon else " "


def remove(slot: Slot) -> None:
    """Removes a key of a block with its lines."""
    draft = slot.draft
    start = draft.line_start(slot.key.start)
    if draft.text[start : slot.key.start].strip():  # behind the dash of a list item: the next key takes its place
        end = draft.line_end(slot.end)
        rest = draft.text[end : draft.line_end(end)]
        draft.replace(slot.key.start, end + len(rest) - len(rest.lstrip(" ")), "")
        return
    if slot.key.column == 1 and draft.text[:start].endswith("\n\n"):
        start -= 1
    draft.replace(start, draft.line_end(slot.end), "")


def insert_after(slot: Slot, name: str, value: Tree) -> None:
    """A new entry of a block, below ``slot`` and aligned with it."""
    blank = [""] if slot.key.column == 1 and isinstance(value, Table | list) else []
    lines = emitter.entry(name, value, slot.indent, _pad(slot))
    slot.draft.insert_lines(slot.draft.line_end(slot.end), [*blank, *lines])


def insert_before(slot: Slot, name: str, value: Tree) -> None:
    lines = emitter.entry(name, value, slot.indent, _pad(slot))
    slot.draft.insert_lines(slot.draft.line_start(slot.key.start), lines)


def _pad(slot: Slot) -> int:
    same_line = slot.value.line == slot.key.line and isinstance(slot.value, Mapping) and slot.value.flow
    return slot.value.column - slot.key.column - 1 if same_line else 0


def set_flow_entries(draft: Draft, mapping: Mapping, parts: Sequence[str]) -> None:
    """Writes a mapping in brackets again, in its own style, from the texts of its entries."""
    old = draft.text[mapping.start : mapping.end]
    slots = list(slots_in(draft, mapping).values())
    if "\n" in old and slots:
        joint = ",\n" + " " * (slots[0].key.column - 1)
        head, tail = draft.text[mapping.start : slots[0].key.start], draft.text[slots[-1].end : mapping.end]
        new = head + joint.join(parts) + tail
    else:
        pad = " " if old[1:2] == " " or not slots else ""
        new = f"{{{pad}{', '.join(parts)}{pad}}}"
    draft.replace(mapping.start, mapping.end, new if parts else "{}")


def raw(slot: Slot) -> str:
    """An entry as it is written."""
    return slot.draft.text[slot.key.start : slot.end]


def rebuilt(slot: Slot, value: Tree) -> str:
    """An entry in brackets with another value."""
    return f"{slot.draft.text[slot.key.start : slot.colon]}{_gap(slot)}{emitter.flow(value)}"


def replace_item(draft: Draft, item: Node, value: Tree) -> None:
    """Replaces an item of a block list."""
    dash = _dash(draft, item)
    first, *more = emitter.list_item(value, " " * (dash - draft.line_start(dash)))
    draft.replace(dash, item.end, "\n".join([first.lstrip(), *more]))


def insert_item(draft: Draft, item: Node, value: Tree, *, after: bool) -> None:
    dash = _dash(draft, item)
    start = draft.line_start(dash)
    at = draft.line_end(item.end) if after else start
    draft.insert_lines(at, emitter.list_item(value, " " * (dash - start)))


def remove_item(draft: Draft, item: Node) -> None:
    draft.replace(draft.line_start(_dash(draft, item)), draft.line_end(item.end), "")


def _dash(draft: Draft, item: Node) -> int:
    return draft.text.rindex("-", draft.line_start(item.start), item.start)


def move(slots: Sequence[Slot], order: Sequence[int], stay: set[int]) -> None:
    """Moves the lines of entries of one block. ``order`` are their numbers in the order wanted, ``stay`` the positions
    in it of those that need not move.
    """
    above: Slot | None = None
    for position, at in enumerate(order):
        slot = slots[at]
        if position in stay:
            above = slot
            continue
        draft = slot.draft
        start, end = draft.line_start(slot.key.start), draft.line_end(slot.end)
        lines = draft.text[start:end].replace("\r\n", "\n").removesuffix("\n").split("\n")
        draft.replace(start, end, "")
        draft.insert_lines(draft.line_end(above.end) if above else draft.line_start(slots[0].key.start), lines)
