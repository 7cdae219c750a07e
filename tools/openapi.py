"""Write the OpenAPI document that the web UI's types are made from.

python -m tools.openapi && python tools/build_ui.py run types
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

PATH = Path(__file__).resolve().parents[1] / "frontend/openapi.json"


def document() -> dict[str, Any]:
    """The document as the server answers it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pilotage.config.settings")
    import django

    django.setup()
    from django.test import Client

    found: dict[str, Any] = Client(headers={"host": "localhost"}).get("/api/openapi.json").json()
    return found


def main() -> int:
    PATH.write_text(json.dumps(document(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
