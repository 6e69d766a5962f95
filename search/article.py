"""An article: one document of one source, the value that every part of `search` works on."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Article:
    """One document of one source.

    All texts have passed `search.text.clean`. Offsets anywhere in the project are Python string
    indices into `body`.
    """

    path: str
    """Where it was read from, as it may be shown (cleaned); unique within a library."""
    title: str
    """Stated title, or "" where neither the file nor its manifest states one."""
    source: str
    """Who published it, or "" where that is unknown."""
    language: str
    """ISO 639-1 code, or "" where it is neither stated nor detected with confidence."""
    published: date | None
    """Day of publication, as far as stated."""
    body: str
    furniture: tuple[tuple[int, int], ...] = ()
    """Spans (start, end) of `body` that belong to the page and not to the story: pagers, bylines, counters."""
    notes: tuple[str, ...] = ()
    """What a reader should know of how it was read: "3 control characters removed", "encoding guessed: cp1252"."""
    digest: str = ""
    """SHA-256 of the bytes it was read from, in hexadecimal."""
    url: str = ""
    """Address on the web as the document states it, http or https, "" where it states none."""

    @property
    def name(self) -> str:
        """The title, or else the first words of the body, to call the article by."""
        return self.title or _opening(self.body)


def _opening(body: str, length: int = 60) -> str:
    words = " ".join(body[: 4 * length].split())
    return words if len(words) <= length else words[:length].rsplit(" ", 1)[0] + "…"
