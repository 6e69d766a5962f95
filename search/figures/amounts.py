"""A number in digits or words with its scale word and unit: "2.100 millones de dólares", "€2.8bn"."""

from decimal import Decimal

from search.figures.digits import Convention
from search.figures.draft import Draft
from search.figures.figure import Kind
from search.figures.lexicon import AGE, HALF, SCALE, Lexicon
from search.figures.numbers import read_number
from search.figures.page import Page
from search.figures.scales import add_lower, read_scale
from search.figures.units import Unit, counted_noun, currency_after, currency_before, unit_after

_MOST_POINTS = 20
"""Points with decimals are those of an index from here on ("7 654,32 points")."""
_MOST_POLL_POINTS = 60
_TENTH = Decimal("0.1")
_THOUSANDS = 3
_INCHES = 12
_MINUS = frozenset("-−–")


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
    return complete(page, draft, lexicon, 0 if number.spelled else index)


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


def complete(page: Page, draft: Draft, lexicon: Lexicon, prefix_at: int = 0) -> Draft:
    """Read halves, scale, currency and unit after the number of a draft, and the currency and sign before it."""
    prefix = currency_before(page, prefix_at, lexicon) if prefix_at else None
    if prefix and not _is_price(page, draft, prefix, lexicon):
        prefix = None
    if draft.spelled and draft.low == 1000 and page.is_number(draft.last):
        draft.scale = _THOUSANDS  # "mil 200 millones"
        add_lower(page, draft, lexicon)
    after = lexicon.after_number.get(page.words[draft.last], 0)
    if not after and prefix is None:
        return draft
    if after & AGE and _is_age(page, draft, lexicon):
        return draft
    if after & HALF:
        add_half(page, draft, lexicon)
    if after & (HALF | SCALE):
        read_scale(page, draft, lexicon, prefix is not None)
        add_half(page, draft, lexicon)
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
            add_half(page, draft, lexicon)
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


def add_half(page: Page, draft: Draft, lexicon: Lexicon) -> None:
    """Add the half or quarter that follows a draft ("two and a half", "3 millones y medio"); it is the new step."""
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
