"""A program as text: YAML that people write, review and keep in git; see ``docs/reference/plan-text.md``."""

from pilotage.exchange.text.reading.files import load, read, read_earlier, read_earlier_files, read_files, read_text
from pilotage.exchange.text.reading.reader import TextResult
from pilotage.exchange.text.rewriting.rewriter import RewriteError, rewrite, rewrite_folder
from pilotage.exchange.text.vocabulary.schema import json_schema
from pilotage.exchange.text.writing.writer import losses, write, write_folder

__all__ = [
    "RewriteError",
    "TextResult",
    "json_schema",
    "load",
    "losses",
    "read",
    "read_earlier",
    "read_earlier_files",
    "read_files",
    "read_text",
    "rewrite",
    "rewrite_folder",
    "write",
    "write_folder",
]
