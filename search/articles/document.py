"""What a reader of one format finds in a file: blocks of text and what the file says of itself, not yet cleaned.

A reader is a function `read(file, name)`: it takes the bounded content of a file and the file's name and yields
documents. It raises `Unreadable` with a clause that says what is wrong and what to do.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO


class Unreadable(Exception):
    """A file that a reader can make nothing of; `str()` of it is a clause such as "is empty: nothing to read"."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, caption, item of a list or row of a table."""

    text: str
    furniture: bool = False
    """True for what belongs to the page and not to the story: it is shown dimmed."""
    tight: bool = False
    """True when it stands on the line after the block before it, without an empty line: items and rows."""


@dataclass(frozen=True, slots=True)
class Document:
    """One article as its file holds it. Metadata are as written there, "" where the file states none."""

    blocks: tuple[Block, ...]
    title: str = ""
    source: str = ""
    language: str = ""
    """A code or a name of a language. Pages state it wrongly so often that it is checked against the text."""
    date: str = ""
    """Day of publication: ISO 8601, as mails write it, or in words."""
    url: str = ""
    notes: tuple[str, ...] = ()
    digest: str = ""
    """SHA-256 of its bytes where these are a part of the file that can be told apart, "" otherwise."""
    firm: bool = False
    """True when a person wrote the metadata for this file: they are believed, and "unknown" in them ends the search."""


@dataclass(slots=True)
class Losses:
    """Parts of a file that hold no document, counted while the others are read."""

    first: str = ""
    count: int = 0

    def add(self, reason: str) -> None:
        """Count one part; the reason of the first is kept."""
        self.first = self.first or reason
        self.count += 1

    def __str__(self) -> str:
        """Return one clause for all of them, "" when nothing was lost."""
        if not self.count:
            return ""
        more = f"; and {self.count - 1} more like it" if self.count > 1 else ""
        return f"{self.first}{more}: the rest was read"


@dataclass(frozen=True, slots=True)
class Content:
    """The content of a file as a reader gets it."""

    file: BinaryIO
    """Bounded: reading beyond the limit of the format raises `Unreadable`."""
    name: str
    """Name of the file, cleaned, without ".gz"."""
    losses: Losses = field(default_factory=Losses)


Reader = Callable[[Content], Iterator[Document]]
