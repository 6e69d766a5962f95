"""A batch of files becomes articles and a segment of the index, in this process or in another.

Reading, finding words and stemming take nearly all the time of a first opening, and need nothing of the library: they
are done by as many processes as there are cores. Each writes its segment into the folder of the index itself.
"""

import contextlib
import hashlib
import os
import pickle
import queue
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from search.article import Article
from search.articles import Candidate, Problem, read_all
from search.engines import Document
from search.library.store import Read
from search.library.traits import traits_of, written

INDEX_VERSION = 2
"""Goes up when the same article would be indexed in another way."""
MOST_AT_ONCE = 640
"""Articles of one new segment; some 40 MB in the process that gathers it."""
_LENGTH = struct.Struct("!Q")
_ROOT = Path(__file__).resolve().parents[2]
_START = "import sys; sys.path.insert(0, sys.argv[1]); from search.library.reading import serve; serve()"


@dataclass(frozen=True, slots=True)
class Todo:
    """A file to be read."""

    number: int
    """Its place among the files of the library."""
    file: bytes
    """Its identity."""
    candidate: Candidate
    indexed: frozenset[str]
    """Keys of its articles that the index holds already."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Files to be read and indexed together."""

    todos: tuple[Todo, ...]
    index: Path | None
    """The folder of the index, None when it is not to be written."""
    mean: float
    """The mean length of articles in words, 0 where unknown."""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a batch."""

    read: tuple[tuple[Todo, tuple[Read, ...], tuple[Problem, ...]], ...]
    """Each file, with its articles and what could not be read of it."""
    built: tuple[Any, ...]
    """The segments of the index that were written (`search.engines.builder.Built`)."""


def read_file(todo: Todo, on_problem: Callable[[Problem], None]) -> tuple[Read, ...]:
    """Return the articles in a file."""
    return tuple(
        Read(key_of(todo.file, number, each), each, written(traits_of(each)))
        for number, each in enumerate(read_all(todo.candidate, on_problem))
    )


def document_of(read: Read) -> Document:
    """Return what the index needs of an article."""
    article = read.article
    day = int(article.published.strftime("%Y%m%d")) if article.published else 0
    return Document(read.key, article.title, article.body, article.source, article.language, day)


def key_of(file: bytes, number: int, article: Article) -> str:
    """Name an article in the index by its file and all that the index holds of it: a changed article is a new one."""
    day = article.published.isoformat() if article.published else ""
    parts = (str(INDEX_VERSION), str(number), article.title, article.source, article.language, day, article.body)
    return hashlib.blake2b(file + "\0".join(("", *parts)).encode("utf-8", "replace"), digest_size=16).hexdigest()


def read_batch(batch: Batch) -> Done:
    """Read and index the files of a batch."""
    read: list[tuple[Todo, tuple[Read, ...], tuple[Problem, ...]]] = []
    documents: list[Document] = []
    for todo in batch.todos:
        problems: list[Problem] = []
        articles = read_file(todo, problems.append)
        read.append((todo, articles, tuple(problems)))
        documents += [document_of(each) for each in articles if each.key not in todo.indexed]
    built: list[Any] = []
    if documents and batch.index is not None:
        from search.engines.builder import build

        for start in range(0, len(documents), MOST_AT_ONCE):
            built.append(build(batch.index, documents[start : start + MOST_AT_ONCE], batch.mean))
    return Done(tuple(read), tuple(built))


def merge_segments(folder: Path, segments: list[Any]) -> Any:
    """Merge segments of the index in `folder`."""
    from search.engines.merging import merge

    return merge(folder, segments)


class Workers:
    """Processes that work for this one. They end with it, or when they are told to."""

    def __init__(self, count: int) -> None:
        """Start them. Raises OSError when that is not possible."""
        self._jobs: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._results: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._processes: list[subprocess.Popen[bytes]] = []
        self._pending = 0
        try:
            for _ in range(count):
                process = subprocess.Popen(
                    [sys.executable, "-c", _START, str(_ROOT)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,  # Ctrl-C in the terminal is for the reader
                )
                self._processes.append(process)
                threading.Thread(target=self._attend, args=(process,), daemon=True).start()
        except BaseException:
            self.close()
            raise

    @property
    def pending(self) -> int:
        """Jobs whose results were not taken yet."""
        return self._pending

    def give(self, work: Callable[..., Any], *arguments: Any) -> None:
        """Let a process call a function of a module with these arguments."""
        self._pending += 1
        self._jobs.put((work, arguments))

    def results(self, stop: Callable[[], bool]) -> Iterator[Any]:
        """Yield what the calls returned as they end, until none is pending or `stop` says so.

        Raises what a call raised, and OSError when a process has died.
        """
        while self._pending:
            if stop():
                return
            try:
                result, error = self._results.get(timeout=0.1)
            except queue.Empty:
                continue
            self._pending -= 1
            if error is not None:
                raise error
            yield result

    def close(self) -> None:
        """End the processes at once."""
        for process in self._processes:
            process.kill()
        for process in self._processes:
            with contextlib.suppress(OSError, ValueError):
                process.communicate(timeout=5)
            self._jobs.put(None)

    def _attend(self, process: "subprocess.Popen[bytes]") -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        while (job := self._jobs.get()) is not None:
            try:
                _send(process.stdin, job)
                self._results.put(_receive(process.stdout))
            except (OSError, EOFError, ValueError):
                self._results.put((None, OSError("a process that reads articles has died")))
                return


def serve() -> None:
    """Do what comes on standard input, and send back what it returned: the life of a process of `Workers`."""
    os.umask(0o077)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever else is printed must not be taken for an answer
    with contextlib.suppress(EOFError, OSError):
        while True:
            work, arguments = _receive(sys.stdin.buffer)
            answer: tuple[Any, Exception | None]
            try:
                answer = (work(*arguments), None)
            except Exception as error:
                answer = (None, error)
            _send(answers, answer)


def _send(stream: IO[bytes], value: Any) -> None:
    try:
        data = pickle.dumps(value, 5)
    except Exception as error:  # what cannot be sent is an answer too
        data = pickle.dumps((None, RuntimeError(f"{type(error).__name__} while sending")), 5)
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def _receive(stream: IO[bytes]) -> Any:
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    return pickle.loads(stream.read(*_LENGTH.unpack(head)))  # from a process of our own alone
