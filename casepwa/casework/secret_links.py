"""Links that open something for whoever holds them: signed, unguessable, known to us by a hash only.

The signature lets a made-up link be refused before anything is looked up; the hash means that a stolen
database holds no working link.
"""

import hashlib
import hmac
import re
import secrets
from base64 import urlsafe_b64encode
from typing import Literal

from casepwa.casework.installation_secret import secret

Purpose = Literal["join", "calendar"]
_SHAPE = re.compile(r"^[A-Za-z0-9_-]{54}$")


def make(purpose: Purpose) -> str:
    """A new token: 24 random bytes and their signature, 54 characters, no dot (which would name a file)."""
    words = secrets.token_urlsafe(24)
    return words + _signed(purpose, words)


def is_genuine(purpose: Purpose, token: str) -> bool:
    """Did this installation make ``token``, for this purpose?"""
    if _SHAPE.match(token) is None:
        return False
    words, signature = token[:32], token[32:]
    return hmac.compare_digest(signature, _signed(purpose, words))


def hashed(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _signed(purpose: Purpose, words: str) -> str:
    key = hashlib.sha256(b"casepwa secret link\0" + purpose.encode() + b"\0" + secret()).digest()
    digest = hmac.new(key, words.encode(), hashlib.sha256).digest()[:16]
    return urlsafe_b64encode(digest).decode().rstrip("=")
