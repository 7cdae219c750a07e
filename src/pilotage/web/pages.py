"""Small pages that work without the built UI: plain HTML, no script."""

from html import escape

from django.http import HttpResponse
from django.utils.translation import gettext as _

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title} · Pilotage</title>
<style>
:root {{ color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif; }}
body {{ max-width: 38rem; margin: 18vh auto 0; padding: 0 1.5rem; }}
h1 {{ font-size: 1.5rem; line-height: 1.3; }}
code {{ font: .95em ui-monospace, monospace; }}
</style></head>
<body><main><h1>{title}</h1>{paragraphs}</main></body></html>
"""


def page(title: str, *paragraphs: str, status: int) -> HttpResponse:
    """``paragraphs`` are plain text; text between backticks is set as code."""
    body = "".join(f"<p>{_with_code(escape(text))}</p>" for text in paragraphs)
    return HttpResponse(_PAGE.format(title=escape(title), paragraphs=body), status=status)


def not_built() -> HttpResponse:
    return page(
        _("The web UI is not built"),
        _("This server runs from a source tree without the built pages. Build them with `python tools/build_ui.py`."),
        _("Everything else works: the API is at `/api/docs`, and the command line needs no pages."),
        status=503,
    )


def _with_code(text: str) -> str:
    pieces = text.split("`")
    return "".join(f"<code>{piece}</code>" if place % 2 else piece for place, piece in enumerate(pieces))
