"""Passwords: hashed with argon2id; long rather than complicated; never one from a list of leaked ones.

Source: NIST SP 800-63B-4, 3.1.1 (15 characters as the only factor, all of Unicode, a blocklist, no
composition rules, no rotation); OWASP Password Storage Cheat Sheet for the cost of a hash.
"""

import unicodedata
import warnings
from importlib import import_module
from itertools import pairwise
from typing import Any

from casepwa.casework.accounts import common_passwords
from casepwa.casework.errors import Invalid

with warnings.catch_warnings():
    # passlib 1.7.4 reads two names that Python and argon2-cffi have deprecated since; both still work.
    warnings.simplefilter("ignore", DeprecationWarning)
    _argon2: Any = import_module("passlib.hash").argon2
    _argon2.set_backend()
    _context: Any = import_module("passlib.context").CryptContext(
        schemes=["argon2"],
        argon2__type="ID",
        argon2__memory_cost=47_104,  # KiB
        argon2__time_cost=2,
        argon2__parallelism=1,
    )

# What an unknown email is checked against, so that it takes as long: the hash of a discarded random password.
NOBODY = "$argon2id$v=19$m=47104,t=2,p=1$vHeOcQ4BIIRQCqE0ZixlTA$FnNdKueoqA2krvupktW//xrYzjR+DRDoXd8RaEG9Ba8"

MIN_LENGTH = 15
MAX_LENGTH = 256
_SERVICE_NAMES = ("casepwa",)


def hash_password(password: str) -> str:
    """The argon2id hash to store. Takes 46 MiB and about 0.1 s: never on the event loop."""
    hashed: str = _context.hash(_normal(password))
    return hashed


def matches(password: str, password_hash: str | None) -> bool:
    """Is this the password behind the hash? Takes 46 MiB and about 0.1 s: never on the event loop.

    ``None`` (no such account, or one without a password) takes as long as a wrong password, and is False.
    """
    normal = _normal(password[: MAX_LENGTH + 1])
    is_right: bool = _context.verify(normal, password_hash or NOBODY)
    return is_right and password_hash is not None and len(password) <= MAX_LENGTH


def require_good(password: str, *, email: str, name: str) -> None:
    """Refuse a password that is easy to guess, and say why.

    Raises ``Invalid``: ``password_too_short`` or ``password_too_long`` (``params.limit``),
    ``password_unusable`` (a character that cannot be typed again), ``password_personal``,
    ``password_repeats``, ``password_common``.
    """
    password = _normal(password)
    if len(password) < MIN_LENGTH:
        raise Invalid("password_too_short", limit=MIN_LENGTH)
    if len(password) > MAX_LENGTH:
        raise Invalid("password_too_long", limit=MAX_LENGTH)
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in password):
        raise Invalid("password_unusable")
    folded = password.casefold()
    if any(word in folded for word in _personal_words(email=email, name=name)):
        raise Invalid("password_personal")
    if _repeats(folded) or _is_a_run(folded):
        raise Invalid("password_repeats")
    bare = "".join(character for character in folded if character.isalnum())
    if common_passwords.contains(folded) or common_passwords.contains(bare):
        raise Invalid("password_common")


def _normal(password: str) -> str:
    """One spelling for what looks the same: phones and computers compose accents differently."""
    return unicodedata.normalize("NFC", password)


def _personal_words(*, email: str, name: str) -> set[str]:
    """What others know of this person. Parts under four letters stand in too many honest sentences."""
    email, name = _normal(email).casefold(), _normal(name).casefold()
    parts = name.split() + email.partition("@")[0].replace("_", ".").replace("-", ".").split(".")
    whole = {email, "".join(name.split()), name, email.partition("@")[0], *_SERVICE_NAMES}
    return {part for part in parts if len(part) >= 4} | {word for word in whole if len(word) >= 4}


def _repeats(password: str) -> bool:
    """Is it one shorter piece again and again ("abc123abc123abc123")? Then it is as strong as the piece."""
    longest = min(MIN_LENGTH - 1, len(password) // 2)
    return any(password[unit:] == password[:-unit] for unit in range(1, longest + 1))


def _is_a_run(password: str) -> bool:
    """Is each character the neighbour of the one before ("abcdefghijklmno", "987654321…")?"""
    return len({ord(b) - ord(a) for a, b in pairwise(password)} - {-1, 1}) == 0
