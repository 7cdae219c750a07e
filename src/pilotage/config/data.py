"""The data folder and the secret that is made in it once."""

import contextlib
import os
import secrets
from pathlib import Path


def prepare(folder: Path) -> None:
    """Make the data folder, readable by its owner only."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        (folder / "uploads").mkdir(exist_ok=True, mode=0o700)
    except OSError as error:
        raise SystemExit(
            f"Cannot use the data folder {folder}: {error.strerror}. Set PILOTAGE_DATA to another."
        ) from error


def secret_key(folder: Path) -> str:
    """The key in ``folder/secret_key``; made there on first use with mode 0600.

    Two processes that start together agree: the file is linked into place whole, and the first one wins.
    """
    path = folder / "secret_key"
    with contextlib.suppress(FileNotFoundError):
        return path.read_text(encoding="ascii").strip()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = folder / f".secret_key.{os.getpid()}"
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(64), encoding="ascii")
    with contextlib.suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
    return path.read_text(encoding="ascii").strip()
