"""In which role a figure stands: the plain value, an earlier one, a part; what it restates; of what it is said."""

import re
from collections.abc import Sequence, Set
from itertools import pairwise

from search.compare.context import Context, Page
from search.compare.lexicon import concepts, connectives
from search.compare.words import words
from search.figures import Figure, Kind

PREVIOUS = "previous"
CITATION = "citation"
_ADDRESS = re.compile(r"https?://|www\.")

_REACH = {"previous before": 0.5, "part before": 0.5, "part after": 0.6}
"""How close a cue must stand, on which side, to give the role: about four words, not across a comma or a figure."""


def previous_by_order(page: Page, sentence: int) -> Set[Figure]:
    """Figures that a movement starts from: the first of "from 14 to 16 euros", "von 1,4 auf 1,1 Prozent".

    A range never comes here: it is one figure.
    """
    origin, goal = (connectives(use, page.language) for use in ("from", "to"))
    found = set()
    for first, second in pairwise(page.figures[sentence]):
        between = [w.folded for w in words(page.body, first.end, second.start)]
        start = page.sentences[sentence][0]
        before = words(page.body, max(start, first.start - 20), first.start)
        comparable = second.kind is first.kind or Kind.COUNT in (first.kind, second.kind)
        moves = 1 <= len(between) <= 2 and between[-1] in goal and bool(before) and before[-1].folded in origin
        if comparable and moves:
            found.add(first)
    return found


def role(figure: Figure, context: Context, from_figures: Set[Figure], body: str) -> str:
    """The role of a figure: "" for the plain value, or previous, part, citation (the date of a page cited)."""
    if figure in from_figures:
        return PREVIOUS
    if figure.kind is Kind.DATE and _ADDRESS.search(_line(body, figure)):
        return CITATION
    reached = [cue for cue, reach in _REACH.items() if context.roles.get(cue, 0.0) >= reach]
    return max(reached, key=lambda cue: context.roles[cue], default="").partition(" ")[0]


def _line(body: str, figure: Figure) -> str:
    end = body.find("\n", figure.end)
    return body[body.rfind("\n", 0, figure.start) + 1 : len(body) if end < 0 else end]


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
        closes = body[second.end : second.end + 60].partition(")")
        if opens and closes[1] and not re.search(r"[,;]", between + closes[0]):
            found[index + 1] = found.get(index, index)
    return found


_INTO_WITHIN = 3
_OBJECT_WORDS = 4


def objects(figure: Figure, page: Page, sentence: int) -> frozenset[str]:
    """What a sum of money goes into: the names, else the concepts, after "in": {"openai"}, {"data_center"}."""
    if figure.kind is not Kind.MONEY:
        return frozenset()
    own = page.words[sentence]
    after = [i for i, word in enumerate(own) if word.start >= figure.end]
    into = next((i for i in after[:_INTO_WITHIN] if own[i].folded in connectives("into", page.language)), None)
    if into is None or _interrupted(page, sentence, figure.end, own[into].start):
        return frozenset()
    last = into
    while last + 1 < len(own) and last < into + _OBJECT_WORDS:
        if _interrupted(page, sentence, own[into].end, own[last + 1].end):
            break
        last += 1
    meant = [s for s in page.senses[sentence] if into < s.first and s.last <= last]
    named = {s.concept for s in meant if concepts()[s.concept].is_name}
    translated = {position for s in meant if s.concept in named for position in range(s.first, s.last + 1)}
    spelled = {
        own[i].folded
        for i in range(into + 1, last + 1)
        if own[i].capital and len(own[i].folded) > 2 and i not in translated and page.language != "de"
    }
    if named or spelled:
        return frozenset(named | spelled)
    return frozenset(s.concept for s in meant) if into == after[0] else frozenset()


def _interrupted(page: Page, sentence: int, start: int, end: int) -> bool:
    """Whether punctuation or another figure stands between two places of a sentence."""
    if re.search(r"[,;:.()“”«»]", page.body[start:end]):
        return True
    return any(f.start < end and start < f.end for f in page.figures[sentence])
