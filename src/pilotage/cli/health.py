"""What ``pilotage doctor`` looks at."""

import importlib.metadata
import importlib.util
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from pilotage import __version__
from pilotage.cli.failures import CommandError
from pilotage.cli.workspace import Workspace
from pilotage.plan.language.messages import _

_LEAST_FREE = 500_000_000


@dataclass(frozen=True, slots=True)
class Check:
    """``ok`` is None where something optional is absent; ``detail`` then says how to get it."""

    name: str
    ok: bool | None
    detail: str


def checks(space: Workspace) -> Iterator[Check]:
    """All checks, cheap ones first."""
    yield Check("Pilotage", ok=True, detail=f"{__version__}, Python {platform.python_version()} ({sys.executable})")
    yield _disk(space)
    yield _database(space)
    yield _extra("msproject", ("mpxj", "jpype"), _("MPP, XER and PMXML files"))
    yield _java()
    yield _extra("postgresql", ("psycopg",), _("workspaces on PostgreSQL"))
    yield _extra("solver", ("ortools",), _("proofs of optimal levelling"))
    yield _compiler()


def _disk(space: Workspace) -> Check:
    folder = space.data
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    detail = _("{folder}, {free:.1f} GB free").format(folder=space.data, free=free / 1e9)
    return Check(_("Data folder"), free > _LEAST_FREE, detail)


def _database(space: Workspace) -> Check:
    try:
        space.open()
    except CommandError as failure:
        return Check(_("Database"), ok=False, detail=str(failure))
    return Check(_("Database"), ok=True, detail=space.database)


def _extra(name: str, modules: tuple[str, ...], purpose: str) -> Check:
    if all(importlib.util.find_spec(module) for module in modules):
        return Check(name, ok=True, detail=purpose)
    install = _('{purpose} need: pip install "pilotage[{name}]"').format(purpose=purpose, name=name)
    return Check(name, ok=None, detail=install)


def _java() -> Check:
    found = shutil.which("java")
    if found:
        return Check("Java", ok=True, detail=found)
    return Check(
        "Java",
        ok=None,
        detail=_("MPP, XER and PMXML files need a Java runtime (Debian: apt install default-jre-headless)"),
    )


def _compiler() -> Check:
    version = importlib.metadata.version("numba")
    return Check(_("Compiled kernels"), ok=True, detail=f"numba {version}")
