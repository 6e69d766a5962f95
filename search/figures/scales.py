"""Scale words and letters after a number: "2.100 millones", "180 M€", "251 mil 838 millones"."""

from decimal import Decimal

from search.figures.draft import Draft
from search.figures.figure import Approximation
from search.figures.lexicon import Lexicon
from search.figures.page import Page
from search.figures.spelled import read_spelled
from search.figures.units import counted_noun, currency_after

_THOUSANDS = 3


def read_scale(page: Page, draft: Draft, lexicon: Lexicon, has_currency: bool) -> None:
    """Multiply a draft with the scale word, letter or collective after it, and add what follows that.

    `has_currency`: a currency stands before the number, so that "m" and "bn" are scales.
    """
    start = draft.last
    if page.breaks(start):
        return
    several = lexicon.collective_plurals.get(page.words[start])
    if several:
        draft.steps.append(f"collective: {page.words[start]} = {several}")
        draft.last, draft.certain, draft.approximation = start + 1, True, Approximation.ABOUT
        draft.multiply(several)
        return
    power = _scale_symbol(page, start, lexicon, has_currency)
    found = (start + 1, power) if power else lexicon.scale.at(page.words, start)
    if found is None:
        found = _scale_with_money(page, start, lexicon, has_currency)
    if found is None:
        return
    end, power = found
    if page.words[end - 1] in lexicon.dotted and page.shape(end) == "." and page.glued(end):
        end += 1
    more = _scale_symbol(page, end, lexicon, has_currency) if power == _THOUSANDS and not page.breaks(end) else 0
    if more:  # "78 mil M€"
        end, power = end + 1, power + more
    draft.steps.append(f"scale word: {page.slice(start, end)} = 10^{power}")
    draft.last, draft.scale, draft.certain = end, power, True
    draft.multiply(Decimal(10) ** power)
    add_lower(page, draft, lexicon)


def add_lower(page: Page, draft: Draft, lexicon: Lexicon) -> None:
    """The rest of a number of several scale words: "9 milioni 561 mila", "251 mil 838 millones"."""
    while draft.low is not None and not page.breaks(draft.last):
        joiner = page.word(draft.last) if page.word(draft.last) in lexicon.scale_joined else ""
        start = draft.last + 1 if joiner else draft.last
        if joiner not in lexicon.scale_joined or page.breaks(start) or page.glued(start):
            return
        rest = _rest(page, start, lexicon)
        if rest is None:
            return
        end, value = rest
        scale = None if page.breaks(end) else lexicon.scale.at(page.words, end)
        power = scale[1] if scale else 0
        part = value.scaleb(power)
        in_thousands = draft.scale == _THOUSANDS and not joiner and page.is_number(start) and power != _THOUSANDS
        if in_thousands:
            draft.low = (draft.low + value).scaleb(power)
            draft.step = Decimal(1).scaleb(power)
            draft.scale = power or _THOUSANDS
        elif draft.scale > _THOUSANDS and 1000 <= part < 10**6 and part % 1000 == 0:
            draft.low += part
            draft.step = Decimal(1000)
            draft.scale = _THOUSANDS
        else:
            return
        draft.high = draft.low
        draft.last = scale[0] if scale else end
        draft.steps.append(f"with the rest: {page.slice(draft.first, draft.last)} = {draft.low}")
        if in_thousands:
            return


def _rest(page: Page, index: int, lexicon: Lexicon) -> tuple[int, Decimal] | None:
    """A number that may go on another: of up to three digits, or in words; the index after it, and its value."""
    if page.is_number(index):
        token = page.raw[index]
        whole = token.isdigit() and len(token) <= 3 and token[0] != "0"
        return (index + 1, Decimal(token)) if whole else None
    return read_spelled(page, index, lexicon) if index < len(page) else None


def _scale_symbol(page: Page, index: int, lexicon: Lexicon, has_currency: bool) -> int:
    """The power of a letter such as the M of "180 M€", 0 where it is none."""
    power = lexicon.scale_symbols.get(page.raw[index], 0)
    if not power:
        return 0
    if has_currency and not _is_lone_initial(page, index):
        return power
    return power if currency_after(page, index + 1, lexicon) else 0


def _is_lone_initial(page: Page, index: int) -> bool:
    """Whether a letter stands apart before a capitalised word: "$5 B. Smith"."""
    return not page.glued(index) and page.shape(index + 1) == "."


def _scale_with_money(page: Page, index: int, lexicon: Lexicon, has_currency: bool) -> tuple[int, int] | None:
    found = lexicon.scale_with_money.at(page.words, index)
    if found is None:
        return None
    if has_currency or currency_after(page, found[0], lexicon):
        return found
    if page.raw[index] == "K" and len(page.raw[index - 1]) == 1:
        return None  # "4K televisions"
    noun = counted_noun(page, found[0], lexicon)
    plural = noun is not None and (noun[1] in lexicon.plurals or noun[1].endswith("s"))
    return found if lexicon.noun_last and page.glued(index) and plural else None
