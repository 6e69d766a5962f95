"""The paragraphs, headings and list items of an article's body."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from search.article import Article


class BlockKind(StrEnum):
    """What a block of the body is, for its look and the space above it."""

    TEXT = "text"
    HEADING = "heading"
    ITEM = "item"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the body that is wrapped as one: body[start:end]."""

    start: int
    end: int
    kind: BlockKind


HEADING_LENGTH = 110
"""Characters; headlines of news stories are seldom longer."""

_SENTENCE_END = (".", "!", "?", ":", ";", ",", "…", '."', ".”", ".»")
_BULLETS = ("- ", "* ", "• ", "– ", "— ", "· ")


def blocks(article: Article) -> tuple[Block, ...]:
    """Return the blocks of the article's body in order; blank lines belong to none.

    A line is a block, except in texts whose lines were broken to a width: there a run of lines is one.
    """
    body = article.body
    spans = _lines(body)
    if _was_hard_wrapped(body, spans):
        spans = _joined(body, spans)
    return tuple(_block(article, span, follower) for span, follower in pairwise([*spans, None]) if span)


def _lines(body: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for line in body.split("\n"):
        stripped = line.strip()
        if stripped:
            left = start + line.index(stripped[0])
            spans.append((left, left + len(stripped)))
        start += len(line) + 1
    return spans


def _was_hard_wrapped(body: str, spans: list[tuple[int, int]]) -> bool:
    """Whether lines were broken to a width: many adjacent lines, all short, most of nearly one length."""
    adjacent = [(a, b) for a, b in pairwise(spans) if body.count("\n", a[1], b[0]) == 1]
    if len(adjacent) < 3 or max(end - start for start, end in spans) > 100:
        return False
    full = sum(1 for (start, end), _ in adjacent if end - start >= 50)
    return full >= 0.7 * len(adjacent)


def _joined(body: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        follows = joined and body.count("\n", joined[-1][1], start) == 1
        if follows and not body.startswith(_BULLETS, start):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _block(article: Article, span: tuple[int, int], follower: tuple[int, int] | None) -> Block:
    start, end = span
    text = article.body[start:end]
    if any(left <= start and end <= right for left, right in article.furniture):
        return Block(start, end, BlockKind.FURNITURE)
    hashes = len(text) - len(text.lstrip("#"))
    if 0 < hashes <= 6 and text[hashes : hashes + 1] == " ":
        return Block(start + hashes + 1, end, BlockKind.HEADING)
    if text.startswith(_BULLETS):
        return Block(start, end, BlockKind.ITEM)
    # A headline is followed by something longer than itself.
    stands_above = follower is not None and follower[1] - follower[0] > 1.5 * (end - start)
    if end - start <= HEADING_LENGTH and stands_above and not text.endswith(_SENTENCE_END):
        return Block(start, end, BlockKind.HEADING)
    return Block(start, end, BlockKind.TEXT)
