"""Units, currencies and counted nouns after (and before) a number."""

from decimal import Decimal
from typing import NamedTuple

from search.figures.figure import Kind
from search.figures.lexicon import CURRENCY, UNIT, Lexicon
from search.figures.page import Page

_NOUN_REACH = 4
_MEASURE = 8
"""Tokens of the longest measure before a noun ("19-year-old")."""
_GLUED = 3
"""Letters of the longest unit written without a space ("27ft")."""


class Unit(NamedTuple):
    """A unit read at tokens up to `end`."""

    end: int
    kind: Kind
    name: str
    factor: Decimal = Decimal(1)
    """What the number is multiplied with: 10 for "decades" in years, 1/100 for "cents", 1000000 for "mdp"."""


def currency_before(page: Page, index: int, lexicon: Lexicon) -> tuple[int, str] | None:
    """The currency whose last token is before token `index` ("US$ 5", "EUR 20"): its first token and ISO code."""
    if page.words[index - 1] not in lexicon.currency_leaders or page.breaks(index):
        return None
    found = lexicon.currency_symbols.before(page.raw, index) or lexicon.currency_prefixes.before(page.words, index)
    if found and page.is_word(found[0]) and page.glued(found[0]) and page.shape(found[0] - 1)[-1:].isalnum():
        return None
    return found


def currency_after(page: Page, index: int, lexicon: Lexicon) -> Unit | None:
    """The currency at token `index`, symbol, code or name; "of" may stand before a name ("millones DE euros")."""
    if not lexicon.after_number.get(page.words[index], 0) & CURRENCY or page.breaks(index):
        return None
    found = lexicon.currency_symbols.at(page.raw, index)
    if found and not (page.glued(found[0]) and page.is_number(found[0]) and page.raw[index][0] in "$€£"):
        end = found[0] - 1 if page.raw[found[0] - 1] == "." else found[0]
        return Unit(end, Kind.MONEY, found[1])
    of = lexicon.scale_of.at(page.words, index)
    found = lexicon.currencies.at(page.words, of[0] if of else index)
    if found is None and page.glued(index) and page.shape(index - 1) not in lexicon.glued_currencies_not_after:
        found = lexicon.glued_currencies.at(page.raw, index)
    if found is None:
        return None
    factor, _, whole = found[1].rpartition(" ")
    code, _, parts = whole.partition("/")
    return Unit(found[0], Kind.MONEY, code, Decimal(factor or 1) / Decimal(parts or 1))


def unit_after(page: Page, index: int, lexicon: Lexicon, digits: bool) -> Unit | None:
    """The unit at token `index`, a percent or point word included; symbols only after digits."""
    if not lexicon.after_number.get(page.words[index], 0) & UNIT or page.breaks(index):
        return None
    hyphen = page.shape(index) in "-‑" and page.glued(index) and page.glued(index + 1)
    start = index + 1 if hyphen else index
    if digits:
        found = lexicon.symbols.at(page.raw, start)
        if found is None and page.glued(start) and not hyphen:
            found = lexicon.glued_symbols.at(page.raw, start)
        if found and not _continues(page, found[0]):
            return _named(page, found[0], found[1], lexicon)
    if page.word(start) in lexicon.unit_skipped and not hyphen:
        start += 1
    found = lexicon.percents.at(page.words, start)
    if found is None:
        of = lexicon.scale_of.at(page.words, start)
        found = lexicon.units.at(page.words, of[0] if of else start)
        if found and not hyphen and _is_joined(page, found[0], lexicon):
            return None  # "360 dias-multa"
        if found and digits and not hyphen and page.glued(start) and len(page.words[start]) > _GLUED:
            return None  # "123milhas" is a company
    return _named(page, found[0], found[1], lexicon) if found else None


def _is_joined(page: Page, end: int, lexicon: Lexicon) -> bool:
    """Whether a hyphen joins a unit to another word, where nouns stand first in compounds."""
    if lexicon.noun_last or lexicon.noun_capitals or page.shape(end) != "-":
        return False
    return page.glued(end) and page.glued(end + 1) and page.is_word(end + 1)


def _continues(page: Page, end: int) -> bool:
    """Whether the token at `end` makes a symbol part of a name ("5G-Netz", "4K", "7m2b")."""
    return page.glued(end) and (page.is_word(end) or page.is_number(end))


def _named(page: Page, end: int, name: str, lexicon: Lexicon) -> Unit:
    factor, space, base = name.partition(" ")
    if space and factor[0].isdigit():
        return Unit(end, lexicon.families.get(base, Kind.OTHER), base, Decimal(factor))
    kind = lexicon.families.get(name, Kind.OTHER)
    if kind is Kind.DURATION or kind in (Kind.PERCENT, Kind.POINTS):
        return Unit(end, kind, name)
    divided = _rate(page, end, lexicon)
    if divided and kind in (Kind.OTHER, Kind.LENGTH, Kind.MASS):
        rate = f"{name}/{divided[1]}"
        speed = lexicon.families.get(rate)
        if speed:
            return Unit(divided[0], speed, rate)
        if kind is Kind.OTHER:
            return Unit(end, kind, rate)
    return Unit(end, kind, name)


def _rate(page: Page, end: int, lexicon: Lexicon) -> tuple[int, str] | None:
    """The divisor of a unit: "pro Sekunde", "of water a second"; at most two words stand between."""
    for position in range(end, min(end + 3, len(page))):
        if page.breaks(position):
            return None
        per = lexicon.rate_per.at(page.words, position)
        if per:
            divisor = lexicon.rate_units.at(page.words, per[0])
            if divisor:
                return divisor
        if not page.is_word(position):
            return None
    return None


def counted_noun(page: Page, index: int, lexicon: Lexicon, scaled: bool = False) -> tuple[int, str] | None:
    """The noun counted by a number that ends before token `index`: the index after it, and the noun as written."""
    if scaled:
        of = lexicon.scale_of.at(page.words, index)
        index = of[0] if of else index
    words: list[int] = []
    position = index
    while len(words) < _NOUN_REACH and position < len(page) and not page.breaks(position):
        word = page.words[position]
        if word.endswith("'") and page.word(position + 1) in lexicon.plural_apostrophe:
            return position + 2, page.slice(position, position + 2).lower()
        usable = page.is_word(position) and (
            len(word) > 2 or word in lexicon.adjectives or _is_acronym(page, position, lexicon)
        )
        usable = (
            usable and not word.endswith("'") and (word not in lexicon.function or _is_title(page, position, lexicon))
        )
        if not usable or (page.glued(position) and page.is_number(position - 1)):
            break
        words.append(position)
        if not lexicon.noun_last and not lexicon.noun_capitals and word not in lexicon.adjectives:
            break
        if lexicon.noun_capitals and not page.is_capitalised(position) and not word.endswith(lexicon.adjective_endings):
            break
        if lexicon.noun_capitals and page.is_capitalised(position):
            break
        position = _compound_end(page, position)
    chosen = _choose(page, words, lexicon)
    if chosen is None:
        return None
    end = _compound_end(page, chosen)
    return end, page.slice(chosen, end).lower()


def counted_compound(page: Page, index: int, lexicon: Lexicon) -> str | None:
    """The noun that a hyphen joins to the number before token `index` ("nine-member panel"), "" for "12-strong"."""
    joined = page.shape(index) == "-" and page.glued(index) and page.glued(index + 1) and not page.breaks(index + 2)
    return lexicon.counted_compounds.get(page.words[index + 1]) if joined else None


def counted_model(page: Page, index: int, lexicon: Lexicon, named: bool) -> tuple[int, str] | None:
    """What a number counts by a model's name: "two MQ-9 drones".

    `named`: where no noun follows, the name itself is counted ("deux Mirage 2000").
    """
    if named and page.is_number(index) and page.glued(index + 1) and not page.breaks(index):
        return _counted_measure(page, index, lexicon)
    if not page.is_name_like(index) or page.breaks(index) or page.words[index] in lexicon.function:
        return None
    number = index + 2 if page.shape(index + 1) == "-" and page.glued(index + 1) else index + 1
    if not page.is_number(number) or page.breaks(number) or not page.raw[number].isdigit():
        return None
    end = page.chunk(number)[1]
    noun = counted_noun(page, end, lexicon) if page.is_word(end) else None
    return noun or ((number + 1, page.words[index]) if named else None)


def _counted_measure(page: Page, index: int, lexicon: Lexicon) -> tuple[int, str] | None:
    """ "two 500kg bombs", "three 19-year-old students": a measure stands before the noun."""
    end = page.chunk(index)[1]
    if not lexicon.noun_last or not page.is_word(end - 1) or end - index > _MEASURE:
        return None
    plural = page.words[end - 1].endswith(lexicon.plural_endings) and not page.is_word(end)
    return (end, page.words[end - 1]) if plural else counted_noun(page, end, lexicon)


def _compound_end(page: Page, index: int) -> int:
    """The index after the words that hyphens join to the one at `index`."""
    end = index + 1
    while (
        page.shape(end) == "-" and page.glued(end) and page.glued(end + 1) and page.is_word(end + 1) and end < index + 6
    ):
        end += 2
    return end


def _is_acronym(page: Page, index: int, lexicon: Lexicon) -> bool:
    """Whether two capitals qualify the noun after them: "27 EU states", "27 EU-Staaten"."""
    if len(page.raw[index]) != 2 or not page.raw[index].isupper():
        return False
    compound = page.shape(index + 1) == "-" and page.glued(index + 1) and page.glued(index + 2)
    return compound if lexicon.noun_capitals else lexicon.noun_last


def _is_title(page: Page, index: int, lexicon: Lexicon) -> bool:
    """Whether a capital makes a noun of a function word: "i 27 Stati membri"."""
    long = len(page.raw[index]) > _NOUN_REACH and page.is_capitalised(index)
    return long and not lexicon.noun_capitals and page.words[index].endswith(lexicon.plural_endings)


def _choose(page: Page, words: list[int], lexicon: Lexicon) -> int | None:
    """Which of the words after a number is the noun."""
    if not words:
        return None
    if lexicon.noun_capitals:
        return words[-1] if page.is_capitalised(words[-1]) else None
    for position in words if lexicon.noun_last else words[-1:]:
        joined = lexicon.noun_last or lexicon.noun_capitals  # elsewhere the first part of a compound has the plural
        word = page.words[_compound_end(page, position) - 1 if joined else position]
        if word in lexicon.plurals or (word.endswith(lexicon.plural_endings) and not word.endswith(lexicon.plural_not)):
            return position
    return None
