"""Writing what the user asked for into a file: whole or not at all, and never over another without being told."""

import contextlib
import os
import tempfile
from pathlib import Path


class NotWritten(Exception):
    """A file was not written; `str()` of it is one sentence: file, reason, what to do."""


def write_file(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write a file by way of a new one beside it, so that it is never seen half written.

    A file that exists is replaced only with `force`; its mode is kept then. A symbolic link is followed. What is no
    ordinary file, such as /dev/stdout or a pipe, is written to directly.

    Raises:
        NotWritten: if it exists, or cannot be written.
    """
    try:
        target = path.resolve() if path.is_symlink() else path
        if target.exists() and not target.is_file() and not target.is_dir():
            with open(target, "wb") as stream:
                stream.write(data)
            return
        _replace(target, data, force)
    except FileExistsError:
        raise NotWritten(f"{path} exists and was left as it is: name another file, or say --force.") from None
    except FileNotFoundError:
        raise NotWritten(f"{path} was not written: there is no folder {path.parent}; create it first.") from None
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "its name is not valid").lower()
        raise NotWritten(f"{path} was not written ({reason}): name another place.") from None


def _replace(target: Path, data: bytes, force: bool) -> None:
    if target.is_dir():
        raise IsADirectoryError(21, "it is a folder")
    if target.exists() and not force:
        raise FileExistsError
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:50]}.")
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(descriptor)
        os.chmod(name, mode)
        if force:
            os.replace(name, target)
        else:
            _place(name, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _place(name: str, target: Path) -> None:
    """Give the new file its name, and fail if somebody else made a file of that name in the meantime."""
    try:
        os.link(name, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
        os.replace(name, target)
    else:
        os.unlink(name)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
