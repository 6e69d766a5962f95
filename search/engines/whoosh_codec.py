"""How postings lie in whoosh's segments: all articles of a term in one piece, so that reading a term is one copy.

whoosh's own codec packs postings in blocks of 128 pickled tuples, which cost some ten times as long to write and to
read. Everything else is whoosh's: the table of terms, the columns, the segments, the table of contents. Importing
this module imports whoosh.

The postings of a term in `n` articles are, in the byte order of the machine: `n` unsigned 32-bit numbers of articles,
upwards; `n` bytes that say how well each fits the term (see `impact`); and one unsigned 32-bit number for each place
where the term stands, counted through all articles of the segment.
"""

import os
import struct
from array import array
from collections.abc import Iterable
from typing import Any
from zlib import crc32

from search.engines.fence import Untrusted, raise_fence

raise_fence()

from whoosh import columns, fields, formats  # noqa: E402
from whoosh.codec import whoosh3  # noqa: E402
from whoosh.filedb import filetables  # noqa: E402
from whoosh.filedb.filestore import FileStorage  # noqa: E402
from whoosh.filedb.structfile import StructFile  # noqa: E402
from whoosh.matching import ListMatcher  # noqa: E402

INDEX = "MAIN"
"""The name of the index in its folder."""
FIELDS = ("text", "title", "source")
"""The fields that have terms."""
KEY_BYTES = 32
"""Bytes of an article's key; a shorter one is filled up with NULs."""
BEST_FIT = 2.2
"""What a byte of 255 stands for: the most that BM25 gives for the occurrences of a term, k1 + 1."""
_HEAVINESS = [impact * BEST_FIT / 255 for impact in range(256)]
_K1 = 1.2  # how soon another occurrence of a word adds little; the value whoosh and most engines use
_B = 0.75  # how much a long article must hold of a word to fit as well as a short one
_NUMBER = array("I").itemsize
_TERM = struct.Struct(whoosh3.W3TermInfo._struct.format + "qi")  # what whoosh keeps of a term

COLUMNS = {
    "key": columns.FixedBytesColumn(KEY_BYTES),
    "place": columns.NumericColumn("I"),  # where the article starts among the places of the segment
    "headline": columns.NumericColumn("I"),  # the same among the places of titles
    "outlet": columns.NumericColumn("I"),  # the same among the places of sources
    "day": columns.NumericColumn("I"),  # 20240228; 0 where unknown
    "language": columns.RefBytesColumn(),
    "origin": columns.RefBytesColumn(),  # the source by its whole name
}
"""What is kept of each article beside its terms."""

_ROWS_AT_ONCE = 10_000  # terms that are gathered before they are written: a large library has a million
_BYTES_AT_ONCE = 1 << 18  # of postings

PLACES = {"text": "place", "title": "headline", "source": "outlet"}
"""The column that says where an article starts among the places of a field."""


class Storage(FileStorage):  # type: ignore[misc]
    """A folder of index files, each read by one call of the system at any place."""

    def open_file(self, name: str, **options: Any) -> "File":
        """Open a file for reading."""
        return File(open(self._fpath(name), "rb"), name=name, **options)


class File(StructFile):  # type: ignore[misc]
    """A file that is read without moving through it."""

    def get(self, position: int, length: int) -> bytes:
        """Return bytes of the file, fewer than `length` at its end."""
        if position < 0 or length < 0:
            raise Untrusted("the index is damaged: it names a place before its beginning")
        return os.pread(self.fileno(), length, position)


class Codec(whoosh3.W3Codec):  # type: ignore[misc]
    """whoosh's third codec with postings in one piece. whoosh's own matchers and searchers read it as well."""

    def postings_reader(
        self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None
    ) -> ListMatcher:
        """Return the articles of a term for whoosh's own searcher."""
        offset, (length,) = terminfo.extent()  # whoosh forgets to take the length out of its tuple
        numbers, impacts, _ = unpack(dbfile.get(offset, length), terminfo.doc_frequency())
        weights = [impact * BEST_FIT / 255 for impact in impacts]
        return ListMatcher(numbers.tolist(), weights, None, format_, scorer=scorer, term=term, terminfo=terminfo)


def schema() -> Any:
    """Return the fields of the index, in whoosh's terms."""
    return fields.Schema(**{name: fields.FieldType(formats.Existence(), None, scorable=True) for name in FIELDS})


def impact(occurrences: int, length: float) -> int:
    """Return how well an article fits a term, 0 to 255, by BM25 without the rarity of the term.

    `length` is the article's, as a share of the mean.
    """
    fit = occurrences * (_K1 + 1) / (occurrences + _K1 * (1 - _B + _B * length))
    return round(fit * 255 / BEST_FIT)


def key_bytes(key: str) -> bytes:
    """Return a key as it is stored. Raises ValueError when it is too long."""
    data = key.encode("utf-8", "replace")
    if not 0 < len(data) <= KEY_BYTES:
        raise ValueError(f"a key must have 1 to {KEY_BYTES} bytes")
    return data.ljust(KEY_BYTES, b"\0")


def pack(numbers: "array[int]", impacts: bytes, places: "array[int]") -> bytes:
    """Return postings as they are stored."""
    return numbers.tobytes() + impacts + places.tobytes()


def unpack(data: bytes, articles: int) -> tuple["array[int]", bytes, "array[int]"]:
    """Return the numbers of articles, their impacts and the places from what was stored.

    Raises `Untrusted` when they are cut off.
    """
    start, end = _NUMBER * articles, (_NUMBER + 1) * articles
    if len(data) < end or (len(data) - end) % _NUMBER:
        raise Untrusted("the index is damaged: postings are cut off")
    numbers, places = array("I"), array("I")
    numbers.frombytes(data[:start])
    places.frombytes(data[end:])
    return numbers, data[start:end], places


def where(about: bytes) -> tuple[int, int, int]:
    """Return the number of articles of a term, and the offset and length of its postings, from the table of terms."""
    if len(about) != _TERM.size:
        raise Untrusted("the index is damaged: a term is cut off")
    values: tuple[Any, ...] = _TERM.unpack(about)
    return values[2], values[8], values[9]


class SegmentFiles:
    """Writes the files of one segment: its terms in order, then its columns."""

    def __init__(self, storage: Any) -> None:
        """Create the files in whoosh's `storage`."""
        codec = Codec()
        self.segment: Any = codec.new_segment(storage, INDEX)
        self._storage = storage
        self._codec = codec
        self._postings = self.segment.create_file(storage, codec.POSTS_EXT)
        self._offset = 0
        self._terms = _Table(self.segment.create_file(storage, codec.TERMS_EXT))
        self._terms.extras["fieldmap"] = {name: number for number, name in enumerate(FIELDS)}

    def write_field(self, name: str, postings: Iterable[tuple[bytes, "array[int]", bytes, "array[int]"]]) -> None:
        """Write (term, numbers of articles, impacts, places), the terms in order; fields come in that of `FIELDS`."""
        prefix = struct.pack("!H", FIELDS.index(name))
        rows: list[tuple[bytes, bytes]] = []
        pieces: list[bytes] = []
        about, offset, written = _TERM.pack, self._offset, self._offset
        for term, numbers, impacts, places in postings:
            data = pack(numbers, impacts, places)
            pieces.append(data)
            size, count = len(data), len(impacts)
            heaviest = _HEAVINESS[max(impacts) if count > 1 else impacts[0]]
            told = about(0, len(places), count, 0, 255, heaviest, numbers[0], numbers[-1], offset, size)
            rows.append((prefix + term, told))
            offset += size
            if offset - written > _BYTES_AT_ONCE:
                self._postings.write(b"".join(pieces))
                pieces.clear()
                written = offset
            if len(rows) == _ROWS_AT_ONCE:
                self._terms.add_all(rows)
                rows.clear()
        self._postings.write(b"".join(pieces))
        self._terms.add_all(rows)
        self._offset = offset

    def close(self, values: dict[str, list[Any]], ends: dict[str, int]) -> Any:
        """Write what is kept of each article, by the names of `COLUMNS`; return the finished segment.

        `ends` says for each field where its places end.
        """
        self._terms.close()
        self._postings.close()
        count = len(values["key"])
        for name, column in COLUMNS.items():
            file = self._storage.create_file(self._codec.column_filename(self.segment, name))
            writer = column.writer(file)
            for number, value in enumerate(values[name]):
                writer.add(number, value)
            writer.finish(count)
            file.close()
        self.segment.set_doc_count(count)
        self.segment._fieldlengths = ends
        self.segment.postings_size = self._offset
        return self.segment


class _Table(filetables.OrderedHashWriter):  # type: ignore[misc]
    """whoosh's table of terms, written in one go."""

    def __init__(self, file: Any) -> None:
        super().__init__(file)
        self.buckets = [array("q") for _ in range(256)]  # code and position of each term in turn
        self.hashtype = 1  # CRC-32, which is several times faster to compute than the MD5 that is the default
        self.hashfn = filetables._hash_functions[1]
        file.seek(self.startoffset + 4)
        file.write_byte(1)
        file.seek(0, 2)

    def add_all(self, items: Iterable[tuple[bytes, bytes]]) -> None:
        file, buckets = self.dbfile, self.buckets
        lengths = filetables._lengths.pack
        position = file.tell()
        pieces: list[bytes] = []
        positions: list[int] = []
        for key, value in items:
            pieces += (lengths(len(key), len(value)), key, value)
            positions.append(position)
            code = crc32(key)
            buckets[code & 255].extend((code, position))
            position += 8 + len(key) + len(value)
        if positions:
            self._remember(positions)
            file.write(b"".join(pieces))

    def _remember(self, positions: list[int]) -> None:
        index = self.index
        index.append(positions[-1])  # which makes room for the greatest of them
        index.array.pop()
        index.array.extend(positions)

    def _write_hashes(self) -> None:
        file = self.dbfile
        position = file.tell()
        for entries in self.buckets:
            slots = len(entries)  # twice as many as terms
            self.directory.append((position, slots))
            table = [0] * (2 * slots)
            for code, place in zip(entries[::2], entries[1::2], strict=True):
                slot = (code >> 8) % slots
                while table[2 * slot + 1]:  # no term stands at the beginning of the file
                    slot = (slot + 1) % slots
                table[2 * slot : 2 * slot + 2] = (code, place)
            file.write(struct.pack("!" + "Iq" * slots, *table))
            position += filetables._pointer.size * slots
