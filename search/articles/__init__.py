"""A file becomes articles: one reader a format, with language, dates and page furniture.

>>> from search.articles import read_articles
>>> for article in read_articles("seeds", on_problem=print): ...
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from search.articles.problems import OnProblem, Problem
from search.articles.version import VERSION

if TYPE_CHECKING:
    from search.articles.files import Found
    from search.articles.reader import (
        Candidate,
        find_candidates,
        prepare,
        read_all,
        read_articles,
        read_candidate,
        read_file,
    )

__all__ = [
    "VERSION",
    "Candidate",
    "Found",
    "OnProblem",
    "Problem",
    "find_candidates",
    "prepare",
    "read_all",
    "read_articles",
    "read_candidate",
    "read_file",
]

_READER = frozenset(
    {"Candidate", "Found", "find_candidates", "read_all", "read_articles", "read_candidate", "read_file"}
)


def __getattr__(name: str) -> Any:
    """Load the readers when the first of them is asked for: an unchanged library needs none."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("search.articles.reader"), name)
