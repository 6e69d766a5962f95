"""A folder that was moved or renamed is the same library: what was kept for it is found again under its new name.

Each library notes where its paths were, and which files of the disk they are (device and number). A library that is
opened for the first time asks whether another one, whose paths are no longer there, was made of the very same.
"""

import contextlib
import json
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from search.library.place import Place
from search.library.store import Store

_NOTE = "place.json"
_MOST = 1_000  # libraries that are asked
_LONGEST = 1_000_000  # bytes of a note

Identity = list[int]


def note_place(place: Place, state: Path) -> None:
    """Note where the paths of a library are, in its folder of the cache and, if it has one, of the state."""
    here = {os.path.realpath(path): _identity(path) for path in place.paths}
    if not all(here.values()):
        return
    text = json.dumps(here)
    for folder in (place.folder, state / place.name):
        with contextlib.suppress(OSError, ValueError):
            note = folder / _NOTE
            if folder.is_dir() and not place.temporary and _read(note) != here:
                part = note.with_suffix(".part")
                part.write_text(text)
                os.replace(part, note)


def adopt(place: Place, cache: Path, state: Path) -> None:
    """Take over what was kept for the paths of a library when they were elsewhere."""
    if place.folder.exists() or (state / place.name).exists():
        return
    here = {os.path.realpath(path): _identity(path) for path in place.paths}
    if not all(here.values()):
        return
    for name, there in _others(cache, state):
        if sorted(there.values()) != sorted(here.values()):
            continue
        if any(_identity(Path(path)) == identity for path, identity in there.items()):
            continue  # it is still there too: opened by another way, or two of the same
        moves = [(old, next(new for new, same in here.items() if same == identity)) for old, identity in there.items()]
        with contextlib.suppress(OSError, sqlite3.Error):
            if (state / name).is_dir():
                os.rename(state / name, state / place.name)
            if (cache / name).is_dir():
                os.rename(cache / name, place.folder)
                _rename(place.store, moves)
        return


def _others(cache: Path, state: Path) -> Iterator[tuple[str, dict[str, Identity]]]:
    seen: set[str] = set()
    for parent in (state, cache):
        with contextlib.suppress(OSError), os.scandir(parent) as entries:
            for entry in entries:
                if entry.name not in seen and len(seen) < _MOST and entry.is_dir(follow_symlinks=False):
                    there = _read(Path(entry.path) / _NOTE)
                    if there:
                        seen.add(entry.name)
                        yield entry.name, there


def _rename(path: Path, moves: list[tuple[str, str]]) -> None:
    """Name the files of a store after where they are now."""
    if not path.exists():
        return
    store = Store(path, writable=True)
    try:
        renamed = []
        for file in store.files():
            for old, new in moves:
                before = os.fsencode(old)
                if file == before or file.startswith(before + b"/"):
                    renamed.append((file, os.fsencode(new) + file[len(before) :]))
                    break
        store.rename(renamed)
    finally:
        store.close()


def _read(note: Path) -> dict[str, Identity]:
    """Return what was noted, nothing where there is no note or it makes no sense."""
    try:
        with note.open("rb") as file:
            there = json.loads(file.read(_LONGEST))
        return {str(path): [int(part) for part in identity] for path, identity in there.items() if identity}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}


def _identity(path: Path) -> Identity:
    """Return which file or folder of the disk a path is, nothing where there is none."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return []
    return [status.st_dev, status.st_ino]
