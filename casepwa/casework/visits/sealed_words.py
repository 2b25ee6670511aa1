"""A visit word on its way from a phone: sealed to this installation's key as it is typed.

So neither word lies on a phone in clear, not in the outbox either, and two sealings of one word have nothing
in common. ECDH over P-256 with a key of one use, HKDF-SHA-256, AES-256-GCM; every word is padded to one
length. ``assets/offline/sealed_word.js`` is the other end.
"""

import base64
import binascii
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from casepwa.casework.installation_secret import secret

PADDED = 256
"""Bytes of a word in UTF-8 with its padding."""

_CURVE = ec.SECP256R1()
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_POINT, _NONCE = 65, 12
_INFO = b"casepwa visit word"


def public_key() -> str | None:
    """What phones seal to: an uncompressed point in base64. None in an installation without a secret."""
    try:
        found = secret()
    except RuntimeError:
        return None
    return base64.b64encode(_point(_private(found).public_key())).decode()


def opened(sealed: str) -> str | None:
    """The word, or None for what was not sealed to this installation's key."""
    try:
        raw = base64.b64decode(sealed, validate=True)
        sender = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, raw[:_POINT])
        key = _key(_private(secret()).exchange(ec.ECDH(), sender), raw[:_POINT])
        nonce, rest = raw[_POINT : _POINT + _NONCE], raw[_POINT + _NONCE :]
        return AESGCM(key).decrypt(nonce, rest, None).rstrip(b"\0").decode()
    except (binascii.Error, ValueError, InvalidTag, UnicodeDecodeError):
        return None


def seal(word: str, public: str, *, nonce: bytes) -> str:
    """What a phone does, for tests and for whoever writes another client. ``nonce``: 12 random bytes."""
    mine = ec.generate_private_key(_CURVE)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, base64.b64decode(public))
    point = _point(mine.public_key())
    key = _key(mine.exchange(ec.ECDH(), theirs), point)
    hidden = AESGCM(key).encrypt(nonce, word.encode().ljust(PADDED, b"\0"), None)
    return base64.b64encode(point + nonce + hidden).decode()


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _key(shared: bytes, salt: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=_INFO).derive(shared)


@cache
def _private(installation: bytes) -> ec.EllipticCurvePrivateKey:
    made = HKDF(algorithm=SHA256(), length=48, salt=None, info=b"casepwa visit word key").derive(installation)
    return ec.derive_private_key(int.from_bytes(made) % (_ORDER - 1) + 1, _CURVE)
