"""Bare numbers that belong to a name, a label or a year rather than to a count.

Each rule looks at the tokens around one number only, so that the work grows with the numbers and not with the text.
"""

from search.figures.addresses import in_street, is_postcode, starts_address
from search.figures.draft import Draft
from search.figures.figure import Kind
from search.figures.lexicon import Lexicon
from search.figures.page import DASHES, DIGITS, Page
from search.figures.scores import is_minute_of_play
from search.figures.units import currency_after, unit_after

_APOSTROPHES = frozenset("'‘")
_LABELLED = 4
"""Numbers after one label: "Articles 5, 6 and 7"."""


def is_name(page: Page, draft: Draft, noun: str, lexicon: Lexicon) -> bool:
    """Whether a bare number in digits belongs to a name, a label, an address or a code rather than to a count."""
    index = draft.first
    if _opens_range(page, draft, lexicon) or _opens_days(page, draft, lexicon):
        return False
    if draft.hedge_first >= 0 or page.breaks(index):
        coded = _attached(page, draft) or is_postcode(page, draft, noun, lexicon)
        return coded or starts_address(page, draft, lexicon)
    return (
        _labelled(page, index, lexicon)
        or in_decade(page, draft, lexicon)
        or _is_ordinal(page, draft, lexicon)
        or _after_article(page, draft, noun, lexicon)
        or (not noun and draft.plain and not lexicon.noun_last and page.word(index - 1) in lexicon.weekdays)
        or _is_subscriber(page, draft, noun)
        or is_postcode(page, draft, noun, lexicon)
        or is_minute_of_play(page, draft)
        or in_street(page, index, lexicon)
        or starts_address(page, draft, lexicon)
        or _attached(page, draft)
        or _after_name(page, draft, noun, lexicon)
    )


def is_place_code(page: Page, draft: Draft, lexicon: Lexicon) -> bool:
    """ "seat 14C", "Route 9W": a number and a capital after a label are no temperature or power."""
    letter = draft.last - 1
    if draft.kind not in (Kind.TEMPERATURE, Kind.OTHER) or letter != draft.first + 1 or not page.glued(letter):
        return False
    return len(page.raw[letter]) == 1 and page.raw[letter].isupper() and _labelled(page, draft.first, lexicon)


def in_decade(page: Page, draft: Draft, lexicon: Lexicon) -> bool:
    """ "los años 80", "les années 1980", "negli anni '80"."""
    if not page.raw[draft.first].endswith("0"):
        return False
    position = draft.first - 1 if page.shape(draft.first - 1) in _APOSTROPHES else draft.first
    listed = (page.word(position - 1),) in lexicon.lists and page.shape(position - 2).endswith("0")
    if listed:
        position -= 3 if page.shape(position - 3) in _APOSTROPHES else 2
    return lexicon.decade_before.before(page.words, position) is not None


def is_short_year(page: Page, index: int) -> bool:
    """ "il '68", "the class of ’92": two digits after an apostrophe that opens no quotation of more."""
    mark = page.starts[index] - 1
    opened = page.glued(index) and page.text[mark] in "'’‘" and not page.glued(index - 1)
    return opened and len(page.raw[index]) == 2 and page.raw[index].isdigit()


def is_year_of_law(page: Page, index: int, lexicon: Lexicon) -> bool:
    """ "la legge 104 del 1992", "a Lei 8.666, de 1993": the year is part of the name."""
    of = lexicon.before_year.before(page.words, index) if lexicon.laws else None
    if of is None or len(page.raw[index]) != 4:
        return False
    number = of[0] - 2 if page.shape(of[0] - 1) == "," else of[0] - 1
    return page.is_number(number) and not lexicon.laws.isdisjoint(page.words[max(0, number - _LABELLED) : number])


def _after_article(page: Page, draft: Draft, noun: str, lexicon: Lexicon) -> bool:
    """ "el 112", "la 194", and any article with a capital of its own inside a sentence: "La 7", "Los 40"."""
    article = page.word(draft.first - 1)
    if not draft.plain:
        return False
    if article in lexicon.singular_articles:
        return not noun
    named = article in lexicon.articles and page.is_capitalised(draft.first - 1)
    return named and not lexicon.noun_capitals and not page.opens_sentence(draft.first - 1)


def _opens_range(page: Page, draft: Draft, lexicon: Lexicon) -> bool:
    """ "gave the Alliance 38-40%": the second number has a unit, so the first is no part of a name."""
    dash = draft.last
    if page.shape(dash) not in DASHES or not (page.glued(dash) and page.glued(dash + 1) and page.is_number(dash + 1)):
        return False
    return bool(unit_after(page, dash + 2, lexicon, digits=True) or currency_after(page, dash + 2, lexicon))


def _opens_days(page: Page, draft: Draft, lexicon: Lexicon) -> bool:
    """ "du 3 au 9 septembre", "vom 3. bis 9. September": the first of two days of a month."""
    index = draft.last
    if page.shape(index) == "." and page.glued(index):
        index += 1
    for end in range(index + 1, index + 4):
        if page.is_number(end):
            last = end + 2 if page.word(end + 1) in lexicon.day_ordinals else end + 1
            of = lexicon.day_of.at(page.words, last)
            month = page.word(of[0] if of else last)
            gap = page.gap(index, end)
            gap = gap[:-1] if len(gap) > 1 and gap[-1] in lexicon.weekdays else gap
            return month in lexicon.months and gap in lexicon.day_lists
    return False


def _labelled(page: Page, index: int, lexicon: Lexicon) -> bool:
    """ "page 17", "Articles 5, 6 and 7", "Tel: 112"."""
    position = index
    for _ in range(_LABELLED):
        if page.shape(position - 1) == ":" and lexicon.labels.before(page.words, position - 1):
            return True
        if lexicon.labels.before(page.words, position):
            return not page.breaks(position)
        linked = (page.word(position - 1),) in lexicon.lists or page.shape(position - 1) in (",", "-", "–", "/")
        if not linked or not page.is_number(position - 2):
            return False
        position -= 2
    return False


def _is_ordinal(page: Page, draft: Draft, lexicon: Lexicon) -> bool:
    """ "3.º B", "der 100. Geburtstag", "in der 2. Bundesliga"."""
    if page.shape(draft.last) != "." or not page.glued(draft.last):
        return False
    if page.glued(draft.last + 1) and page.shape(draft.last + 1) in ("º", "ª", "°"):
        return True
    determined = page.word(draft.first - 1) in lexicon.ordinal_before
    return determined and page.is_word(draft.last + 1) and not page.breaks(draft.last + 1)


def _is_subscriber(page: Page, draft: Draft, noun: str) -> bool:
    """Nine digits or more in groups apart that count nothing are a telephone number: "900 123 456"."""
    token = page.raw[draft.first]
    return not noun and len(token) >= 11 and sum(c in DIGITS for c in token) >= 9 and not set(token) & set(".,'")


def _attached(page: Page, draft: Draft) -> bool:
    """A word glued to the number, directly or by a hyphen: "7B", "3-D", "5-Sterne"."""
    if page.glued(draft.last) and page.is_word(draft.last):
        return True
    hyphen = page.shape(draft.last) == "-" and page.glued(draft.last) and page.glued(draft.last + 1)
    return hyphen and page.is_word(draft.last + 1)


def _after_name(page: Page, draft: Draft, noun: str, lexicon: Lexicon) -> bool:
    """A name right before ("Llama 2", "AQ 701"), unless it is a place before a count ("in Spain 12 people")."""
    index = draft.first
    before = index - 1
    grouped = not draft.plain and draft.step >= 1
    if not page.is_name_like(before) or grouped or page.raw[before].endswith("'"):
        return False
    word = page.words[before]
    if word in lexicon.function or word in lexicon.weekdays or word in lexicon.hedge_skipped or word in lexicon.months:
        return False
    code = page.raw[before].isupper() and len(word) <= 4
    if draft.step < 1 and not lexicon.noun_capitals:
        return True
    if noun and page.is_capitalised(draft.last) and not lexicon.noun_capitals:
        return True
    if page.opens_sentence(before):
        return code or not (noun or _counts_of_whole(page, draft.last, lexicon))
    if noun:
        placed = page.word(before - 1) in lexicon.locative
        return not placed and (code or not lexicon.noun_capitals)
    return True


def _counts_of_whole(page: Page, index: int, lexicon: Lexicon) -> bool:
    """ "Won 31 of the 75 seats": a whole follows."""
    of = lexicon.scale_of.at(page.words, index)
    if of is None or page.breaks(index):
        return False
    article = page.word(of[0]) in lexicon.function and not page.breaks(of[0])
    return page.is_number(of[0] + 1 if article else of[0])
