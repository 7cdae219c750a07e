"""The templates: plan as text, one file each, the name of the file is that of the template.

A template is read as any plan is, and only what another program can begin with is used (``plan.reuse``): any program
as text in the company's folder is a template. There a file wins over the one of the same name that comes with Pilotage.
"""

import datetime as dt
import os
import re
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from msgspec.structs import replace

from pilotage.exchange.text.reading.files import SUFFIXES, read_text
from pilotage.exchange.text.writing.writer import write
from pilotage.plan.checking.structure import IMPOSSIBLE, check
from pilotage.plan.language.messages import _
from pilotage.plan.reuse.starting import started
from pilotage.plan.reuse.stripping import stripped
from pilotage.plan.vocabulary.problems import Problem, Severity
from pilotage.plan.vocabulary.program import Program

MOST_BYTES, MOST_TEMPLATES = 2_000_000, 200
_SHIPPED = Path(__file__).parent / "shipped"
_ORDER = ("product", "infrastructure", "data", "it", "research", "operations", "business")
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")


class TemplateError(ValueError):
    """There is no such template, or none can be written under this name."""


@dataclass(frozen=True, slots=True)
class Template:
    """``program`` is None where its file cannot be used; ``problems`` say why. ``own``: from the company's folder."""

    name: str
    program: Program | None
    own: bool
    problems: tuple[Problem, ...] = ()

    @property
    def title(self) -> str:
        return self.name if self.program is None else self.program.title


def shipped() -> tuple[Template, ...]:
    """Those that come with Pilotage, in the order in which they are offered."""
    return tuple(_read(_SHIPPED / f"{name}.yaml", own=False) for name in _ORDER)


def templates(folder: Path | None = None) -> tuple[Template, ...]:
    """The company's own by title, then those that come with Pilotage and are not replaced by one of the same name."""
    own = [_read(path, own=True) for path in _files(folder)]
    names = {each.name for each in own}
    found = sorted(own, key=lambda each: (each.title.lower(), each.name))
    return (*found, *(each for each in shipped() if each.name not in names))


def find(name: str, folder: Path | None = None) -> Template:
    """Raises TemplateError where there is none of that name, or its file cannot be used."""
    every = templates(folder)
    found = next((each for each in every if each.name == name), None)
    if found is None:
        names = ", ".join(each.name for each in every)
        raise TemplateError(
            _("There is no template “{name}”. There are: {names}.").format(name=name[:100], names=names)
        )
    if found.program is None:
        raise TemplateError(
            _("The template “{name}” cannot be used: {why}").format(name=name, why=found.problems[0].message)
        )
    return found


def begin(template: Template, *, slug: str, title: str, start: dt.date, zone: str | None = None) -> Program:
    """A new program from a template that can be used; it begins on ``start``, in ``zone`` or that of the template."""
    if template.program is None:
        raise TemplateError(template.problems[0].message)
    return replace(started(template.program, start, zone), id=slug, title=title)


def write_template(program: Program, folder: Path, name: str) -> Path:
    """Keep what of ``program`` another one can begin with, whole or not at all. A file of that name is replaced.
    Raises TemplateError for a name that cannot be a file's, OSError.
    """
    if not _NAME.fullmatch(name):
        raise TemplateError(
            _("“{name}” cannot be the name of a template: use lower-case letters, digits and hyphens.").format(
                name=name[:100]
            )
        )
    folder.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(write(replace(stripped(program), id=name)))
        path = folder / f"{name}.yaml"
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return path


def _files(folder: Path | None) -> list[Path]:
    """Readable candidates by name; of two files of the same name the first counts."""
    if folder is None or not folder.is_dir():
        return []
    found: dict[str, Path] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix in SUFFIXES and _NAME.fullmatch(path.stem) and path.is_file():
            found.setdefault(path.stem, path)
    return list(found.values())[:MOST_TEMPLATES]


def _read(path: Path, *, own: bool) -> Template:
    try:
        stamp = path.stat()
        if stamp.st_size > MOST_BYTES:
            return Template(path.stem, None, own, (_unusable(_("The file is larger than 2 MB.")),))
        return _parsed(path, own, stamp.st_mtime_ns, stamp.st_size)
    except OSError as error:
        return Template(path.stem, None, own, (_unusable(error.strerror or str(error)),))


@lru_cache(maxsize=64)
def _parsed(path: Path, own: bool, _changed: int, _size: int) -> Template:
    result = read_text(path.read_bytes(), path.name)
    problems = [each for each in result.problems if each.severity is Severity.ERROR]
    if result.program is None or problems:
        why = tuple(problems) or (_unusable(_("There is no program in the file.")),)
        return Template(path.stem, None, own, why)
    program = stripped(result.program)
    some = replace(
        program, start=program.start or dt.datetime(2026, 1, 5, tzinfo=dt.UTC)
    )  # it is chosen when it is used
    impossible = tuple(each for each in check(some) if each.id in IMPOSSIBLE)
    return Template(path.stem, None if impossible else program, own, impossible)


def _unusable(message: str) -> Problem:
    return Problem(id="unusable-template", severity=Severity.ERROR, message=message)
