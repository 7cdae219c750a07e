"""Write what is made from code: the reference of commands, settings and the JSON Schema of a plan as text; from the
design tokens of the web UI the look of charts, for documents (tokens) and for the page (a Vega-Lite configuration).

python -m tools.reference           write them
python -m tools.reference --check   fail when they are not what the code says
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import typer
from typer.main import get_command

from pilotage.cli.main import app
from pilotage.config.environment import VARIABLES
from pilotage.exchange.text import json_schema
from pilotage.reports.charts.theme import TOKENS, look

ROOT = Path(__file__).resolve().parents[1]
COMPONENTS = ROOT / "frontend/src/components"


def pages() -> dict[str, str]:
    """Content by path."""
    return {
        "docs/reference/cli.md": "\n".join(_commands()) + "\n",
        "docs/reference/settings.md": "\n".join(_settings()) + "\n",
        "docs/reference/plan.schema.json": _json(json_schema()),
        str(TOKENS.relative_to(ROOT)): _json(tokens()),
        "frontend/src/components/charts/theme.json": _json({theme: look(of) for theme, of in tokens().items()}),
    }


def tokens() -> dict[str, dict[str, str]]:
    """Colors and fonts of ``tokens.css`` by theme and name, without references to one another."""
    css = re.sub(r"/\*.*?\*/", "", (COMPONENTS / "styles/tokens.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    light, dark = (
        dict(re.findall(r"--([\w-]+):\s*([^;]+);", re.search(rule + r"\s*\{(.*?)\}", css, re.DOTALL)[1]))  # type: ignore[index]
        for rule in (r":root", r"\.dark")
    )
    return {"light": _resolved(light), "dark": _resolved(light | dark)}


def _resolved(values: dict[str, str]) -> dict[str, str]:
    whole = {
        name: re.sub(r"var\(--([\w-]+)\)", lambda found: values[found[1]], " ".join(value.split()))
        for name, value in values.items()
    }
    return {name: value for name, value in whole.items() if value.startswith("#") or name == "font"}


def _json(value: object) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def _commands() -> Iterator[str]:
    yield "# Commands"
    yield ""
    yield "Exit codes: 0 done, 1 could not be done, 2 faulty input. Problems go to stderr, results to stdout."
    root = get_command(app)
    context = typer.Context(root, info_name="pilotage")
    for name in root.list_commands(context):  # type: ignore[attr-defined]
        yield from _command(f"pilotage {name}", root.get_command(context, name))  # type: ignore[attr-defined]


def _command(name: str, command: object) -> Iterator[str]:
    children = getattr(command, "commands", None)
    if children:
        for child in children.values():
            yield from _command(f"{name} {child.name}", child)
        return
    yield ""
    yield f"## {name}"
    yield ""
    yield _text(command.help)  # type: ignore[attr-defined]
    yield ""
    yield "| argument or option | default | meaning |"
    yield "|---|---|---|"
    for parameter in command.params:  # type: ignore[attr-defined]
        if parameter.name == "help":
            continue
        names = ", ".join(f"`{each}`" for each in parameter.opts) if parameter.param_type_name == "option" else ""
        default = parameter.default
        shown = "" if default in (None, False, "") or callable(default) else f"`{getattr(default, 'value', default)}`"
        yield f"| {names or f'`{parameter.name.upper()}`'} | {shown} | {_text(parameter.help or '')} |"


def _text(text: str) -> str:
    """Rich's marks as Markdown."""
    return text.replace("[bold]", "`").replace("[/]", "`").strip()


def _settings() -> Iterator[str]:
    yield "# Settings"
    yield ""
    yield "A server reads its settings from the environment. None is needed to begin."
    yield ""
    yield "| variable | default | meaning |"
    yield "|---|---|---|"
    for variable in VARIABLES:
        yield f"| `{variable.name}` | {f'`{variable.default}`' if variable.default else ''} | {variable.help} |"


def main() -> int:
    stale = []
    for name, content in pages().items():
        path = ROOT / name
        if not path.is_file() or path.read_text(encoding="utf-8") != content:
            stale.append(name)
            if "--check" not in sys.argv:
                path.write_text(content, encoding="utf-8")
    if stale and "--check" in sys.argv:
        print(f"out of date: {', '.join(stale)}; run: python -m tools.reference")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
