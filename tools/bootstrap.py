"""From a bare Python to a ready environment in ``.venv``. Standard library only; each obstacle is said in a sentence.

python3 tools/bootstrap.py         what running Pilotage needs
python3 tools/bootstrap.py --dev   and what its tests need
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
_NEEDED_BYTES = 2_500_000_000
_UV = "uv>=0.5"


def main(dev: bool) -> None:
    lock = ROOT / ("requirements-dev.lock" if dev else "requirements.lock")
    stamp = VENV / f".ready-{lock.stem}"
    content = hashlib.sha256(lock.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    fresh = not (stamp.is_file() and stamp.read_text() == content)
    if fresh:
        _check_machine()
        _make_environment()
        _say(f"Installing the packages of {lock.name}")
        _uv("pip", "install", "--quiet", "--require-hashes", "-r", str(lock))
    _build_ui()
    if fresh:
        _say("Installing Pilotage")
        _uv("pip", "install", "--quiet", "--no-deps", "--editable", str(ROOT))
        stamp.write_text(content)


def _check_machine() -> None:
    if sys.version_info < (3, 11):
        _stop(
            f"Pilotage needs Python 3.11 or newer; this is {sys.version.split()[0]}. Try: make PYTHON=python3.12 demo"
        )
    free = shutil.disk_usage(ROOT).free
    if free < _NEEDED_BYTES and not VENV.exists():
        _stop(f"Installing needs about 2.5 GB of disk; {ROOT} has {free / 1e9:.1f} GB free. Free some, then run again.")


def _make_environment() -> None:
    if not (VENV / "bin/python").exists():
        _say("Creating .venv")
        if subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, check=False).returncode:
            shutil.rmtree(VENV, ignore_errors=True)
            _stop("This Python cannot create environments. On Debian or Ubuntu: apt install python3-venv")
    if not (VENV / "bin/uv").exists():
        _run(str(VENV / "bin/python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", _UV)


def _build_ui() -> None:
    """With the environment's Python, which has the Node wheel."""
    _run(str(VENV / "bin/python"), str(ROOT / "tools/build_ui.py"), network=True)


def _uv(*arguments: str) -> None:
    environment = {**os.environ, "VIRTUAL_ENV": str(VENV)}
    _run(str(VENV / "bin/uv"), *arguments, environment=environment)


def _run(*command: str, environment: dict[str, str] | None = None, network: bool = True) -> None:
    done = subprocess.run(command, env=environment, check=False)
    if done.returncode:
        hint = (
            " The messages above say why; without a network, connect once: the packages are cached." if network else ""
        )
        _stop(f"'{Path(command[0]).name} {' '.join(command[1:4])} …' failed (exit {done.returncode}).{hint}")


def _say(text: str) -> None:
    print(f"pilotage: {text}", file=sys.stderr, flush=True)


def _stop(text: str) -> None:
    _say(text)
    raise SystemExit(1)


if __name__ == "__main__":
    main(dev="--dev" in sys.argv[1:])
