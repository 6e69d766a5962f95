"""Numbers written in digits: which mark separates decimals in this article, and what a token is worth.

`1.234` is 1234 in Madrid and 1.234 in London. Tokens that can only be read one way vote; without a clear vote the
language's habit decides. `babel.numbers.parse_decimal` is not used because it misreads "2.1" in Spanish as 21.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from search.figures.lexicon import Lexicon
from search.figures.page import Page

LONGEST = 24
"""Digits beyond which a token is a serial number and not a quantity."""

_OPENERS = frozenset('($€£[«“"')
"""What may touch a number without making a name of it."""
_SPACES = str.maketrans("", "", "\u00a0\u202f\u2009 ")
_INDIAN = re.compile(r"[0-9]{1,2}(?:,[0-9]{2}){1,8},[0-9]{3}(?:\.[0-9]+)?")
_TIME = re.compile(r"(?:[01]?[0-9]|2[0-3])\.[0-5][0-9]")


@dataclass(frozen=True, slots=True)
class Convention:
    """The mark before decimals, and how that is known."""

    decimal: str
    reason: str


@dataclass(frozen=True, slots=True)
class Digits:
    """A number as written in digits."""

    value: Decimal
    step: Decimal
    """One unit of its last significant digit, as `Figure.step` defines it."""
    plain: bool
    """Whether it is written without separators, as years and names are."""


def vote(page: Page, lexicon: Lexicon) -> Convention:
    """The convention of an article; a majority of tokens that can be read one way only overrules the language's."""
    habit = lexicon.decimal
    ballots = {".": 0, ",": 0}
    for index in page.numbers:
        token = page.raw[index]
        if len(token) < 3 or token.isdigit():
            continue
        mark = _certain_decimal(token)
        if mark and not _may_be_time(page, index, token, lexicon) and not _in_name(page, index):
            ballots[mark] += 1
    other = "." if habit == "," else ","
    if ballots[other] > ballots[habit] + 1:
        return Convention(other, f'decimal mark "{other}": {ballots[other]} numbers of the article can only be read so')
    return Convention(habit, f'decimal mark "{habit}": the habit of the language')


def _may_be_time(page: Page, index: int, token: str, lexicon: Lexicon) -> bool:
    return lexicon.dotted_times and _TIME.fullmatch(token) is not None and not page.glued(index + 1)


def _in_name(page: Page, index: int) -> bool:
    """Versions and paragraphs ("Apache 2.0", "§ 49.3") say nothing about decimals."""
    before = page.shape(index - 1)
    return page.is_capitalised(index - 1) or before == "§" or (page.glued(index) and before not in _OPENERS)


def _certain_decimal(token: str) -> str:
    """The decimal mark that a token proves, "" if it proves none."""
    dots, commas = token.count("."), token.count(",")
    if dots and commas:
        last = "." if token.rfind(".") > token.rfind(",") else ","
        return last if token.count(last) == 1 else ""
    if dots + commas > 1:
        return "," if dots else "."
    mark = "." if dots else "," if commas else ""
    if not mark:
        return ""
    before, after = token.split(mark)
    if len(after) != 3 or before == "0" or len(before) > 3:
        return mark
    return ""


def read_digits(token: str, convention: Convention, indian: bool = False) -> Digits | None:
    """The value of a token of digits and separators, or None where the separators make no number.

    Examples with "," before decimals: "1.234,5" is 1234.5, "2.100" is 2100, "2.1" is 2.1, "1.2.3" is None.
    """
    return _read(token, convention.decimal, indian)


@lru_cache(maxsize=2048)
def _read(token: str, decimal: str, indian: bool) -> Digits | None:
    if len(token) > LONGEST + LONGEST // 2:
        return None
    compact = token.translate(_SPACES)
    if compact.isdigit():
        if len(compact) > LONGEST or (compact[0] == "0" and len(compact) > 1):
            return None
        return Digits(Decimal(compact), _whole_step(compact), plain=len(compact) == len(token))
    plain = _without_groups(compact, decimal, indian)
    if plain is None or len(plain) > LONGEST:
        return None
    whole, _, decimals = plain.partition(".")
    if decimals:
        return Digits(Decimal(plain), Decimal(1).scaleb(-len(decimals)), plain=False)
    return Digits(Decimal(whole), _whole_step(whole), plain=False)


def _without_groups(token: str, decimal: str, indian: bool) -> str | None:
    """The token in the notation of Python, or None."""
    if indian and _INDIAN.fullmatch(token):
        return token.replace(",", "")
    if "'" in token:
        whole, mark, decimals = token.replace(",", ".").partition(".")
        groups = whole.split("'")
        grouped = _grouped(groups) and "'" not in decimals and "." not in decimals
        return "".join(groups) + mark + decimals if grouped else None
    group = "," if decimal == "." else "."
    if group in token and decimal in token:
        whole, _, decimals = token.partition(decimal)
        if group in decimals or decimal in decimals:
            # The other way round, and beyond doubt: "1,234.5" in an Italian article.
            whole, _, decimals = token.partition(group)
            group, decimal = decimal, group
            if group in decimals or decimal in decimals:
                return None
        groups = whole.split(group)
        return "".join(groups) + "." + decimals if _grouped(groups) else None
    mark = group if group in token else decimal
    parts = token.split(mark)
    if len(parts) > 2:
        return "".join(parts) if _grouped(parts) else None
    if mark == group and _grouped(parts) and parts[0] != "0":
        return "".join(parts)
    if parts[0][0] == "0" and len(parts[0]) > 1:
        return None
    return ".".join(parts)


def _grouped(groups: list[str]) -> bool:
    return 1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])


def _whole_step(digits: str) -> Decimal:
    significant = max(2, len(digits.rstrip("0")))
    return Decimal(1).scaleb(max(0, len(digits) - significant))
