"""Amounts of money whose currency the sentence leaves out: "perdió 96 millones en 2024"."""

from bisect import bisect_left
from collections import Counter
from decimal import Decimal
from itertools import pairwise

from search.figures.draft import Draft
from search.figures.figure import Kind
from search.figures.lexicon import Lexicon
from search.figures.page import Page

_REACH = 25
_MILLIONS = 6
_CERTAIN = 0.75
"""Share of an article's amounts that one currency must have to stand for those that name none."""


def supply_currencies(page: Page, drafts: list[Draft], lexicon: Lexicon) -> None:
    """Make money of scaled numbers that count nothing, in sentences about money of articles with one currency."""
    _read_millions(page, drafts, lexicon)
    money = [draft for draft in drafts if draft.kind is Kind.MONEY]
    currencies = Counter(draft.unit for draft in money)
    if not currencies:
        return
    currency, uses = currencies.most_common(1)[0]
    if not currency or uses < _CERTAIN * currencies.total():
        return
    places = [draft.first for draft in money]
    for draft in drafts:
        if draft.kind is not Kind.COUNT or draft.scale < 6:
            continue
        if draft.unit in lexicon.money_nouns or (not draft.unit and _about_money(page, draft, places, lexicon)):
            draft.kind, draft.unit = Kind.MONEY, currency
            draft.steps.append(f"currency not stated: {currency}, as elsewhere in the article")


def _read_millions(page: Page, drafts: list[Draft], lexicon: Lexicon) -> None:
    """Make money of metres that follow money in their sentence: "€20m, bringing its total to 269.6m", "€15m to 40m"."""
    if not lexicon.money_totals:
        return
    money: Draft | None = None
    for before, draft in pairwise(drafts):
        money = before if before.kind is Kind.MONEY else money
        metres = draft.unit == "m" and draft.low is not None and page.raw[draft.last - 1] == "m"
        if money is None or not metres or not page.glued(draft.last - 1):
            continue
        changed = before is money and page.raw[before.last - 1] == "m" and _is_change(page, before, draft, lexicon)
        summed = changed or lexicon.money_totals.before(page.words, draft.first) is not None
        if summed and page.sentence(draft.first, _REACH)[0] <= money.first:
            draft.kind, draft.unit, draft.scale = Kind.MONEY, money.unit, _MILLIONS
            draft.multiply(Decimal(10) ** _MILLIONS)
            draft.steps.append(f"m = 10^{_MILLIONS}: after {page.slice(money.first, money.last)}")


def _is_change(page: Page, left: Draft, right: Draft, lexicon: Lexicon) -> bool:
    return page.gap(left.last, right.begin) in lexicon.range_change


def _about_money(page: Page, draft: Draft, places: list[int], lexicon: Lexicon) -> bool:
    """Whether the sentence of a draft names other money (its tokens are `places`) or has a word of it."""
    start, end = page.sentence(draft.first, _REACH)
    if bisect_left(places, start) < bisect_left(places, end):
        return True
    words = page.words[start:end]
    if not lexicon.money_words.isdisjoint(words):
        return True
    return any(word.startswith(lexicon.money_stems) for word in words)
