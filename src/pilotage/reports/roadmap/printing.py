"""The drawing of a roadmap as a PDF of one page, or as a picture of it. Set by Typst."""

from pathlib import Path

import msgspec
import typst

from pilotage.plan.roadmap.model import Roadmap
from pilotage.reports.roadmap.drawing import draw
from pilotage.reports.roadmap.layout import Paper

_TEMPLATES = Path(__file__).parent.parent / "templates"
_DOTS_PER_INCH = 180.0


def pdf(roadmap: Roadmap, paper: Paper | None = None) -> bytes:
    return typst.compile(str(_TEMPLATES / "roadmap.typ"), root=str(_TEMPLATES), sys_inputs=_data(roadmap, paper))


def png(roadmap: Roadmap, paper: Paper | None = None) -> bytes:
    """A picture of the page, light whatever the theme of the reader."""
    made: bytes = typst.compile(
        str(_TEMPLATES / "roadmap.typ"),
        root=str(_TEMPLATES),
        format="png",
        ppi=_DOTS_PER_INCH,
        sys_inputs=_data(roadmap, paper),
    )
    return made


def _data(roadmap: Roadmap, paper: Paper | None) -> dict[str, str]:
    drawing = draw(roadmap, paper)
    data = {
        "title": roadmap.title,
        "said": roadmap.headline,
        "svg": drawing.svg,
        "width": drawing.layout.width,
        "height": drawing.layout.height,
    }
    return {"roadmap": msgspec.json.encode(data).decode()}
