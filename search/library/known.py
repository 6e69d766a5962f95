"""What the last look at the files of a library saw: the next one in this process only reads what has changed since."""

from dataclasses import dataclass, field

from search.articles import Problem
from search.articles.reader import Candidate
from search.library.store import Kept


@dataclass(frozen=True, slots=True)
class Seen:
    """A file, with what was read in it."""

    candidate: Candidate
    file: bytes
    """Its identity."""
    articles: tuple[Kept, ...]
    problems: tuple[Problem, ...] = ()
    """What of it could not be read."""


@dataclass(slots=True)
class Known:
    """What a complete look saw."""

    state: tuple[str, str] = ("", "")
    """What names the state of store and index then: both must still be in it."""
    files: dict[str, Seen] = field(default_factory=dict)
    """By the path by which they were found, in their order."""
    surveyed: bool = False
    """Whether a survey tells the next process so."""

    def candidate(self, path: str) -> Candidate | None:
        """Return what was found at a path, None when nothing was."""
        seen = self.files.get(path)
        return seen.candidate if seen is not None else None
