"""Writes whoosh's own format faster than whoosh: postings go from an article straight into blocks, without a sort.

whoosh makes a tuple of every posting, sorts them all and passes each through four calls. Gathered by term as the
articles come, they are in order already: articles are numbered upwards. Importing this module imports whoosh.
"""

import pickle
import struct
import zlib
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from search.engines.whoosh_schema import POSITIONED, terms_with_positions

from whoosh.codec import whoosh3  # isort: skip - after the fence, which the schema raises
from whoosh.reading import SegmentReader  # isort: skip
from whoosh.util.numeric import length_to_byte  # isort: skip
from whoosh.writing import NO_MERGE, SegmentWriter  # isort: skip

_BLOCK = 128  # postings of a block, as whoosh has it
SMALL = 200
"""Articles of a segment below which it is merged with others when there are many."""
_WORTH_COMPRESSING = 200  # bytes
_INT = struct.Struct("!i").pack
_EXTENT = struct.Struct("!qi").pack
_FIELD = struct.Struct("!H").pack
_TERM_INFO = whoosh3.W3TermInfo._struct.pack

Posting = tuple[int, float, bytes]
"""Number of the article in the segment, weight, positions."""


class Cancelled(Exception):
    """A commit was given up because nobody waits for it any more; nothing of it took effect."""


class Writer(SegmentWriter):  # type: ignore[misc]
    """Adds articles as a new segment."""

    def __init__(self, index: Any, timeout: float, stop: Callable[[], bool]) -> None:
        """Lock the index for writing. Raises `whoosh.index.LockError` after `timeout` seconds.

        `stop` is asked now and then during a commit, which raises `Cancelled` when it returns True.
        """
        super().__init__(index, timeout=timeout)
        self._stop = stop
        self._postings: dict[str, dict[bytes, list[Posting]]] = {name: {} for name in self.schema.names()}

    def add_article(self, key: str, language: str, fields: dict[str, tuple[list[str], list[str]]]) -> None:
        """Add one article: its key, its language, and by field the terms of its body and of its title."""
        number = self.docnum
        lengths = {"key": 1, "language": 1}
        self._postings["key"].setdefault(key.encode(), []).append((number, 1.0, b""))
        self._postings["language"].setdefault(language.encode(), []).append((number, 1.0, b""))
        for name, (body, title) in fields.items():
            lists = self._postings[name]
            lengths[name] = len(body) + len(title)
            for term, _, weight, positions in terms_with_positions(body, title):
                posting = (number, weight, positions)
                if term in lists:
                    lists[term].append(posting)
                else:
                    lists[term] = [posting]
        document = self.perdocwriter
        document.start_doc(number)
        for name, length in sorted(lengths.items()):
            field = self.schema[name]
            document.add_field(name, field, key if name == "key" else None, length if field.scorable else 0)
        document.finish_doc()
        self._added = True
        self.docnum += 1

    def commit(self) -> None:
        """Write the segment and make it, and all deletions, take effect."""
        super().commit(mergetype=NO_MERGE)

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        documents = self.per_document_reader()
        writer = self.fieldwriter
        for name in sorted(self._postings):
            lists = self._postings[name]
            if not lists:
                continue
            number = writer._fieldmap.setdefault(name, len(writer._fieldmap))
            lengths = bytes(self.docnum)
            if self.schema[name].scorable:
                length = documents.doc_field_length
                lengths = bytes(length_to_byte(length(n, name)) for n in range(self.docnum))
            self._write_field(_FIELD(number), lists, lengths, name in POSITIONED)
        writer.close()
        documents.close()

    def _write_field(self, prefix: bytes, lists: dict[bytes, list[Posting]], lengths: bytes, positioned: bool) -> None:
        file, add = self.fieldwriter._postfile, self.fieldwriter._tindex.add
        offset = file.tell()
        for term in sorted(lists):
            if self._stop():
                raise Cancelled
            postings = lists[term]
            numbers, weights, _ = zip(*postings, strict=True)
            of_term = [lengths[number] for number in numbers]
            heaviest = max(weights)
            blocks = [whoosh3.WHOOSH3_HEADER_MAGIC]
            for start in range(0, len(postings), _BLOCK):
                last = start + _BLOCK >= len(postings)
                blocks.append(
                    _block(postings[start : start + _BLOCK], of_term[start : start + _BLOCK], positioned, last)
                )
            data = b"".join(blocks)
            file.write(data)
            info = _TERM_INFO(
                0, sum(weights), len(postings), min(of_term), max(of_term), heaviest, numbers[0], numbers[-1]
            )
            add(prefix + term, info + _EXTENT(offset, len(data)))
            offset += len(data)


def merge_small(writer: Any, segments: list[Any]) -> list[Any]:
    """Write the articles of small segments into one, and return the segments that stay."""
    small = [segment for segment in segments if segment.doc_count_all() < SMALL]
    for segment in small:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return [segment for segment in segments if segment.doc_count_all() >= SMALL]


def _block(postings: list[Posting], lengths: list[int], positioned: bool, last: bool) -> bytes:
    """Return up to 128 postings of a term as whoosh reads them."""
    numbers, weights, positions = zip(*postings, strict=True)
    steps = (numbers[0], *(after - before for before, after in pairwise(numbers)))
    heaviest = max(weights)
    packed_weights: float | tuple[float, ...] | None = weights
    if heaviest == min(weights):
        packed_weights = None if heaviest == 1.0 else heaviest
    data = pickle.dumps((steps, packed_weights, positions if positioned else None), 4)
    compression = 0
    if len(data) > _WORTH_COMPRESSING:
        data, compression = zlib.compress(data, 1), 1
    info = pickle.dumps((len(postings), numbers[-1], heaviest, compression, min(lengths), max(lengths)), 4)
    size = len(info) + len(data)
    return _INT(-size if last else size) + info + data
