"""What a person decided on a comparison: a value that the library keeps and the comparison obeys."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from search.article import Article

_SHORT = 12
"""Hexadecimal digits of an article's hash that people are shown; two of a million articles share them once in 500."""


class Act(StrEnum):
    """What a person can decide."""

    DISMISS = "dismiss"
    """This quantity is none, or does not matter."""
    TAKE_OUT = "take out"
    """This statement does not belong to what it was compared with."""
    JOIN = "join"
    """These statements speak of one quantity."""


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """A statement, wherever its article lies and however it is compared; as text `article hash:offset`."""

    article: str
    """`content_hash` of the article."""
    offset: int
    """Where the figure begins in the article's body."""
    text: str
    """The figure as written."""

    def __str__(self) -> str:
        """Return it as people are shown it: "d1ce4662f414:1204"."""
        return f"{self.article[:_SHORT]}:{self.offset}"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision on one or several statements."""

    act: Act
    references: tuple[Reference, ...]
    label: str = ""
    """What was decided on, for people: "investment · Mistral", "15 million"."""
    made: str = ""
    """When, as ISO 8601 with the offset from UTC; "" where that is unknown."""
    number: int = 0
    """Its number in the store, by which it can be undone; 0 before it is kept."""

    def same_as(self, other: "Decision") -> bool:
        """Whether both decide the same."""
        return self.act is other.act and set(self.references) == set(other.references)


def content_hash(article: Article) -> str:
    """The SHA-256 that an article is referred to by: that of its file, or of its body where it was read from none."""
    return article.digest or hashlib.sha256(article.body.encode("utf-8", "replace")).hexdigest()
