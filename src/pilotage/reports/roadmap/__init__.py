"""A roadmap as one page: PDF, PNG and SVG from one drawing, and Markdown. All from the same composed value."""

from pilotage.plan.roadmap.model import Roadmap
from pilotage.reports.roadmap.drawing import draw
from pilotage.reports.roadmap.layout import Paper
from pilotage.reports.roadmap.markdown import markdown
from pilotage.reports.roadmap.printing import pdf, png

FORMATS = ("pdf", "png", "svg", "md")


def render_roadmap(roadmap: Roadmap, form: str, paper: Paper | None = None) -> bytes:
    """The roadmap as ``pdf``, ``png``, ``svg`` or ``md``; ``paper`` None: A4 while it can be read there, else A3.

    Raises KeyError for another form.
    """
    match form:
        case "pdf":
            return pdf(roadmap, paper)
        case "png":
            return png(roadmap, paper)
        case "svg":
            return draw(roadmap, paper).svg.encode()
        case "md":
            return markdown(roadmap).encode()
    raise KeyError(form)


__all__ = ["FORMATS", "Paper", "render_roadmap"]
