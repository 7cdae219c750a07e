"""The mappings that come with Pilotage, and mappings given by a user."""

import tomllib
from functools import lru_cache
from pathlib import Path

from pilotage.exchange.tabular.mapping.model import Mapping
from pilotage.exchange.tabular.mapping.reading import read_mapping
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.problems import Problem, Severity, Source

FOLDER = Path(__file__).parent.parent / "mappings"
_MOST_BYTES = 4 << 20


def shipped_names() -> tuple[str, ...]:
    """Names of the shipped mappings, in the order in which they are tried."""
    ranks = {path.stem: tomllib.loads(path.read_text("utf-8"))["match"]["rank"] for path in FOLDER.glob("*.toml")}
    return tuple(sorted(ranks, key=lambda name: (ranks[name], name)))


def shipped_text(name: str) -> str | None:
    path = FOLDER / f"{name}.toml"
    return path.read_text("utf-8") if name.replace("-", "").isalnum() and path.is_file() else None


@lru_cache(maxsize=32)
def shipped(name: str) -> Mapping | None:
    """The shipped mapping ``name``, or None."""
    text = shipped_text(name)
    return read_mapping(text, name, folder=str(FOLDER), base=shipped_text)[0] if text is not None else None


def load_mapping(given: str | Path | Mapping) -> tuple[Mapping | None, tuple[Problem, ...]]:
    """A mapping from a shipped mapping's name, a TOML file's path, or itself. Side files lie in the file's folder."""
    if isinstance(given, Mapping):
        return given, ()
    if isinstance(given, str) and (found := shipped(given)) is not None:
        return found, ()
    path = Path(given)
    if not path.is_file() or path.stat().st_size > _MOST_BYTES:
        names = ", ".join(shipped_names())
        message = _("there is no mapping “{name}”").format(name=given)
        hint = _("Give the path of a TOML file, or one of: {names}.").format(names=names)
        return None, (Problem(id="unknown-mapping", severity=Severity.ERROR, message=message, hint=hint),)
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        message = _("the mapping is not UTF-8 text")
        source = Source(path.name)
        return None, (Problem(id="malformed-mapping", severity=Severity.ERROR, message=message, source=source),)
    return read_mapping(text, path.name, folder=str(path.parent), base=shipped_text)
