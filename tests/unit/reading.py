"""How hard English is to read: the Flesch-Kincaid grade.

0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid and others, Research Branch Report 8-75, Naval
Technical Training Command, 1975). A passage, not a word, has a grade: labels are weighed with their screen.
"""

import re

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?|\d+")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouycghsxz]es|[^td]ed|[^laeiouy]e|[aeiouy]le)$")
# Where counting the groups of vowels goes wrong, of the words that the family's screens use.
_OTHERWISE = {
    "being": 2,
    "idea": 3,
    "react": 2,
    "something": 2,
    "someone": 2,
    "anyone": 3,
    "sometimes": 2,
    "every": 2,
    "business": 2,
    "quiet": 2,
    "closes": 2,
    "uses": 2,
    "chooses": 2,
    "cases": 2,
    "pages": 2,
    "lined": 1,
}


def syllables(word: str) -> int:
    """Of one word; a number counts as one."""
    word = word.lower().replace("’", "'").split("'")[0]
    if word in _OTHERWISE:
        return _OTHERWISE[word]
    groups = len(_VOWELS.findall(word))
    return max(1, groups - bool(_SILENT.search(word)))


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def grade(sentences: list[str]) -> float:
    """Of a passage, each of whose sentences (or labels) stands by itself."""
    said = [word for sentence in sentences for word in words(sentence)]
    per_sentence = len(said) / len(sentences)
    return 0.39 * per_sentence + 11.8 * sum(map(syllables, said)) / len(said) - 15.59


def sentences(text: str) -> list[str]:
    """The sentences of `text`, those without a word left out."""
    return [part for part in re.split(r"(?<=[.?!:])\s+", text) if words(part)]
