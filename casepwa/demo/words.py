"""The words of the demo: read once from the TOML files, dealt like cards against repetition."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from random import Random
from typing import Any

_FORMS = {
    "he/him": ("he", "him", "his"),
    "she/her": ("she", "her", "her"),
    "they/them": ("they", "them", "their"),
}


@cache
def read(name: str) -> dict[str, Any]:
    """A TOML file beside this one, for example ``situations/low_mood``."""
    return tomllib.loads((resources.files("casepwa.demo") / f"{name}.toml").read_text(encoding="utf-8"))


def bank(name: str) -> list[str]:
    """The sentences of that name in phrases.toml."""
    return read("phrases")[name]


def pronoun_slots(pronouns: str) -> dict[str, str]:
    they, them, their = _FORMS[pronouns]
    return {
        "they": they,
        "them": them,
        "their": their,
        "They": they.capitalize(),
        "Their": their.capitalize(),
    }


def said(sentence: str, slots: Mapping[str, str], **more: str) -> str:
    """``sentence`` with its slots filled, beginning with a capital letter."""
    text = sentence.format_map({**slots, **more})
    return text[0].upper() + text[1:] if text else text


class Decks:
    """A shuffled deck for each bank of sentences: all are dealt before one comes again."""

    def __init__(self, source: Random) -> None:
        self._source = source
        self._decks: dict[str, list[str]] = {}

    def deal(self, name: str, cards: Sequence[str]) -> str:
        """The next of ``cards``; ``name`` says whose deck this is."""
        deck = self._decks.get(name)
        if not deck:
            deck = list(cards)
            self._source.shuffle(deck)
            self._decks[name] = deck
        return deck.pop()
