"""Articles become a segment of the index: gathered term by term as they come, written in one go.

Each word of a text is looked up once, and what is found is the very list that its place is added to: the loop over
the words of an article runs without a line of Python. Importing this module imports whoosh.
"""

from array import array
from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from operator import call
from pathlib import Path
from typing import Any

from search.engines.document import Document
from search.engines.whoosh_codec import FIELDS, SegmentFiles, Storage, impact, key_bytes
from search.engines.words import fold, split_words, terms_of

TITLE_WEIGHT = 3
"""A word of the title weighs as much as three of the body."""
_LENGTH_STEP = 4  # words by which lengths are told apart in ranking
_MOST_OCCURRENCES = 256  # of a term in an article that ranking tells apart


@dataclass(frozen=True, slots=True)
class Built:
    """A segment that was written and does not yet belong to the index."""

    segment: Any
    articles: int
    words: int
    """Words of all bodies and titles, for the mean length."""
    lexicon: list[tuple[str, str, int]]
    """How often each folded word stands for a term, in order."""


class Builder:
    """Gathers articles for one segment."""

    def __init__(self) -> None:
        """Begin with no article."""
        self._fields = {name: _Field() for name in FIELDS}
        self._values: dict[str, list[Any]] = {"key": [], "day": [], "language": [], "origin": []}
        self._written: dict[str, Counter[str]] = {}

    def __len__(self) -> int:
        """Return the number of articles gathered."""
        return len(self._values["key"])

    def add(self, document: Document) -> None:
        """Add one article."""
        language = document.language
        body, title = split_words(document.body), split_words(document.title)
        self._fields["text"].add(language, body, title)
        self._fields["title"].add(language, title)
        self._fields["source"].add("", [fold(word) for word in split_words(document.source)])
        values = self._values
        values["key"].append(key_bytes(document.key))
        values["day"].append(document.day)
        values["language"].append((language or "-").encode("utf-8", "replace"))
        values["origin"].append(document.source.encode("utf-8", "replace")[:200])
        written = self._written.setdefault(language, Counter())
        written.update(body)
        written.update(title)

    def write(self, folder: Path, mean: float) -> Built:
        """Write the segment into the folder of an index.

        `mean` is the length of the articles in words that ranking measures by; 0 for that of these articles.
        """
        text = self._fields["text"]
        words = sum(text.lengths)
        files = SegmentFiles(Storage(str(folder)))
        titles = self._fields["title"].occurrences()
        means = {"text": mean or max(1.0, words / len(self)), "title": 8.0, "source": 3.0}
        for name in FIELDS:
            files.write_field(name, self._fields[name].postings(means[name], titles if name == "text" else {}))
        starts = {"place": text, "headline": self._fields["title"], "outlet": self._fields["source"]}
        columns = {name: list(field.starts) for name, field in starts.items()}
        segment = files.close({**self._values, **columns}, {name: self._fields[name].end for name in FIELDS})
        return Built(segment, len(self), words, self._lexicon())

    def _lexicon(self) -> list[tuple[str, str, int]]:
        counts: dict[tuple[str, str], int] = {}
        for language, written in self._written.items():
            terms = terms_of(language)
            for word, number in written.items():
                entry = (fold(word), terms[word])
                counts[entry] = counts.get(entry, 0) + number
        return sorted((surface, term, number) for (surface, term), number in counts.items())


def build(folder: Path, documents: list[Document], mean: float) -> Built:
    """Write a segment of these articles; it belongs to the index after `Engine.attach`. May run in any process."""
    builder = Builder()
    for document in documents:
        builder.add(document)
    return builder.write(folder, mean)


class _Field:
    """The places of each term of one field."""

    def __init__(self) -> None:
        self.starts = array("I")
        self.lengths: list[int] = []
        self._places: dict[str, array[int]] = {}
        self._feeds: dict[str, _Feed] = {}
        self.end = 0
        """Where the places end."""

    def add(self, language: str, words: list[str], more: list[str] | None = None) -> None:
        """Add an article's words; no phrase runs from one article, or from `words` into `more`."""
        feed = self._feeds.get(language)
        if feed is None:
            feed = self._feeds[language] = _Feed(language, self._places)
        self.starts.append(self.end)
        self.lengths.append(len(words) + len(more or ()))
        for part in (words, more or ()):
            deque(map(call, map(feed.__getitem__, part), count(self.end)), 0)
            self.end += len(part) + 1

    def occurrences(self) -> dict[str, dict[int, int]]:
        """Return how often each term stands in each article."""
        return {term: dict(self._counts(places)) for term, places in self._places.items()}

    def postings(
        self, mean: float, extra: dict[str, dict[int, int]]
    ) -> Iterator[tuple[bytes, "array[int]", bytes, "array[int]"]]:
        """Yield the postings of each term, in order; `extra` tells where a term stands in a title."""
        tables: dict[int, bytes] = {}
        fits: list[bytes] = []  # for each article, the impact of 0, 1, 2 ... occurrences
        for length in self.lengths:
            step = length // _LENGTH_STEP
            if step not in tables:
                share = (step + 0.5) * _LENGTH_STEP / mean if mean > _LENGTH_STEP else length / mean
                tables[step] = bytes(impact(times, share) for times in range(_MOST_OCCURRENCES))
            fits.append(tables[step])
        most = _MOST_OCCURRENCES - 1
        articles = self._articles()
        once = bytes(fit[1] for fit in fits)
        for name, term in sorted((term.encode("utf-8", "replace"), term) for term in self._places):
            places, in_titles = self._places[term], extra.get(term)
            if len(places) == 1 and in_titles is None:
                number = articles[places[0]]
                yield name, array("I", (number,)), once[number : number + 1], places
                continue
            numbers = array("I", map(articles.__getitem__, places))
            if in_titles is None and len(set(numbers)) == len(numbers):
                yield name, numbers, bytes(map(once.__getitem__, numbers)), places
                continue
            counts = Counter(numbers)
            if in_titles:
                for number, times in in_titles.items():
                    counts[number] += (TITLE_WEIGHT - 1) * times
            impacts = bytes([fits[number][times if times < most else most] for number, times in counts.items()])
            yield name, array("I", counts), impacts, places

    def _counts(self, places: "array[int]") -> Counter[int]:
        starts = self.starts
        return Counter(bisect_right(starts, place) - 1 for place in places)

    def _articles(self) -> "array[int]":
        """Return the number of the article that each place belongs to."""
        articles = array("I")
        ends = [*self.starts[1:], self.end]
        for number, (start, end) in enumerate(zip(self.starts, ends, strict=True)):
            articles.extend(array("I", (number,)) * (end - start))
        return articles


class _Feed(dict[str, Any]):
    """For each word as written, what adds a place to its term; filled when a word is first met."""

    def __init__(self, language: str, places: dict[str, "array[int]"]) -> None:
        super().__init__()
        self._terms = terms_of(language)
        self._places = places

    def __missing__(self, word: str) -> Any:
        term = self._terms[word]
        places = self._places.get(term)
        if places is None:
            places = self._places[term] = array("I")
        self[word] = add = places.append
        return add
