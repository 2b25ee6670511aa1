"""Text that any database can hold: what arrives from outside goes through here before anything reads it."""

from typing import Any, cast

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def text(said: str) -> str:
    """A lone surrogate and NUL become U+FFFD."""
    return without_nul(said.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def without_nul(said: str) -> str:
    return said.replace("\0", _REPLACEMENT)


def json(said: Any) -> Any:
    """``text`` for each text of a JSON value, keys too."""
    if isinstance(said, str):
        return text(said)
    if isinstance(said, list):
        return [json(each) for each in cast("list[Any]", said)]
    if isinstance(said, dict):
        return {json(key): json(value) for key, value in cast("dict[Any, Any]", said).items()}
    return said
