"""From a tree to YAML: one line for each entity that fits on one, texts quoted only where they must be."""

import re
from collections.abc import Iterator

from pilotage.exchange.text.writing.leaves import Table, Tree, Word

WIDTH = 120
_WIDEST_KEY = 20
_STEP = "  "

_LOOKS_LIKE_VALUE = re.compile(
    r"""~|null|true|false|yes|no|on|off|y|n|<<|=
    |[-+]?[0-9][0-9_,.]*([eE][-+]?[0-9]+)?|[-+]?\.[0-9][0-9_]*([eE][-+]?[0-9]+)?
    |[-+]?0[xob][0-9a-fA-F_]+|[-+]?\.(inf|nan)|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?
    |\d{4}-\d\d?-\d\d?(([Tt]|\s+)\d\d?:\d\d:\d\d.*)?""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
"""What other readers of YAML 1.1 or 1.2 would take for something else than a text."""
_FIRST = re.compile(r"[^-?:,\[\]{}#&*!|>'\"%@`\s]|-(?=[\w./])")
_KEY = re.compile("[a-z][a-z_-]*[0-9]*")
_IN_FLOW = re.compile(r"[,?\[\]{}]")  # some readers stop at a question mark, too
_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def emit(tree: dict[str, Tree]) -> str:
    """A whole text; sections are set off by empty lines."""
    lines: list[str] = []
    for key, value in tree.items():  # keys of the format
        if isinstance(value, Table | list) and lines:
            lines.append("")
        lines += entry(key, value, "")
    return "\n".join(lines) + "\n"


def entry(key: str, value: Tree, indent: str, pad: int = 0) -> list[str]:
    """The lines of one key, quoted as it must be, with its value; key and colon are filled to the width ``pad``."""
    head = f"{indent}{key}:"
    if isinstance(value, str):
        first, *rest = block_text(value, indent)
        return [f"{head} {first}", *rest]
    if not value:
        return [f"{head} {'[]' if isinstance(value, list) else '{}'}"]
    if fits(value):
        line = f"{head.ljust(pad + len(indent))} {flow(value)}"
        if len(line) <= WIDTH:
            return [line]
    if isinstance(value, list):
        return [head, *(line for item in value for line in list_item(item, indent + _STEP))]
    return [head, *entries(value, indent + _STEP)]


def entries(fields: dict[str, Tree], indent: str) -> Iterator[str]:
    written = {key_text(key, fields, flow=False): value for key, value in fields.items()}
    pad = 0
    if isinstance(fields, Table):
        widths = [len(key) + 1 for key, value in written.items() if _on_one_line(key, value, indent)]
        pad = max((width for width in widths if width <= _WIDEST_KEY), default=0)
    for key, value in written.items():
        yield from entry(key, value, indent, pad)


def key_text(key: str, fields: dict[str, Tree], *, flow: bool) -> str:
    """Keys of the format are plain words (``on`` and ``off`` too), ids are texts."""
    if not isinstance(fields, Table) and _KEY.fullmatch(key):
        return key
    return scalar(key, flow=flow)


def _on_one_line(key: str, value: Tree, indent: str) -> bool:
    return bool(value) and fits(value) and len(f"{indent}{key}: {flow(value)}") <= WIDTH


def list_item(item: Tree, indent: str) -> list[str]:
    if fits(item) and len(indent) + 2 + len(flow(item)) <= WIDTH:
        return [f"{indent}- {flow(item) if not isinstance(item, str) else scalar(item, flow=False)}"]
    if isinstance(item, dict):
        first, *rest = entries(item, indent + _STEP)
        return [f"{indent}- {first.lstrip()}", *rest]
    text = item if isinstance(item, str) else flow(item)
    first, *rest = block_text(text, indent)
    return [f"{indent}- {first}", *rest]


def fits(value: Tree) -> bool:
    """It may stand on one line."""
    if isinstance(value, str):
        return "\n" not in value
    if isinstance(value, Table):
        return not value
    return all(fits(part) for part in (value if isinstance(value, list) else value.values()))


def flow(value: Tree) -> str:
    """On one line, in brackets."""
    if isinstance(value, str):
        return scalar(value, flow=True)
    if isinstance(value, list):
        return f"[{', '.join(flow(part) for part in value)}]"
    if not value:
        return "{}"
    parts = (f"{key_text(key, value, flow=True)}: {flow(part)}" for key, part in value.items())
    return f"{{ {', '.join(parts)} }}"


def scalar(text: str, *, flow: bool) -> str:
    """Plain where every reader takes it for the same text, else in double quotes."""
    plain = (
        _FIRST.match(text)
        and text.isprintable()
        and not text.endswith((" ", ":"))
        and ": " not in text
        and " #" not in text
        and not text.startswith(("---", "..."))
        and not (flow and (_IN_FLOW.search(text) or ":" in text[-1:] or "::" in text))
        and (isinstance(text, Word) or not _LOOKS_LIKE_VALUE.fullmatch(text))
    )
    return str(text) if plain else quoted(text)


def quoted(text: str) -> str:
    return f'"{"".join(_ESCAPES.get(char) or (char if char.isprintable() else _escape(char)) for char in text)}"'


def _escape(char: str) -> str:
    code = ord(char)
    if 0xD800 <= code <= 0xDFFF:  # half a character, which UTF-8 cannot hold
        return "\ufffd"
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def block_text(text: str, indent: str) -> list[str]:
    """Several lines as they are, where nothing in them would be lost; the first belongs behind the key."""
    lines = text.removesuffix("\n").split("\n")
    literal = (
        "\n" in text
        and lines[0]
        and lines[-1]
        and not lines[0].startswith(" ")
        and all(line.isprintable() and (not line or line.strip()) for line in lines)
    )
    if not literal:
        return [scalar(text, flow=False)]
    return ["|" if text.endswith("\n") else "|-", *(f"{indent}{_STEP}{line}" if line else "" for line in lines)]
