"""The flow of work drawn into files."""

import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pilotage.cli.failures import CommandError
from pilotage.cli.flow.drawing import draw
from pilotage.cli.flow.measuring.flow_measuring import Found
from pilotage.plan.language.messages import _

if TYPE_CHECKING:
    from pilotage.reports.flow_document import FlowDocument

_UNSAFE = re.compile(r"[^\w.-]+")
_DOCUMENTS = ("pdf", "html")


def write_charts(found: Sequence[Found], path: Path, sources: Sequence[str]) -> None:
    """A document of one team, or a folder of drawings, one inside for each of several teams. Raises CommandError."""
    form = path.suffix.lower().removeprefix(".")
    if form not in _DOCUMENTS and path.suffix and not path.is_dir():
        text = _("{path} is neither a .pdf or .html file nor a folder.")
        raise CommandError(text.format(path=path))
    if form in _DOCUMENTS and len(found) > 1:
        names = ", ".join(each.flow.name for each in found[:20])
        raise CommandError(
            _("A document is of one team: choose with --team, or name a folder. {names}").format(names=names)
        )
    if form in _DOCUMENTS:
        _write(_document(found[0], sources), path, form)
    else:
        _draw(found, path)
    sys.stderr.write(_("written to {path}\n").format(path=path))


def _write(document: "FlowDocument", path: Path, form: str) -> None:
    from pilotage.reports.flow_document import render_flow

    try:
        path.write_bytes(render_flow(document, form))
    except OSError as error:
        raise CommandError(_("Cannot write {path}: {why}").format(path=path, why=error.strerror)) from error


def _document(found: Found, sources: Sequence[str]) -> "FlowDocument":
    from pilotage.plan.flow.measures.comparing import periods
    from pilotage.reports.flow_document import flow_document

    told = [(_("Source"), ", ".join(sources))]
    if found.score is not None:
        told.append((_("Data quality"), _("{n} of 100 (items without a problem)").format(n=f"{found.score:.0f}")))
    return flow_document(
        found.flow,
        title=_("{team}: flow of work").format(team=found.flow.name) if found.flow.name else _("Flow of work"),
        compared="" if found.before is None else periods(found.before, found.flow),
        changes=[change.text for change in found.changes],
        sources=told,
    )


def _draw(found: Sequence[Found], folder: Path) -> None:
    from pilotage.reports.charts.flow import flow_charts

    taken: Counter[str] = Counter()
    for each in found:
        inside = _UNSAFE.sub("-", each.flow.name).strip(".-") or "all"
        taken[inside.casefold()] += 1
        count = taken[inside.casefold()]
        name = inside if count == 1 else f"{inside}-{count}"
        draw(flow_charts(each.flow), folder / name if len(found) > 1 else folder)
