"""A number with its scale word and unit: "2.100 millones de dólares", "€2.8bn", "año y medio", "a dozen"."""

from decimal import Decimal
from typing import NamedTuple

from search.figures.approximations import hedge_before
from search.figures.digits import Convention, read_digits
from search.figures.draft import Draft
from search.figures.figure import Approximation, Kind
from search.figures.lexicon import AGE, HALF, SCALE, Lexicon
from search.figures.page import DASHES, Page
from search.figures.spelled import begins_with_one, read_spelled
from search.figures.units import Unit, counted_noun, currency_after, currency_before, unit_after

_HALF = Decimal("0.5")
_VULGAR = {
    "½": Decimal("0.5"),
    "¼": Decimal("0.25"),
    "¾": Decimal("0.75"),
    "⅓": Decimal("0.3333"),
    "⅔": Decimal("0.6667"),
}
_MOST_POINTS = 20
"""Points with decimals are those of an index from here on ("7 654,32 points")."""
_MOST_POLL_POINTS = 60
_TENTH = Decimal("0.1")
_THOUSANDS = 3
_INCHES = 12
_MINUS = frozenset("-−–")
_MEASURES = frozenset({Kind.DURATION, Kind.LENGTH, Kind.AREA, Kind.MASS})


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


def _is_round_price(page: Page, index: int, lexicon: Lexicon) -> bool:
    """Whether a comma and a dash stand for the cents: "€ 35,-", "12,– Euro"."""
    if page.shape(index + 2) not in DASHES:
        return False
    if not (page.glued(index + 1) and page.glued(index + 2)):
        return False
    return bool(currency_before(page, index, lexicon) or currency_after(page, index + 3, lexicon))


def _feet_and_inches(page: Page, index: int) -> Draft | None:
    """ "5'11\"" and "5′ 11″": a height, which the mark of inches tells from a quotation."""
    feet, _, inches = page.raw[index].partition("'")
    end = index + 1
    if not inches and page.shape(end) == "′":
        inches, end = page.shape(index + 2), index + 3
    if not (feet.isdigit() and inches.isdigit() and len(feet) == 1 and len(inches) <= 2 and int(inches) < _INCHES):
        return None
    if page.shape(index - 1) == "°":
        return None  # minutes and seconds of arc
    doubled = page.shape(end) == "'" and page.glued(end) and page.shape(end + 1) == "'" and page.glued(end + 1)
    if not doubled and not (page.shape(end) in ('"', "”", "″") and page.glued(end)):
        return None
    value = Decimal(int(feet) * _INCHES + int(inches))
    end += 2 if doubled else 1
    step = f"two units: {page.slice(index, end)} = {value} inch"
    return Draft(index, end, Kind.LENGTH, value, value, Decimal(1), "inch", steps=[step])


def step_of_words(value: Decimal) -> Decimal:
    """The step of a number in words: as in digits, but "three thousand" has one digit before a scale word."""
    if value != value.to_integral_value():
        return _HALF
    digits = str(int(value))
    stripped = digits.rstrip("0")
    significant = len(stripped) if len(stripped) > 1 or value >= 1000 else 2
    return Decimal(1).scaleb(max(0, len(digits) - significant))


def read_amount(page: Page, index: int, lexicon: Lexicon, convention: Convention) -> Draft | None:
    """The amount that begins at the number at token `index` (a currency before it is found by looking back)."""
    number = read_number(page, index, lexicon, convention)
    if number is None or (lexicon.feet_marks and page.shape(number.end) == "′"):
        return _feet_and_inches(page, index) if lexicon.feet_marks else None
    draft = Draft(index, number.end, low=number.value, high=number.value, step=number.step, plain=number.plain)
    draft.spelled = number.spelled
    draft.certain = not number.spelled
    if number.spelled:
        draft.steps.append(f"spelled: {page.slice(index, number.end)} = {number.value}")
    elif not number.plain:
        draft.steps.append(f"digits: {page.slice(index, number.end)} = {number.value} ({convention.reason})")
    return _complete(page, draft, lexicon, 0 if number.spelled else index)


def read_without_number(page: Page, index: int, lexicon: Lexicon) -> Draft | None:
    """Amounts that begin with no number word: "half a day", "a million", "une trentaine", "año y medio"."""
    if begins_with_one(page, index, lexicon):
        return None
    return (
        _half(page, index, lexicon)
        or _collective(page, index, lexicon)
        or _one(page, index, lexicon)
        or _unit_and_half(page, index, lexicon)
    )


def _complete(page: Page, draft: Draft, lexicon: Lexicon, prefix_at: int = 0) -> Draft:
    """Read halves, scale, currency and unit after the number of a draft, and the currency and sign before it."""
    prefix = currency_before(page, prefix_at, lexicon) if prefix_at else None
    if prefix and not _is_price(page, draft, prefix, lexicon):
        prefix = None
    if draft.spelled and draft.low == 1000 and page.is_number(draft.last):
        draft.scale = _THOUSANDS  # "mil 200 millones"
        _add_lower(page, draft, lexicon)
    after = lexicon.after_number.get(page.words[draft.last], 0)
    if not after and prefix is None:
        return draft
    if after & AGE and _is_age(page, draft, lexicon):
        return draft
    if after & HALF:
        _add_half(page, draft, lexicon)
    if after & (HALF | SCALE):
        _read_scale(page, draft, lexicon, prefix is not None)
        _add_half(page, draft, lexicon)
    digits = not draft.spelled
    if prefix:
        draft.first, draft.unit = prefix
        draft.kind = Kind.MONEY
        draft.steps.append(f"currency: {page.slice(prefix[0], prefix_at)} = {prefix[1]}")
        unit = currency_after(page, draft.last, lexicon)
        if unit and page.raw[draft.last][0] not in "$€£":
            draft.last, draft.unit = unit.end, unit.name
    else:
        unit = currency_after(page, draft.last, lexicon) or unit_after(page, draft.last, lexicon, digits)
        if unit is None and draft.scale and not page.breaks(draft.last):
            unit = _scaled_currency(page, draft.last, lexicon)
        if unit is None and page.word(draft.last) in lexicon.decimal_points and _is_of_percent(page, draft, lexicon):
            unit = Unit(draft.last + 1, Kind.POINTS, "pp")
        if unit is None and _half_points(page, draft, lexicon):
            unit = Unit(draft.last + 1, Kind.POINTS, "pp")
        if unit:
            _take(page, draft, _tenths(page, draft, unit, lexicon))
            _add_half(page, draft, lexicon)
            _add_centimetres(page, draft, lexicon)
    if prefix_at or draft.kind is Kind.TEMPERATURE:
        _read_sign(page, draft, lexicon)
    return draft


def _is_age(page: Page, draft: Draft, lexicon: Lexicon) -> bool:
    """Whether words of age follow ("38-year-old"), and the number is no thousand years."""
    possible = draft.low is not None and draft.low < 130
    return possible and not page.breaks(draft.last) and lexicon.age_after.at(page.words, draft.last) is not None


def _is_of_percent(page: Page, draft: Draft, lexicon: Lexicon) -> bool:
    """Whether points are percentage points: few with decimals ("0,3 points"), or of a poll ("leads the poll by 17")."""
    if draft.low is None or draft.scale:
        return False
    if draft.step < 1:
        return draft.low < _MOST_POINTS
    if draft.low > _MOST_POLL_POINTS or page.breaks(draft.last):
        return False
    start, end = page.sentence(draft.first)
    return not lexicon.points_about.isdisjoint(page.words[start:end])


def _half_points(page: Page, draft: Draft, lexicon: Lexicon) -> bool:
    """ "dos puntos y medio": halves are counted of percentage points only."""
    if page.word(draft.last) not in lexicon.decimal_points or draft.scale or page.breaks(draft.last + 1):
        return False
    return lexicon.half_after.at(page.words, draft.last + 1) is not None


def _scaled_currency(page: Page, index: int, lexicon: Lexicon) -> Unit | None:
    """A name that means money after a scale word only: "20 mil contos", but "12 contos" are tales."""
    found = lexicon.scaled_currencies.at(page.words, index)
    if found is None:
        return None
    factor, _, code = found[1].partition(" ")
    return Unit(found[0], Kind.MONEY, code, Decimal(factor))


def _is_price(page: Page, draft: Draft, prefix: tuple[int, str], lexicon: Lexicon) -> bool:
    """Whether a code before a number is a currency: "EUR 20" and "USD200" are, "COP27" and "COP 27" are not."""
    if not page.is_word(draft.first - 1) or prefix[0] != draft.first - 1:
        return True
    large = not draft.plain or lexicon.scale.at(page.words, draft.last) is not None
    large = large or page.shape(draft.last) in lexicon.scale_symbols
    if page.raw[prefix[0]] in lexicon.currency_names:
        return large
    return large or not page.glued(draft.first) or (draft.low is not None and draft.low >= 100)


def _tenths(page: Page, draft: Draft, unit: Unit, lexicon: Lexicon) -> Unit:
    """Tenths without a noun are of a point, but in a sentence of seconds or degrees of those."""
    if unit.kind is not Kind.POINTS or unit.factor != _TENTH:
        return unit
    start, end = page.sentence(draft.first)
    named = (lexicon.units.at(page.words, index) for index in range(start, end))
    bases = {found[1] for found in named if found}
    for name, kind in (("second", Kind.DURATION), ("degC", Kind.TEMPERATURE)):
        if name in bases:
            return Unit(unit.end, kind, name, _TENTH)
    return unit


def _take(page: Page, draft: Draft, unit: Unit) -> None:
    draft.steps.append(f"unit: {page.slice(draft.last, unit.end)} = {unit.name}")
    draft.last, draft.kind, draft.unit, draft.certain = unit.end, unit.kind, unit.name, True
    if unit.factor != 1:
        draft.unit_factor = unit.factor
        draft.multiply(unit.factor)


def _add_half(page: Page, draft: Draft, lexicon: Lexicon) -> None:
    found = lexicon.half_after.at(page.words, draft.last)
    if found is None or draft.low is None or page.breaks(draft.last):
        return
    if draft.unit and _is_measured(page, found[0], lexicon):
        return  # "14 kilómetros y un cuarto de hora"
    draft.steps.append(f"half: {page.slice(draft.last, found[0])}")
    half = found[1].scaleb(draft.scale) * draft.unit_factor
    draft.low = draft.high = draft.low + half
    draft.step = half
    draft.last = found[0]


def _is_measured(page: Page, index: int, lexicon: Lexicon) -> bool:
    """Whether a unit, a scale word or points stand at token `index`, so that the half before it is theirs."""
    if page.breaks(index):
        return False
    of = lexicon.scale_of.at(page.words, index)
    named = lexicon.units.at(page.words, of[0] if of else index) or lexicon.scale.at(page.words, index)
    return named is not None or page.word(index) in lexicon.decimal_points


def _add_centimetres(page: Page, draft: Draft, lexicon: Lexicon) -> None:
    """ "1 m 83", "1 Meter 83": a height; two digits that count nothing follow one or two metres."""
    if draft.unit != "m" or draft.low not in (1, 2) or draft.step != 1:
        return
    token, after = page.shape(draft.last), draft.last + 1
    if len(token) != 2 or not token.isdigit() or page.glued(draft.last) or page.breaks(draft.last):
        return
    if unit_after(page, after, lexicon, digits=True) or currency_after(page, after, lexicon):
        return
    if page.glued(after) and not page.ends_clause(after):
        return
    if lexicon.scale.at(page.words, after) or counted_noun(page, after, lexicon):
        return
    draft.last = after
    draft.step = Decimal("0.01")
    draft.low = draft.high = draft.low + int(token) * draft.step
    draft.steps.append(f"centimetres: {token}")


def _read_scale(page: Page, draft: Draft, lexicon: Lexicon, has_currency: bool) -> None:
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
    _add_lower(page, draft, lexicon)


def _add_lower(page: Page, draft: Draft, lexicon: Lexicon) -> None:
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


def _read_sign(page: Page, draft: Draft, lexicon: Lexicon) -> None:
    """A minus right before the number, as in "-5 °C" and "minus 5 Grad"; after a word a hyphen is none."""
    first = draft.first
    if draft.low is None or draft.kind not in (Kind.TEMPERATURE, Kind.PERCENT, Kind.POINTS, Kind.MONEY):
        return
    if draft.kind is Kind.TEMPERATURE and _is_below_zero(page, draft, lexicon):
        draft.low = draft.high = -draft.low
        draft.steps.append("below zero")
        return
    if page.raw[first - 1] not in _MINUS or not page.glued(first):
        return
    if not page.glued(first - 1) or page.shape(first - 2) == "(":
        draft.first = first - 1
        draft.low = draft.high = -draft.low
        draft.steps.append("minus sign")


def _is_below_zero(page: Page, draft: Draft, lexicon: Lexicon) -> bool:
    """Whether words say so: "minus 12 Grad", "moins 12 degrés" (but "au moins 12 degrés"), "12 degrees below zero"."""
    before = page.word(draft.first - 1) in lexicon.minus and not page.breaks(draft.first)
    if before and lexicon.hedges.before(page.words, draft.first) is None:
        draft.first -= 1
        return True
    after = lexicon.minus_after.at(page.words, draft.last)
    if after is None or page.breaks(draft.last):
        return False
    draft.last = after[0]
    return True


def _half(page: Page, index: int, lexicon: Lexicon) -> Draft | None:
    """ "half an hour", "medio millón", "ein halbes Dutzend"."""
    found = lexicon.half_before.at(page.words, index)
    if found is None:
        return None
    end = found[0]
    draft = Draft(index, end, low=_HALF, high=_HALF, step=_HALF, spelled=True, certain=False)
    draft.steps.append(f"half: {page.slice(index, end)}")
    collective = lexicon.collectives.get(page.word(end))
    if collective is not None and collective >= 10 and not page.breaks(end):
        draft.last = end + 1
        draft.multiply(collective)
        draft.step = Decimal(1)
        draft.approximation = Approximation.ABOUT
        draft.certain = True
        return draft
    draft = _complete(page, draft, lexicon)
    return draft if draft.certain and (draft.scale or draft.kind in _MEASURES | {Kind.POINTS}) else None


def _collective(page: Page, index: int, lexicon: Lexicon) -> Draft | None:
    """ "a dozen", "une trentaine", "un centenar"."""
    start = index + 1 if page.words[index] in lexicon.collective_articles else index
    if start > index and page.word(start) in lexicon.collective_adjectives and not page.breaks(start):
        start += 1
    value = lexicon.collectives.get(page.word(start))
    if value is None or (page.breaks(start) and start > index):
        return None
    if start == index and page.word(index - 1) in lexicon.hedge_skipped | lexicon.ordinals.keys():
        return None
    if start == index and page.words[index] not in lexicon.collectives:
        return None
    if start == index and lexicon.collective_articles and not hedge_before(page, index, lexicon):
        return None
    following = lexicon.scale.at(page.words, start + 1)
    of = lexicon.scale_of.at(page.words, start + 1)
    if of and following is None and not page.breaks(of[0]):
        following = lexicon.scale.at(page.words, of[0])
        start = of[0] - 1 if following else start  # "une dizaine de millions"
    draft = Draft(index, start + 1, low=value, high=value, step=Decimal(1), spelled=True)
    draft.approximation = Approximation.ABOUT
    draft.steps.append(f"collective: {page.slice(index, start + 1)} = {value}")
    if following or value >= 100:
        draft.step = value / 10
    return _complete(page, draft, lexicon)


def _one(page: Page, index: int, lexicon: Lexicon) -> Draft | None:
    """One as a number: before a scale word, before a unit under a bound, or with a half after the unit."""
    if page.words[index] not in lexicon.ones or page.words[index + 1] not in lexicon.after_number:
        return None
    if page.breaks(index + 1):
        return None
    one = Decimal(1)
    draft = _complete(page, Draft(index, index + 1, low=one, high=one, step=one, spelled=True, certain=False), lexicon)
    if draft.scale:
        return draft
    if draft.kind not in _MEASURES | {Kind.MONEY, Kind.POINTS}:
        return None
    halved = any(step.startswith("half") for step in draft.steps)
    return draft if halved or (draft.kind in _MEASURES and hedge_before(page, index, lexicon)) else None


def _unit_and_half(page: Page, index: int, lexicon: Lexicon) -> Draft | None:
    """ "año y medio", "hora e meia"."""
    if page.words[index] not in lexicon.half_units:
        return None
    unit = lexicon.units.at(page.words, index)
    if unit is None or lexicon.half_after.at(page.words, unit[0]) is None or page.breaks(unit[0]):
        return None
    if lexicon.families.get(unit[1]) is not Kind.DURATION or page.is_number(index - 1):
        return None
    one = Decimal(1)
    draft = Draft(index, unit[0], Kind.DURATION, one, one, one, unit[1], spelled=True)
    _add_half(page, draft, lexicon)
    return draft
