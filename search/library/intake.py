"""Articles on their way into a library: shown and named, kept in the store, put into the index."""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from search.article import Article
from search.articles import Problem
from search.engines import Untrusted
from search.library.known import Seen
from search.library.opening import Opening
from search.library.reading import Todo, document_of
from search.library.store import Kept, Read, stamp
from search.library.traits import TRAITS_VERSION


class Intake:
    """Takes the files of a library one after the other, in any order."""

    def __init__(self, opening: Opening, by_key: dict[str, Article], indexed: set[str]) -> None:
        """Fill `by_key`, where articles are found; `indexed` are the keys that the index holds already."""
        self.opening = opening
        self.by_key = by_key
        self.indexed = indexed
        self.newly_indexed = 0
        self.read = 0
        self.seen: dict[int, Seen] = {}
        """By the number of the file; articles that were just read have no row before they are saved."""
        self.shown: list[Article] = []
        """In the order in which they came."""
        self._paths: dict[str, int] = {}
        self._unsaved: list[tuple[Todo, tuple[Read, ...], tuple[Problem, ...], int]] = []

    def again(self, number: int, seen: Seen) -> None:
        """Take a file that has not changed since the last look."""
        self.seen[number] = seen
        for kept in seen.articles:
            self._paths[kept.article.path] = 1
            self._index(kept.key, kept.article)

    def unchanged(self, todo: Todo, articles: tuple[Kept, ...]) -> None:
        """Take the articles of a file from the store."""
        named = tuple(
            replace_article(kept, self._named(kept.article, _shown(todo, place, len(articles))))
            for place, kept in enumerate(articles)
        )
        self.seen[todo.number] = Seen(todo.candidate, todo.file, named)
        for kept in named:
            self._show(kept.key, kept.article)
            self._index(kept.key, kept.article)

    def take(self, todo: Todo, articles: tuple[Read, ...], problems: Iterable[Problem]) -> None:
        """Show articles that were just read, and keep them with the next save."""
        named = tuple(
            replace(read, article=self._named(read.article, _shown(todo, place, len(articles))))
            for place, read in enumerate(articles)
        )
        self._unsaved.append((todo, named, tuple(problems), len(self.shown)))
        self.read += len(named)
        for read in named:
            self._show(read.key, read.article)
        rows = tuple(Kept(0, read.key, read.article) for read in named)
        self.seen[todo.number] = Seen(todo.candidate, todo.file, rows, tuple(problems))

    def index(self, articles: Iterable[Read]) -> None:
        """Put articles into the index, where it does not hold them."""
        for read in articles:
            self._index(read.key, read.article)

    def save(self) -> None:
        """Make what was read and indexed last."""
        if not self.opening.writing:
            return
        self.save_articles()
        try:
            if self.opening.engine is not None:
                self.opening.engine.commit()
        except (Untrusted, OSError) as error:
            self.opening.give_up_index(error)

    def save_articles(self) -> None:
        """Put what was read into the store, and take the bodies out of memory."""
        store = self.opening.store
        if store is None or not self._unsaved or not self.opening.writing:
            return
        unsaved, self._unsaved = self._unsaved, []
        try:
            files = store.keep(
                [(todo.file, stamp(todo.candidate), articles) for todo, articles, _, _ in unsaved], TRAITS_VERSION
            )
        except sqlite3.Error:
            self.opening.lose_store()
            return
        for (todo, _, problems, place), file in zip(unsaved, files, strict=True):
            self.seen[todo.number] = Seen(todo.candidate, todo.file, file.articles, problems)
            for offset, kept in enumerate(file.articles):
                self.shown[place + offset] = kept.article
                self.by_key[kept.key] = kept.article

    def _show(self, key: str, article: Article) -> None:
        self.shown.append(article)
        self.by_key[key] = article

    def _named(self, article: Article, shown: str) -> Article:
        """Give the article the path by which it was reached now, and one that no other article has."""
        path = shown
        while path in self._paths:
            self._paths[shown] += 1
            path = f"{shown} ({self._paths[shown]})"
        self._paths[path] = 1
        return article if article.path == path else replace(article, path=path)

    def _index(self, key: str, article: Article) -> None:
        if key in self.indexed or self.opening.engine is None or not self.opening.writing:
            return
        try:
            self.opening.engine.add(document_of(Read(key, article)))
        except (Untrusted, OSError) as error:
            self.opening.give_up_index(error)
        else:
            self.indexed.add(key)
            self.newly_indexed += 1


def replace_article(kept: Kept, article: Article) -> Kept:
    """Return what is kept with an article that is called otherwise."""
    return kept if kept.article is article else replace(kept, article=article)


def _shown(todo: Todo, place: int, count: int) -> str:
    """Return how an article is called by its file: of several in one file each has its number."""
    shown = todo.candidate.found.shown
    return shown if count == 1 else f"{shown}#{place + 1}"
