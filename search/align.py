"""Which paragraphs of two texts tell the same, in whatever languages: by the figures, names, days and words they share.

Nothing is translated. Related languages share names, numbers, years and the beginnings of many words (*investment*,
*inversión*); how rare a mark is says how much it counts.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from math import log, sqrt

MOST_PARAGRAPHS = 2000
"""Paragraphs of a text that are aligned; those behind them are not."""

MOST_PAIRS = 40_000
"""Pairs of paragraphs that are weighed; marks of many paragraphs, which tell little, are left out first."""

LEAST_LIKENESS = 0.2
"""Cosine below which two paragraphs have little in common but chance."""

FOREIGN = 0.1
"""How much a mark that only one of the texts has counts against a pair."""

_BEGINNING = 5
"""Letters of a word that count; behind them words of one root differ by grammar and language."""

_FIGURE = "#"
"""Begins the mark of a figure. One that two paragraphs share is evidence enough; of other marks it takes two."""

_NAME = "@"
"""Begins the mark of a word with a capital: a name, or what German and headlines write like one. It counts twice, as
it has the mark of its beginning too."""

_WORD = re.compile(r"\w+")


def marks_of(paragraph: str, figures: Iterable[str] = ()) -> frozenset[str]:
    """Return what a paragraph can be known by.

    Args:
        paragraph: Its text.
        figures: Its figures, each in a form that does not depend on the language: "money 15000000 EUR".

    """
    text = _without_accents(paragraph)
    marks = {"=" + " ".join(text.split())}  # a paragraph is like itself whatever it holds
    for word in _WORD.findall(text):
        if len(word) > 3:
            folded = word.casefold()
            marks.add(word if word.isdigit() else folded[:_BEGINNING])
            if word[0].isupper():
                marks.add(_NAME + folded)
    return frozenset(marks).union(_FIGURE + figure for figure in figures)


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    return "".join(each for each in unicodedata.normalize("NFD", text) if not unicodedata.combining(each))


def align(left: Sequence[Collection[str]], right: Sequence[Collection[str]]) -> tuple[tuple[int, int], ...]:
    """Return the pairs of paragraphs that tell the same, by index, in the order of both texts.

    Each paragraph is in one pair at most, and no two pairs cross: of all such sets of pairs it is the one whose
    likenesses add up to most. The same pairs come out with left and right exchanged.

    Args:
        left: The marks of each paragraph of one text.
        right: Those of the other text.

    """
    one = [frozenset(each) for each in left[:MOST_PARAGRAPHS]]
    other = [frozenset(each) for each in right[:MOST_PARAGRAPHS]]
    # Among sets that add up to the same, the order of the arguments must not choose.
    if [sorted(each) for each in one] > [sorted(each) for each in other]:
        return tuple((i, j) for j, i in _chain(_likenesses(other, one)))
    return _chain(_likenesses(one, other))


def _likenesses(left: Sequence[frozenset[str]], right: Sequence[frozenset[str]]) -> list[tuple[int, int, float]]:
    """The pairs that are alike, with the cosine between them, by left and then by right index."""
    in_left, in_right = _places(left), _places(right)
    number = len(left) + len(right)
    shared = sorted(in_left.keys() & in_right.keys(), key=lambda mark: (len(in_left[mark]) * len(in_right[mark]), mark))
    count = Counter(mark for each in (*left, *right) for mark in each)
    square = {mark: log(1 + number / times) ** 2 for mark, times in count.items()}
    products: defaultdict[tuple[int, int], float] = defaultdict(float)
    evidence: Counter[tuple[int, int]] = Counter()
    room = MOST_PAIRS
    for mark in shared:
        room -= len(in_left[mark]) * len(in_right[mark])
        if room < 0:
            break
        for i in in_left[mark]:
            for j in in_right[mark]:
                products[i, j] += square[mark]
                evidence[i, j] += 2 if mark.startswith(_FIGURE) else 1
    # Words of another language have no counterpart, which says little against a pair.
    weight = {mark: each if mark in in_left and mark in in_right else FOREIGN * each for mark, each in square.items()}
    lengths = [[sqrt(sum(weight[mark] for mark in sorted(each))) for each in side] for side in (left, right)]
    alike = []
    for (i, j), product in sorted(products.items()):
        likeness = 1.0 if left[i] == right[j] else min(product / (lengths[0][i] * lengths[1][j]), 0.999)
        if likeness == 1 or (likeness >= LEAST_LIKENESS and evidence[i, j] > 1):
            alike.append((i, j, likeness))
    return alike


def _places(side: Sequence[frozenset[str]]) -> dict[str, list[int]]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, marks in enumerate(side):
        for mark in marks:
            places[mark].append(index)
    return places


def _chain(alike: Sequence[tuple[int, int, float]]) -> tuple[tuple[int, int], ...]:
    """The pairs that rise on both sides and whose likenesses add up to most: a heaviest increasing subsequence."""
    ends: list[int] = []
    """Right indices at which chains end, rising, ..."""
    best: list[tuple[float, int]] = []
    """... with what each chain adds up to, rising too, and its last pair, by its place in `alike`."""
    before = [-1] * len(alike)
    start = 0
    while start < len(alike):
        end = start
        while end < len(alike) and alike[end][0] == alike[start][0]:
            end += 1
        # From right to left, so that no chain takes two pairs of one left paragraph.
        for place in range(end - 1, start - 1, -1):
            _, j, likeness = alike[place]
            position = bisect_left(ends, j)
            total = likeness
            if position:
                total, before[place] = best[position - 1][0] + likeness, best[position - 1][1]
            last = position
            while last < len(ends) and best[last][0] <= total:
                last += 1
            if position < len(ends) and ends[position] == j and best[position][0] > total:
                continue
            ends[position:last] = [j]
            best[position:last] = [(total, place)]
        start = end
    pairs = []
    place = best[-1][1] if best else -1
    while place >= 0:
        pairs.append(alike[place][:2])
        place = before[place]
    return tuple(reversed(pairs))
