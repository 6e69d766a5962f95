"""The full-text engine: articles go in with a key, queries come out with the keys of the articles, best first.

An index is one folder. One thread or process may write while others search; whoosh is imported on first use.
"""

import contextlib
import errno
import pickle
import shutil
import sqlite3
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from search.engines.document import Document
from search.engines.fence import Untrusted, check_folder, close_to_others
from search.engines.highlight import Highlight
from search.engines.lexicon import Lexicon
from search.engines.narrowing import FACETS, Order, Within, in_order, narrowed
from search.engines.query import All, Query

if TYPE_CHECKING:  # these import whoosh
    from search.engines.answer import Asking
    from search.engines.builder import Builder, Built
    from search.engines.snapshot import Snapshot

_LEXICON = "lexicon.sqlite"
_WAIT = 2.0  # seconds to wait for another process that commits


@dataclass(frozen=True, slots=True)
class Found:
    """The outcome of a search."""

    hits: tuple[tuple[str, float], ...]
    """Keys and scores, best first."""
    total: int
    """Articles found, also those beyond the limit."""
    highlight: Highlight
    """Finds the words of the query in an article."""
    unknown: tuple[str, ...] = ()
    """Words of the query that stand in no article."""
    facets: dict[str, dict[Any, int]] = field(default_factory=dict)
    """How many of the articles found have each "language" ("-" where unknown), "origin" ("") and "day" (0)."""


class Engine:
    """A full-text index in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; nothing is read or written yet."""
        self.folder = folder
        self.writable = False
        """Whether articles may be added, as `open` was asked."""
        self._storage: Any = None
        self._schema: Any = None
        self._snapshot: Snapshot | None = None
        self._lexicon: Lexicon | None = None
        self._builder: Builder | None = None
        self._deleted: set[str] = set()
        self._cancelled = False
        self._lock = threading.RLock()

    def open(self, create: bool = True) -> None:
        """Open the index; with `create`, make an empty one where there is none.

        Raises `Untrusted` when there is one that is damaged, of another version, or that others can write to, and
        OSError when the folder cannot be read or, with `create`, made.
        """
        with self._lock:
            self.close()
            self._cancelled = False
            if create:
                self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            check_folder(self.folder)
            from search.engines import whoosh_codec

            with _trouble(lambda: True):  # whatever an index makes fail before it is searched is its own damage
                from whoosh.index import TOC

                self._storage = whoosh_codec.Storage(str(self.folder))
                self._schema = whoosh_codec.schema()
                if create and TOC._latest_generation(self._storage, whoosh_codec.INDEX) < 0:
                    TOC.create(self._storage, self._schema, whoosh_codec.INDEX)
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
            return set(self._snapshot.numbers) if self._snapshot else set()

    def size(self) -> int:
        """Return the number of articles that can be found."""
        with self._lock:
            return self._snapshot.size if self._snapshot is not None else 0

    def mean_length(self) -> float:
        """Return the mean length of the articles in words, 0 when there are none."""
        with self._lock:
            if self._snapshot is None or not self._snapshot.leaves:
                return 0.0
            words = sum(leaf.segment._fieldlengths["text"] for leaf in self._snapshot.leaves)
            return float(words / sum(leaf.count for leaf in self._snapshot.leaves))

    def add(self, document: Document) -> None:
        """Put an article into the index; it is found after the next commit. Its key must be new."""
        if self._builder is None:
            from search.engines.builder import Builder

            self._builder = Builder()
        self._builder.add(document)

    def delete(self, key: str) -> None:
        """Take an article out of the index, with the next commit."""
        self._deleted.add(key)

    def commit(self) -> None:
        """Make what was added and deleted take effect. Raises `Untrusted` when the index turns out damaged."""
        builder, self._builder = self._builder, None
        if self._cancelled or (builder is None and not self._deleted):
            return
        built = [builder.write(self.folder, self.mean_length())] if builder is not None else []
        self.attach(built)
        while not self._cancelled and (segments := self.merge_due()):
            from search.engines.merging import merge

            with _trouble():
                merged = merge(self.folder, segments)
            self.replace(segments, merged)

    def attach(self, built: Iterable["Built"]) -> None:
        """Make segments that were written by `builder.build`, and all deletions, take effect."""
        if self._cancelled:
            return
        built = list(built)
        with _trouble():
            assert self._lexicon is not None
            for each in built:
                self._lexicon.add(each.lexicon)
            deleted, self._deleted = self._deleted, set()
            self._publish([], [each.segment for each in built], deleted)

    def merge_due(self) -> list[Any]:
        """Return the segments that should become one, [] when none should."""
        with self._lock:
            if self._snapshot is None:
                return []
            from search.engines.merging import due

            leaves = self._snapshot.leaves
            return [leaves[which].segment for which in due([leaf.count - len(leaf.deleted) for leaf in leaves])]

    def replace(self, segments: list[Any], merged: Any) -> None:
        """Put a merged segment in the place of those it was made of; nothing may be deleted from them meanwhile."""
        if not self._cancelled:
            with _trouble():
                self._publish([segment.segment_id() for segment in segments], [merged], set())

    def cancel(self) -> None:
        """Give up what was added and not yet committed, and a commit that is under way. May be called by any thread."""
        self._cancelled = True

    def search(
        self,
        query: Query,
        limit: int,
        asking: "Asking | None" = None,
        facets: bool = False,
        within: Within | None = None,
        order: Order = Order.BEST,
    ) -> Found:
        """Return the articles that a query finds, the first of an order, at most `limit` of them.

        Args:
            query: What is asked for. One that asks for nothing finds nothing, and with `within` all that lies there.
            limit: How many articles are wanted at most.
            asking: Answers what the index does not hold.
            facets: Whether the articles found are counted by the values of each facet, as they would be without the
                values of this facet that `within` asks for: what else could be chosen is seen so.
            within: To which articles the search is narrowed down.
            order: Which articles come first.

        """
        with self._lock:
            if self._snapshot is None or self._lexicon is None or (query.node is None and within is None):
                return Found((), 0, Highlight(()))
            from search.engines.answer import Answer

            with _trouble(self._is_damaged):
                if not self._snapshot.is_current():
                    self._renew()
                snapshot = self._snapshot
                answer = Answer(snapshot, self._lexicon, query.node or All(()), asking)
                found = answer.scores(query.node) if query.node is not None else snapshot.all()
                within = within or Within()
                scores = narrowed(found, within, snapshot)
                hits = tuple(
                    (snapshot.key(number), scores[number]) for number in in_order(scores, limit, snapshot, order)
                )
                counts = {
                    name: dict(snapshot.counts(narrowed(found, within, snapshot, name), name))
                    for name in FACETS
                    if facets
                }
                return Found(hits, len(scores), Highlight(tuple(answer.patterns)), tuple(answer.unknown), counts)

    def highlight(self, query: Query) -> Highlight:
        """Return what finds the words of a query in any article, without searching."""
        return self.search(query, 0).highlight

    def suggestion(self, word: str) -> str:
        """Return the word of the articles that was most likely meant by one that stands in none; "" when none was."""
        with self._lock, _trouble():
            from search.engines.words import fold

            return self._lexicon.suggestion(fold(word)) if self._lexicon is not None else ""

    def discard(self) -> None:
        """Close the index and delete its files, as far as they can be deleted."""
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def close(self) -> None:
        """Close the index; what was not committed is lost."""
        with self._lock:
            if self._snapshot is not None:
                with contextlib.suppress(OSError):
                    self._snapshot.close()
            if self._lexicon is not None:
                self._lexicon.close()
            self._snapshot = self._storage = self._lexicon = self._builder = None
            self._deleted = set()

    def _publish(self, removed: list[str], added: list[Any], deleted: set[str]) -> None:
        """Write a table of contents with other segments; remove the files that it no longer names."""
        from whoosh.index import TOC
        from whoosh.util.filelock import try_for

        from search.engines.whoosh_codec import INDEX

        lock = self._storage.lock(f"{INDEX}_WRITELOCK")
        if not try_for(lock.acquire, timeout=_WAIT, delay=0.05):
            raise OSError(errno.EAGAIN, "another process is writing the index")
        try:
            toc = TOC.read(self._storage, INDEX, schema=self._schema)
            gone = [segment for segment in toc.segments if segment.segment_id() in removed]
            segments = [segment for segment in toc.segments if segment.segment_id() not in removed] + added
            for segment in added:
                segment.sums = self._sums(segment)
            self._mark_deleted(segments, deleted)
            gone += [segment for segment in segments if segment.deleted_count() == segment.doc_count_all()]
            segments = [segment for segment in segments if segment.deleted_count() < segment.doc_count_all()]
            TOC(self._schema, segments, toc.generation + 1).write(self._storage, INDEX)
            close_to_others(self.folder)
            self._remove(gone, TOC._filename(INDEX, toc.generation))
        finally:
            lock.release()
        with self._lock:
            self._renew()

    def _sums(self, segment: Any) -> dict[str, int]:
        """The checksums of the files of a segment, which are never changed once they are written."""
        prefix = f"{segment.segment_id()}."
        names = [name for name in self._storage.list() if name.startswith(prefix)]
        return {name: zlib.crc32((self.folder / name).read_bytes()) for name in names}

    def _is_damaged(self) -> bool:
        """Whether a file is not what was written; asked only after something went wrong."""
        try:
            leaves = self._snapshot.leaves if self._snapshot else []
            return any(self._sums(leaf.segment) != getattr(leaf.segment, "sums", None) for leaf in leaves)
        except OSError:
            return True

    def _mark_deleted(self, segments: list[Any], keys: set[str]) -> None:
        if not keys or self._snapshot is None:
            return
        by_name = {segment.segment_id(): segment for segment in segments}
        for key in keys:
            number = self._snapshot.numbers.get(key)
            if number is None:
                continue
            leaf = self._snapshot.leaf_of(number)
            segment = by_name.get(leaf.segment.segment_id())
            if segment is not None:
                segment.delete_document(number - leaf.offset)

    def _remove(self, segments: list[Any], contents: str) -> None:
        names = [contents]
        for segment in segments:
            prefix = f"{segment.segment_id()}."
            names += [name for name in self._storage.list() if name.startswith(prefix)]
        for name in names:
            with contextlib.suppress(OSError):
                self._storage.delete_file(name)

    def _renew(self) -> None:
        """Search from now on what was committed last, by this process or another."""
        from search.engines.snapshot import Snapshot

        old, self._snapshot = self._snapshot, Snapshot(self._storage, self._schema)
        if self._lexicon is not None:
            self._lexicon.renew()
        if old is not None:
            old.close()


@contextlib.contextmanager
def _trouble(is_damaged: Callable[[], bool] = lambda: False) -> Iterator[None]:
    """Turn what a damaged index makes fail into `Untrusted`; a mistake of our own stays one.

    `is_damaged` is asked where an error comes from neither whoosh nor SQLite nor reading a pickle.
    """
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOENT):  # a place beyond the end of a file, a file that is missing
            raise
        raise Untrusted("the index is damaged: a file is missing or cut off") from error
    except sqlite3.Error as error:
        raise Untrusted(f"the lexicon of the index is damaged ({error})") from error
    except Exception as error:
        if isinstance(error, Untrusted):
            raise
        unreadable = isinstance(error, pickle.UnpicklingError | EOFError)
        if not unreadable and not _raised_by_whoosh(error) and not is_damaged():
            raise
        raise Untrusted(f"the index is damaged ({type(error).__name__})") from error


def _raised_by_whoosh(error: Exception) -> bool:
    """Tell whether an error comes from whoosh, to which the bytes of an index make no sense, or from a mistake here."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace is not None and str(trace.tb_frame.f_globals.get("__name__", "")).split(".")[0] == "whoosh"
