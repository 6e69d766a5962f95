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
    _read_crowns(page, drafts, lexicon)
    money = [draft for draft in drafts if draft.kind is Kind.MONEY]
    names = [_name(page, draft, lexicon) for draft in money]
    for family in lexicon.currency_families:
        bare = [draft for draft, name in zip(money, names, strict=True) if name == _BARE and draft.unit in family]
        code = _qualified(page, bare, family, lexicon) or _of_place(page, family, lexicon) if bare else ""
        if code and code != bare[0].unit:
            _rename(money, names, bare, code)
    _settle_minor(money, names, lexicon)
    _settle_sign(page, money, lexicon)
    for draft in money:
        if draft.unit == lexicon.open_currency:
            draft.unit = ""
            draft.steps.append("currency: of several countries, and the article does not tell which")


def _read_crowns(page: Page, drafts: list[Draft], lexicon: Lexicon) -> None:
    """Make money of counted crowns in an article that names one country that has them, "Norwegen zahlt 12 Kronen"."""
    crowns = [draft for draft in drafts if draft.kind is Kind.COUNT and draft.unit in lexicon.crowns]
    family = next(family for family in lexicon.currency_families if lexicon.open_currency in family)
    code = _of_place(page, family, lexicon) if crowns else ""
    if not code:
        return
    for draft in crowns:
        of = lexicon.scale_of.at(page.words, draft.last)
        noun = of[0] if of else draft.last
        if page.words[noun] == draft.unit and not page.breaks(noun):
            draft.last, draft.kind, draft.unit, draft.certain = noun + 1, Kind.MONEY, code, True
            draft.steps.append(f"currency: {code}, of the only country with crowns that the article names")


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
            if symbol[1] == lexicon.open_currency:
                return _BARE
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
    found = [(index, code) for index, code in found if code in family and code != lexicon.open_currency]
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
    words = {word.removesuffix("'") for word in page.words}
    codes = {lexicon.currency_places[word] for word in words if word in lexicon.currency_places} & family
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
