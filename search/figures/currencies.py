"""Which currency a bare name means in an article: "pesos" after "pesos argentinos", "cents" among euros."""

from collections import Counter

from search.figures.draft import Draft
from search.figures.figure import Kind
from search.figures.lexicon import Lexicon
from search.figures.page import Page

_RESTATED = 8
"""Tokens after a qualified amount in which a bare dollar is more likely a conversion: "C$30m ($22m)"."""
_CERTAIN = 0.75
"""Share of an article's amounts that one currency must have to give its name to cents."""
_BARE, _MINOR, _FULL = "bare", "minor", "full"


def settle_currencies(page: Page, drafts: list[Draft], lexicon: Lexicon) -> None:
    """Give amounts under a name that several currencies share the one that the article speaks of.

    The language's habit stands ("$" is the US dollar) unless the article qualifies the name, and always in one way.
    """
    money = [draft for draft in drafts if draft.kind is Kind.MONEY]
    names = [_name(page, draft, lexicon) for draft in money]
    for family in lexicon.currency_families:
        bare = [draft for draft, name in zip(money, names, strict=True) if name == _BARE and draft.unit in family]
        code = _qualified(page, bare, family, lexicon) or _of_place(page, family, lexicon) if bare else ""
        if code and code != bare[0].unit:
            _rename(money, names, bare, code)
    _settle_minor(money, names, lexicon)
    _settle_sign(page, money, lexicon)


def _settle_sign(page: Page, money: list[Draft], lexicon: Lexicon) -> None:
    """ "$" is the peso's sign where an article of that language speaks of one kind of pesos."""
    codes = {draft.unit for draft in money if draft.unit in lexicon.sign_currencies}
    if len(codes) != 1:
        return
    code = codes.pop()
    for draft in money:
        signed = page.raw[draft.first] == "$" and draft.unit == lexicon.world_dollar
        if signed and page.shape(draft.first - 1) != "(":
            draft.unit = code
            draft.steps.append(f"currency: {code}, whose sign is $ too, and which the article names")


def _name(page: Page, draft: Draft, lexicon: Lexicon) -> str:
    """How a draft names its currency: "bare", "full" or "minor", "" where it shares the next one's."""
    for index in range(draft.first, draft.last):
        symbol = lexicon.currency_symbols.at(page.raw, index)
        if symbol:
            return _BARE if page.raw[index] == "$" and symbol[0] == index + 1 else _FULL
        named = lexicon.currencies.at(page.words, index)
        if named and named[0] > index + 1:
            return _FULL
        if named:
            return _MINOR if "/" in named[1] else _BARE
    return ""


def _qualified(page: Page, bare: list[Draft], family: frozenset[str], lexicon: Lexicon) -> str:
    """The only currency of a family that the article names in full, "" where there is none or several.

    Where the bare name is that of the US dollar, which needs no qualifier, the full name has to come first and
    the bare one must not look like a conversion.
    """
    places = [index for index, word in enumerate(page.words) if word in lexicon.currency_qualifiers]
    found = [(index, _full_name(page, index, lexicon)) for index in places]
    found = [(index, code) for index, code in found if code in family]
    if len({code for _, code in found}) != 1:
        return ""
    if bare[0].unit == lexicon.world_dollar:
        converted = any(0 < draft.first - index <= _RESTATED for draft in bare for index, _ in found)
        if converted or bare[0].first < found[0][0]:
            return ""
    return found[0][1]


def _of_place(page: Page, family: frozenset[str], lexicon: Lexicon) -> str:
    """The currency of the only country of a family that the article names; "" where there is none or several."""
    if lexicon.world_dollar in family:
        return ""
    codes = {lexicon.currency_places[word] for word in page.words if word in lexicon.currency_places} & family
    return codes.pop() if len(codes) == 1 else ""


def _full_name(page: Page, index: int, lexicon: Lexicon) -> str:
    found = lexicon.currency_symbols.at(page.raw, index) or lexicon.currencies.at(page.words, index)
    return found[1] if found and found[0] > index + 1 else ""


def _rename(money: list[Draft], names: list[str], bare: list[Draft], code: str) -> None:
    chosen = {id(draft) for draft in bare}
    before = bare[0].unit
    shares = False
    for draft, name in zip(reversed(money), reversed(names), strict=True):
        shares = id(draft) in chosen or (shares and not name and draft.unit == before)
        if shares:
            draft.unit = code
            draft.steps.append(f"currency: {code}, the only one of that name that the article names in full")


def _settle_minor(money: list[Draft], names: list[str], lexicon: Lexicon) -> None:
    """Cents are those of the currency of nearly all other amounts, if it has cents."""
    others = Counter(draft.unit for draft, name in zip(money, names, strict=True) if name != _MINOR)
    if not others:
        return
    code, uses = others.most_common(1)[0]
    if uses < _CERTAIN * others.total():
        return
    for draft, name in zip(money, names, strict=True):
        if name == _MINOR and draft.unit != code and {draft.unit, code} <= lexicon.cent_currencies:
            draft.unit = code
            draft.steps.append(f"currency: {code}, as the other amounts of the article")
