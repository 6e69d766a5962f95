"""Sentences of a text, as spans. Abbreviations and ordinals do not end one; line ends do."""

import re
from functools import cache
from importlib.resources import files

_END = re.compile(r"[.!?…]+[\"'»”’)\]]*(?=\s)|\n")
_LAST_WORD = re.compile(r"[^\s(«“\"'’]+$")
_OPENING = re.compile(r"[\s\"'«“‘(¿¡—–-]*")


@cache
def _abbreviations() -> frozenset[str]:
    text = files("search.compare").joinpath("abbreviations.txt").read_text("utf-8")
    lines = (line.split("#")[0].split() for line in text.splitlines())
    return frozenset(word.lower() for line in lines for word in line)


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans (start, end) of the sentences of `text`, without the white space around them.

    >>> sentences("El Sr. Pérez llegó. Eran 5,6 mld. di euro")
    [(0, 19), (20, 41)]
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if match.group() != "\n" and not _ends_sentence(text, match.start(), match.end()):
            continue
        _append(spans, text, start, match.end())
        start = match.end()
    _append(spans, text, start, len(text))
    return spans


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    if piece.strip():
        spans.append((start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))


def _ends_sentence(text: str, stop: int, after: int) -> bool:
    if text[stop] != ".":
        return True
    following = text[_OPENING.match(text, after).end() : after + 40]  # type: ignore[union-attr]
    if following and following[0].islower():
        return False
    before = _LAST_WORD.search(text[max(0, stop - 24) : stop])
    if before is None:
        return True
    last = before.group().lower()
    if last in _abbreviations():
        return False
    # "am 22. Mai", "3. Quartal": a one- or two-digit number before a capital is an ordinal in German.
    if last.isdigit() and len(last) <= 2 and following[:1].isalpha():
        return False
    return not (len(last) == 1 and last.isalpha())
