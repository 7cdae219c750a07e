"""The hash of what a forecast is made from. It is asked for after every edit, so the hashes of rows are kept."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from pilotage.plan.vocabulary.activities import Activity, Dependency
    from pilotage.plan.vocabulary.program import Program

_BYTES = 16


@dataclass(frozen=True, eq=False, slots=True)
class Inputs:
    """``value`` is the hash: 16 hexadecimal digits. The rest is what it was made of: the activities with a hash of
    each, the dependencies with one of all.
    """

    value: str
    activities: tuple[Activity, ...]
    hashes: list[bytes]
    dependencies: tuple[Dependency, ...]
    links: bytes


def inputs_of(program: Program, known: Inputs | None = None) -> Inputs:
    """The plan without its own records of the past, hashed. ``known`` spares the rows that are the same objects as
    there; the value is the same with it and without.
    """
    encoder = msgspec.json.Encoder()
    head = msgspec.structs.replace(
        program, activities=(), dependencies=(), baselines=(), forecasts=(), gates=(), roadmap=()
    )
    hashes = _hashes(program.activities, known, encoder)
    links = (
        known.links
        if known is not None and known.dependencies is program.dependencies
        else _hash(encoder.encode(program.dependencies))
    )
    whole = hashlib.sha256(encoder.encode(head))
    whole.update(links)
    whole.update(b"".join(hashes))
    return Inputs(whole.hexdigest()[:16], program.activities, hashes, program.dependencies, links)


def _hashes(activities: tuple[Activity, ...], known: Inputs | None, encoder: msgspec.json.Encoder) -> list[bytes]:
    if known is None or len(known.activities) != len(activities):
        return [_hash(encoder.encode(each)) for each in activities]
    return [
        kept if each is old else _hash(encoder.encode(each))
        for each, old, kept in zip(activities, known.activities, known.hashes, strict=True)
    ]


def _hash(text: bytes) -> bytes:
    return hashlib.blake2b(text, digest_size=_BYTES).digest()
