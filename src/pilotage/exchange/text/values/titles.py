"""Titles that need not be written."""


def title_of(name: str) -> str:
    """``ledger-split`` is titled *Ledger split*."""
    words = name.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] if words else name
