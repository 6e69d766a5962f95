"""Finding words in a text, whatever their capitals and accents, and the kinds of quotes, dashes and spaces."""

import unicodedata
from functools import lru_cache
from typing import NamedTuple

MOST_HITS = 5000
"""Places in a text that are marked; one letter is in every word."""

_PLAIN = {
    **dict.fromkeys("‘’ʼ′`´", "'"),
    **dict.fromkeys("“”„«»″", '"'),
    **dict.fromkeys("‐‑‒–—−", "-"),
    "ß": "ss",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "æ": "ae",
    "œ": "oe",
}


class Hit(NamedTuple):
    """A place where the words stand: text[start:end] of an article's body, or of the translation of one block."""

    start: int
    end: int
    block: int = -1
    """Number of the block whose translation it is in, -1 for the body."""


def occurrences(text: str, wanted: str) -> tuple[tuple[int, int], ...]:
    """Return where `wanted` stands in `text`, in order and apart from each other, at most `MOST_HITS`.

    >>> occurrences("Inversión, o INVERSION", "inversion")
    ((0, 9), (13, 22))
    """
    sought, _ = _folded(wanted.strip())
    if not sought:
        return ()
    folded, places = _folded(text)
    found: list[tuple[int, int]] = []
    at = folded.find(sought)
    while at >= 0 and len(found) < MOST_HITS:
        end = at + len(sought)
        start, last = (places[at], places[end - 1]) if places else (at, end - 1)
        if not found or start >= found[-1][1]:  # one letter may become several: "ss" is twice in "ßß"
            found.append((start, last + 1))
        at = folded.find(sought, end)
    return tuple(found)


@lru_cache(maxsize=32)
def _folded(text: str) -> tuple[str, tuple[int, ...]]:
    """The text as it is compared, and for each of its characters where it comes from; () where nothing moved."""
    if text.isascii() and not any(space in text for space in "\n\t`") and "  " not in text:
        return text.lower(), ()
    pieces: list[str] = []
    places: list[int] = []
    in_space = False
    for index, character in enumerate(text):
        if character.isspace():
            if not in_space:
                pieces.append(" ")
                places.append(index)
            in_space = True
            continue
        in_space = False
        folded = _fold(character)
        pieces.append(folded)
        places.extend([index] * len(folded))
    return "".join(pieces), tuple(places)


@lru_cache(maxsize=4096)
def _fold(character: str) -> str:
    if character in _PLAIN:
        return _PLAIN[character]
    apart = unicodedata.normalize("NFKD", character.casefold())
    plain = "".join(each for each in apart if not unicodedata.combining(each) and unicodedata.category(each) != "Cf")
    return "".join(_PLAIN.get(each, each) for each in plain)
