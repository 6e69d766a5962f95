"""A file becomes articles: one reader a format, with language, dates and page furniture.

>>> from search.articles import read_articles
>>> for article in read_articles("seeds", on_problem=print): ...
"""

from search.articles.files import Found
from search.articles.problems import OnProblem, Problem
from search.articles.reader import (
    VERSION,
    Candidate,
    find_candidates,
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
    "read_all",
    "read_articles",
    "read_candidate",
    "read_file",
]
