"""Numbers in postal addresses: of houses and streets, and postal codes."""

from search.figures.draft import Draft
from search.figures.lexicon import Lexicon
from search.figures.page import DASHES, Page

_OPENS_PLACE = frozenset(",:;(|•·–")


def names_street(page: Page, index: int, lexicon: Lexicon) -> bool:
    """Whether the date at token `index` is the name of a street: "Straße des 17. Juni", "rue du 8 Mai 1945"."""
    joined = page.word(index - 1) in lexicon.street_of and not page.breaks(index)
    return joined and page.word(index - 2) in lexicon.streets


def end_of_house_number(page: Page, index: int) -> int:
    """The index after the house number that stands at token `index`, or `index`."""
    house = page.is_number(index) and page.shape(index).isdigit() and len(page.shape(index)) < 4
    return index + 1 if house and not page.breaks(index) else index


def is_postcode(page: Page, draft: Draft, noun: str, lexicon: Lexicon) -> bool:
    """ "Calle Mayor 5, 28013 Madrid", "Dam 1, 1012 JS Amsterdam": after a house number, before a place.

    Five digits in a row need no house number where nouns have no capitals: "28013 Madrid".
    """
    five = draft.plain and len(page.raw[draft.first]) == 5 and not draft.step < 1
    if five and not noun and not lexicon.noun_capitals and page.is_capitalised(draft.last):
        return not page.glued(draft.last) and not page.breaks(draft.last) and not draft.spelled
    index = draft.first
    if not draft.plain or len(page.raw[index]) not in (4, 5) or not page.is_capitalised(draft.last):
        return False
    letters = page.shape(draft.last)
    if page.shape(index - 1) == "," and len(letters) == 2 and letters.isupper() and page.is_capitalised(draft.last + 1):
        return True  # "1012 JM Amsterdam"
    if five and _is_place(page, draft, lexicon):
        return True
    house = index - 2
    if page.is_word(house) and page.glued(house) and len(page.raw[house]) == 1:
        house -= 1  # "Musterweg 5a"
    while page.shape(house - 1) in DASHES and page.glued(house) and page.is_number(house - 2):
        house -= 2  # "Am Markt 7-9"
    numbered = page.shape(index - 1) == "," and page.raw[house].isdigit() and len(page.raw[house]) < 4
    return numbered and (page.is_capitalised(house - 1) or page.shape(house - 1) == ".")


def _is_place(page: Page, draft: Draft, lexicon: Lexicon) -> bool:
    """Whether the word after five digits is a place, and nothing counted: "75011 Paris", "in 53113 Bonn".

    Where nouns have capitals, a list, a line or a word of place has to open it, and the word may be no plural.
    """
    place, before = page.words[draft.last], page.word(draft.first - 1)
    if page.glued(draft.last) or page.breaks(draft.last):
        return False
    if not lexicon.noun_capitals:
        return place in lexicon.cities
    opened = page.breaks(draft.first) or before in _OPENS_PLACE or before in lexicon.locative
    return opened and (place in lexicon.cities or not place.endswith(lexicon.plural_looks))


def end_of_split_postcode(page: Page, index: int) -> int:
    """ "1100-048 Lisboa": a code in two parts before a place, which can be no range because it falls."""
    left, mark, right = page.raw[index], page.shape(index + 1), page.shape(index + 2)
    parts = mark == "-" and page.glued(index + 1) and page.glued(index + 2)
    if parts and left.isdigit() and right.isdigit() and (len(left), len(right)) == (4, 3):
        return index + 3 if page.is_capitalised(index + 3) else 0
    return 0


def in_street(page: Page, index: int, lexicon: Lexicon) -> bool:
    """ "Paseo del Muelle, 7", "Hauptstraße 12"."""
    position = index - 1
    if page.shape(position) == ",":
        position -= 1
    if page.shape(position) == "." and page.glued(position):
        return page.words[position - 1].endswith(lexicon.street_abbreviations)
    if not page.is_capitalised(position):
        return False
    if lexicon.street_suffixes and page.words[position].endswith(lexicon.street_suffixes):
        return True
    for back in range(position, max(position - 7, -1), -1):
        word = page.words[back]
        if word in lexicon.streets:
            return True
        if page.breaks(back) or not (page.is_capitalised(back) or word in lexicon.function):
            return False
    return False


def starts_address(page: Page, draft: Draft, lexicon: Lexicon) -> bool:
    """ "10 Downing Street", "12, rue de Rivoli"."""
    if not draft.plain or draft.spelled:
        return False
    position = draft.last
    if page.shape(position + 1) == "," and page.word(position) in lexicon.house_suffixes:
        position += 1
    if (
        page.shape(position) == ","
        and page.word(position + 1) in lexicon.streets
        and not page.is_capitalised(position + 1)
    ):
        return True
    if page.word(position) in lexicon.streets and not lexicon.noun_last and page.is_capitalised(position + 1):
        return True
    for ahead in range(position, position + 4):
        if not page.is_capitalised(ahead) or page.breaks(ahead):
            return False
        if ahead > position and page.words[ahead] in lexicon.streets:
            return True
    return False
