"""Several segments become one: their postings are put end to end. Importing this module imports whoosh."""

import heapq
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby, repeat
from operator import add, itemgetter
from pathlib import Path
from typing import Any

from search.engines.snapshot import Leaf
from search.engines.whoosh_codec import COLUMNS, FIELDS, KEY_BYTES, PLACES, SegmentFiles, Storage

MOST_SEGMENTS = 8
"""Segments that an index may have before the smallest are merged."""
LEAST_MERGED = 3
"""Segments that are merged at once, at least."""

Postings = tuple["array[int]", bytes, "array[int]"]


def due(sizes: list[int]) -> list[int]:
    """Return which segments of these sizes, in articles, should become one; [] when none should.

    They are the smallest, as many as are about of one size, so that one new article in a large library never costs
    more than other new ones: each article is merged a number of times that grows with the logarithm of the library.
    """
    if len(sizes) <= MOST_SEGMENTS:
        return []
    total = 0
    chosen: list[int] = []
    for which in sorted(range(len(sizes)), key=lambda which: sizes[which]):
        if len(chosen) >= LEAST_MERGED and sizes[which] > total:
            break
        chosen.append(which)
        total += sizes[which]
    return sorted(chosen)


def merge(folder: Path, segments: list[Any]) -> Any:
    """Write one segment with the articles of `segments` that are not deleted, in their order; return it."""
    storage = Storage(str(folder))
    leaves: list[Leaf] = []
    try:
        offset = 0
        for segment in segments:
            leaves.append(Leaf(storage, segment, offset))
            offset += leaves[-1].count - len(leaves[-1].deleted)
        files = SegmentFiles(storage)
        values: dict[str, list[Any]] = {name: [] for name in COLUMNS}
        for leaf in leaves:
            kept = [number for number in range(leaf.count) if number not in leaf.deleted]
            keys = leaf.column("key")
            values["key"] += [keys[number * KEY_BYTES : (number + 1) * KEY_BYTES] for number in kept]
            for name in ("day", "language", "origin"):
                column = leaf.column(name)
                values[name] += [column[number] for number in kept]
        ends: dict[str, int] = {}
        for name in FIELDS:
            moves, starts, ends[name] = _moves(leaves, name)
            values[PLACES[name]] += starts
            files.write_field(name, _joined(moves, name))
        return files.close(values, ends)
    finally:
        for leaf in leaves:
            leaf.close()


class _Move:
    """Where the articles and places of one segment go in the merged one."""

    def __init__(self, leaf: Leaf, field: str, first_place: int) -> None:
        self.leaf = leaf
        self.first_place = first_place
        self.starts = leaf.column(PLACES[field])

    def of(self, postings: Postings) -> Postings:
        """Return postings as they are in the merged segment."""
        numbers, impacts, places = postings
        leaf = self.leaf
        if leaf.deleted:
            kept = [place for place, number in enumerate(numbers) if number not in leaf.deleted]
            impacts = bytes(impacts[place] for place in kept)
            dead = sorted(leaf.deleted)
            numbers = array("I", (numbers[place] - bisect_right(dead, numbers[place]) for place in kept))
            starts = self.starts
            places = array("I", (p for p in places if bisect_right(starts, p) - 1 not in leaf.deleted))
        if leaf.offset:
            numbers = array("I", map(add, numbers, repeat(leaf.offset)))
        if self.first_place:
            places = array("I", map(add, places, repeat(self.first_place)))
        return numbers, impacts, places


def _moves(leaves: list[Leaf], field: str) -> tuple[list[_Move], list[int], int]:
    """Return the moves of all segments, where each kept article starts, and the end; deleted ones leave gaps."""
    moves: list[_Move] = []
    starts: list[int] = []
    first = 0
    for leaf in leaves:
        move = _Move(leaf, field, first)
        moves.append(move)
        starts += [first + start for number, start in enumerate(move.starts) if number not in leaf.deleted]
        first += leaf.segment._fieldlengths[field]
    return moves, starts, first


def _joined(moves: list[_Move], field: str) -> Iterator[tuple[bytes, "array[int]", bytes, "array[int]"]]:
    streams = [_numbered(move.leaf, which, field) for which, move in enumerate(moves)]
    for term, group in groupby(heapq.merge(*streams, key=itemgetter(0, 1)), key=itemgetter(0)):
        numbers, impacts, places = array("I"), bytearray(), array("I")
        for _, which, postings in group:
            more_numbers, more_impacts, more_places = moves[which].of(postings)
            numbers.extend(more_numbers)
            impacts += more_impacts
            places.extend(more_places)
        if numbers:
            yield term, numbers, bytes(impacts), places


def _numbered(leaf: Leaf, which: int, field: str) -> Iterator[tuple[bytes, int, Postings]]:
    for term, numbers, impacts, places in leaf.all_postings(field):
        yield term, which, (numbers, impacts, places)
