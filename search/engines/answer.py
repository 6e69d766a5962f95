"""Answers one query from a snapshot of the index, and gathers what to highlight."""

from collections.abc import Callable, Collection, Iterable

from search.engines.highlight import Pattern
from search.engines.lexicon import Lexicon
from search.engines.query import All, Asked, Days, Either, Node, Without, Words
from search.engines.snapshot import Scores, Snapshot
from search.engines.words import fold, term_of

MOST_COMPLETIONS = 40
"""Terms that the beginning of a word stands for: those written most often."""
_FEW_COMPLETIONS = 8  # for one or two letters, which begin thousands of words
_MOST_FORMS = 100  # forms of one word that are highlighted
_MOST_SPELLINGS = 30  # words that one spelled otherwise stands for

Asking = Callable[[Asked], Collection[str]]
"""Returns the keys of the articles that somebody else than the engine knows."""


class Answer:
    """One query and the articles that it finds."""

    def __init__(self, snapshot: Snapshot, lexicon: Lexicon, node: Node, asking: Asking | None) -> None:
        """Prepare to answer `node`; `asking` answers what the index does not hold."""
        self.snapshot = snapshot
        self.lexicon = lexicon
        self.languages = named_languages(node) or snapshot.languages
        self.patterns: list[Pattern] = []
        self.unknown: list[str] = []
        """Words of the query that stand in no article."""
        self._asking = asking
        self._known: dict[tuple[Node, bool], Scores] = {}

    def scores(self, node: Node, highlighted: bool = True) -> Scores:
        """Return the articles that a query finds. The parser bounds how deep and how long a query is."""
        if (node, highlighted) not in self._known:
            self._known[node, highlighted] = self._scores(node, highlighted)
        return self._known[node, highlighted]

    def _scores(self, node: Node, highlighted: bool) -> Scores:
        match node:
            case Words():
                return self._words(node, highlighted)
            case Days():
                return self.snapshot.published(node.first, node.last)
            case Asked():
                numbers = self.snapshot.numbers
                keys = self._asking(node) if self._asking is not None else ()
                return {numbers[key]: 0.0 for key in keys if key in numbers}
            case Without():
                return _without(self.snapshot.all(), [self.scores(node.part, False)])
            case Either():
                return _either([self.scores(part, highlighted) for part in node.parts])
        wanted = [self.scores(part, highlighted) for part in node.parts if not isinstance(part, Without)]
        unwanted = [self.scores(part.part, False) for part in node.parts if isinstance(part, Without)]
        return _without(_all(wanted) if wanted else self.snapshot.all(), unwanted)

    def _words(self, node: Words, highlighted: bool) -> Scores:
        if node.field == "language":
            return _all([self.snapshot.with_language(word.lower()) for word in node.words])
        exact = [self._exact(node.field, word) for word in node.words]
        wanted = list(exact)
        last = fold(node.words[-1])
        beginning = last if node.prefix or node.typing else ""
        spellings: frozenset[str] = frozenset()
        if beginning:
            completions = self._completions(node.field, beginning)
            wanted[-1] = completions | exact[-1] if node.typing else completions
        elif node.fuzzy:
            like = self.lexicon.like(last, _MOST_SPELLINGS)
            spellings = frozenset(word for word, _ in like)
            wanted[-1] = exact[-1] | {term if node.field != "source" else word for word, term in like}
        if highlighted and node.field != "source":
            forms = [self._forms(word, terms) for word, terms in zip(node.words, exact, strict=True)]
            forms[-1] = frozenset() if node.prefix else forms[-1] | spellings
            self.patterns.append(Pattern(tuple(forms), beginning))
        if len(wanted) > 1:
            return self.snapshot.with_phrase(node.field, wanted)
        scores = self.snapshot.with_any(node.field, wanted[0], adding=not beginning)
        if node.typing:  # an article with the very word fits better than one with a longer word
            for number, score in self.snapshot.with_any(node.field, exact[0]).items():
                scores[number] += score
        if not scores and not node.prefix and node.field == "text":
            self.unknown.append(node.words[0])
        return scores

    def _exact(self, field: str, word: str) -> set[str]:
        """Return the terms that a word stands for: its stem in each language, and those it has where it occurs."""
        if field == "source":
            return {fold(word)}
        terms = {term_of(word, language) for language in self.languages} or {fold(word)}
        terms.update(self.lexicon.terms(fold(word)))
        return terms

    def _forms(self, word: str, terms: set[str]) -> frozenset[str]:
        """Return the forms of a word to highlight."""
        return frozenset(self.lexicon.forms(terms, _MOST_FORMS) | {fold(word)})

    def _completions(self, field: str, beginning: str) -> set[str]:
        """Return the terms of the commonest words that begin so."""
        most = MOST_COMPLETIONS if len(beginning) > 2 else _FEW_COMPLETIONS
        if field == "source":
            return set(self.snapshot.names("source", beginning, MOST_COMPLETIONS))
        return set(self.lexicon.completions(beginning, most))


def named_languages(node: Node) -> tuple[str, ...]:
    """Return the languages that a query asks for in every case, () when it leaves them open."""
    parts: Iterable[Node] = node.parts if isinstance(node, All) else (node,)
    return tuple(part.words[0].lower() for part in parts if isinstance(part, Words) and part.field == "language")


def _all(parts: list[Scores]) -> Scores:
    """Return the articles that are in every part, with the sum of their scores."""
    first, *others = sorted(parts, key=len)
    for other in others:
        first = {number: score + other[number] for number, score in first.items() if number in other}
    return first


def _either(parts: list[Scores]) -> Scores:
    """Return the articles that are in any part, with the sum of their scores."""
    first, *others = sorted(parts, key=len, reverse=True)
    joined = dict(first)
    for other in others:
        for number, score in other.items():
            joined[number] = joined.get(number, 0.0) + score
    return joined


def _without(scores: Scores, parts: list[Scores]) -> Scores:
    """Return the articles that are in none of the parts."""
    for part in parts:
        scores = {number: score for number, score in scores.items() if number not in part}
    return scores
