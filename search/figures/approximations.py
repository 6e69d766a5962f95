"""Bounds and hedges before and after a figure: "more than", "circa", "or so"."""

from search.figures.draft import Draft
from search.figures.figure import Approximation, Kind
from search.figures.lexicon import Lexicon
from search.figures.page import Page

_VERB_REACH = 9
"""Tokens before "hasta el" in which the verb that makes it a level may stand."""
_YEAR_DIGITS = 4
_FARTHEST = 3
"""Articles and the like that may stand between a hedge and its number: "en torno a los otros 2.000"."""


def hedge_before(page: Page, index: int, lexicon: Lexicon) -> tuple[int, str] | None:
    """The hedge that ends before token `index`: its first token, and what it says."""
    before = page.words[index - 1]
    if before not in lexicon.hedge_ends and before not in lexicon.hedge_skipped:
        return None
    for position in range(index, max(0, index - _FARTHEST), -1):
        found = lexicon.hedges.before(page.words, position)
        if found and not page.breaks(position):
            return found
        if page.word(position - 1) not in lexicon.hedge_skipped or page.breaks(position):
            return None
    return None


def apply_hedges(page: Page, draft: Draft, lexicon: Lexicon, follows: bool = False) -> None:
    """Set approximation and open ends from the words around a draft; `follows`: another figure ends right before."""
    if draft.kind in (Kind.TIME, Kind.DATE, Kind.RANK) or draft.approximation is Approximation.BETWEEN:
        return
    found = hedge_before(page, draft.first, lexicon)
    label = ""
    if found:
        draft.hedge_first, label = found
        words = page.slice(found[0], draft.first)
    else:
        after = _hedge_after(page, draft, lexicon)
        if after:
            label = after[1]
            words = page.slice(draft.last, after[0])
    if not label or label == Approximation.EXACT or (found and _is_reached(page, found[0], draft, lexicon)):
        return  # "revised up to 3%" only looks like a bound
    if found and label != Approximation.ABOUT and _is_of_other_time(page, draft, lexicon):
        return
    if found and _is_no_bound(page, draft, found[0], label, follows, lexicon):
        draft.hedge_first = -1
        return
    draft.certain = True
    if draft.kind is Kind.AGE and label != Approximation.ABOUT:
        return  # "under 18" names a limit, and the limit is 18
    draft.approximation, meaning = _MEANING[label]
    draft.steps.append(f"{meaning}: {' '.join(words.split())}")
    if draft.approximation is Approximation.AT_LEAST:
        draft.high = None
    elif draft.approximation is Approximation.AT_MOST:
        draft.low = None


def _is_no_bound(page: Page, draft: Draft, first: int, label: str, follows: bool, lexicon: Lexicon) -> bool:
    """Whether what looks like a bound of a period is none: "£1m over eight years", "higher than two years ago"."""
    if draft.kind is not Kind.DURATION or label == Approximation.ABOUT:
        return False
    words = page.gap(first, draft.first)
    return words in lexicon.hedges_of_size or (follows and words in lexicon.hedges_of_spread)


def _is_of_other_time(page: Page, draft: Draft, lexicon: Lexicon) -> bool:
    """Whether a bound compares with a known figure: "below the 67.9% of 2021", "por debajo del 3 % de 2021"."""
    if page.words[draft.first - 1] not in lexicon.definite or page.breaks(draft.last):
        return False
    of = lexicon.scale_of.at(page.words, draft.last)
    year = page.shape(of[0]) if of and not page.breaks(of[0]) else ""
    dated = len(year) == _YEAR_DIGITS and year.isdigit() and year[:2] in ("19", "20")
    return dated or lexicon.earlier.at(page.words, draft.last) is not None


def _is_reached(page: Page, first: int, draft: Draft, lexicon: Lexicon) -> bool:
    """Whether "bajó hasta el 2,8 %" names the level reached: the bound has an article, and a verb of change before."""
    if page.gap(first, draft.first) not in lexicon.levels_reached:
        return False
    return any(word.startswith(lexicon.change_stems) for word in page.words[max(0, first - _VERB_REACH) : first])


_MEANING = {
    "about": (Approximation.ABOUT, "approximate"),
    "at_least": (Approximation.AT_LEAST, "lower bound"),
    "at_most": (Approximation.AT_MOST, "upper bound"),
}


def _hedge_after(page: Page, draft: Draft, lexicon: Lexicon) -> tuple[int, str] | None:
    """A hedge right after the figure, or after the noun it counts ("300 people or more")."""
    if page.breaks(draft.last):
        return None
    found = lexicon.hedges_after.at(page.words, draft.last)
    if found is None and draft.kind is Kind.COUNT and draft.unit and page.word(draft.last) == draft.unit:
        found = lexicon.hedges_after.at(page.words, draft.last + 1)
    return None if found and page.is_number(found[0]) and not page.breaks(found[0]) else found
