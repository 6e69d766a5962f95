"""In which role a figure stands: the plain value, an earlier one, a part; what it restates; of what it is said."""

import re
from collections.abc import Sequence
from itertools import pairwise

from search.compare.context import Context, Page
from search.compare.words import fold, words
from search.figures import Approximation, Figure, Kind

PREVIOUS = "previous"

_REACH = {"previous before": 0.5, "part before": 0.5, "part after": 0.6}
"""How close a cue must stand, on which side, to give the role: about four words, not across a comma or a figure."""

# "from 14 to 16 euros": the words between and before, any language. A range never comes here: it is one figure.
_TO = frozenset("to a à auf para al ai hasta até au aux fino".split())
_FROM = frozenset("from de von da dai dal del desde des du dos".split())


def previous_by_order(page: Page, sentence: int) -> set[Figure]:
    """Figures that a movement starts from: the first of "from 14 to 16 euros", "von 1,4 auf 1,1 Prozent"."""
    found = set()
    for first, second in pairwise(page.figures[sentence]):
        between = [w.folded for w in words(page.body, first.end, second.start)]
        start = page.sentences[sentence][0]
        before = words(page.body, max(start, first.start - 20), first.start)
        comparable = second.kind is first.kind or Kind.COUNT in (first.kind, second.kind)
        if (
            comparable
            and between[:1]
            and between[-1] in _TO
            and len(between) <= 2
            and before
            and before[-1].folded in _FROM
        ):
            found.add(first)
    return found


def role(figure: Figure, context: Context, from_figures: set[Figure]) -> str:
    """The role of a figure: "" for the plain value, or previous, or part."""
    if figure in from_figures:
        return PREVIOUS
    reached = [cue for cue, reach in _REACH.items() if context.roles.get(cue, 0.0) >= reach]
    return max(reached, key=lambda cue: context.roles[cue], default="").partition(" ")[0]


_BRACKET = re.compile(r"\s*[(\[][^()\[\]]{0,30}$")


def restatements(figures: Sequence[Figure], body: str) -> dict[int, int]:
    """Figures that give the figure before them once more in another unit: "€2.8bn ($3.1bn)", by their indices.

    Both measure the same kind in different units, the second in a bracket that opens right after the first.
    """
    found: dict[int, int] = {}
    for index, (first, second) in enumerate(pairwise(figures)):
        if second.start - first.end > 40 or first.kind is not second.kind or first.unit == second.unit:
            continue
        if first.kind in (Kind.COUNT, Kind.DATE, Kind.TIME):
            continue
        between = body[first.end : second.start]
        opens = _BRACKET.match(between)
        closes = body[second.end : second.end + 25].partition(")")
        if opens and closes[1] and not re.search(r"[,;]", between + closes[0]):
            found[index + 1] = found.get(index, index)
    return found


# "in OpenAI", "en Mistral", "dans la start-up Mistral AI": a preposition, at most two words between, a name.
_INTO = re.compile(
    r"\s*(?:\w+\s+){0,2}?(?:in|into|en|dans|na|no|nella|nel|nell['’]|em)\s+(?:the\s+|la\s+|le\s+|el\s+|a\s+|o\s+)?"
    r"((?:[A-ZÁÉÍÓÚÀÈÜÖÄ][\w&-]*\s?){1,3})"
)


def objects(figure: Figure, page: Page, sentence: int) -> frozenset[str]:
    """Folded names that a sum of money is put into or owed by: {"openai"} for "13 miliardi di dollari in OpenAI"."""
    if figure.kind is not Kind.MONEY:
        return frozenset()
    end = page.sentences[sentence][1]
    match = _INTO.match(page.body, figure.end, end)
    if match is None:
        return frozenset()
    return frozenset(fold(word) for word in match.group(1).split() if len(word) > 2)


def exact(figure: Figure) -> bool:
    """Whether a figure is stated without hedge, bound or range."""
    return figure.approximation is Approximation.EXACT
