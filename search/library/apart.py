"""Files are read and indexed by several processes, and what they send back is taken into the library."""

from collections.abc import Callable, Iterator
from typing import Any

from search.engines import Untrusted
from search.library.intake import Intake
from search.library.reading import MOST_AT_ONCE, Batch, Done, Todo, Workers, merge_segments, read_batch

_FIRST = 64  # files of the first batch, so that the first articles can soon be found
_BATCHES_EACH = 1  # batches that wait for a process, beside the one it has


class Apart:
    """Several processes and what they are to do."""

    def __init__(self, intake: Intake, processes: int) -> None:
        """Start them. Raises OSError when that is not possible."""
        self.intake = intake
        self.opening = intake.opening
        self.workers = Workers(processes)
        self.most_pending = processes * (1 + _BATCHES_EACH)
        self.merging: list[Any] = []
        engine = self.opening.engine
        self.folder = self.opening.place.index if self.opening.writing and engine is not None else None

    def read(self, todos: list[Todo], stop: Callable[[], bool], taken: Callable[[Done], None]) -> bool:
        """Read all files; tell `taken` of each batch; return whether it was stopped before.

        Raises OSError when a process has died.
        """
        sizes = _sizes(len(todos))
        remaining = todos
        left = len(todos)
        while remaining or self.workers.pending or (self.folder and self._merge()):
            while remaining and self.workers.pending < self.most_pending:
                size = next(sizes)
                batch, remaining = remaining[:size], remaining[size:]
                engine = self.opening.engine
                mean = engine.mean_length() if engine is not None else 0.0
                self.workers.give(read_batch, Batch(tuple(batch), self.folder, mean))
            result = next(self.workers.results(stop), None)
            if result is None:  # what is read and found stays; segments are merged by the next refresh
                return left > 0
            if isinstance(result, Done):
                left -= len(result.read)
                self._take(result)
                taken(result)
                if self.folder:
                    self._merge()
            else:
                self._take_merged(result)
        return False

    def close(self) -> None:
        """End the processes at once."""
        self.workers.close()

    def _take(self, done: Done) -> None:
        for todo, articles, problems in done.read:
            self.intake.take(todo, articles, problems)
        self.intake.save_articles()
        engine = self.opening.engine
        if not done.built or engine is None:
            return
        try:
            engine.attach(done.built)
        except (Untrusted, OSError) as error:
            self.opening.give_up_index(error)
            return
        self.intake.newly_indexed += sum(built.articles for built in done.built)
        self.intake.indexed.update(read.key for _, articles, _ in done.read for read in articles)

    def _merge(self) -> bool:
        """Let a process merge segments while the index is searched; return whether there is something to do."""
        engine = self.opening.engine
        if self.merging or engine is None:
            return bool(self.merging)
        self.merging += engine.merge_due()
        if self.merging:
            self.workers.give(merge_segments, self.opening.place.index, list(self.merging))
        return bool(self.merging)

    def _take_merged(self, merged: Any) -> None:
        engine = self.opening.engine
        try:
            if engine is not None:
                engine.replace(list(self.merging), merged)
        except (Untrusted, OSError) as error:
            self.opening.give_up_index(error)
        self.merging.clear()


def _sizes(total: int) -> Iterator[int]:
    """Yield how many files each batch has: small ones first."""
    size = _FIRST
    while True:
        yield size
        size = min(MOST_AT_ONCE, size * 2, max(_FIRST, total // 4))
