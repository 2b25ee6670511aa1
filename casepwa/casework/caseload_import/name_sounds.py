"""How a name sounds, for finding people who may be here already: spelled otherwise, the same to the ear.

Source of the code: Lawrence Philips, "Hanging on the Metaphone" (1990), as jellyfish computes it.
"""

import re
import unicodedata

import jellyfish

_LETTERS = re.compile(r"[^\W\d_]+")
_PLAIN = str.maketrans({**dict(zip("łđðøıħ", "lddoih", strict=True)), "æ": "ae", "œ": "oe", "þ": "th"})
"""Letters that no accent comes off, as they are written where the keyboard has none."""


def sound_of(given_name: str, family_name: str) -> str:
    """One key for names that sound alike: the first given name, then the whole family name.

    Accents, strokes, hyphens and spaces make no difference. Names in other scripts are kept as they are
    written, which still finds equal ones.
    """
    given = _words(given_name)[:1]
    return " ".join(filter(None, ("".join(map(_sound, given)), "".join(map(_sound, _words(family_name))))))


def _words(name: str) -> list[str]:
    apart = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return _LETTERS.findall(bare.translate(_PLAIN).replace("'", "").replace("’", ""))


def _sound(word: str) -> str:
    return jellyfish.metaphone(word) or word if word.isascii() else word
