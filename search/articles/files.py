"""Finding and opening files that others made: regular files only, bounded, never through a link that was not named.

A folder may hold pipes that never answer, devices that never end and links that run in circles.
"""

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import BinaryIO

from search.articles.document import Unreadable
from search.articles.formats import format_of, suffixes
from search.articles.problems import OnProblem, Problem
from search.text import clean_line

LARGEST = 20 * 1024 * 1024
"""Bytes of the largest text that is read: far above any article, far below what stops a machine."""
MOST_FILES = 200_000
"""Files of one folder that are looked at."""
DEEPEST = 32
"""Folders within folders that are followed."""
STANDARD_INPUT = Path("-")
"""Names the standard input in the place of a file."""
MANIFEST = "manifest.toml"
"""Name of the file that gives the articles beside it their titles, sources, languages and dates."""


@dataclass(frozen=True, slots=True)
class Found:
    """A regular file that may be an article, and what its folder said of it without opening it."""

    path: Path
    shown: str
    """The path as it may be shown."""
    named: bool
    """True when the user named this very file: then it may be a symbolic link."""
    size: int
    modified: int
    """Nanoseconds since the epoch of the last change of content."""
    changed: int
    """Nanoseconds since the epoch of the last change of content or attributes."""

    @property
    def is_input(self) -> bool:
        """Whether it is the standard input; a file in a folder may be called "-" too."""
        return self.named and self.path == STANDARD_INPUT

    def is_as(self, status: os.stat_result) -> bool:
        """Whether the file still is as it was found, by what its folder says of it."""
        return (
            self.size == status.st_size
            and self.modified == status.st_mtime_ns
            and self.changed == status.st_ctime_ns
            and stat.S_ISREG(status.st_mode)
        )


Known = Callable[[str], Found | None]
"""Returns what was found at a path before, None when nothing was."""


def shown(path: Path) -> str:
    """Return `path` as it may be shown: bytes that are no UTF-8 and control characters replaced."""
    return clean_line(str(path))


def find(path: Path, on_problem: OnProblem, known: Known | None = None) -> Iterator[Found]:
    """Yield the readable files at `path`, a file or a folder, in the order of their paths.

    Folders are walked; hidden files, and in folders symbolic links, are left out. "-" is standard input. Of a file
    that is still as `known` knows it by its path, that very value is yielded.
    """
    if path == STANDARD_INPUT:
        if sys.stdin.isatty():
            on_problem(Problem("-", "is the keyboard: give the articles through a pipe, or name files"))
        else:
            yield Found(path, "-", named=True, size=0, modified=0, changed=0)
        return
    try:
        status = os.stat(path)
    except (OSError, ValueError) as error:
        on_problem(Problem(shown(path), _why(error)))
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _walk(path, on_problem, known or _unknown)
    elif not stat.S_ISREG(status.st_mode):
        on_problem(Problem(shown(path), f"is {_kind(status.st_mode)}, not a file: name a text file or a folder"))
    elif path.name == MANIFEST:
        on_problem(Problem(shown(path), "describes the articles beside it: open its folder instead"))
    elif format_of(path.name) is None:
        on_problem(Problem(shown(path), f"is not in a format atodds reads ({suffixes()}): save it as text"))
    else:
        yield _found(path, status, named=True)


def open_file(found: Found) -> BinaryIO:
    """Open a file for reading; raises `Unreadable` when it cannot be, or is no regular file any more."""
    if found.is_input:
        return os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | (0 if found.named else os.O_NOFOLLOW)
    try:
        descriptor = os.open(found.path, flags)
    except (OSError, ValueError) as error:
        raise Unreadable(_why(error, vanished=True)) from None
    file = os.fdopen(descriptor, "rb")
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        return file
    file.close()
    raise Unreadable("is no longer a regular file: open the folder again")


def read_bytes(found: Found) -> bytes | str:
    """Return the content of a text file, or the reason why it has none to give."""
    try:
        with open_file(found) as file:
            # A file that claims to be small may still grow while it is read.
            data = file.read(LARGEST + 1) if os.fstat(file.fileno()).st_size <= LARGEST else None
    except Unreadable as reason:
        return str(reason)
    except OSError as error:
        return why(error)
    if data is None or len(data) > LARGEST:
        return too_large(LARGEST)
    return data


def too_large(limit: int) -> str:
    """Return the clause that is said of a file of more than `limit` bytes."""
    return f"is larger than {limit // 1024 // 1024} MB: split it into its articles"


def why(error: OSError) -> str:
    """Return the clause that is said of a file whose reading failed in the middle."""
    return _why(error, vanished=True)


def read_small(path: Path, limit: int) -> bytes | str | None:
    """Return the bytes of a file beside the articles, the reason why it cannot be read, or None when there is none."""
    try:
        status = os.lstat(path)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        return _why(error)
    if not stat.S_ISREG(status.st_mode):
        return f"is {_kind(status.st_mode)}, not a file: it is not followed"
    data = read_bytes(_found(path, status, named=False))
    if isinstance(data, bytes) and len(data) > limit:
        return f"is larger than {limit // 1024} kB: it is not followed"
    return data


def _walk(root: Path, on_problem: OnProblem, known: Known) -> Iterator[Found]:
    looked_at = articles = 0
    waiting: list[tuple[str, Iterator[os.DirEntry[str]]]] = [("", _entries(root, 0, on_problem))]  # the deepest last
    while waiting:
        entry = next(waiting[-1][1], None)
        if entry is None:
            waiting.pop()
            continue
        name = entry.path.removeprefix("./")
        try:
            if entry.is_dir(follow_symlinks=False):
                waiting.append((name, _entries(Path(name), len(waiting), on_problem)))
                continue
            status = entry.stat(follow_symlinks=False)
        except OSError as error:
            on_problem(Problem(shown(Path(name)), _why(error, vanished=True)))
            continue
        looked_at += 1
        if looked_at > MOST_FILES:
            on_problem(Problem(shown(root), f"holds more than {MOST_FILES:,} files: open a folder inside it"))
            return
        found = known(name)
        if found is None or not found.is_as(status):
            found = _candidate(Path(name), status, on_problem)
        if found is not None:
            articles += 1
            yield found
    if not articles:
        on_problem(Problem(shown(root), f"holds no article: atodds reads {suffixes()} files"))


def _unknown(_path: str) -> None:
    return None


def _entries(folder: Path, depth: int, on_problem: OnProblem) -> Iterator[os.DirEntry[str]]:
    """Return what lies in a folder, in the order of the names."""
    if depth >= DEEPEST:
        on_problem(Problem(shown(folder), f"lies more than {DEEPEST} folders deep: open it by name"))
        return iter(())
    entries: list[os.DirEntry[str]] = []
    try:
        with os.scandir(folder) as found:
            for entry in found:
                if not entry.name.startswith("."):
                    entries.append(entry)
                if len(entries) > MOST_FILES:
                    break
    except OSError as error:
        on_problem(Problem(shown(folder), _why(error, vanished=True)))
    return iter(sorted(entries, key=attrgetter("name")))


def _candidate(path: Path, status: os.stat_result, on_problem: OnProblem) -> Found | None:
    readable = format_of(path.name) is not None
    if stat.S_ISREG(status.st_mode):
        if readable:
            return _found(path, status, named=False)
        if path.name != MANIFEST:
            on_problem(Problem(shown(path), "is not in a format atodds reads", quiet=True))
    elif stat.S_ISLNK(status.st_mode):
        on_problem(Problem(shown(path), "is a symbolic link: open it by name to follow it", quiet=not readable))
    else:
        on_problem(Problem(shown(path), f"is {_kind(status.st_mode)}, not a file: left alone", quiet=not readable))
    return None


def _found(path: Path, status: os.stat_result, named: bool) -> Found:
    return Found(path, shown(path), named, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def _kind(mode: int) -> str:
    if stat.S_ISFIFO(mode):
        return "a pipe"
    if stat.S_ISSOCK(mode):
        return "a socket"
    if stat.S_ISCHR(mode) or stat.S_ISBLK(mode):
        return "a device"
    return "a folder" if stat.S_ISDIR(mode) else "a link"


def _why(error: OSError | ValueError, vanished: bool = False) -> str:
    if isinstance(error, ValueError):  # a NUL in the name
        return "is not a possible name of a file: check how it is written"
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return "vanished while it was read: open the folder again" if vanished else "does not exist: check the name"
    if error.errno in (errno.EACCES, errno.EPERM):
        return "cannot be read for lack of permission: ask its owner, or change its mode"
    if error.errno == errno.ELOOP:
        return "is a symbolic link that leads nowhere: open the file it should name"
    if error.errno == errno.ENAMETOOLONG:
        return "has too long a name: shorten it"
    return f"cannot be read ({clean_line(os.strerror(error.errno or 0)).lower()}): check the disk and try again"
