"""An index as it stood after one commit: which articles hold a term, where, and how well they fit it (BM25).

The postings of a term are read whole and added up in dictionaries, once for all inflections and completions of a word;
whoosh's own matchers go through them one at a time, some ten times slower, which is felt while somebody types.
Importing this module imports whoosh.
"""

import math
import sys
import time
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, OrderedDict
from collections.abc import Iterable
from functools import cached_property
from itertools import repeat
from operator import add, mul
from typing import Any

from search.engines.fence import Untrusted
from search.engines.whoosh_codec import BEST_FIT, COLUMNS, FIELDS, INDEX, KEY_BYTES, PLACES, Codec, unpack, where

from whoosh.index import TOC  # isort: skip - after the fence, which the codec raises

Scores = dict[int, float]
"""Articles by their number in the snapshot, and how well each fits."""

_MOST_REMEMBERED = 3_000_000  # postings that are kept decoded, at five bytes each
_FEW = 3_000  # postings that are added up one by one where several terms meet
_SEARCH = 10  # places that are put into a set in the time that one is looked for
_TRIES = 10  # at opening an index from which another process removes what it merged


class Leaf:
    """One segment of a snapshot."""

    def __init__(self, storage: Any, segment: Any, offset: int) -> None:
        """Open a segment whose articles are numbered from `offset` in the snapshot."""
        self.segment = segment
        self.offset = offset
        self.count: int = segment.doc_count_all()
        self.deleted = frozenset(segment.deleted_docs())
        self._storage = storage
        if storage.file_length(segment.make_filename(Codec.POSTS_EXT)) != getattr(segment, "postings_size", -1):
            raise Untrusted("the index is damaged: its postings are cut off")
        self._terms = Codec().terms_reader(storage, segment)
        self._prefixes = {name: self._terms._keycoder(name, b"") for name in FIELDS}

    def postings(self, field: str, term: bytes) -> tuple["array[int]", bytes, "array[int]"] | None:
        """Return the articles of a term in this segment, their impacts and its places; None when it has none."""
        about = self._terms._tindex.get(self._prefixes[field] + term)
        return self._postings(about) if about is not None else None

    def terms(self, field: str, beginning: bytes = b"") -> Iterable[bytes]:
        """Yield the terms of a field that begin so, in order."""
        for name, term in self._terms.terms_from(field, beginning):
            if name != field or not term.startswith(beginning):
                return
            yield term

    def all_postings(self, field: str) -> Iterable[tuple[bytes, "array[int]", bytes, "array[int]"]]:
        """Yield every term of a field with its postings, in order of the terms."""
        prefix = self._prefixes[field]
        for key, about in self._terms._tindex.items_from(prefix):
            if not key.startswith(prefix):
                return
            yield (key[len(prefix) :], *self._postings(about))

    def column(self, name: str) -> Any:
        """Return what is kept of each article under a name of `COLUMNS`."""
        file_name = Codec.column_filename(self.segment, name)
        length = self._storage.file_length(file_name)
        file = self._storage.open_file(file_name)
        try:
            if name == "key":
                data: bytes = file.get(0, KEY_BYTES * self.count)
                if len(data) != KEY_BYTES * self.count:
                    raise Untrusted("the index is damaged: keys are cut off")
                return data
            if name in ("language", "origin"):
                reader = COLUMNS[name].reader(file, 0, length, self.count)
                references = _numbers("B" if reader._itemsize == 1 else "H", file.get(0, reader._itemsize * self.count))
                if len(references) != self.count or max(references, default=0) >= len(reader._uniques):
                    raise Untrusted(f"the index is damaged: the column {name} is cut off")
                return [reader._uniques[reference] for reference in references]
            values = _numbers("I", file.get(0, min(4 * self.count, length)))
            values.extend(repeat(0, self.count - len(values)))  # whoosh does not write zeros at the end
            return values
        finally:
            file.close()

    def close(self) -> None:
        """Close the files."""
        self._terms.close()

    def _postings(self, about: bytes) -> tuple["array[int]", bytes, "array[int]"]:
        articles, offset, length = where(about)
        found = unpack(self._terms._postfile.get(offset, length), articles)
        if found[0] and found[0][-1] >= self.count:
            raise Untrusted("the index is damaged: postings name articles that are not there")
        return found


class Snapshot:
    """One state of an index, for reading."""

    def __init__(self, storage: Any, schema: Any) -> None:
        """Open the state that was committed last."""
        self._storage = storage
        for left in reversed(range(_TRIES)):
            toc = TOC.read(storage, INDEX, schema=schema)
            self.leaves: list[Leaf] = []
            try:
                self._open(toc.segments)
                break
            except OSError:  # a file was removed between the table of contents and here
                self.close()
                if not left or TOC._latest_generation(storage, INDEX) == toc.generation:
                    raise
                time.sleep(0.05)
        self.generation: int = toc.generation
        self.size = sum(leaf.count - len(leaf.deleted) for leaf in self.leaves)
        """Articles that can be found."""
        self._offsets = [leaf.offset for leaf in self.leaves]
        self._remembered: OrderedDict[tuple[str, str], tuple[array[int], bytes]] = OrderedDict()
        self._remembered_size = 0

    def is_current(self) -> bool:
        """Tell whether nothing was committed since."""
        return bool(self.generation == TOC._latest_generation(self._storage, INDEX))

    def leaf_of(self, number: int) -> Leaf:
        """Return the segment of an article."""
        return self.leaves[bisect_right(self._offsets, number) - 1]

    def key(self, number: int) -> str:
        """Return the key of an article."""
        which = bisect_right(self._offsets, number) - 1
        place = (number - self._offsets[which]) * KEY_BYTES
        data: bytes = self._keys[which][place : place + KEY_BYTES]
        return data.rstrip(b"\0").decode("utf-8", "replace")

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of every article by its key."""
        return {self.key(number): number for number in self.all()}

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages of the articles, "-" where unknown."""
        return tuple(sorted(set(self.column("language"))))

    def all(self) -> Scores:
        """Return all articles, none fitting better than another."""
        numbers: Scores = {}
        for leaf in self.leaves:
            everything: Iterable[int] = range(leaf.offset, leaf.offset + leaf.count)
            if leaf.deleted:
                everything = (number for number in everything if number - leaf.offset not in leaf.deleted)
            numbers.update(dict.fromkeys(everything, 0.0))
        return numbers

    def column(self, name: str) -> Any:
        """Return what is kept of every article under a name of `COLUMNS`, by number; "day" or a text."""
        return self._days if name == "day" else self._texts[name]

    def with_language(self, code: str) -> Scores:
        """Return the articles in a language."""
        return self._live(number for number, language in enumerate(self.column("language")) if language == code)

    def published(self, first: int, last: int) -> Scores:
        """Return the articles of the days from `first` to `last`, as numbers: 20240228."""
        return self._live(number for number, day in enumerate(self.column("day")) if first <= day <= last)

    def counts(self, scores: Iterable[int], name: str) -> Counter[Any]:
        """Return how many of the articles have each value of a column."""
        return Counter(map(self.column(name).__getitem__, scores))

    def names(self, field: str, beginning: str, most: int) -> list[str]:
        """Return the first terms of a field that begin so."""
        terms: set[str] = set()
        for leaf in self.leaves:
            for count, term in enumerate(leaf.terms(field, beginning.encode("utf-8", "replace"))):
                if count == most:
                    break
                terms.add(term.decode())
        return sorted(terms)[:most]

    def with_any(self, field: str, terms: Iterable[str], adding: bool = True) -> Scores:
        """Return the articles that hold any of `terms`, which count as one word.

        With `adding` an article fits the better, the more of them it holds; without, as well as by one of them.
        """
        found = sorted((self._postings(field, term) for term in terms), key=lambda item: -len(item[0]))
        fits: dict[int, int] = {}
        for place, (numbers, impacts) in enumerate(found):
            if place == 0:
                fits = dict(zip(numbers, impacts, strict=True))
            elif adding and len(numbers) <= _FEW:
                get = fits.get
                for number, impact in zip(numbers, impacts, strict=True):
                    fits[number] = get(number, 0) + impact
            else:
                fits.update(zip(numbers, impacts, strict=True))
        return self._ranked(fits)

    def with_phrase(self, field: str, words: list[set[str]]) -> Scores:
        """Return the articles in which words stand side by side; each word is any of its terms."""
        counts: dict[int, int] = {}
        for leaf in self.leaves:
            places: set[int] | None = None
            # The rarest word first: what stands beside it is looked for among the places of the others.
            found = [(step, self._leaf_places(leaf, field, terms)) for step, terms in enumerate(words)]
            for step, arrays in sorted(found, key=lambda item: sum(map(len, item[1]))):
                places = _side_by_side(places, step, arrays)
                if not places:
                    break
            starts = self._starts(leaf, field)
            for place in places or ():
                number = bisect_right(starts, place) - 1
                if number not in leaf.deleted:
                    counts[number + leaf.offset] = counts.get(number + leaf.offset, 0) + 1
        return self._ranked({number: min(255, 60 + 40 * count) for number, count in counts.items()})

    def close(self) -> None:
        """Close the files."""
        for leaf in self.leaves:
            leaf.close()
        self.leaves = []

    def _open(self, segments: list[Any]) -> None:
        offset = 0
        for segment in segments:
            self.leaves.append(Leaf(self._storage, segment, offset))
            offset += self.leaves[-1].count
        self._keys: list[bytes] = [leaf.column("key") for leaf in self.leaves]
        self._place_starts: dict[tuple[int, str], array[int]] = {}

    @cached_property
    def _days(self) -> "array[int]":
        days = array("I")
        for leaf in self.leaves:
            days.extend(leaf.column("day"))
        return days

    @cached_property
    def _texts(self) -> dict[str, list[str]]:
        texts: dict[str, list[str]] = {}
        for name in ("language", "origin"):
            decoded: dict[bytes, str] = {}
            texts[name] = []
            for leaf in self.leaves:
                values = leaf.column(name)
                decoded.update({value: value.decode("utf-8", "replace") for value in set(values) - decoded.keys()})
                texts[name].extend(map(decoded.__getitem__, values))
        return texts

    def _live(self, numbers: Iterable[int]) -> Scores:
        scores = dict.fromkeys(numbers, 0.0)
        for leaf in self.leaves:
            for number in leaf.deleted:
                scores.pop(number + leaf.offset, None)
        return scores

    def _postings(self, field: str, term: str) -> tuple["array[int]", bytes]:
        known = self._remembered.get((field, term))
        if known is not None:
            self._remembered.move_to_end((field, term))
            return known
        numbers, impacts = array("I"), []
        encoded = term.encode("utf-8", "replace")
        for leaf in self.leaves:
            found = leaf.postings(field, encoded)
            if found is None:
                continue
            here, fits, _ = found
            if leaf.deleted:
                kept = [place for place, number in enumerate(here) if number not in leaf.deleted]
                here, fits = array("I", (here[place] for place in kept)), bytes(fits[place] for place in kept)
            numbers.extend(array("I", map(add, here, repeat(leaf.offset))) if leaf.offset else here)
            impacts.append(fits)
        joined = numbers, b"".join(impacts)
        self._remembered[field, term] = joined
        self._remembered_size += len(numbers) + 20
        while self._remembered_size > _MOST_REMEMBERED and len(self._remembered) > 1:
            _, (old, _) = self._remembered.popitem(last=False)
            self._remembered_size -= len(old) + 20
        return joined

    def _leaf_places(self, leaf: Leaf, field: str, terms: set[str]) -> list["array[int]"]:
        found = (leaf.postings(field, term.encode("utf-8", "replace")) for term in sorted(terms))
        return [item[2] for item in found if item is not None]

    def _starts(self, leaf: Leaf, field: str) -> "array[int]":
        name = (leaf.offset, field)
        if name not in self._place_starts:
            self._place_starts[name] = leaf.column(PLACES[field])
        return self._place_starts[name]

    def _ranked(self, fits: dict[int, int]) -> Scores:
        """Return how well articles fit a word that fits them so."""
        if not fits:
            return {}
        rarity = math.log(1 + (self.size - len(fits) + 0.5) / (len(fits) + 0.5)) * BEST_FIT / 255
        return dict(zip(fits, map(mul, fits.values(), repeat(rarity)), strict=True))


def _side_by_side(places: set[int] | None, step: int, arrays: list["array[int]"]) -> set[int]:
    """Return the starts of phrases, of those in `places` if given, that have one of these places `step` words on."""
    if places is not None and len(places) * _SEARCH < sum(map(len, arrays)):
        return {place for place in places if any(_holds(each, place + step) for each in arrays)}
    here = {place - step for each in arrays for place in each} if step else set().union(*arrays)
    return here if places is None else places & here


def _holds(numbers: "array[int]", number: int) -> bool:
    place = bisect_left(numbers, number)
    return place < len(numbers) and numbers[place] == number


def _numbers(kind: str, data: bytes) -> "array[int]":
    """Return the numbers of a column, which whoosh writes with their highest byte first."""
    numbers = array(kind)
    if len(data) % numbers.itemsize:
        raise Untrusted("the index is damaged: a column is cut off")
    numbers.frombytes(data)
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers
