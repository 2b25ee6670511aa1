"""Passwords: what is refused and why, and that each check takes as long as the next."""

import unicodedata

import pytest

from casepwa.casework.accounts import passwords
from casepwa.casework.errors import Invalid

SENTENCE = "our green kettle sings at dusk"


def why_refused(password: str, *, email: str = "maya@example.test", name: str = "Maya Brooks") -> str | None:
    try:
        passwords.require_good(password, email=email, name=name)
    except Invalid as error:
        return error.message_id
    return None


@pytest.mark.parametrize(
    "password",
    [
        SENTENCE,
        "ñandú volaba sobre el río",
        "丁寧な日本語の長い合言葉を選ぶ人",
        "🦉 flies over 🌲 twice tonight",
        "all lower case and no digits",
        "x" + " wide  spaces   count " + "x",
        "kettle dusk " * 20 + "end",
    ],
)
def test_a_long_password_of_any_characters_is_taken(password: str) -> None:
    assert why_refused(password) is None


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("fourteen chars", "password_too_short"),
        ("é" * 7 + "e\u0301" * 7, "password_too_short"),
        ("long and good " * 20, "password_too_long"),
        ("a bell\x07rings at dusk", "password_unusable"),
        ("Maya walks by the sea", "password_personal"),
        ("the sea at brooks end", "password_personal"),
        ("case manager at casepwa", "password_personal"),
        ("password12345678", "password_common"),
        ("PassWord12345678", "password_common"),
        ("correct horse battery staple", "password_common"),
        ("demo-only-change-me", "password_common"),
        ("abc123abc123abc123", "password_repeats"),
        ("abc123abc123abc12", "password_repeats"),
        ("aaaaaaaaaaaaaaaaaa", "password_repeats"),
        ("abcdefghijklmnopq", "password_repeats"),
        ("zyxwvutsrqponmlk", "password_repeats"),
    ],
)
def test_a_password_that_is_easy_to_guess_is_refused_with_the_reason(password: str, why: str) -> None:
    assert why_refused(password) == why


def test_the_person_is_recognised_in_their_email_and_in_any_spelling_of_their_name() -> None:
    assert (
        why_refused("hi j.ortega-lane is me", email="j.ortega-lane@x.test", name="J") == "password_personal"
    )
    decomposed = unicodedata.normalize("NFD", "où est josé ce soir")
    assert why_refused(decomposed, name="José Ruiz") == "password_personal"


def test_a_short_name_does_not_forbid_the_language() -> None:
    assert why_refused("a bold blue barge at dusk", email="bo@x.test", name="Bo Li") is None


def test_accents_may_be_typed_composed_or_decomposed() -> None:
    composed = unicodedata.normalize("NFC", "café près de l'église")
    hashed = passwords.hash_password(composed)
    assert passwords.matches(unicodedata.normalize("NFD", composed), hashed)


def test_a_hash_is_argon2id_with_its_own_salt() -> None:
    first, second = passwords.hash_password(SENTENCE), passwords.hash_password(SENTENCE)
    assert first.startswith("$argon2id$v=19$m=47104,t=2,p=1$")
    assert first != second
    assert passwords.matches(SENTENCE, first)
    assert not passwords.matches(SENTENCE + " ", first)


def test_nobody_costs_as_much_as_somebody() -> None:
    """The dummy hash must ask for the same work, or time tells who has an account."""
    cost = passwords.hash_password(SENTENCE).rsplit("$", 2)[0]
    assert passwords.NOBODY.rsplit("$", 2)[0] == cost
    assert not passwords.matches(SENTENCE, None)


def test_an_endless_password_is_wrong_and_not_an_error() -> None:
    hashed = passwords.hash_password("k" * passwords.MAX_LENGTH)
    assert passwords.matches("k" * passwords.MAX_LENGTH, hashed)
    assert not passwords.matches("k" * 100_000, hashed)
    assert not passwords.matches("\u0958" * 1000, hashed)
