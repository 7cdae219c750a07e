"""Where the example that comes with Pilotage lies: in the installed package, or beside the sources."""

from pathlib import Path

import pilotage

_PLACES = ("examples/atlas", "../../examples/atlas")


def demo_folder() -> Path:
    """Raises FileNotFoundError where this installation came without it."""
    here = Path(pilotage.__file__).parent
    for place in _PLACES:
        folder = (here / place).resolve()
        if folder.is_dir():
            return folder
    raise FileNotFoundError("the example program is missing from this installation")
