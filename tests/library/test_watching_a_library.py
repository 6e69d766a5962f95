"""While the reader is open, a library follows what happens to its files, at little cost."""

import os
import threading
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from search.library import Library, Refreshed
from search.library.watch import LOOK, REST, watch

TEXT = "---\nlanguage: en\n---\n{} words.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    (folder / "sub").mkdir(parents=True)
    for name in ("a.txt", "sub/b.txt"):
        (folder / name).write_text(TEXT.format("First"))
    return folder


@pytest.fixture
def library(folder: Path, tmp_path: Path) -> Iterator[Library]:
    library = Library([folder], tmp_path / "cache", tmp_path / "state")
    library.refresh()
    yield library
    library.close()


class Clock:
    """A time that passes only while somebody rests; what happens at a second is done then."""

    def __init__(self, end: float, events: dict[float, Callable[[], object]]) -> None:
        self.time = 0.0
        self.end = end
        self.events = events

    def pause(self, seconds: float) -> None:
        self.time += seconds
        for moment in [moment for moment in self.events if moment <= self.time]:
            self.events.pop(moment)()

    def over(self) -> bool:
        return self.time >= self.end


def follow(library: Library, end: float, events: dict[float, Callable[[], object]]) -> list[tuple[float, Refreshed]]:
    clock = Clock(end, events)
    seen: list[tuple[float, Refreshed]] = []
    watch(library, lambda done: seen.append((clock.time, done)), clock.over, clock.pause, lambda: clock.time)
    return seen


def test_a_new_article_is_found_after_a_second(library: Library, folder: Path) -> None:
    ((moment, done),) = follow(library, 3, {0.5: lambda: (folder / "sub/c.txt").write_text(TEXT.format("Newest"))})
    assert moment < 1.3
    assert (done.read, done.unchanged) == (1, 2)
    assert [Path(hit.article.path).name for hit in library.search("newest").hits] == ["c.txt"]


def test_an_article_that_is_written_to_is_read_again(library: Library, folder: Path) -> None:
    ((moment, done),) = follow(library, 10, {0.5: lambda: (folder / "a.txt").write_text(TEXT.format("Changed"))})
    assert moment <= LOOK + 1.3
    assert (done.read, library.search("changed").total) == (1, 1)


def test_an_article_that_is_gone_is_forgotten(library: Library, folder: Path) -> None:
    ((_, done),) = follow(library, 3, {0.5: (folder / "a.txt").unlink})
    assert (done.removed, len(library.articles)) == (1, 1)


def test_a_folder_within_a_new_folder_is_watched_too(library: Library, folder: Path) -> None:
    def later() -> None:
        (folder / "x/y/z.txt").write_text(TEXT.format("Deep"))

    follow(library, 6, {0.5: lambda: os.makedirs(folder / "x/y"), 4.5: later})
    assert library.search("deep").total == 1


def test_nothing_is_said_where_nothing_happens(library: Library) -> None:
    assert follow(library, 60, {}) == []


def test_a_file_that_cannot_be_read_is_told(library: Library, folder: Path) -> None:
    ((_, done),) = follow(library, 3, {0.5: (folder / "empty.txt").touch})
    assert done.read == 0
    assert [Path(problem.path).name for problem in library.problems] == ["empty.txt"]


def test_the_longer_a_look_takes_the_seldomer_it_is_made(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(1_000, {})
    looks: list[float] = []

    def slow(*_: object, **__: object) -> Refreshed:
        looks.append(clock.time)
        clock.time += 2
        return Refreshed(0, 2, 0, 0)

    monkeypatch.setattr(library, "refresh", slow)
    watch(library, lambda _done: None, clock.over, clock.pause, lambda: clock.time)
    assert len(looks) > 5
    assert all(later - sooner >= 2 * REST for sooner, later in pairwise(looks))


def test_closing_the_library_ends_the_watch(library: Library) -> None:
    thread = threading.Thread(target=library.watch, args=(lambda _done: None, lambda: False))
    thread.start()
    library.close()
    thread.join(timeout=5)
    assert not thread.is_alive()


def test_the_standard_input_is_not_read_again(tmp_path: Path) -> None:
    library = Library([Path("-")], tmp_path / "cache", tmp_path / "state")
    assert follow(library, 10, {}) == []
