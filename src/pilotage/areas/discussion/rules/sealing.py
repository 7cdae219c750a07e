"""Keeping a secret that must be read again, such as the address of a chat room, so that the database alone and a
backup of it are worth nothing: the key stays in the server's data folder.

The stream is HMAC-SHA256 of a counter under a random nonce, the whole is authenticated by a second HMAC (encrypt,
then MAC), with two keys derived from the server's. Python's own library has no cipher.
"""

import hashlib
import hmac
import secrets

_VERSION = b"\x01"
_NONCE, _TAG = 16, 32


class UnsealableError(ValueError):
    """Sealed by another key, or damaged."""


def seal(text: str, key: str) -> bytes:
    """``text`` so that only ``key`` opens it."""
    nonce = secrets.token_bytes(_NONCE)
    body = _mixed(text.encode(), nonce, _derived(key, b"encrypt"))
    return _VERSION + nonce + _tag(nonce + body, key) + body


def unseal(sealed: bytes, key: str) -> str:
    """The text again. Raises UnsealableError."""
    nonce, tag = sealed[1 : 1 + _NONCE], sealed[1 + _NONCE : 1 + _NONCE + _TAG]
    body = sealed[1 + _NONCE + _TAG :]
    if sealed[:1] != _VERSION or not hmac.compare_digest(tag, _tag(nonce + body, key)):
        raise UnsealableError
    return _mixed(body, nonce, _derived(key, b"encrypt")).decode()


def _derived(key: str, purpose: bytes) -> bytes:
    return hmac.digest(key.encode(), b"pilotage channel " + purpose, "sha256")


def _tag(data: bytes, key: str) -> bytes:
    return hmac.digest(_derived(key, b"authenticate"), data, "sha256")


def _mixed(data: bytes, nonce: bytes, key: bytes) -> bytes:
    size = hashlib.sha256().digest_size
    blocks = range(-(-len(data) // size))
    stream = b"".join(hmac.digest(key, nonce + count.to_bytes(8, "big"), "sha256") for count in blocks)
    return bytes(one ^ other for one, other in zip(data, stream, strict=False))
