"""Zip files from outside, such as EPUB and DOCX: members are read in memory, one by one, within bounds."""

import io
import zipfile
import zlib
from typing import BinaryIO

from search.articles.document import Unreadable

LARGEST_MEMBER = 20 * 1024 * 1024
"""Bytes of the largest text that is read from an archive."""
LARGEST_SUM = 64 * 1024 * 1024
"""Bytes of all texts together."""
HIGHEST_RATIO = 200
"""How often a member may be larger than its packed form; text reaches about ten, XML of Word sixty."""
_SMALL = 1024 * 1024  # below this a ratio says nothing
MOST_MEMBERS = 20_000


class Archive:
    """A zip file. All methods raise `Unreadable`."""

    def __init__(self, file: BinaryIO) -> None:
        """Read the table of contents."""
        self._left = LARGEST_SUM
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(file.read()))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, IndexError):
            raise Unreadable("is damaged: its zip archive cannot be opened") from None
        if len(self._zip.filelist) > MOST_MEMBERS:
            raise Unreadable(f"holds more than {MOST_MEMBERS:,} files: it is not followed")

    def __contains__(self, name: str) -> bool:
        """Say whether there is a member `name`."""
        return name in self._zip.NameToInfo

    def read(self, name: str) -> bytes:
        """Return the bytes of a member."""
        info = self._zip.NameToInfo.get(name)
        if info is None:
            raise Unreadable(f"lacks its part {name[:80]}: save it again from its source")
        if info.file_size > LARGEST_MEMBER:
            raise Unreadable("holds a part larger than 20 MB: split it into its articles")
        if info.file_size > _SMALL and info.file_size > HIGHEST_RATIO * max(info.compress_size, 1):
            raise Unreadable("is packed like a zip bomb: it is not followed")
        try:
            with self._zip.open(info) as member:
                data = member.read(info.file_size + 1)  # the stated size may be a lie
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError, ValueError):
            raise Unreadable("is damaged or encrypted: its zip archive cannot be read") from None
        self._left -= len(data)
        if self._left < 0 or len(data) > info.file_size:
            raise Unreadable("holds more than 64 MB of text: split it into its articles")
        return data
