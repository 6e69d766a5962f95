"""Content with an end: a file, packed with gzip or not, that gives no more bytes than its format may have."""

import gzip
import hashlib
import io
import zlib
from typing import BinaryIO

from search.articles.document import Unreadable
from search.articles.files import too_large

GZIP_MARK = b"\x1f\x8b"
_PIECE = 1024 * 1024


class Bounded(io.RawIOBase):
    """The bytes of another file, counted and hashed as they pass; `Unreadable` beyond `limit`."""

    def __init__(self, file: BinaryIO, limit: int) -> None:
        """Read from `file`, which stays the caller's to close."""
        super().__init__()
        self._file = file
        self._limit = limit
        self._left = limit
        self._hash = hashlib.sha256()

    @property
    def digest(self) -> str:
        """SHA-256 of all that was read so far, in hexadecimal."""
        return self._hash.hexdigest()

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readall(self) -> bytes:
        """Return all that is left, in large pieces."""
        pieces = []
        while piece := self.read(_PIECE):
            pieces.append(piece)
        return b"".join(pieces)

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        """Fill `buffer` as `io.RawIOBase` asks."""
        try:
            data = self._file.read(min(len(buffer), self._left + 1))
        except (EOFError, gzip.BadGzipFile, zlib.error):
            raise Unreadable("is a damaged gzip file: unpack it again from its source") from None
        self._left -= len(data)
        if self._left < 0:
            raise Unreadable(too_large(self._limit))
        self._hash.update(data)
        buffer[: len(data)] = data
        return len(data)


def unpacked(file: BinaryIO) -> BinaryIO:
    """Return the content of a gzip file as it is read; nothing is unpacked ahead."""
    return gzip.GzipFile(fileobj=file, mode="rb")  # type: ignore[return-value]


class Prefixed(io.RawIOBase):
    """A file of which the first bytes were read already, to see what it is."""

    def __init__(self, head: bytes, file: BinaryIO) -> None:
        """Give `head` again, then the rest of `file`, which stays the caller's to close."""
        super().__init__()
        self._head = head
        self._file = file

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        """Fill `buffer` as `io.RawIOBase` asks."""
        data = self._head[: len(buffer)]
        self._head = self._head[len(data) :]
        data = data or self._file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
