"""What kept a file from becoming an article, or a manifest from being followed: values, never exceptions."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read, and what to do about it. The other articles are opened all the same."""

    path: str
    """The file or folder, cleaned for showing; "" where it is about the library as a whole."""
    reason: str
    """One clause without a final full stop, cleaned: "is empty: nothing to read"."""
    quiet: bool = False
    """True for what was to be expected, such as a picture among the articles: listed, not announced."""

    def __str__(self) -> str:
        """Return the problem as one sentence that names the file."""
        return f"{self.path} {self.reason}." if self.path else f"{self.reason}."


OnProblem = Callable[[Problem], None]
"""Called once for each problem, in the order in which they are met."""


def ignore(_problem: Problem) -> None:
    """Take a problem and say nothing: for callers that ask for articles alone."""
