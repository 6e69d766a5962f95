"""What the folders of a library looked like when they were read: while they look so, nothing need be looked for.

A library of ten thousand unchanged files opens by asking the system for the state of each, and nothing else.
"""

import json
import os
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from search.articles import VERSION, Problem

NOTE = "survey"
"""The note of the store that holds the survey."""
_MANIFEST = "manifest.toml"
_MOST_FOLDERS = 20_000
_SETTLED = 100_000_000  # nanoseconds after which a change would show in the times of a file


@dataclass(frozen=True, slots=True)
class Survey:
    """An unchanged library."""

    rows: tuple[int, ...]
    """The rows of its articles in the store, in their order."""
    problems: tuple[Problem, ...]
    """What could not be read."""


def take(
    paths: Sequence[Path],
    files: Iterable[Path],
    rows: Sequence[int],
    problems: Iterable[Problem],
    index: str,
    started: int,
) -> str:
    """Return a survey as text, "" where a change might go unnoticed.

    `files` are all that may hold articles; `index` names the state of the index; `started` is when the files were
    looked for, in nanoseconds since the epoch.
    """
    folders = folders_of(paths)
    if folders is None:
        return ""
    states: list[tuple[str, list[int]]] = []
    names = [*map(os.fspath, files), *folders, *(os.path.join(folder, _MANIFEST) for folder in folders)]
    for name in names:
        state = _state(name)
        if not state and not name.endswith(_MANIFEST):
            return ""  # standard input, or a file that has gone meanwhile
        if state and max(state[1:]) > started - _SETTLED:
            return ""
        states.append((name, state))
    about = {
        "version": VERSION,
        "paths": [*map(os.fspath, paths), os.getcwd()],
        "index": index,
        "rows": list(rows),
        "problems": [asdict(problem) for problem in problems],
        "states": states,
    }
    try:
        return json.dumps(about, ensure_ascii=True)
    except (TypeError, ValueError):
        return ""


def unchanged(text: str, paths: Sequence[Path], index: str) -> Survey | None:
    """Return what a survey says when everything still is as it was then, else None."""
    try:
        about = json.loads(text) if text else {}
        if about.get("version") != VERSION or about["paths"] != [*map(os.fspath, paths), os.getcwd()]:
            return None
        if about["index"] != index or any(_state(name) != state for name, state in about["states"]):
            return None
        return Survey(tuple(about["rows"]), tuple(Problem(**problem) for problem in about["problems"]))
    except (ValueError, KeyError, TypeError, OSError):
        return None


def now() -> int:
    """Return the time in nanoseconds since the epoch."""
    return time.time_ns()


def _state(name: str) -> list[int]:
    """Return size and times of a file, [] when there is none."""
    try:
        status = os.stat(name)
    except (OSError, ValueError):
        return []
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns]


def folders_of(paths: Sequence[Path]) -> list[str] | None:
    """Return the folders among and below `paths`, None when there are too many or one cannot be read."""
    waiting = [os.fspath(path) for path in paths if os.path.isdir(path)]
    folders: list[str] = [os.path.dirname(os.fspath(path)) or "." for path in paths if not os.path.isdir(path)]
    while waiting:
        folder = waiting.pop()
        folders.append(folder)
        if len(folders) > _MOST_FOLDERS:
            return None
        try:
            with os.scandir(folder) as entries:
                waiting += [e.path for e in entries if not e.name.startswith(".") and e.is_dir(follow_symlinks=False)]
        except OSError:
            return None
    return folders
