"""The full-text engine: articles go in with a key, queries come out with the keys of the articles, best first.

An index is one folder. One thread or process may write while others search; whoosh is imported on first use.
"""

import contextlib
import errno
import heapq
import shutil
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from search.engines.fence import Untrusted, check_folder, close_to_others
from search.engines.highlight import Highlight, Pattern
from search.engines.lexicon import Lexicon
from search.engines.query import All, Either, Node, Query, Without, Words
from search.engines.snapshot import Scores, Snapshot
from search.engines.words import fold, split_words, term_of, terms_of

MOST_COMPLETIONS = 40
"""Terms that the beginning of a word stands for: those in most articles."""
_FEW_COMPLETIONS = 12  # for one or two letters, which begin thousands of words
_MOST_FORMS = 100  # forms of one word that are highlighted
_MOST_SEGMENTS = 40  # segments of an index before the small ones are merged
_LEXICON = "lexicon.sqlite"


@dataclass(frozen=True, slots=True)
class Document:
    """What the engine needs of an article."""

    key: str
    """Names the article in results; unique, at most some dozens of characters."""
    title: str
    body: str
    source: str
    language: str
    """ISO 639-1 code, or "" where unknown."""


@dataclass(frozen=True, slots=True)
class Found:
    """The outcome of a search."""

    hits: tuple[tuple[str, float], ...]
    """Keys and scores, best first."""
    total: int
    """Articles found, also those beyond the limit."""
    highlight: Highlight
    """Finds the words of the query in an article."""


class Engine:
    """A full-text index in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; nothing is read or written yet."""
        self.folder = folder
        self.writable = False
        """Whether articles may be added, as `open` was asked."""
        self._index: Any = None
        self._snapshot: Snapshot | None = None
        self._writer: Any = None
        self._lexicon: Lexicon | None = None
        self._counts: Counter[tuple[str, str]] = Counter()
        self._cancelled = False
        self._lock = threading.RLock()

    def open(self, create: bool = True) -> None:
        """Open the index; with `create`, make an empty one where there is none.

        Raises `Untrusted` when there is one that is damaged, of another version, or that others can write to, and
        OSError when the folder cannot be read or, with `create`, made.
        """
        from search.engines import whoosh_schema

        with self._lock:
            self.close()
            self._cancelled = False
            if create:
                self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            check_folder(self.folder)
            with _trouble():
                from whoosh import index
                from whoosh.filedb.filestore import FileStorage

                storage = FileStorage(str(self.folder))
                schema = whoosh_schema.schema()
                if create and index.TOC._latest_generation(storage, "MAIN") < 0:
                    index.FileIndex.create(storage, schema, "MAIN")
                self._index = index.FileIndex(storage, schema=schema)
                self._lexicon = Lexicon(self.folder / _LEXICON, writable=create)
                if create:
                    close_to_others(self.folder)
                self.writable = create
                self._renew()

    def reset(self) -> None:
        """Throw the index away and make an empty one. Raises OSError when the folder cannot be written."""
        self.close()
        if self.folder.is_symlink() or self.folder.is_file():
            self.folder.unlink()
        elif self.folder.exists():
            shutil.rmtree(self.folder)
        self.open()

    def keys(self) -> set[str]:
        """Return the keys of all articles that can be found."""
        with self._lock, _trouble():
            return set(self._snapshot.keys) if self._snapshot else set()

    def add(self, document: Document) -> None:
        """Put an article into the index; it is found after the next commit. Its key must be new."""
        terms = terms_of(document.language)
        body, title = split_words(document.body), split_words(document.title)
        fields = {
            "text": ([terms[word] for word in body], [terms[word] for word in title]),
            "title": ([], [terms[word] for word in title]),
            "source": ([fold(word) for word in split_words(document.source)], []),
        }
        with _trouble():
            self._write().add_article(document.key, document.language or "-", fields)
        self._counts.update({(fold(word), terms[word]) for word in {*body, *title}})

    def delete(self, key: str) -> None:
        """Take an article out of the index, with the next commit."""
        with _trouble():
            self._write().delete_by_term("key", key)

    def commit(self) -> None:
        """Make what was added and deleted take effect. Raises `Untrusted` when the index turns out damaged."""
        if self._writer is None:
            return
        from search.engines.whoosh_writer import Cancelled, merge_small

        writer, self._writer = self._writer, None
        with _trouble():
            assert self._lexicon is not None
            try:
                self._lexicon.add(self._counts)
                writer.commit()
            except Cancelled:
                return
            finally:
                self._counts = Counter()
                if not writer.is_closed:
                    writer.cancel()
            if len(writer.segments) >= _MOST_SEGMENTS:
                self._index.writer(timeout=2.0).commit(mergetype=merge_small)
            close_to_others(self.folder)
        with self._lock, _trouble():
            self._renew()

    def cancel(self) -> None:
        """Give up what was added and not yet committed, and a commit that is under way. May be called by any thread."""
        self._cancelled = True

    def search(self, query: Query, limit: int) -> Found:
        """Return the articles that a query finds, best first, at most `limit` of them."""
        with self._lock, _trouble():
            if self._snapshot is None or self._lexicon is None or query.node is None:
                return Found((), 0, Highlight(()))
            if not self._snapshot.is_current(self._index):
                self._renew()
            answer = _Answer(self._snapshot, self._lexicon, _named_languages(query.node) or self._snapshot.languages)
            scores = answer.scores(query.node)
            best = heapq.nsmallest(limit, scores, key=lambda number: (-scores[number], number))
            hits = tuple((self._snapshot.key(number), scores[number]) for number in best)
            return Found(hits, len(scores), Highlight(tuple(answer.patterns)))

    def highlight(self, query: Query) -> Highlight:
        """Return what finds the words of a query in any article, without searching."""
        with self._lock, _trouble():
            if self._snapshot is None or self._lexicon is None or query.node is None:
                return Highlight(())
            answer = _Answer(self._snapshot, self._lexicon, _named_languages(query.node) or self._snapshot.languages)
            answer.scores(query.node)
            return Highlight(tuple(answer.patterns))

    def discard(self) -> None:
        """Close the index and delete its files, as far as they can be deleted."""
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def close(self) -> None:
        """Close the index; what was not committed is lost."""
        with self._lock:
            with contextlib.suppress(Exception):
                if self._writer is not None:
                    self._writer.cancel()
            with contextlib.suppress(Exception):
                if self._snapshot is not None:
                    self._snapshot.close()
            if self._lexicon is not None:
                self._lexicon.close()
            self._writer = self._snapshot = self._index = self._lexicon = None
            self._counts = Counter()

    def _write(self) -> Any:
        if self._writer is None:
            from search.engines.whoosh_writer import Writer

            self._writer = Writer(self._index, timeout=2.0, stop=lambda: self._cancelled)
        return self._writer

    def _renew(self) -> None:
        """Search from now on what was committed last, by this process or another."""
        old, self._snapshot = self._snapshot, Snapshot(self._index)
        if old is not None:
            old.close()


class _Answer:
    """Answers one query from a snapshot, and gathers what to highlight."""

    def __init__(self, snapshot: Snapshot, lexicon: Lexicon, languages: tuple[str, ...]) -> None:
        self.snapshot = snapshot
        self.lexicon = lexicon
        self.languages = languages
        self.patterns: list[Pattern] = []

    def scores(self, node: Node, highlighted: bool = True) -> Scores:
        """Return the articles that a query finds. The parser bounds how deep a query goes."""
        if isinstance(node, Words):
            return self._words(node, highlighted)
        if isinstance(node, Without):
            return _without(self.snapshot.all(), [self.scores(node.part, False)])
        if isinstance(node, Either):
            return _either([self.scores(part, highlighted) for part in node.parts])
        wanted = [self.scores(part, highlighted) for part in node.parts if not isinstance(part, Without)]
        unwanted = [self.scores(part.part, False) for part in node.parts if isinstance(part, Without)]
        return _without(_all(wanted) if wanted else self.snapshot.all(), unwanted)

    def _words(self, node: Words, highlighted: bool) -> Scores:
        if node.field == "language":
            return _all([self.snapshot.with_any("language", [word.lower()]) for word in node.words])
        exact = [self._exact(node.field, word) for word in node.words]
        wanted = list(exact)
        beginning = ""
        if node.prefix or node.typing:
            beginning = fold(node.words[-1])
            completions = self._completions(node.field, beginning)
            wanted[-1] = completions | exact[-1] if node.typing else completions
        if highlighted and node.field != "source":
            forms = [self._forms(word, terms) for word, terms in zip(node.words, exact, strict=True)]
            if node.prefix:
                forms[-1] = ()
            self.patterns.append(Pattern(tuple(forms), beginning))
        if len(wanted) > 1:
            return self.snapshot.with_phrase(node.field, wanted)
        scores = self.snapshot.with_any(node.field, wanted[0])
        if node.typing:  # an article with the very word fits better than one with a longer word
            for number, score in self.snapshot.with_any(node.field, exact[0]).items():
                scores[number] += score
        return scores

    def _exact(self, field: str, word: str) -> set[str]:
        """Return the terms that a word stands for: its stem in each language, and those it has where it occurs."""
        if field == "source":
            return {fold(word)}
        terms = {term_of(word, language) for language in self.languages} or {fold(word)}
        terms.update(self.lexicon.terms(fold(word)))
        return terms

    def _forms(self, word: str, terms: set[str]) -> tuple[str, ...]:
        """Return the forms of a word to highlight."""
        return tuple(sorted(self.lexicon.forms(terms, _MOST_FORMS) | {fold(word)}))

    def _completions(self, field: str, beginning: str) -> set[str]:
        """Return the terms of the commonest words that begin so."""
        most = MOST_COMPLETIONS if len(beginning) > 2 else _FEW_COMPLETIONS
        if field == "source":
            return set(self.snapshot.names("source", beginning, MOST_COMPLETIONS))
        return set(self.lexicon.completions(beginning, most))


def _all(parts: list[Scores]) -> Scores:
    """Return the articles that are in every part, with the sum of their scores."""
    first, *others = sorted(parts, key=len)
    return {
        number: score + sum(other[number] for other in others)
        for number, score in first.items()
        if all(number in other for other in others)
    }


def _either(parts: list[Scores]) -> Scores:
    """Return the articles that are in any part, with the sum of their scores."""
    joined: Scores = {}
    for part in parts:
        for number, score in part.items():
            joined[number] = joined.get(number, 0.0) + score
    return joined


def _without(scores: Scores, parts: list[Scores]) -> Scores:
    """Return the articles that are in none of the parts."""
    return {number: score for number, score in scores.items() if not any(number in part for part in parts)}


def _named_languages(node: Node) -> tuple[str, ...]:
    """Return the languages that a query asks for in every case, () when it leaves them open."""
    parts = node.parts if isinstance(node, All) else (node,)
    named = [part.words[0].lower() for part in parts if isinstance(part, Words) and part.field == "language"]
    return tuple(named)


@contextlib.contextmanager
def _trouble() -> Iterator[None]:
    """Turn whatever whoosh raises over a damaged index into `Untrusted`."""
    try:
        yield
    except (Untrusted, MemoryError):
        raise
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOENT):  # a place beyond the end of a file, a file that is missing
            raise
        raise Untrusted("the index is damaged: a file is missing or cut off") from error
    except sqlite3.Error as error:
        raise Untrusted(f"the lexicon of the index is damaged ({error})") from error
    except Exception as error:
        raise Untrusted(f"the index is damaged ({type(error).__name__})") from error
