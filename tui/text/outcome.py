"""What is said of a search: how many articles it found, how it was read, and what to do where it found none."""

import re

from tui.filters import Asked

_MORE_THAN_WORDS = re.compile(r'[:"()*~]|\b(?:AND|OR|NOT)\b|(?:^|\s)-\w')
_ORDER = {"newest": "newest first", "oldest": "oldest first", "source": "by source"}


def outcome_of(total: int, of: int) -> str:
    """Return how many articles were found.

    >>> outcome_of(3, 1500)
    '3 of 1,500'
    """
    return f"{total:,} of {of:,}"


def notes_of(asked: Asked, reading: str, meaning: str) -> tuple[str, ...]:
    """Return what is to be said of a search besides: the order, and how the query was read.

    Args:
        asked: What is searched for.
        reading: How the engine read it where that was not as typed, "" where it was.
        meaning: What it asks for in words; said where more than words was typed.

    >>> notes_of(Asked("flood date:2024", order="newest"), "", "articles with “flood”, published in 2024")
    ('newest first', 'articles with “flood”, published in 2024')
    """
    text = asked.text.strip()
    read = reading if reading and reading.casefold() != text.casefold() else ""
    meant = meaning if _MORE_THAN_WORDS.search(text) else ""
    return tuple(note for note in (_ORDER.get(asked.order, ""), read, meant) if note)


def nothing_found(asked: Asked, drop: str, widen: str) -> str:
    """Return what to say where nothing was found, with what might help.

    Args:
        asked: What was searched for.
        drop: The key that drops the filters.
        widen: The key that searches for words of other languages.

    >>> nothing_found(Asked("flood"), "X", "w")
    'No article has these words. w looks for those of other languages too.'
    """
    if not asked.text.strip():
        return f"No article passes these filters. {drop} drops them."
    if asked.filters:
        return f"No article that passes the filters has these words. {drop} drops the filters."
    more = "" if asked.elsewhere else f" {widen} looks for those of other languages too."
    return f"No article has these words.{more}"
