"""Files as they are given: plain, gzipped or zipped, on disk or in memory. Hostile archives are refused.

A file is opened as often as a reader wants to pass over it, and is never unpacked to disk or into memory as a whole.
"""

import gzip
import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from pilotage.plan.language.messages import _

GZIP = b"\x1f\x8b"
ZIP = b"PK\x03\x04"
_BROKEN = (
    EOFError,
    ValueError,
    LookupError,
    RuntimeError,
    struct.error,
    zlib.error,
    gzip.BadGzipFile,
    zipfile.BadZipFile,
)
"""What the standard library raises for damaged archives."""
Progress = Callable[[int, int], None]
Given = str | Path | tuple[str, bytes]


class FileRefusedError(Exception):
    """A file that must not or cannot be opened. ``id`` is the problem's id."""

    def __init__(self, problem_id: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.id = problem_id
        self.message = message
        self.hint = hint


@dataclass(frozen=True)
class Limits:
    """What a file may cost us."""

    expanded: int = 2 << 30  # bytes after unpacking, of all members together
    ratio: int = 250  # unpacked to packed, once more than ``small`` has been unpacked
    small: int = 16 << 20
    members: int = 5_000
    whole: int = 256 << 20  # bytes of a file that has to be read in one piece


class _Counting(io.RawIOBase):
    """Reports how far a file has been read, and stops at the limit of unpacked bytes."""

    def __init__(
        self, inner: BinaryIO, raw: BinaryIO, report: Callable[[], None], allowed: Callable[[int], None]
    ) -> None:
        self._inner = inner
        self._raw = raw
        self._report = report
        self._allowed = allowed
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # RawIOBase says Buffer; io always passes a memoryview
        try:
            data = self._inner.read(len(buffer))
        except _BROKEN as error:
            raise _cut_short(error) from error
        buffer[: len(data)] = data
        self._given += len(data)
        self._allowed(self._given)
        self._report()
        return len(data)

    def close(self) -> None:
        self._inner.close()
        self._raw.close()
        super().close()


@dataclass(frozen=True)
class Input:
    """A file to read: its name, and where its bytes are. ``member`` names a file inside a zip archive."""

    name: str
    path: Path | None = None
    data: bytes | None = field(default=None, repr=False)
    member: str | None = None
    limits: Limits = field(default_factory=Limits, repr=False)

    @property
    def size(self) -> int:
        """Bytes as given, compressed if it is."""
        if self.data is not None:
            return len(self.data)
        assert self.path is not None
        return self.path.stat().st_size

    @property
    def label(self) -> str:
        """How problems name the file."""
        return f"{self.name}/{self.member}" if self.member else self.name

    @property
    def ending(self) -> str:
        """Lower-case ending without the dot; that of the content for ``issues.jsonl.gz``."""
        name = (self.member or self.name).lower().removesuffix(".gz")
        return PurePosixPath(name).suffix.removeprefix(".")

    def raw(self) -> BinaryIO:
        """The bytes as given."""
        if self.data is not None:
            return io.BytesIO(self.data)
        assert self.path is not None
        return self.path.open("rb")

    def open(self, progress: Progress | None = None) -> io.BufferedReader:
        """The unpacked bytes, buffered. Raises ``FileRefusedError`` for what is damaged or too big, while reading."""
        raw = self.raw()
        if self.member is not None:
            inner: BinaryIO = _open_member(raw, self.member)
        else:
            inner = raw
        try:
            if _peek(inner, 2) == GZIP:
                inner = cast(BinaryIO, gzip.GzipFile(fileobj=inner))
        except _BROKEN as error:
            raw.close()
            raise _cut_short(error) from error
        report = (lambda: progress(min(raw.tell(), self.size), self.size)) if progress else (lambda: None)
        return io.BufferedReader(_Counting(inner, raw, report, self._allow), 1 << 18)

    def head(self, count: int = 65_536) -> bytes:
        """The first unpacked bytes; fewer where the file is shorter or damaged."""
        parts: list[bytes] = []
        with self.open() as stream:
            try:
                while count > 0 and (part := stream.read1(count)):
                    parts.append(part)
                    count -= len(part)
            except FileRefusedError:
                pass
        return b"".join(parts)

    def whole(self) -> bytes:
        """All unpacked bytes. Raises ``FileRefusedError`` past the limit for files read in one piece."""
        with self.open() as stream:
            data = stream.read(self.limits.whole + 1)
        if len(data) > self.limits.whole:
            raise too_big(self.limits.whole)
        return data

    def _allow(self, given: int) -> None:
        limits = self.limits
        if given > limits.expanded:
            raise too_big(limits.expanded)
        if given > limits.small and given > limits.ratio * max(self.size, 1):
            raise FileRefusedError(
                "archive-bomb",
                _("the file unpacks to more than {ratio} times its size").format(ratio=limits.ratio),
                _("Give the unpacked file if it is really meant."),
            )


def too_big(limit: int) -> FileRefusedError:
    return FileRefusedError(
        "file-too-big",
        _("the file is larger than {size} MB").format(size=limit >> 20),
        _("Split it, or export less."),
    )


def given(source: Given, limits: Limits | None = None) -> Input:
    """A path, or a name with its bytes, as an ``Input``. Raises ``FileNotFoundError`` for a path that is not there."""
    if isinstance(source, tuple):
        return Input(source[0], data=source[1], limits=limits or Limits())
    path = Path(source)
    if not path.exists():
        raise FileNotFoundError(_("{path} does not exist").format(path=path))
    if path.is_fifo():  # a pipe can be read once only
        return Input(path.name, data=path.read_bytes(), limits=limits or Limits())
    return Input(path.name, path=path, limits=limits or Limits())


def is_zip(file: Input) -> bool:
    with file.raw() as stream:
        return stream.read(4) == ZIP


def members(file: Input) -> tuple[str, ...]:
    """The files inside a zip archive that may be read. Raises ``FileRefusedError`` for an archive not to be trusted."""
    with file.raw() as stream, _archive(stream) as archive:
        return tuple(info.filename for info in checked(archive, file.limits))


def checked(archive: zipfile.ZipFile, limits: Limits) -> Iterator[zipfile.ZipInfo]:
    """The members of an archive, after all of them were found harmless."""
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > limits.members:
        raise FileRefusedError("archive-bomb", _("the archive holds {count} files").format(count=len(infos)))
    _check_sizes(infos, limits)
    for info in infos:
        _check_name(info)
    kept = (info for info in infos if not info.filename.startswith("__MACOSX/"))
    return iter([info for info in kept if not PurePosixPath(info.filename).name.startswith(".")])


def _check_sizes(infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    total = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    if total > limits.expanded or (total > limits.small and total > limits.ratio * max(packed, 1)):
        raise FileRefusedError(
            "archive-bomb",
            _("the archive of {packed} kB says that it unpacks to {total} MB").format(
                packed=packed >> 10, total=total >> 20
            ),
        )


def _check_name(info: zipfile.ZipInfo) -> None:
    """No member may point outside the archive, by its name or as a symbolic link."""
    name = info.filename.replace("\\", "/")
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or ":" in name.split("/")[0]:
        reason = _("a member's name points outside the archive: {name}").format(name=info.filename[:200])
        raise FileRefusedError("archive-escape", reason)
    if stat.S_ISLNK(info.external_attr >> 16):
        reason = _("a member is a symbolic link: {name}").format(name=info.filename[:200])
        raise FileRefusedError("archive-escape", reason)
    if info.flag_bits & 1:
        raise FileRefusedError("encrypted-archive", _("the archive is protected by a password"), _("Unpack it first."))


def contents(file: Input, names: tuple[str, ...]) -> dict[str, bytes]:
    """The named members' bytes, within the limit for files read in one piece."""
    found: dict[str, bytes] = {}
    left = file.limits.whole
    for name in names:
        with replace(file, member=name).open() as stream:
            found[name] = stream.read(left + 1)
        left -= len(found[name])
        if left < 0:
            raise too_big(file.limits.whole)
    return found


def _archive(stream: BinaryIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(stream)
    except (*_BROKEN, OSError) as error:
        raise _damaged(error) from error


def _open_member(raw: BinaryIO, member: str) -> BinaryIO:
    try:
        return cast(BinaryIO, _archive(raw).open(member))
    except (*_BROKEN, OSError) as error:
        raw.close()
        raise _damaged(error) from error
    except FileRefusedError:
        raw.close()
        raise


def _cut_short(error: Exception) -> FileRefusedError:
    return FileRefusedError(
        "damaged-archive",
        _("the compressed file is cut short or damaged ({reason})").format(reason=error),
        _("Copy or export it again."),
    )


def _damaged(error: Exception) -> FileRefusedError:
    return FileRefusedError(
        "damaged-archive",
        _("the archive cannot be unpacked ({reason})").format(reason=error),
        _("Pack or export it again."),
    )


def _peek(stream: BinaryIO, count: int) -> bytes:
    head = stream.read(count)
    stream.seek(0)
    return head
