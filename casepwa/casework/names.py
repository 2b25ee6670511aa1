"""How names are compared: each database folds capitals in its own way, and accents are spelled in two."""

import unicodedata


def folded(name: str | None) -> str:
    """No capitals, accents written one way, single spaces; empty for no name."""
    return unicodedata.normalize("NFC", " ".join((name or "").split()).casefold())
