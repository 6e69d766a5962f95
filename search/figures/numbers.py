"""A number in digits or words, before its scale word and unit."""

from decimal import Decimal
from typing import NamedTuple

from search.figures.digits import Convention, read_digits
from search.figures.lexicon import Lexicon
from search.figures.page import DASHES, Page
from search.figures.spelled import read_spelled
from search.figures.units import currency_after, currency_before

_HALF = Decimal("0.5")
_VULGAR = {
    "½": Decimal("0.5"),
    "¼": Decimal("0.25"),
    "¾": Decimal("0.75"),
    "⅓": Decimal("0.3333"),
    "⅔": Decimal("0.6667"),
}


class Number(NamedTuple):
    """A number at tokens up to `end`, before scale and unit."""

    end: int
    value: Decimal
    step: Decimal
    spelled: bool
    plain: bool


def read_number(page: Page, index: int, lexicon: Lexicon, convention: Convention) -> Number | None:
    """The number at token `index`, in digits or words."""
    if page.is_number(index):
        digits = read_digits(page.raw[index], convention, lexicon.indian_groups)
        if digits is None:
            return None
        part = _VULGAR.get(page.shape(index + 1)) if page.glued(index + 1) else None
        if part is not None:
            return Number(index + 2, digits.value + part, part, spelled=False, plain=False)
        dashed = page.raw[index + 1] == "," and _is_round_price(page, index, lexicon)
        return Number(index + 3 if dashed else index + 1, digits.value, digits.step, spelled=False, plain=digits.plain)
    words = read_spelled(page, index, lexicon)
    if words is None:
        return None
    end, value = words
    return Number(end, value, step_of_words(value), spelled=True, plain=False)


def step_of_words(value: Decimal) -> Decimal:
    """The step of a number in words: as in digits, but "three thousand" has one digit before a scale word."""
    if value != value.to_integral_value():
        return _HALF
    digits = str(int(value))
    stripped = digits.rstrip("0")
    significant = len(stripped) if len(stripped) > 1 or value >= 1000 else 2
    return Decimal(1).scaleb(max(0, len(digits) - significant))


def _is_round_price(page: Page, index: int, lexicon: Lexicon) -> bool:
    """Whether a comma and a dash stand for the cents: "€ 35,-", "12,– Euro"."""
    if page.shape(index + 2) not in DASHES:
        return False
    if not (page.glued(index + 1) and page.glued(index + 2)):
        return False
    return bool(currency_before(page, index, lexicon) or currency_after(page, index + 3, lexicon))
