"""The session cookie: a signed name for a session row, believed only as far as the row agrees."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from uuid import UUID

from jose import JWTError, jwt

from casepwa.casework.errors import NotSignedIn
from casepwa.casework.installation_secret import secret
from casepwa.models import SignInSession

ALGORITHM = "HS256"
AUDIENCE = "casepwa"
_REQUIRED = ("exp", "aud", "iat", "sid", "sub")
_OPTIONS = {f"require_{claim}": True for claim in ("exp", "aud", "iat", "sub")}


@dataclass(frozen=True, kw_only=True)
class Claims:
    """What a genuine cookie says: which session, of which account."""

    session_id: UUID
    account_id: UUID


def cookie_name(*, is_https: bool) -> str:
    """``__Host-`` under https: the browser then insists on Secure, this host alone, and path /."""
    return "__Host-casepwa" if is_https else "casepwa"


def write(row: SignInSession, *, at: datetime) -> str:
    """The cookie's value for a session that begins ``at``. It ends when the session must."""
    claims = {
        "sub": str(row.account_id),
        "sid": str(row.id),
        "aud": AUDIENCE,
        "iat": int(at.timestamp()),
        "exp": int(row.expires_at.timestamp()),
    }
    return jwt.encode(claims, _key(), algorithm=ALGORITHM)


def read(token: str | None) -> Claims:
    """What the cookie says. Raises ``NotSignedIn("not_signed_in")`` unless it is whole, ours and in time."""
    try:
        claims = jwt.decode(token or "", _key(), algorithms=[ALGORITHM], audience=AUDIENCE, options=_OPTIONS)
        if any(claims.get(name) is None for name in _REQUIRED):
            raise NotSignedIn("not_signed_in")
        return Claims(session_id=UUID(claims["sid"]), account_id=UUID(claims["sub"]))
    except (JWTError, ValueError, TypeError, AttributeError) as error:
        raise NotSignedIn("not_signed_in") from error


@cache
def _key() -> str:
    """The signing key: derived, so that no other use of the secret can make a cookie."""
    return "k" + hashlib.sha256(b"casepwa session cookie\0" + secret()).hexdigest()
