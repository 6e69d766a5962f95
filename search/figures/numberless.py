"""Amounts that begin with no number: "half a day", "a million", "une trentaine", "año y medio"."""

from decimal import Decimal

from search.figures.amounts import add_half, complete
from search.figures.approximations import hedge_before
from search.figures.draft import Draft
from search.figures.figure import Approximation, Kind
from search.figures.lexicon import Lexicon
from search.figures.page import Page
from search.figures.spelled import begins_with_one

_HALF = Decimal("0.5")
_MEASURES = frozenset({Kind.DURATION, Kind.LENGTH, Kind.AREA, Kind.MASS})


def read_without_number(page: Page, index: int, lexicon: Lexicon) -> Draft | None:
    """Amounts that begin with no number word: "half a day", "a million", "une trentaine", "año y medio"."""
    if begins_with_one(page, index, lexicon):
        return None
    return (
        _half(page, index, lexicon)
        or _collective(page, index, lexicon)
        or _one(page, index, lexicon)
        or _unit_and_half(page, index, lexicon)
    )


def _half(page: Page, index: int, lexicon: Lexicon) -> Draft | None:
    """ "half an hour", "medio millón", "ein halbes Dutzend"."""
    found = lexicon.half_before.at(page.words, index)
    if found is None:
        return None
    end = found[0]
    draft = Draft(index, end, low=_HALF, high=_HALF, step=_HALF, spelled=True, certain=False)
    draft.steps.append(f"half: {page.slice(index, end)}")
    collective = lexicon.collectives.get(page.word(end))
    if collective is not None and collective >= 10 and not page.breaks(end):
        draft.last = end + 1
        draft.multiply(collective)
        draft.step = Decimal(1)
        draft.approximation = Approximation.ABOUT
        draft.certain = True
        return draft
    draft = complete(page, draft, lexicon)
    return draft if draft.certain and (draft.scale or draft.kind in _MEASURES | {Kind.POINTS}) else None


def _collective(page: Page, index: int, lexicon: Lexicon) -> Draft | None:
    """ "a dozen", "une trentaine", "un centenar"."""
    start = index + 1 if page.words[index] in lexicon.collective_articles else index
    if start > index and page.word(start) in lexicon.collective_adjectives and not page.breaks(start):
        start += 1
    value = lexicon.collectives.get(page.word(start))
    if value is None or (page.breaks(start) and start > index):
        return None
    if start == index and page.word(index - 1) in lexicon.hedge_skipped | lexicon.ordinals.keys():
        return None
    if start == index and page.words[index] not in lexicon.collectives:
        return None
    if start == index and lexicon.collective_articles and not hedge_before(page, index, lexicon):
        return None
    following = lexicon.scale.at(page.words, start + 1)
    of = lexicon.scale_of.at(page.words, start + 1)
    if of and following is None and not page.breaks(of[0]):
        following = lexicon.scale.at(page.words, of[0])
        start = of[0] - 1 if following else start  # "une dizaine de millions"
    draft = Draft(index, start + 1, low=value, high=value, step=Decimal(1), spelled=True)
    draft.approximation = Approximation.ABOUT
    draft.steps.append(f"collective: {page.slice(index, start + 1)} = {value}")
    if following or value >= 100:
        draft.step = value / 10
    return complete(page, draft, lexicon)


def _one(page: Page, index: int, lexicon: Lexicon) -> Draft | None:
    """One as a number: before a scale word, before a unit under a bound, or with a half after the unit."""
    if page.words[index] not in lexicon.ones or page.words[index + 1] not in lexicon.after_number:
        return None
    if page.breaks(index + 1):
        return None
    one = Decimal(1)
    draft = complete(page, Draft(index, index + 1, low=one, high=one, step=one, spelled=True, certain=False), lexicon)
    if draft.scale:
        return draft
    if draft.kind not in _MEASURES | {Kind.MONEY, Kind.POINTS}:
        return None
    halved = any(step.startswith("half") for step in draft.steps)
    return draft if halved or (draft.kind in _MEASURES and hedge_before(page, index, lexicon)) else None


def _unit_and_half(page: Page, index: int, lexicon: Lexicon) -> Draft | None:
    """ "año y medio", "hora e meia"."""
    if page.words[index] not in lexicon.half_units:
        return None
    unit = lexicon.units.at(page.words, index)
    if unit is None or lexicon.half_after.at(page.words, unit[0]) is None or page.breaks(unit[0]):
        return None
    if lexicon.families.get(unit[1]) is not Kind.DURATION or page.is_number(index - 1):
        return None
    one = Decimal(1)
    draft = Draft(index, unit[0], Kind.DURATION, one, one, one, unit[1], spelled=True)
    add_half(page, draft, lexicon)
    return draft
