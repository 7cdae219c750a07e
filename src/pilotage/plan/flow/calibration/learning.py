"""What forecasts learn from, as bytes: numbers only, so that it can be stored once and read for every forecast.

A line of JSON (names, records, columns) and the columns as little-endian numbers, compressed. Another version of the
method or of this form is refused: learn anew.
"""

import math
import zlib
from typing import Any, Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from pilotage.engine.throughput.calibrating.calibration import Ended, Errors
from pilotage.plan.flow.calibration.calibrated import METHOD
from pilotage.plan.flow.calibration.track_record import TrackRecord, Trained
from pilotage.plan.language.messages import _

_FORM: Final = 1
_MOST_BYTES: Final = 1 << 28
_FLOATS, _WHOLE = "<f8", "<i8"


class _Column(msgspec.Struct, frozen=True):
    kind: str
    shape: tuple[int, ...]

    @property
    def size(self) -> int:
        return 8 * math.prod(self.shape)


class _Head(msgspec.Struct, frozen=True):
    form: int
    method: int
    names: tuple[str, ...]
    asked: int
    records: tuple[TrackRecord, ...]
    pooled: TrackRecord | None
    dropped: int
    columns: tuple[_Column, ...]


def encode(trained: Trained) -> bytes:
    """About 150 bytes for each question that taught."""
    arrays = [np.ascontiguousarray(each) for each in (*trained.past, *trained.ended)]
    kinds = [_WHOLE if each.dtype.kind == "i" else _FLOATS for each in arrays]
    head = _Head(
        form=_FORM,
        method=METHOD,
        names=trained.names,
        asked=trained.asked,
        records=trained.records,
        pooled=trained.pooled,
        dropped=trained.dropped,
        columns=tuple(_Column(kind, each.shape) for kind, each in zip(kinds, arrays, strict=True)),
    )
    numbers = [each.astype(kind).tobytes() for kind, each in zip(kinds, arrays, strict=True)]
    return zlib.compress(msgspec.json.encode(head) + b"\n" + b"".join(numbers), 6)


def decode(stored: bytes) -> Trained:
    """Forecasts from it are those from what was encoded. Raises ValueError where it is not of this version."""
    unpacked = zlib.decompressobj()
    try:
        head_line, numbers = unpacked.decompress(stored, _MOST_BYTES).split(b"\n", 1)
        head = msgspec.json.decode(head_line, type=_Head)
    except (zlib.error, ValueError, msgspec.MsgspecError) as error:
        raise ValueError(_("This is no stored learning: {reason}").format(reason=error)) from error
    if (head.form, head.method) != (_FORM, METHOD):
        text = _("Learning of version {had} cannot be read by version {now}: learn anew.")
        raise ValueError(text.format(had=f"{head.form}.{head.method}", now=f"{_FORM}.{METHOD}"))
    arrays: list[Any] = _arrays(head.columns, numbers)
    past, ended = Errors(*arrays[: len(Errors._fields)]), Ended(*arrays[len(Errors._fields) :])
    return Trained(head.names, head.asked, past, ended, head.records, head.pooled, head.dropped)


def _arrays(columns: tuple[_Column, ...], numbers: bytes) -> list[NDArray[Any]]:
    expected = len(Errors._fields) + len(Ended._fields)
    sound = len(columns) == expected and all(each.kind in (_FLOATS, _WHOLE) for each in columns)
    if not sound or any(n < 0 for each in columns for n in each.shape) or sum(c.size for c in columns) != len(numbers):
        raise ValueError(_("This is no stored learning: {reason}").format(reason=_("its columns do not fit")))
    found, start = [], 0
    for column in columns:
        part = np.frombuffer(numbers, column.kind, math.prod(column.shape), start)
        found.append(part.reshape(column.shape).astype(column.kind[1:]))
        start += column.size
    return found
