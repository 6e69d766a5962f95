"""What threads tell the screen; each message carries the generation of its job, so that stale ones can be dropped."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from tui.text.rendition import Rendition

if TYPE_CHECKING:  # heavy, and the first screen does without them
    from search.article import Article
    from search.compare import Comparison
    from search.decision import Decision
    from search.library import Facets, Refreshed, Results
    from tui.expansion import Expansion


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
    """What was searched for in the end, with the words of other languages."""
    results: "Results"
    elsewhere: str = ""
    """Which words of other languages that were, as a sentence."""
    suggestion: str = ""
    """Where nothing was found, a query that finds something."""
    keep: bool = False
    """Whether the cursor stays on its article."""


@dataclass
class Counted(JobMessage):
    """The values have been counted that the articles found have in each facet."""

    facets: "Facets"
    names: dict[str, str]
    """What languages are called, by their code."""


@dataclass
class Weighed(JobMessage):
    """The article of the preview has been looked through; `facts` says how many figures it has."""

    path: str
    facts: str


@dataclass
class SearchesRead(JobMessage):
    """The searches that are kept and those made last, the latest first; or why they cannot be had."""

    saved: tuple[tuple[str, str], ...]
    """Names and queries."""
    history: tuple[str, ...]
    sentence: str = ""
    """What to say of it."""


@dataclass
class QueryTranslated(JobMessage):
    """The words of a query have been translated, or could not be, for which there is a sentence."""

    text: str
    """The query as it was typed."""
    expansion: "Expansion | None"
    sentence: str = ""


@dataclass
class FiguresRead(JobMessage):
    """More figures are known by which articles can be found."""


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
