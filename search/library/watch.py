"""A library is watched while it is open: what is new, changed or gone is noticed without a look at every file.

A folder changes its time when a file comes or goes, so that a glance at the folders, every second, is enough for that.
What was only written to shows in the file alone: all are looked at now and then, the seldomer the longer it takes.
"""

import os
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Protocol

from search.articles import Problem, prepare
from search.library.results import Refreshed
from search.library.survey import folders_of

GLANCE = 1.0
"""Seconds between two glances at the folders."""
LOOK = 3.0
"""Seconds between two looks at every file, at least."""
REST = 40
"""How many times longer than a look the watch rests after it: it takes a fortieth of one processor at most."""
_STEP = 0.2  # seconds after which a watch that is to end has ended


class Watched(Protocol):
    """What is watched: a library that has been refreshed."""

    paths: tuple[Path, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read."""

    def refresh(self, progress: None = None, stop: Callable[[], bool] | None = None) -> Refreshed:
        """Read what is new or changed."""


def watch(
    library: Watched,
    changed: Callable[[Refreshed], None],
    stop: Callable[[], bool],
    pause: Callable[[float], None] = time.sleep,
    now: Callable[[], float] = time.monotonic,
) -> None:
    """Refresh a library whenever something has changed, and call `changed` after that, until `stop` says so.

    The standard input is read once: a library with it is not watched.
    """
    if Path("-") in library.paths:
        return
    prepare()
    glanced = _states(_places(library.paths))
    next_look = now() + LOOK
    while _rest(GLANCE, stop, pause):
        states = _states(glanced)
        if states == glanced and now() < next_look:
            continue
        before = library.problems
        glanced = _states(_places(library.paths))  # what comes during the look is seen by the next glance
        started = now()
        refreshed = library.refresh(stop=stop)
        next_look = now() + max(LOOK, REST * (now() - started))
        if refreshed.read or refreshed.removed or library.problems != before:
            changed(refreshed)


def _places(paths: Sequence[Path]) -> Iterable[str]:
    """Return the folders that are glanced at, and the files that were named."""
    return [*(folders_of(paths) or ()), *map(os.fspath, paths)]


def _states(places: Iterable[str]) -> dict[str, tuple[int, int] | None]:
    return {place: _state(place) for place in places}


def _state(place: str) -> tuple[int, int] | None:
    try:
        status = os.stat(place)
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size


def _rest(seconds: float, stop: Callable[[], bool], pause: Callable[[float], None]) -> bool:
    """Rest for some seconds; return whether to go on."""
    while seconds > 0:
        if stop():
            return False
        pause(min(_STEP, seconds))
        seconds -= _STEP
    return not stop()
