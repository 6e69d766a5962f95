"""One file while it is read: opened late, unpacked when it is packed, given to its reader, closed early."""

import hashlib
import io
import os
from collections.abc import Iterator
from typing import BinaryIO, cast

from search.articles.bounded import GZIP_MARK, Bounded, Prefixed, unpacked
from search.articles.document import Content, Document, Losses, Unreadable
from search.articles.files import Found, open_file, too_large, why
from search.articles.formats import GZIP, TEXT, format_of, sniff
from search.text import clean_line

_HEAD = 4096  # bytes by which content without a name is recognised
_BUFFER = 64 * 1024


class Opened:
    """A file and what was found in it so far."""

    def __init__(self, found: Found) -> None:
        """Name the file; it is opened when the first document is asked for."""
        self.found = found
        self.form = format_of(found.path.name) or TEXT
        self.losses = Losses()
        self._file: BinaryIO | None = None
        self._before: os.stat_result | None = None
        self._bounded: Bounded | None = None

    @property
    def is_mixed(self) -> bool:
        """Whether files so named are often no articles: then one that is none was to be expected."""
        return self.form.mixed and not self.found.named

    @property
    def digest(self) -> str:
        """SHA-256 of the content; complete when all documents were read."""
        return self._bounded.digest if self._bounded is not None else hashlib.sha256().hexdigest()

    def documents(self) -> Iterator[Document]:
        """Yield what the reader of the format finds; raises `Unreadable` and nothing else."""
        try:
            content = self._open()  # which may find another format than the name promises
            yield from self.form.reader(content)
        except Unreadable:
            raise
        except OSError as error:
            raise Unreadable(why(error)) from None
        except (
            Exception
        ) as error:  # parsers of others meet hostile files here: whatever they raise is one file's problem
            raise Unreadable(f"is damaged: its reader failed ({type(error).__name__}); save it again") from None

    def _open(self) -> Content:
        self._file = open_file(self.found)
        self._before = os.fstat(self._file.fileno())
        head = self._file.read(_HEAD)
        if not head:
            raise Unreadable("is empty: nothing to read")
        packed = head.startswith(GZIP_MARK)
        from_start = cast(BinaryIO, io.BufferedReader(Prefixed(head, self._file), _BUFFER))
        if packed:
            from_start = unpacked(from_start)
        if self.found.is_input:
            if packed:
                unpacked_head = Bounded(from_start, _HEAD).read(_HEAD) or b""
                from_start = cast(BinaryIO, io.BufferedReader(Prefixed(unpacked_head, from_start), _BUFFER))
                head = unpacked_head
            self.form = sniff(head)
        elif not packed and self.found.size > self.form.largest:
            raise Unreadable(too_large(self.form.largest))
        self._bounded = Bounded(from_start, self.form.largest)
        name = clean_line(self.found.path.name)
        name = name[: -len(GZIP)] if name.lower().endswith(GZIP) else name
        return Content(cast(BinaryIO, io.BufferedReader(self._bounded, _BUFFER)), name, self.losses)

    def has_changed(self) -> bool:
        """Return whether the file was written to while it was read: what was read may be half of it."""
        if self._file is None or self._before is None or self.found.is_input:
            return False
        now = os.fstat(self._file.fileno())
        return (now.st_size, now.st_mtime_ns) != (self._before.st_size, self._before.st_mtime_ns)

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
