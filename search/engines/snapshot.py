"""An index as it stood after one commit: which articles hold a term, and how well they fit it (BM25).

The postings are read block by block and added up in dictionaries, once for all inflections and completions of a word;
whoosh's own matchers go through them one at a time, some ten times slower, which is felt while somebody types.
"""

import math
from array import array
from collections.abc import Iterable, Iterator
from typing import Any

Scores = dict[int, float]
"""Articles by their number in the snapshot, and how well each fits."""

_K1 = 1.2  # how soon another occurrence of a word adds little; the value whoosh and most engines use
_B = 0.75  # how much a long article must hold of a word to fit as well as a short one


class Snapshot:
    """One state of an index, for reading."""

    def __init__(self, index: Any) -> None:
        """Open the state that was committed last."""
        self._reader = index.reader()
        self._generation = self._reader.generation()
        self._schema = index.schema
        leaves = self._reader.leaf_readers() if self._reader.doc_count_all() else ()
        self._leaves = [(leaf, offset, frozenset(leaf.deleted_docs_set or ())) for leaf, offset in leaves]
        self._keys: dict[int, str] = {number: stored["key"] for number, stored in self._reader.iter_docs()}
        self._lengths: dict[str, list[float]] = {}
        self.languages = tuple(name.decode() for name in self._reader.lexicon("language"))

    def is_current(self, index: Any) -> bool:
        """Tell whether nothing was committed since."""
        return bool(self._generation == index.latest_generation())

    @property
    def keys(self) -> Iterable[str]:
        """The keys of all articles."""
        return self._keys.values()

    def key(self, number: int) -> str:
        """Return the key of an article."""
        return self._keys[number]

    def all(self) -> Scores:
        """Return all articles, none fitting better than another."""
        return dict.fromkeys(self._keys, 0.0)

    def names(self, field: str, beginning: str, most: int) -> list[str]:
        """Return the first terms of a field that begin so."""
        terms: list[str] = []
        for term in self._reader.expand_prefix(field, beginning):
            if len(terms) == most:
                break
            terms.append(term.decode())
        return terms

    def with_any(self, field: str, terms: Iterable[str]) -> Scores:
        """Return the articles that hold any of `terms`, which count as one word."""
        weights: Scores = {}
        for term in terms:
            for numbers, of_term, _ in self._postings(field, term):
                for number, weight in zip(numbers, of_term, strict=True):
                    weights[number] = weights.get(number, 0.0) + weight
        return self._ranked(field, weights)

    def with_phrase(self, field: str, words: list[set[str]]) -> Scores:
        """Return the articles in which words stand side by side; each word is any of its terms."""
        places = self._places(field, words[0])
        for terms in words[1:]:
            following = self._places(field, terms)
            places = {
                number: {place + 1 for place in found if place + 1 in following[number]}
                for number, found in places.items()
                if number in following
            }
        return self._ranked(field, {number: float(len(found)) for number, found in places.items() if found})

    def close(self) -> None:
        """Close the files."""
        self._reader.close()

    def _places(self, field: str, terms: set[str]) -> dict[int, set[int]]:
        places: dict[int, set[int]] = {}
        for term in terms:
            for numbers, _, values in self._postings(field, term):
                for number, value in zip(numbers, values, strict=True):
                    places.setdefault(number, set()).update(array("I", value))
        return places

    def _postings(self, field: str, term: str) -> Iterator[tuple[list[int], Any, Any]]:
        """Yield the articles with a term, the weights of the term there, and its positions, block by block."""
        from whoosh.reading import TermNotFound

        for leaf, offset, deleted in self._leaves:
            try:
                block = leaf._terms.matcher(field, term.encode("utf-8", "replace"), self._schema[field].format)
            except TermNotFound:
                continue
            while True:
                block._read_ids()
                block._read_weights()
                block._read_values()
                numbers, weights, values = block._ids, block._weights, block._values
                if deleted:
                    kept = [place for place, number in enumerate(numbers) if number not in deleted]
                    numbers = [numbers[place] for place in kept]
                    weights = [weights[place] for place in kept]
                    values = [values[place] for place in kept] if values else values
                yield [number + offset for number in numbers], weights, values
                if block._lastblock:
                    break
                block._goto(block._nextoffset)

    def _ranked(self, field: str, weights: Scores) -> Scores:
        """Return how well articles fit a word that has these weights in them."""
        if not weights or not self._schema[field].scorable:
            return dict.fromkeys(weights, 0.0)
        rarity = math.log(1 + (len(self._keys) - len(weights) + 0.5) / (len(weights) + 0.5))
        lengths = self._relative_lengths(field)
        return {
            number: rarity * weight * (_K1 + 1) / (weight + _K1 * (1 - _B + _B * lengths[number]))
            for number, weight in weights.items()
        }

    def _relative_lengths(self, field: str) -> list[float]:
        """Return how long each article is, as a share of the mean."""
        if field not in self._lengths:
            lengths = [
                leaf.doc_field_length(number, field) or 0
                for leaf, _, _ in self._leaves
                for number in range(leaf.doc_count_all())
            ]
            mean = sum(lengths) / len(lengths) or 1.0
            self._lengths[field] = [length / mean for length in lengths]
        return self._lengths[field]
