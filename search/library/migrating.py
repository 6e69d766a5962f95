"""Files of the state folder: opened for their owner alone, and brought to another form.

One step a version, all or none, and what was is copied before.
"""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

Steps = Sequence[Callable[[sqlite3.Connection], None]]
"""What turns each version of a file into the next, the first from nothing; never changed, only added to."""


_BUSY = 0.5  # seconds to wait for another process: a key waits for this


class Newer(Exception):
    """A file that a newer program has written: it is left as it is."""


def connect(path: Path) -> sqlite3.Connection:
    """Open the file at `path`; where there is none it is made, as its folder is, for its owner alone.

    Raises:
        OSError, sqlite3.Error: if it cannot be made or opened.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600))
    return sqlite3.connect(path, timeout=_BUSY)


def migrate(db: sqlite3.Connection, path: Path, steps: Steps) -> None:
    """Bring the file at `path`, to which `db` is a connection, to its present form.

    A copy of a file in an older form is kept beside it, named after its version. Raises `Newer`, and `sqlite3.Error`
    where the file is damaged or in use; it then is as it was.
    """
    if _version(db) == len(steps):
        return
    before, db.isolation_level = db.isolation_level, None
    try:
        db.execute("begin immediate")
        version = _version(db)  # another process may have been faster
        if version > len(steps):
            raise Newer
        if 0 < version < len(steps):
            # A second connection reads what was last committed, whatever this one is about to change.
            copy = sqlite3.connect(path.with_name(f"{path.name}.version-{version}"))
            with contextlib.closing(copy), contextlib.closing(sqlite3.connect(path)) as now:
                now.backup(copy)
        for step in steps[version:]:
            step(db)
        db.execute(f"pragma user_version = {len(steps)}")
        db.execute("commit")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            db.execute("rollback")
        raise
    finally:
        db.isolation_level = before


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("pragma user_version").fetchone()[0])
