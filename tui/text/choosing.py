"""Which quantities the panel shows: all, the contradictions, one kind, or one source against the rest."""

from dataclasses import dataclass, replace

from search.compare import Comparison, Quantity, Verdict
from tui.text.camps import AT_ODDS


@dataclass(frozen=True, slots=True)
class Choice:
    """What is wanted; the default is everything."""

    contradictions: bool = False
    kind: str = ""
    """A value of `search.figures.Kind`, "" for all."""
    source: int = -1
    """Index of the article that must be at odds with another, -1 for any."""

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return self == Choice()


def chosen(comparison: Comparison, choice: Choice) -> tuple[int, ...]:
    """Return the indices of the quantities that are wanted, in their order."""
    return tuple(
        index for index, quantity in enumerate(comparison.quantities) if _is_wanted(comparison, quantity, choice)
    )


def _is_wanted(comparison: Comparison, quantity: Quantity, choice: Choice) -> bool:
    if choice.contradictions and quantity.verdict is not Verdict.CONTRADICT:
        return False
    if choice.kind and kind_of(comparison, quantity) != choice.kind:
        return False
    return choice.source < 0 or _against_the_rest(comparison, quantity, choice.source)


def _against_the_rest(comparison: Comparison, quantity: Quantity, source: int) -> bool:
    """Whether this source and another are at odds."""
    for index in quantity.pairs:
        pair = comparison.pairs[index]
        articles = {comparison.statements[pair.a].article, comparison.statements[pair.b].article}
        if source in articles and len(articles) == 2 and pair.verdict in AT_ODDS:
            return True
    return False


def kind_of(comparison: Comparison, quantity: Quantity) -> str:
    """Return the kind of figure that a quantity is stated in: "money", "count"."""
    return comparison.statements[quantity.statements[0]].figure.kind.value


def next_kind(comparison: Comparison, choice: Choice) -> Choice:
    """Return the choice of the next kind that this comparison has, and after the last one of all kinds."""
    kinds = ["", *dict.fromkeys(kind_of(comparison, quantity) for quantity in comparison.quantities)]
    place = kinds.index(choice.kind) if choice.kind in kinds else 0
    return replace(choice, kind=kinds[(place + 1) % len(kinds)])


def described(choice: Choice, names: tuple[str, ...]) -> str:
    """Return the choice in words, "" for everything; `names` are those of the articles.

    >>> described(Choice(contradictions=True, kind="money"), ())
    'contradictions, money'
    """
    parts = []
    if choice.contradictions:
        parts.append("contradictions")
    if choice.kind:
        parts.append(choice.kind)
    if 0 <= choice.source < len(names):
        parts.append(f"{choice.source + 1} {names[choice.source]} against the rest")
    return ", ".join(parts)
