"""What a refresh fills: the library, as the one sees it who reads its files."""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from search.article import Article
from search.articles import Problem
from search.engines import Engine

if TYPE_CHECKING:
    from search.library.known import Known
    from search.library.related import Stories


class Shelves(Protocol):
    """The articles of a library, what could not be read, and what finds them again."""

    paths: tuple[Path, ...]
    engine: Engine | None
    known: "Known | None"
    all_articles: list[Article]
    by_key: dict[str, Article]
    all_problems: list[Problem]

    @property
    def stories(self) -> "Stories":
        """The stories that the articles tell."""
