"""What the engine needs of an article."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """An article as it is indexed."""

    key: str
    """Names the article in results; unique, at most 32 bytes in UTF-8."""
    title: str
    body: str
    source: str
    language: str
    """ISO 639-1 code, or "" where unknown."""
    day: int = 0
    """Day of publication as a number, 20240228; 0 where unknown."""
