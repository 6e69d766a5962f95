"""What comes back when the reader is opened again: a small JSON file for each library, replaced as a whole."""

import contextlib
import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from search.text import clean_line
from tui.folders import private, user_folders

VERSION = 1
SIZE_LIMIT = 1 << 20
"""Bytes of a session file that are read at most."""
TEXT_LIMIT = 4096
MOST_OPEN = 1000
"""Articles of a session that are taken back at most."""


@dataclass(frozen=True, slots=True)
class Session:
    """What the reader had open. Every field has a value that stands for nothing."""

    query: str = ""
    current: str = ""
    """Path of the article under the cursor of the list."""
    chosen: tuple[str, ...] = ()
    """Paths of the articles that are marked for comparing."""
    open: tuple[str, ...] = ()
    """Paths of the articles that are compared, in their order; none while the list is shown."""
    focused: int = 0
    """Index of the article with the keys."""
    quantity: int = -1
    panel: bool = True
    contradictions: bool = False
    kind: str = ""
    source: int = -1
    panes: tuple[int, ...] = ()
    """What stands in the panes, from left to right: indices of articles."""
    places: tuple[int, ...] = ()
    """For each pane, the offset into the body of the first row in view."""
    arranged: tuple[int, ...] = ()
    """The articles of the panes that the reader asked for, none where as many stand side by side as fit."""
    parts: tuple[int, ...] = ()
    """The parts of the width that they take, () where they are equal."""
    linked: bool = True
    """Whether the panes scroll together."""
    marks: tuple[str, ...] = ()
    """The places with a letter, each as "letter offset path"."""
    theme: str = ""
    """The theme that was chosen in the reader, "" for none."""


def session_file(paths: Sequence[Path]) -> Path:
    """Return where the session of the library of these paths is kept."""
    name = "\n".join(str(Path(path).absolute()) for path in paths)
    digest = hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:24]
    return user_folders().state / "sessions" / f"{digest}.json"


def read_session(path: Path) -> Session:
    """Read a session; one that is missing, broken or of another version is an empty one."""
    try:
        with path.open("rb") as file:
            content = file.read(SIZE_LIMIT + 1)
        data = json.loads(content.decode("utf-8")) if len(content) <= SIZE_LIMIT else None
    except (OSError, ValueError, RecursionError):
        return Session()
    if not isinstance(data, dict) or data.get("version") != VERSION:
        return Session()
    kept: dict[str, Any] = {}
    for each in fields(Session):
        value = _taken(data.get(each.name), getattr(_EMPTY, each.name), str(each.type))
        if value is not None:
            kept[each.name] = value
    return Session(**kept)


_EMPTY = Session()


def _taken(value: object, usual: object, kind: str) -> object:
    """The value if it is of the kind of the usual one, None if it is not."""
    match usual:
        case bool():
            return value if isinstance(value, bool) else None
        case int():
            return value if _is_place(value) else None
        case str():
            return clean_line(value) if isinstance(value, str) and len(value) <= TEXT_LIMIT else None
        case tuple() if isinstance(value, list):
            wanted = value[:MOST_OPEN]
            of_numbers = kind == "tuple[int, ...]"
            if all(_is_place(item) and item >= 0 if of_numbers else isinstance(item, str) for item in wanted):
                return tuple(wanted)
    return None


def _is_place(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 40


def write_session(path: Path, session: Session) -> None:
    """Write a session in one step, readable by its owner alone: a crash leaves the one before or this one.

    Raises:
        OSError: if it cannot be written.
    """
    private(path.parent)
    content = json.dumps({"version": VERSION, **asdict(session)}, ensure_ascii=True, indent=1)
    other = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(other, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(other, path)
    except OSError:
        with contextlib.suppress(OSError):
            other.unlink()
        raise
