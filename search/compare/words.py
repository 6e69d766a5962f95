"""Words of a text, folded so that spelling, case and accents do not matter, with their places."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+|[0-9]+")


@dataclass(frozen=True, slots=True)
class Word:
    """One word at `text[start:end]`; apostrophes and hyphens separate words ("d'euros" is two)."""

    start: int
    end: int
    folded: str
    capital: bool
    """Whether it starts with a capital letter."""


def fold_text(text: str) -> str:
    """Lower case without accents: "Año" is "ano", "Straße" is "strasse".

    >>> fold_text("Décédés")
    'decedes'
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


fold = lru_cache(maxsize=65536)(fold_text)
"""The same for words, which come again and again."""


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of `text[start:end]` in order, with places in `text`."""
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return [Word(m.start(), m.end(), fold(m.group()), m.group()[0].isupper()) for m in found]
