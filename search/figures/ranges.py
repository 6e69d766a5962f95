"""Two numbers that belong together: ranges, changes and lists that share a scale word and a unit."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from search.figures.approximations import apply_hedges
from search.figures.draft import Draft
from search.figures.figure import Approximation, Kind
from search.figures.lexicon import Lexicon
from search.figures.page import DASHES, Page

_VERB_REACH = 9
"""Tokens before "from A to B" in which the verb that makes it a change may stand."""
_JOINABLE = frozenset(Kind) - {Kind.DATE, Kind.TIME, Kind.RANK, Kind.RATIO}


def join(page: Page, drafts: list[Draft], lexicon: Lexicon) -> list[Draft]:
    """Give every bare number the scale and unit it shares with the next one, and make one figure of each range.

    Goes from right to left, so that in "3, 4 and 5 million" each number learns from its neighbour.
    """
    joined: list[Draft] = []
    for draft in reversed(drafts):
        if not joined or not _close(draft, joined[-1]):
            joined.append(draft)
            continue
        right = joined[-1]
        link = _link(page, draft, right, lexicon)
        if link == "range":
            whole = _range(page, draft, right, lexicon)
            if whole:
                joined[-1] = whole
                continue
        elif link == "score":
            joined.pop()
            continue
        if link in ("range", "list", "change"):
            _share(page, draft, right, lexicon)
        joined.append(draft)
    joined.reverse()
    _continue_ages(page, joined, lexicon)
    return joined


def _continue_ages(page: Page, drafts: list[Draft], lexicon: Lexicon) -> None:
    """Make ages of the numbers listed after one: "aged 24, 31 and 45"."""
    for left, right in pairwise(drafts):
        if left.kind is Kind.AGE and right.bare and right.plain and _link(page, left, right, lexicon) == "list":
            right.kind, right.unit = Kind.AGE, "year"


def _close(left: Draft, right: Draft) -> bool:
    return 0 <= right.first - left.last <= 4 and left.kind in _JOINABLE and right.kind in _JOINABLE


def _link(page: Page, left: Draft, right: Draft, lexicon: Lexicon) -> str:
    """What joins two drafts: "range", "change", "list", "score" or ""."""
    if any(page.breaks(k) for k in range(left.last, right.first + 1)):
        return ""
    gap = page.gap(left.last, right.first)
    if len(gap) == 1 and gap[0] in DASHES:
        return _dashed(page, left, right)
    articles = lexicon.range_articles
    core = gap[:-1] if len(gap) > 1 and gap[-1] in articles else gap
    opener = page.word(left.first - 1)
    if opener in articles and left.first > 1:
        opener = page.word(left.first - 2)
    hedged = left.hedge_first >= 0 or right.hedge_first >= 0
    if core in lexicon.range_and and (opener,) in lexicon.range_between:
        return "range"
    if core in lexicon.range_to or core in lexicon.range_change:
        opened = (opener,) in lexicon.range_from
        if core in lexicon.range_to and not (opened and _changes(page, left, right, lexicon)):
            return "range"
        if opened and core in lexicon.range_change:
            return "change"
        return "change" if left.bare and not hedged else ""
    if core in lexicon.range_or:
        return "range" if left.low is not None and right.low is not None else "list"
    if core in lexicon.lists or core == (",",):
        return "list"
    return ""


def _changes(page: Page, left: Draft, right: Draft, lexicon: Lexicon) -> bool:
    """Whether "from A to B" is a change: A is not below B, or a word of rising or falling stands before."""
    if left.low is None or right.low is None or left.low >= right.low:
        return True
    before = page.words[max(0, left.first - _VERB_REACH) : left.first]
    return any(word.startswith(lexicon.change_stems) for word in before)


def _dashed(page: Page, left: Draft, right: Draft) -> str:
    """A dash without spaces makes a range if the numbers rise, or else a score."""
    if not page.glued(left.last) or not page.glued(right.first):
        return ""
    rising = left.low is not None and right.low is not None and left.low < right.low
    if rising and not (
        right.bare and not right.steps and left.low is not None and left.low < 10 and _ends(page, right)
    ):
        return "range"
    return "score" if left.bare and right.bare else ""


def _ends(page: Page, draft: Draft) -> bool:
    return page.ends_clause(draft.last)


def _range(page: Page, left: Draft, right: Draft, lexicon: Lexicon) -> Draft | None:
    """One figure from the first number to the last unit, or None where the two do not fit."""
    if left.low is None or right.high is None or left.approximation is Approximation.BETWEEN:
        return None
    low, step = left.low, left.step
    if left.bare and not right.bare:
        factor = _factor(right)
        if low * factor < right.high:
            low, step = low * factor, step * factor
    elif not left.bare and (left.kind, left.unit) != (right.kind, right.unit) and left.unit:
        return None
    if not low < right.high:
        return None
    kind, unit = (right.kind, right.unit) if right.unit else (left.kind, left.unit)
    if _are_ages(page, left, right, lexicon):
        kind, unit = Kind.AGE, "year"
    whole = replace(right, first=left.first, low=low, step=max(step, right.step), kind=kind, unit=unit)
    whole.approximation = Approximation.BETWEEN
    whole.certain = right.certain or left.certain
    whole.hedge_first = left.hedge_first
    whole.spelled = left.spelled
    whole.steps = [*right.steps, f"range: {' '.join(page.slice(left.first, right.last).split())}"]
    return whole


def _are_ages(page: Page, left: Draft, right: Draft, lexicon: Lexicon) -> bool:
    """Whether the numbers of "aged 18 to 55" and "hombres de 19 y 24 años" are ages."""
    if right.unit and (right.kind, right.unit) != (Kind.DURATION, "year"):
        return False
    if lexicon.age_before.before(page.words, left.first):
        return True
    return bool(right.unit) and lexicon.age_people.before(page.words, left.first) is not None


def _share(page: Page, left: Draft, right: Draft, lexicon: Lexicon) -> None:
    """Give a bare number the scale and unit of the next one ("105 y 385 millones de euros")."""
    if left.bare and _are_ages(page, left, right, lexicon):
        for draft in (left, right):
            draft.kind, draft.unit, draft.certain = Kind.AGE, "year", True
            draft.steps.append("age: a person's years")
        return
    if not left.bare or (not right.unit and not right.scale) or (left.low is None and left.high is None):
        return
    if right.kind is Kind.COUNT and not right.scale:
        left.certain = left.certain or right.certain
        return
    left.multiply(_factor(right))
    left.kind, left.unit, left.scale, left.certain = right.kind, right.unit, right.scale, True
    left.steps.append(f"scale and unit shared with: {page.slice(right.first, right.last)}")


def _factor(draft: Draft) -> Decimal:
    return Decimal(10) ** draft.scale


def hedge_all(page: Page, drafts: list[Draft], lexicon: Lexicon) -> None:
    """Set bounds and hedges of all drafts; the second number of a range gets them from its first."""
    for draft in drafts:
        apply_hedges(page, draft, lexicon)
