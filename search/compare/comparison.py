"""The outcome of comparing articles: statements, pairs with verdicts, quantities, and what was not compared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from search.article import Article
from search.figures import Figure


class Verdict(StrEnum):
    """What two statements of one quantity are to each other, from best to worst."""

    SAME = "same"
    COMPATIBLE = "compatible"
    UPDATED = "updated"
    CONTRADICT = "contradict"


GRAVITY = {verdict: gravity for gravity, verdict in enumerate(Verdict)}
"""How grave each verdict is, from 0 on."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure in its context: what it measures, of what, in which role, said by whom."""

    article: int
    """Index into `Comparison.articles`."""
    figure: Figure
    sentence: tuple[int, int]
    """Span (start, end) in the article's body of the sentence around the figure."""
    concept: str = ""
    """Identifier of the lexicon's concept, "" if none was recognised."""
    objects: frozenset[str] = frozenset()
    """Folded names and nouns that say of what: {"openai"}."""
    role: str = ""
    """"" for the plain value; else previous, forecast, part, total, per_unit, change."""
    speaker: str = ""
    """Whose statement it is as written ("police", "los organizadores"), "" for the article's own."""
    normalised: str = ""
    """The value in plain notation with its unit, for people: "2 100 000 000 USD"."""
    reason: str = ""
    """Why it was read as a statement of this concept, object and role."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements of one quantity, by their indices into `Comparison.statements`."""

    a: int
    b: int
    verdict: Verdict
    reason: str
    factor: Decimal = Decimal(1)
    """How many times the smaller value the larger one is; 1 where they agree, or have no ratio, as dates."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """What several statements speak of; ordered in a comparison by how much it matters."""

    label: str
    """For people: "investment · Mistral"."""
    concept: str
    statements: tuple[int, ...]
    pairs: tuple[int, ...]
    """Indices into `Comparison.pairs`."""
    verdict: Verdict
    """The worst verdict of its pairs."""
    reason: str
    """The reason of the pair that decided the verdict."""
    by_reader: bool = False
    """Whether a person decided what belongs to it."""


def gravest(pairs: Iterable[Pair]) -> Pair:
    """The pair that decides the verdict of a quantity, the first of several."""
    return max(pairs, key=lambda pair: GRAVITY[pair.verdict])


def by_weight(
    quantities: Iterable[Quantity], pairs: Sequence[Pair], statements: Sequence[Statement]
) -> tuple[Quantity, ...]:
    """Quantities in the order of a comparison, those that matter most first.

    Contradictions come first; of one verdict those whose values are more times apart; then those of more sources.
    """

    def weight(quantity: Quantity) -> tuple[int, Decimal, int, tuple[int, ...]]:
        factor = max((pairs[index].factor for index in quantity.pairs), default=Decimal(1))
        sources = len({statements[index].article for index in quantity.statements})
        return -GRAVITY[quantity.verdict], -factor, -sources, quantity.statements

    return tuple(sorted(quantities, key=weight))


@dataclass(frozen=True, slots=True)
class NotCompared:
    """Statements, or an article as a whole, that got no verdict, and why."""

    reason: str
    statements: tuple[int, ...] = ()
    article: int | None = None
    by_reader: bool = False
    """Whether a person decided it."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that was found in a set of articles."""

    articles: tuple[Article, ...]
    statements: tuple[Statement, ...]
    pairs: tuple[Pair, ...]
    quantities: tuple[Quantity, ...]
    not_compared: tuple[NotCompared, ...]
    copies: tuple[tuple[int, ...], ...] = ()
    """Groups of articles that print the same text, by index, the longest text first: each group is one witness."""
