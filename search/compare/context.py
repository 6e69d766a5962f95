"""The words around a figure and how close they are: the evidence that statements are compared by.

Closeness runs from 1 (beside the figure) towards 0. It falls with each word between, faster across a comma, and
faster still across another figure, because each figure of a list has words of its own.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from search.compare.lexicon import Sense, concepts, connectives, cues, lexicon
from search.compare.sentences import sentences
from search.compare.words import Word, words
from search.figures import Figure, Kind

_HALF_WAY = 4.0  # words at which closeness has fallen to a half
_ACROSS = {",": 3.0, ";": 7.0, ":": 4.0, "(": 5.0, ")": 5.0, "—": 4.0, "–": 4.0, "“": 2.0, "”": 2.0, "«": 2.0, "»": 2.0}
_ACROSS_CONJUNCTION = 3.0
_ACROSS_FIGURE = 6.0
_ACROSS_SENTENCE = 16.0
_FARTHEST = 40.0
_ANCHOR_FARTHEST = 8.0
"""A figure anchors its whole sentence, however far away in it."""


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around one figure."""

    sentence: tuple[int, int]
    concepts: Mapping[str, float]
    """Closeness by concept, of the figure's sentence and the sentences beside it in the paragraph."""
    names: Mapping[str, float]
    """Closeness by folded name."""
    figures: Mapping[str, float]
    """Closeness by other figure of the sentence, as kind, value and unit: figures anchor sentences to each other."""
    only: bool
    """Whether no other figure of its kind stands in the sentence."""
    stems: Mapping[str, float]
    """Closeness by folded word of five letters or more that no concept covers."""
    after: frozenset[str]
    """Concepts of the words right after the figure: what a count counts."""
    roles: Mapping[str, float]
    """Closeness by role cue and side: "previous before", "part after", ..."""
    years: frozenset[int]
    """Years that the clause names for this figure."""


@dataclass(frozen=True, slots=True)
class Page:
    """One article, cut into sentences and words with their meanings, ready to give contexts."""

    body: str
    language: str
    published: date | None
    sentences: Sequence[tuple[int, int]]
    words: Sequence[Sequence[Word]]
    """Words by sentence."""
    senses: Sequence[Sequence[Sense]]
    cues: Sequence[Sequence[Sense]]
    figures: Sequence[Sequence[Figure]]
    """Figures by sentence."""
    names: Sequence[Mapping[int, str]]
    """By sentence, the positions of words that name something, with the folded name or the concept of a place."""


_CAPITAL_NOUNS = frozenset({"de"})
"""Languages that write every noun with a capital."""


def writes_nouns_with_capitals(language: str) -> bool:
    """Whether a capital letter tells nothing of names in a language."""
    return language in _CAPITAL_NOUNS


def read_page(
    body: str, language: str, published: date | None, figures: Sequence[Figure], names: frozenset[str] | None = None
) -> Page:
    """Cut an article into sentences with their words, meanings and figures.

    `names` are those that count as names; None takes every capitalised word inside a sentence.
    """
    meaning, roles = lexicon(language), cues(language)
    spans = sentences(body)
    found = [words(body, start, end) for start, end in spans]
    by_sentence: list[list[Figure]] = [[] for _ in spans]
    position = 0
    for figure in figures:
        while position < len(spans) - 1 and figure.start >= spans[position][1]:
            position += 1
        by_sentence[position].append(figure)
    # The words of a figure are its value, and values are no evidence: no February is drawn to another February.
    senses = [
        [s for s in meaning.senses(own) if not _inside_a_figure(own[s.first : s.last + 1], here)]
        for own, here in zip(found, by_sentence, strict=True)
    ]
    return Page(
        body,
        language,
        published,
        spans,
        found,
        senses,
        [roles.senses(w) for w in found],
        by_sentence,
        [_names(own, meant, names) for own, meant in zip(found, senses, strict=True)],
    )


def _names(own: Sequence[Word], senses: Sequence[Sense], known: frozenset[str] | None) -> Mapping[int, str]:
    names = {
        position: word.folded
        for position, word in enumerate(own)
        if word.capital and position > 0 and len(word.folded) > 2 and (known is None or word.folded in known)
    }
    for sense in senses:
        if concepts()[sense.concept].is_name:
            names.update(dict.fromkeys(range(sense.first, sense.last + 1), sense.concept))
    return names


def _inside_a_figure(meant: Sequence[Word], figures: Sequence[Figure]) -> bool:
    return any(word.start < figure.end and figure.start < word.end for word in meant for figure in figures)


def contexts(page: Page, sentence: int) -> list[tuple[Figure, Context]]:
    """The context of every figure of a sentence, in order."""
    return [(figure, _context(page, sentence, figure)) for figure in page.figures[sentence]]


def _context(page: Page, index: int, figure: Figure) -> Context:
    distances = _distances(page, index, figure)
    meant: dict[str, float] = {}
    covered: set[tuple[int, int]] = set()
    for sentence, sense, distance in _near(page.senses, distances):
        covered.update((sentence, position) for position in range(sense.first, sense.last + 1))
        if not concepts()[sense.concept].is_name:
            _raise(meant, sense.concept, _closeness(distance))
    roles: dict[str, float] = {}
    for sense in page.cues[index]:
        side = "before" if page.words[index][sense.last].end <= figure.start else "after"
        distance = min(distances[index][sense.first : sense.last + 1])
        _raise(roles, f"{sense.concept} {side}", _closeness(distance))
    names: dict[str, float] = {}
    stems: dict[str, float] = {}
    for sentence, costs in distances.items():
        silent = _silent(page, sentence)
        for position, cost in enumerate(costs):
            word = page.words[sentence][position]
            if cost >= _FARTHEST or len(word.folded) < 3 or position in silent:
                continue
            name = page.names[sentence].get(position)
            if name:
                _raise(names, name, _closeness(cost))
            elif len(word.folded) >= 5 and (sentence, position) not in covered:
                _raise(stems, word.folded, _closeness(cost))
    return Context(
        page.sentences[index],
        meant,
        names,
        _beside(page, index, figure, distances[index]),
        sum(other.kind is figure.kind for other in page.figures[index]) == 1,
        stems,
        _counted(page, index, figure),
        roles,
        _years(page, index, figure, distances[index]),
    )


def _beside(page: Page, index: int, figure: Figure, costs: Sequence[float]) -> dict[str, float]:
    found: dict[str, float] = {}
    for other in page.figures[index]:
        if other.start == figure.start:
            continue
        places = [p for p, w in enumerate(page.words[index]) if w.start < other.end and other.start < w.end]
        distance = min((costs[p] for p in places), default=_FARTHEST)
        value = other.moment or f"{other.low or other.high:f}"
        unit = "" if other.kind is Kind.COUNT else other.unit
        _raise(found, f"{other.kind.value} {value} {unit}", _closeness(min(distance, _ANCHOR_FARTHEST)))
    return found


def _silent(page: Page, sentence: int) -> set[int]:
    """Positions of words that tell nothing of what is measured: of figures themselves, and of cues."""
    own = page.words[sentence]
    found = {p for sense in page.cues[sentence] for p in range(sense.first, sense.last + 1)}
    for figure in page.figures[sentence]:
        found.update(p for p, word in enumerate(own) if word.start < figure.end and figure.start < word.end)
    return found


def _raise(mapping: dict[str, float], key: str, value: float) -> None:
    if value > mapping.get(key, 0.0):
        mapping[key] = value


def _closeness(distance: float) -> float:
    return 1.0 / (1.0 + distance / _HALF_WAY)


def _near(
    senses: Sequence[Sequence[Sense]], distances: Mapping[int, Sequence[float]]
) -> list[tuple[int, Sense, float]]:
    near = []
    for sentence, costs in distances.items():
        for sense in senses[sentence]:
            distance = min(costs[sense.first : sense.last + 1])
            if distance < _FARTHEST:
                near.append((sentence, sense, distance))
    return near


def _distances(page: Page, index: int, figure: Figure) -> dict[int, list[float]]:
    """For the figure's sentence and its neighbours in the paragraph, each word's distance from the figure."""
    result = {index: _within(page, index, figure)}
    for neighbour in (index - 1, index + 1):
        if 0 <= neighbour < len(page.sentences) and _one_paragraph(page, index, neighbour):
            away = _ACROSS_SENTENCE if neighbour < index else 1.5 * _ACROSS_SENTENCE
            result[neighbour] = [away] * len(page.words[neighbour])
    return result


def _one_paragraph(page: Page, a: int, b: int) -> bool:
    first, second = sorted((a, b))
    return "\n" not in page.body[page.sentences[first][1] : page.sentences[second][0]]


def _within(page: Page, index: int, figure: Figure) -> list[float]:
    sentence = page.words[index]
    costs = [_FARTHEST] * len(sentence)
    start, end = _coordinated(page, index, figure)
    rivals = [other for other in page.figures[index] if other.end <= start or other.start >= end]
    after = [i for i, word in enumerate(sentence) if word.start >= end]
    before = [i for i, word in enumerate(sentence) if word.end <= start]
    for position in (i for i, word in enumerate(sentence) if word.start < end and word.end > start):
        costs[position] = 0.0
    _walk(page, sentence, costs, after, end, rivals, forward=True)
    _walk(page, sentence, costs, before[::-1], start, rivals, forward=False)
    return costs


_JOINED = re.compile(r"\s*[,;/]?\s*(?:\w{1,3}\s+)?$")


def _coordinated(page: Page, index: int, figure: Figure) -> tuple[int, int]:
    """The span of the list a figure stands in: "105 y 385 millones de euros" share the words on both sides."""
    start, end = figure.start, figure.end
    for other in page.figures[index]:
        if other.kind is figure.kind and other.start >= end and _JOINED.match(page.body[end : other.start]):
            end = other.end
    for other in reversed(page.figures[index]):
        if other.kind is figure.kind and other.end <= start and _JOINED.match(page.body[other.end : start]):
            start = other.start
    return start, end


def _walk(
    page: Page,
    sentence: Sequence[Word],
    costs: list[float],
    positions: Sequence[int],
    place: int,
    rivals: Sequence[Figure],
    *,
    forward: bool,
) -> None:
    body, conjunctions = page.body, connectives("conjunction", page.language)
    cost = 0.0
    crossed: set[int] = set()
    for position in positions:
        word = sentence[position]
        gap = body[place : word.start] if forward else body[word.end : place]
        cost += 1.0 + sum(_ACROSS.get(character, 0.0) for character in gap)
        if word.folded in conjunctions:
            cost += _ACROSS_CONJUNCTION
        for rival in rivals:
            if rival.start < word.end and word.start < rival.end and rival.start not in crossed:
                crossed.add(rival.start)
                cost += _ACROSS_FIGURE
        costs[position] = min(cost, _FARTHEST)
        place = word.end if forward else word.start


_CLAUSE_END = re.compile(r"[,;:()—–\n]")


_COUNTED_REACH = 4


def _counted(page: Page, index: int, figure: Figure) -> frozenset[str]:
    """Concepts of the nearest thing named after a count: household for "26 000 foyers"."""
    if figure.kind is not Kind.COUNT:
        return frozenset()
    sentence = page.words[index]
    positions = [i for i, word in enumerate(sentence) if word.start >= figure.end][:_COUNTED_REACH]
    stop = _CLAUSE_END.search(page.body, figure.end)
    limit = stop.start() if stop else len(page.body)
    for position in positions:
        if sentence[position].start >= limit:
            break
        here = {s.concept for s in page.senses[index] if s.first <= position <= s.last and _countable(s.concept)}
        if here:
            return frozenset(here)
    return frozenset()


def _countable(name: str) -> bool:
    concept = concepts()[name]
    return bool(concept.broader) or Kind.COUNT in concept.kinds


_YEAR = re.compile(r"(?:19|20)\d\d$")


def _years(page: Page, index: int, figure: Figure, costs: Sequence[float]) -> frozenset[int]:
    """The year nearest to the figure in its sentence, stated or relative ("last year")."""
    if figure.kind is Kind.DATE:
        return frozenset()
    nearest, year = 12.0, None
    for position, word in enumerate(page.words[index]):
        inside = figure.start <= word.start < figure.end
        if not inside and costs[position] < nearest and _YEAR.match(word.folded):
            nearest, year = costs[position], int(word.folded)
    if page.published is not None:
        for sense in page.cues[index]:
            distance = min(costs[sense.first : sense.last + 1])
            offset = {"last_year": -1, "this_year": 0, "next_year": 1}.get(sense.concept)
            if offset is not None and distance < nearest:
                nearest, year = distance, page.published.year + offset
    return frozenset() if year is None else frozenset({year})


def measured(context: Context, kind: Kind) -> list[str]:
    """The concepts around a figure that figures of its kind can measure, closest first, general ones last."""
    known = concepts()
    kinds = {Kind.RATIO, Kind.PERCENT} if kind in (Kind.RATIO, Kind.PERCENT) else {kind}
    heads = [name for name in context.concepts if name in known and known[name].kinds & kinds]
    return sorted(heads, key=lambda name: (known[name].general, -context.concepts[name]))
