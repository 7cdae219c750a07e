"""File formats: programs and work items in, programs out.

result = exchange.read("plan.mpp")
problems = exchange.write(result.program, "plan.yaml")
"""

from pilotage.exchange.archive import FileRefusedError, Given, Progress
from pilotage.exchange.converter import convert
from pilotage.exchange.detection import Detected, Format, detect, formats
from pilotage.exchange.reading import read
from pilotage.exchange.result import ReadResult
from pilotage.exchange.writing import UnwritableFormatError, encode, write

__all__ = [
    "Detected",
    "FileRefusedError",
    "Format",
    "Given",
    "Progress",
    "ReadResult",
    "UnwritableFormatError",
    "convert",
    "detect",
    "encode",
    "formats",
    "read",
    "write",
]
