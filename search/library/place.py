"""Where a library keeps what it derived from the sources: a folder of its own in the user's cache."""

import contextlib
import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path


class Place:
    """The folder of one library, named after the paths that were opened."""

    def __init__(self, cache: Path, paths: Sequence[Path]) -> None:
        """Name the folder; nothing is created yet."""
        self.paths = tuple(paths)
        names = b"\0".join(sorted({os.fsencode(os.path.realpath(path)) for path in paths}))
        self.name = hashlib.sha256(names).hexdigest()[:20]
        self.folder = cache / self.name
        self.temporary = False
        self._lock = -1

    @property
    def index(self) -> Path:
        """The folder of the index."""
        return self.folder / "index"

    @property
    def store(self) -> Path:
        """The file of the articles as they were read."""
        return self.folder / "articles.sqlite"

    @property
    def facts(self) -> Path:
        """The file of the figures of the articles."""
        return self.folder / "facts.sqlite"

    def drop_facts(self) -> None:
        """Remove the file of the figures, which can be read again."""
        for suffix in ("", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                os.unlink(f"{self.facts}{suffix}")

    def make(self) -> str:
        """Create the folder, for its owner only, or a temporary one in its stead; return why it had to be temporary."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.chmod(self.folder, 0o700)
            if not os.access(self.folder, os.W_OK | os.X_OK):
                raise PermissionError(13, "Permission denied")
        except OSError as error:
            self.folder = Path(tempfile.mkdtemp(prefix="atodds-"))
            self.temporary = True
            return os.strerror(error.errno or 0).lower()
        return ""

    def lock(self) -> bool:
        """Ask to be the only one who writes here; False when another process is. Freed by `unlock` or by the end."""
        self._lock = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self.unlock()
            return False
        return True

    def unlock(self) -> None:
        """Let others write."""
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def leave(self) -> None:
        """Remove the folder if it was temporary."""
        self.unlock()
        if self.temporary:
            shutil.rmtree(self.folder, ignore_errors=True)
