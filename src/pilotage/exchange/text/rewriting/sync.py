"""Bringing the trees of texts from one canonical tree to another, by the smallest edits."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from pilotage.exchange.text.rewriting import edits
from pilotage.exchange.text.rewriting.edits import Slot
from pilotage.exchange.text.syntax.nodes import Mapping, Node
from pilotage.exchange.text.syntax.nodes import Sequence as ListNode
from pilotage.exchange.text.writing import emitter
from pilotage.exchange.text.writing.leaves import Table, Tree
from pilotage.exchange.text.writing.places import longest_rising

Fields = dict[str, Tree]

_WIDEST = emitter.WIDTH + 20
"""A line that an edit makes longer than this is broken up, unless its author writes long lines."""

_Deeper = tuple[list[Slot], Tree, Tree]
"""Places of a mapping or list that changes inside, with what it says and what it shall say."""


@dataclass
class _Changes:
    """What happens to the keys of one mapping. ``insert`` says behind or before which key, if there is any."""

    inner: dict[str, Slot]
    replace: Fields = field(default_factory=dict)
    remove: set[str] = field(default_factory=set)
    insert: list[tuple[str, Tree, Slot | None, bool]] = field(default_factory=list)


def change(slots: Sequence[Slot], old: Fields, new: Fields, *, whole: bool = False) -> None:
    """Edits the mappings in ``slots``, which together say ``old``, to say ``new``. With ``whole``, an entity that
    differs is written anew.
    """
    changes = [_Changes(slot.slots()) for slot in slots]
    deeper: list[_Deeper] = []
    for name in [*new, *(name for name in old if name not in new)]:
        before, after = old.get(name), new.get(name)
        if before == after:
            continue
        here = [(one, one.inner[name]) for one in changes if name in one.inner]
        if after is None:
            for one, _slot in here:
                one.remove.add(name)
        elif not here:
            _plan_insertion(changes, name, new)
        elif _can_go_deeper([slot for _one, slot in here], before, after, whole=whole):
            deeper.append(([slot for _one, slot in here], before or {}, after))
        else:
            here[0][0].replace[name] = after
            for one, _slot in here[1:]:
                one.remove.add(name)
    for slot, one in zip(slots, changes, strict=True):
        deeper = _without_rebuilt(slot, one, deeper)
    for inner, before, after in deeper:  # first, so that what follows an entry comes behind what is added inside it
        if isinstance(before, dict) and isinstance(after, dict):
            change(inner, before, after, whole=whole)
        elif isinstance(before, list) and isinstance(after, list):
            _change_list(inner, before, after)
    for slot, one in zip(slots, changes, strict=True):
        _apply(slot, one, new)


def _can_go_deeper(slots: Sequence[Slot], before: Tree | None, after: Tree, *, whole: bool) -> bool:
    if isinstance(before, dict) and isinstance(after, dict):
        entire = whole and not isinstance(after, Table) and not any(isinstance(part, Table) for part in after.values())
        return not entire and all(isinstance(slot.value, Mapping) for slot in slots)
    if isinstance(before, list) and isinstance(after, list) and not whole:
        items = [
            item
            for slot in slots
            if isinstance(slot.value, ListNode) and not slot.value.flow
            for item in slot.value.items
        ]
        return len(items) == len(before) and all(isinstance(slot.value, ListNode) for slot in slots)
    return False


def _plan_insertion(changes: Sequence[_Changes], name: str, new: Fields) -> None:
    """Behind the nearest key that should be above and is there, else before the nearest below."""
    order = list(new)
    at = order.index(name)
    for names, behind in ((order[:at][::-1], True), (order[at + 1 :], False)):
        for neighbor in names:
            for one in changes:
                if neighbor in one.inner:
                    one.insert.append((name, new[name], one.inner[neighbor], behind))
                    return
    changes[0].insert.append((name, new[name], None, True))


def _without_rebuilt(slot: Slot, changes: _Changes, deeper: list[_Deeper]) -> list[_Deeper]:
    """A mapping in brackets that gains or loses keys is written anew: what would change inside it is replaced."""
    if not _is_rebuilt(slot, changes):
        return deeper
    own = [one for one in deeper if any(inner in one[0] for inner in changes.inner.values())]
    for inner, _before, after in own:
        changes.replace[inner[0].key.text] = after
    return [one for one in deeper if one not in own]


def _is_rebuilt(slot: Slot, changes: _Changes) -> bool:
    return isinstance(slot.value, Mapping) and slot.value.flow and bool(changes.remove or changes.insert)


def _apply(slot: Slot, changes: _Changes, new: Fields) -> None:
    inserted = {name: value for name, value, _anchor, _behind in changes.insert}
    if not (changes.replace or changes.remove or inserted):
        return
    if not changes.inner or len(changes.remove) == len(changes.inner):  # nothing is there or stays
        _fill(slot, Table(inserted) if isinstance(new, Table) else inserted)
        return
    if isinstance(slot.value, Mapping) and _is_rebuilt(slot, changes):
        _rebuild(slot, slot.value, changes, new)
        return
    for name, value in changes.replace.items():
        edits.set_value(changes.inner[name], value)
    for name in changes.remove:
        edits.remove(changes.inner[name])
    for name, value, anchor, behind in changes.insert:
        insert = edits.insert_after if behind else edits.insert_before
        if anchor:
            insert(anchor, emitter.key_text(name, new, flow=False), value)


def _fill(slot: Slot, fields: Fields) -> None:
    """All that is in a mapping is new."""
    if slot.key.text or slot.key.end:
        edits.set_value(slot, fields)
        return
    lines = [line for name, value in fields.items() for line in emitter.entry(name, value, "")]
    slot.draft.insert_lines(len(slot.draft.text), lines)


def _rebuild(slot: Slot, mapping: Mapping, changes: _Changes, new: Fields) -> None:
    """A mapping in brackets that gains or loses keys is written again from the texts of its entries, or on lines of
    its own where it would become too long.
    """
    parts = {
        name: edits.rebuilt(inner, changes.replace[name]) if name in changes.replace else edits.raw(inner)
        for name, inner in changes.inner.items()
        if name not in changes.remove
    }
    names = list(parts)
    for name, value, anchor, behind in changes.insert:
        parts[name] = f"{emitter.key_text(name, new, flow=True)}: {emitter.flow(value)}"
        known = [other for other in list(new)[: list(new).index(name)] if other in names]
        at = max((names.index(other) for other in known), default=-1) + 1 if behind or not anchor else 0
        names.insert(at, name)
    grows = any(isinstance(value, Table) and value for _name, value, _anchor, _behind in changes.insert)
    was_short = slot.key.column + mapping.end - slot.key.start <= emitter.WIDTH
    too_long = was_short and slot.key.column + sum(len(parts[name]) + 2 for name in names) > _WIDEST
    if not slot.flow and (grows or too_long):
        edits.set_value(slot, new)
    else:
        edits.set_flow_entries(slot.draft, mapping, [parts[name] for name in names])


def _change_list(slots: Sequence[Slot], old: Sequence[Tree], new: Sequence[Tree]) -> None:
    """Edits the items of block lists, which together say ``old``."""
    items = [(slot, item) for slot in slots if isinstance(slot.value, ListNode) for item in slot.value.items]
    matcher = SequenceMatcher(None, [repr(one) for one in old], [repr(one) for one in new], autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        common = min(end - start, new_end - new_start)
        for offset in range(common):
            slot, item = items[start + offset]
            _change_item(slot, item, old[start + offset], new[new_start + offset])
        for slot, item in items[start + common : end]:
            edits.remove_item(slot.draft, item)
        slot, item = items[max(start + common - 1, 0)]
        for value in new[new_start + common : new_end]:
            edits.insert_item(slot.draft, item, value, after=start + common > 0)


def _change_item(slot: Slot, item: Node, old: Tree, new: Tree) -> None:
    if isinstance(item, Mapping) and item.entries and isinstance(old, dict) and isinstance(new, dict):
        change([Slot(slot.draft, slot.key, item, flow=False)], old, new)
    else:
        edits.replace_item(slot.draft, item, new)


def put_in_order(slots: Sequence[Slot], new: Fields) -> bool:
    """Moves the entries of one level of tables to the order of ``new``; says whether it had to."""
    moved = False
    inner = [slot.slots() for slot in slots]
    if isinstance(new, Table):
        for slot, entries in zip(slots, inner, strict=True):
            moved |= _order_entries(slot, list(entries.values()), list(new))
        if moved:
            return True
    for name, value in new.items():
        if isinstance(value, dict) and (
            isinstance(value, Table) or any(isinstance(part, Table) for part in value.values())
        ):
            moved |= put_in_order([entries[name] for entries in inner if name in entries], value)
    return moved


def _order_entries(slot: Slot, entries: Sequence[Slot], order: Sequence[str]) -> bool:
    rank = {name: at for at, name in enumerate(order)}
    wanted = sorted(range(len(entries)), key=lambda at: rank.get(entries[at].key.text, len(order)))
    if wanted == list(range(len(entries))):
        return False
    if isinstance(slot.value, Mapping) and slot.value.flow:
        edits.set_flow_entries(slot.draft, slot.value, [edits.raw(entries[at]) for at in wanted])
    else:
        edits.move(entries, wanted, longest_rising(wanted))
    return True
