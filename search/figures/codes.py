"""Web addresses, phone numbers, file numbers and names of models, which are no figures."""

from search.figures.addresses import end_of_split_postcode
from search.figures.lexicon import Lexicon
from search.figures.page import DASHES, DIGITS, Page
from search.figures.scores import end_of_added_time, end_of_line_up, end_of_minute, end_of_score
from search.figures.units import counted_noun, currency_after, currency_before, unit_after

_CHUNK = 200
"""Tokens of the longest address that is looked for."""
_ABBREVIATION = 4
"""Letters of the longest abbreviation before a number."""


def end_of_address(page: Page, index: int) -> int:
    """The index after a web or mail address, handle, hashtag or file name that contains token `index`, else 0."""
    start, end = page.chunk(index)
    return _address(page, start, end) if 2 < end - start < _CHUNK else 0


def end_of_code(page: Page, index: int, lexicon: Lexicon, touching: bool) -> int:
    """The index after a phone number, code, score or name that contains token `index`, else 0.

    A number that is not `touching` anything is one only with a leading zero or beside another number.
    """
    if page.shape(index + 3) == "/" and _file_number(page, index):
        return _file_number(page, index)
    grouped = page.is_number(index + 1) or page.is_number(index - 1)
    if not (touching or grouped or page.raw[index][0] == "0"):
        return 0
    end = page.chunk(index)[1]
    return (
        _phone(page, index, lexicon)
        or _notation(page, index, lexicon)
        or _glued_name(page, index, end, lexicon)
        or _hyphenated(page, index, end, lexicon)
        or _slashed(page, index, end)
        or end_of_split_postcode(page, index)
        or end_of_line_up(page, index)
        or end_of_minute(page, index, lexicon)
        or end_of_added_time(page, index)
        or _check_digits(page, index)
        or _inner_sign(page, index)
        or end_of_score(page, index, lexicon)
    )


def _address(page: Page, start: int, end: int) -> int:
    """The end of a chunk if signs in it show that it is an address."""
    raw = page.raw[start:end]
    joined = "".join(raw)
    if (
        raw.count(":") > 2
        or "@" in raw
        or "://" in joined
        or joined.lower().startswith("www.")
        or "#" in raw
        or "\\" in raw
        or "_" in raw
    ):
        return end
    for position in range(1, len(raw) - 1):
        if raw[position] == "." and raw[position - 1][-1].isalpha() and raw[position + 1][0].islower() and "/" in raw:
            return end
    return 0


def _phone(page: Page, index: int, lexicon: Lexicon) -> int:
    """A run of digit groups as in telephone and account numbers.

    Seven digits or more that begin with + or 0, stand after a label ("call 555 1234") or come in four groups,
    or nine in three groups.
    """
    first = index
    end = index + 1
    digits = sum(c in DIGITS for c in page.raw[index])
    groups = 1
    while end < len(page) and end < index + 16:
        step = 1 if page.is_number(end) else 2 if page.raw[end] in "-/.()" and page.is_number(end + 1) else 0
        if not step or page.breaks(end) or page.breaks(end + step - 1):
            break
        end += step
        digits += sum(c in DIGITS for c in page.raw[end - 1])
        groups += 1
    whole = "".join(page.raw[first:end])
    grouped = groups >= 4 or (groups == 3 and digits >= 9 and "," not in whole)
    plus = page.shape(first - 1) == "+" and page.glued(first)
    called = groups > 1 and whole.isdigit() and lexicon.labels.before(page.words, first) is not None
    zero = page.raw[first][0] == "0" and page.raw[first][1:2] not in (",", ".")
    if digits >= 7 and (plus or called or zero or grouped):
        return end
    lone_zero = page.raw[first][0] == "0" and page.raw[first].isdigit() and len(page.raw[first]) > 2
    return end if lone_zero or digits > 24 else 0


def _glued_name(page: Page, index: int, end: int, lexicon: Lexicon) -> int:
    """Letters right before digits ("A320", "views0"), unless they are a currency."""
    if page.glued(index) and page.is_word(index - 1) and not page.raw[index - 1].endswith("'"):
        clock = page.word(index - 1) in lexicon.time_mark and page.is_number(index - 2)
        if clock or currency_before(page, index, lexicon):
            return 0
        return end
    return end if page.glued(index) and page.shape(index - 1) in ("#", "№", "[") else 0


def _notation(page: Page, index: int, lexicon: Lexicon) -> int:
    """A move of chess ("2.Nf3") and what a full stop joins to a short word ("ID.3", "Fig.2", but "ca.50")."""
    stop = index + 1
    if page.shape(stop) == "." and page.glued(stop) and page.glued(stop + 1) and page.is_word(stop + 1):
        return stop + 3 if len(page.raw[stop + 1]) < 3 and page.glued(stop + 2) and page.is_number(stop + 2) else 0
    stop = index - 1
    if page.shape(stop) != "." or not (page.glued(index) and page.glued(stop) and page.is_word(stop - 1)):
        return 0
    if len(page.raw[stop - 1]) > _ABBREVIATION or lexicon.hedges.before(page.words, index):
        return 0
    return 0 if currency_before(page, index, lexicon) else index + 1


def _file_number(page: Page, index: int) -> int:
    """ "2 BvR 1845/18": a number, a short word, and two numbers with a stroke between."""
    word, stroke = index + 1, index + 3
    if page.shape(stroke) != "/" or not (page.is_name_like(word) and page.is_number(index + 2)):
        return 0
    joined = page.glued(stroke) and page.glued(stroke + 1) and page.is_number(stroke + 1)
    return stroke + 2 if joined and len(page.raw[word]) <= _ABBREVIATION else 0


def _hyphenated(page: Page, index: int, end: int, lexicon: Lexicon) -> int:
    """Digits after letters and a hyphen ("GPT-4", "Covid-19")."""
    hyphen = index - 1
    if not page.glued(index) or page.shape(hyphen) not in DASHES - {"—", "–"} or not page.glued(hyphen):
        return 0
    if _is_variant(page, index, lexicon):
        return end
    if not page.is_word(hyphen - 1) or lexicon.hedges.before(page.words, hyphen) or _is_prefix(page, hyphen, lexicon):
        return 0
    measured = page.glued(hyphen - 1) and page.is_number(hyphen - 2)
    return 0 if measured else end


def _is_variant(page: Page, index: int, lexicon: Lexicon) -> bool:
    """The second number of a model ("Boeing 737-800"): no unit or noun follows that could make it a range."""
    model, name = index - 2, index - 3
    if not page.is_number(model) or not page.is_name_like(name) or not page.raw[model].isdigit():
        return False
    word = page.words[name]
    if len(page.raw[model]) != 3 or word in lexicon.function or word in lexicon.weekdays or word in lexicon.months:
        return False
    return not (
        unit_after(page, index + 1, lexicon, digits=True)
        or currency_after(page, index + 1, lexicon)
        or lexicon.scale.at(page.words, index + 1)
        or counted_noun(page, index + 1, lexicon)
    )


def _is_prefix(page: Page, hyphen: int, lexicon: Lexicon) -> bool:
    """Words that a hyphen joins to a year or an age: "mid-2024", "under-18s"."""
    found = lexicon.year_in.before(page.words, hyphen) or lexicon.age_before.before(page.words, hyphen + 1)
    return found is not None and found[0] >= hyphen - 1


def _slashed(page: Page, index: int, end: int) -> int:
    """ "24/7", "2023/24", "3/4": a season, a date in part, a share of uncertain order."""
    if page.shape(index + 1) == "/" and page.glued(index + 1) and page.is_number(index + 2) and page.glued(index + 2):
        return end
    return 0


def _inner_sign(page: Page, index: int) -> int:
    """ "2$50", "1.200$00": a sign between whole and parts, in currencies that are gone."""
    joined = page.shape(index + 1) == "$" and page.glued(index + 1) and page.glued(index + 2)
    return index + 3 if joined and page.is_number(index + 2) else 0


def _check_digits(page: Page, index: int) -> int:
    """ "123.456.789-09": a number of seven digits or more with two that check it."""
    mark, check = page.shape(index + 1), page.shape(index + 2)
    joined = mark == "-" and page.glued(index + 1) and page.glued(index + 2)
    long = sum(c in DIGITS for c in page.raw[index]) >= 7
    return index + 3 if joined and long and check.isdigit() and len(check) <= 2 else 0
