"""Numbers written in words: "seven", "dix-huit", "zweihundertfünfzig", "treinta y cinco"."""

from decimal import Decimal
from functools import lru_cache

from search.figures.lexicon import Lexicon
from search.figures.page import Page

_LONGEST_RUN = 20
"""Tokens in the longest spelled number that is looked for."""
_LONGEST_WORD = 60


def read_spelled(page: Page, index: int, lexicon: Lexicon) -> tuple[int, Decimal] | None:
    """The number spelled at token `index`: the index after it, and its value.

    A conjunction joins the parts of one number ("treinta y cinco") but separates two after "between", and wherever
    its right side is a hundred or more ("one hundred and two hundred").
    """
    if not _is_number_word(page.words[index], lexicon) and not begins_with_one(page, index, lexicon):
        return None
    end = whole = _run_end(page, index, lexicon)
    while end > index:
        words = page.words[index:end]
        if len(words) == 1:
            value = _single(words[0], lexicon)
            return None if value is None or words[0] in lexicon.inside_only else (end, value)
        joined = None if _cuts_number(page, end, whole, words, lexicon) else _joined(words, lexicon)
        if joined is not None:
            return end, Decimal(joined)
        end -= 1
        while end > index and page.words[end - 1] in lexicon.joiners:
            end -= 1
    return None


def _cuts_number(page: Page, end: int, whole: int, words: list[str], lexicon: Lexicon) -> bool:
    """Whether a joined number that ends at `end` would cut the next one in two: "one hundred and two | hundred"."""
    if end == whole or not _is_number_word(page.words[end], lexicon):
        return False
    return any(word != "-" and word in lexicon.joiners for word in words)


def _joined(words: list[str], lexicon: Lexicon) -> int | None:
    """The value of several words; "a" in "a hundred and twenty" adds nothing."""
    value = _composite(" ".join(words).replace(" - ", "-"), lexicon.code)
    if value is None and words[0] in lexicon.ones:
        rest = _composite(" ".join(words[1:]).replace(" - ", "-"), lexicon.code)
        value = rest if rest is not None and rest >= 100 else None
    return value


def begins_with_one(page: Page, index: int, lexicon: Lexicon) -> bool:
    """Whether a word for one begins a number of three words or more: "one hundred and twenty"."""
    if page.words[index] not in lexicon.ones or page.breaks(index + 1):
        return False
    return page.word(index + 1) in lexicon.spelled and _run_end(page, index, lexicon) > index + 2


def _run_end(page: Page, index: int, lexicon: Lexicon) -> int:
    """The index after the longest run of number words and joiners from `index` that ends in a number word."""
    in_range = (page.word(index - 1),) in lexicon.range_between
    end = position = index + 1
    last = min(len(page), index + _LONGEST_RUN)
    while position < last and not page.breaks(position):
        word = page.words[position]
        if word in lexicon.joiners:
            if word != "-" and in_range:
                break
            if word == "-" and not (page.glued(position) and page.glued(position + 1)):
                break
            follower = page.word(position + 1)
            hundreds = page.words[position - 1] in lexicon.joined_hundreds and follower in lexicon.spelled
            if not (follower in lexicon.ones or _below_hundred(follower, lexicon) or hundreds):
                break
        elif _is_number_word(word, lexicon) or (word in lexicon.ones and _takes_one(page, position, lexicon)):
            before = page.words[position - 1]
            if word == before or (word in lexicon.units_spelled and before in lexicon.units_spelled):
                break  # "six six", "two five": never one number
            end = position + 1
        else:
            break
        position += 1
    return end


def _takes_one(page: Page, position: int, lexicon: Lexicon) -> bool:
    """Whether a word for one at `position` belongs to the number before it: "treinta y uno", "cent un"."""
    before = page.words[position - 1]
    return before in lexicon.joiners or lexicon.spelled.get(before, 0) >= 100


def _below_hundred(word: str, lexicon: Lexicon) -> bool:
    value = lexicon.spelled.get(word)
    return value is not None and value < 100


def _is_number_word(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.spelled or is_compound(word, lexicon)


def is_compound(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is made of number words only, as in German and Italian ("zweiundvierzig", "ventisei")."""
    if word[:3] not in lexicon.compound_starts or len(word) > _LONGEST_WORD or word in lexicon.function:
        return False
    return _segments(word, lexicon.compound_parts)


@lru_cache(maxsize=4096)
def _segments(word: str, parts: tuple[str, ...]) -> bool:
    """Whether a word can be cut into `parts`; positions that can be reached are collected from left to right."""
    reachable = {0}
    for position in range(len(word)):
        if position in reachable:
            reachable.update(position + len(part) for part in parts if word.startswith(part, position))
    return len(word) in reachable


def _single(word: str, lexicon: Lexicon) -> Decimal | None:
    value = lexicon.spelled.get(word)
    if value is not None:
        return value
    joined = _composite(word, lexicon.code)
    return None if joined is None else Decimal(joined)


@lru_cache(maxsize=4096)
def _composite(words: str, language: str) -> int | None:
    """The value of several number words, or None where they are no single number."""
    from text_to_num import text2num  # 10 ms that articles without such numbers need not pay

    try:
        value = int(text2num(words, language))
    except ValueError:
        return None
    return value if value > 1 else None
