"""Hatch build hook: builds the web UI, so that ``pip install .`` needs no Node on the machine."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent))
import build_ui


class WebUserInterfaceHook(BuildHookInterface):  # type: ignore[misc, type-arg]
    """Runs in the metadata phase too, so the build is stamped by the content of its sources and done once."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version != "editable":  # a checkout builds the UI by itself: tools/bootstrap.py
            build_ui.build(Path(self.root))
