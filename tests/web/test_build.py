"""What the build of the web UI leaves for the server."""

import gzip
from pathlib import Path

from django.test import Client, override_settings
from tools.build_ui import compress


def test_scripts_are_sent_compressed_to_whoever_takes_it(tmp_path: Path) -> None:
    script = "const answer = 42;\n" * 500
    (tmp_path / "assets").mkdir()
    for name in ("index-12345678.js", "small-12345678.js", "photo-12345678.png"):
        (tmp_path / "assets" / name).write_text(script if "small" not in name else "1")
    compress(tmp_path)
    assert [path.name for path in tmp_path.rglob("*.gz")] == ["index-12345678.js.gz"]
    with override_settings(WHITENOISE_ROOT=str(tmp_path), WHITENOISE_AUTOREFRESH=False):
        client = Client()
        plain = client.get("/assets/index-12345678.js", headers={"Accept-Encoding": "identity"})
        packed = client.get("/assets/index-12345678.js", headers={"Accept-Encoding": "gzip"})
        bodies = [b"".join(answer) for answer in (plain, packed)]
    assert plain.headers.get("Content-Encoding") is None
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "immutable" in packed.headers["Cache-Control"]
    assert bodies[0] == gzip.decompress(bodies[1]) == script.encode()
