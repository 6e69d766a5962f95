"""Cuts a text into pieces that a translation server takes: paragraphs, else sentences, else words."""

import re
import unicodedata

PIECE_LIMIT = 1500
"""Characters of a piece. Servers take more, but answer later, and a failure then costs more."""

_SENTENCE_END = re.compile(r"[.!?…][\"'»”’)\]]{0,3}[ \u00a0]{1,8}(?=[^\sa-z])|[。！？][」』”]?")
"""After these a sentence ends, unless a small letter follows; a piece may be cut there."""


def pieces(text: str, limit: int = PIECE_LIMIT) -> list[str]:
    """Cut the text; joined, the pieces are the text.

    White space around a piece is a piece of its own, so that what is sent begins and ends with a visible character
    and line breaks survive whatever the server does with them. A line is a paragraph, as in the articles' bodies.

    Args:
        text: any text.
        limit: characters of the longest piece that has any visible character; at least 1.
    """
    found = []
    for line in text.splitlines(keepends=True):
        core = line.strip()
        start = line.find(core) if core else len(line)
        found += [line[:start], *_cut(core, limit), line[start + len(core) :]]
    return [piece for piece in found if piece]


def is_sent(piece: str) -> bool:
    """Whether a piece has anything to translate: a letter."""
    return any(character.isalpha() for character in piece)


def _cut(paragraph: str, limit: int) -> list[str]:
    """A paragraph of any length in pieces up to the limit, white space between them apart."""
    found = []
    start = 0
    while len(paragraph) - start > limit:
        end = _last_good_end(paragraph, start, start + limit)
        core = paragraph[start:end].rstrip()
        found += [core, paragraph[start + len(core) : end]]
        start = end
        while start < len(paragraph) and paragraph[start].isspace():
            start += 1
        found.append(paragraph[end:start])
    return [*found, paragraph[start:]]


def _last_good_end(paragraph: str, start: int, end: int) -> int:
    """Where to cut within start < place <= end: after a sentence, else at a space, else anywhere but before a mark."""
    middle = start + (end - start) // 4  # a sentence that ends earlier would leave a scrap
    last = 0
    for match in _SENTENCE_END.finditer(paragraph, middle, end):
        last = match.end()
    if last > start:
        return last
    for place in range(end, middle, -1):
        if paragraph[place].isspace():
            return place
    place = end
    while place > middle + 1 and unicodedata.combining(paragraph[place]):
        place -= 1
    return place
