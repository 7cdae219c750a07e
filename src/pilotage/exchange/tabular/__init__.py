"""Tables of any shape as plans: CSV, XLSX, JSON, JSON lines, read by a mapping and written back."""

from pilotage.exchange.tabular.mapping.model import Mapping
from pilotage.exchange.tabular.mapping.reading import read_mapping
from pilotage.exchange.tabular.mapping.writing import write_mapping
from pilotage.exchange.tabular.reading import read_table
from pilotage.exchange.tabular.shipped import load_mapping, shipped, shipped_names
from pilotage.exchange.tabular.suggest import Guess, Suggestion, suggest_mapping

__all__ = [
    "Guess",
    "Mapping",
    "Suggestion",
    "load_mapping",
    "read_mapping",
    "read_table",
    "shipped",
    "shipped_names",
    "suggest_mapping",
    "write_mapping",
]
