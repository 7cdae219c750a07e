"""Pure decisions about accounts: secrets and their digests, limits, initials."""

import datetime as dt
import hashlib
import re
import secrets

TOKEN_PREFIX = "plt_"  # noqa: S105 - what a token begins with, so that scanners find leaked ones
LINK_LIFETIME = dt.timedelta(minutes=15)

WINDOW = dt.timedelta(minutes=15)
FAILURES_PER_ACCOUNT = 10
FAILURES_PER_ADDRESS = 50


def new_token() -> str:
    return TOKEN_PREFIX + secrets.token_urlsafe(32)


def new_link_token() -> str:
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """SHA-256: enough for 256 random bits, unlike for a password."""
    return hashlib.sha256(secret.encode()).hexdigest()


def account_key(email: str) -> str:
    return digest(f"account:{normal_email(email)}")


def address_key(address: str) -> str:
    return digest(f"address:{address}")


def normal_email(email: str) -> str:
    return email.strip().lower()


def initials(name: str) -> str:
    """``Ada King Lovelace`` -> ``AL``; ``ada@example.com``, ``@ada`` -> ``A``; ``Ada Byron (contractor)`` -> ``AB``."""
    spoken = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", name).strip().lstrip("@").partition("@")[0]
    words: list[str] = re.findall(r"[^\W_]+", spoken) or re.findall(r"[^\W_]+", name)
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()
