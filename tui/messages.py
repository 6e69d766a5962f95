"""What threads tell the screen; each message carries the generation of its job, so that stale ones can be dropped."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from tui.text.rendition import Rendition

if TYPE_CHECKING:  # heavy, and the first screen does without them
    from search.article import Article
    from search.compare import Comparison
    from search.decision import Decision
    from search.library import Refreshed, Results


@dataclass
class JobMessage(Message):
    """Something a job has to tell."""

    generation: int


@dataclass
class Progressed(JobMessage):
    """So many of so many files have been read."""

    done: int
    total: int

    def can_replace(self, message: Message) -> bool:
        """Only the newest count matters."""
        return isinstance(message, Progressed)


@dataclass
class LibraryRead(JobMessage):
    """The library is up to date."""

    refreshed: "Refreshed"


@dataclass
class LibraryChanged(JobMessage):
    """Files have come, changed or gone while the reader was open, and the library is up to date again."""


@dataclass
class Found(JobMessage):
    """A search has ended."""

    query: str
    results: "Results"


@dataclass
class Marked(JobMessage):
    """The words that were searched for have been looked up in the article of the preview."""

    path: str
    spans: tuple[tuple[int, int], ...]


@dataclass
class Compared(JobMessage):
    """The articles on the screen have been compared; decisions on them are not yet applied."""

    comparison: "Comparison"
    decisions: "tuple[Decision, ...]" = ()
    trouble: str = ""
    """Why the decisions could not be read, as a sentence; "" if they could."""


@dataclass
class StoryFound(JobMessage):
    """Those that tell the story of an article have been looked for."""

    articles: "tuple[Article, ...]"
    """The article, and behind it the others, the closest first."""


@dataclass
class BlockTranslated(JobMessage):
    """A block of an article has been translated, or could not be."""

    path: str
    block: int
    rendition: Rendition


@dataclass
class LanguagesListed(JobMessage):
    """The server has told into which languages it translates; `trouble` says why not, if it has not."""

    codes: tuple[str, ...]
    trouble: str = ""


@dataclass
class TranslationEnded(JobMessage):
    """No more blocks of this article will come; `reason` says why, where it did not simply end."""

    path: str
    reason: str = ""


@dataclass
class ReportWritten(JobMessage):
    """A report has been written into the file at `path`, or has not; then `trouble` says why, as a sentence."""

    path: str
    trouble: str = ""


@dataclass
class JobFailed(JobMessage):
    """A job ended with an error nobody foresaw; `sentence` can be shown."""

    lane: str
    sentence: str
