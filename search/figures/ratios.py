"""Fractions, ratios, multiples, ranks and magnitudes."""

from decimal import Decimal

from search.figures.approximations import hedge_before
from search.figures.digits import Convention
from search.figures.draft import Draft
from search.figures.figure import Approximation, Kind
from search.figures.lexicon import Lexicon
from search.figures.numbers import Number, read_number
from search.figures.page import Page
from search.figures.units import unit_after

_STEP = Decimal("0.01")
_TENS = (10, 100, 1_000, 10_000, 100_000, 1_000_000)
_APART = 5
"""Words that may stand between the numbers of "neuf habitants de la commune sur dix"."""


def read_ratio(page: Page, index: int, lexicon: Lexicon, convention: Convention) -> Draft | None:
    """The fraction or ratio that begins at token `index`: "two thirds", "la moitié", "one in ten", "jeder dritte"."""
    if page.words[index] in lexicon.ratio_starters:
        found = (
            _whole(page, index, lexicon)
            or _every(page, index, lexicon)
            or _multiple(page, index, lexicon)
            or _multiplied(page, index, lexicon, convention)
        )
        if found:
            return found
    short = not lexicon.ratios_reach and (page.is_number(index) or page.words[index] in lexicon.ones)
    if lexicon.ratio_words.isdisjoint(page.words[index + 1 : index + (3 if short else 4 + _APART)]):
        return None
    return _numbered(page, index, lexicon, convention)


def _ratio(first: int, last: int, numerator: Decimal, denominator: Decimal, step: str) -> Draft:
    value = (numerator / denominator).quantize(Decimal("0.0001"))
    return Draft(first, last, Kind.RATIO, value, value, _STEP, spelled=True, steps=[step])


def _whole(page: Page, index: int, lexicon: Lexicon) -> Draft | None:
    found = lexicon.fraction_wholes.at(page.words, index)
    if found is None and hedge_before(page, index, lexicon):
        found = lexicon.fractions_hedged.at(page.words, index)
    qualified = found is None and page.word(index + 1) in lexicon.collective_adjectives
    if qualified:
        found = lexicon.fraction_wholes.at([page.words[index], page.word(index + 2)], 0)
        found = (index + 1 + found[0], found[1]) if found and not page.breaks(index + 2) else None
    if found is None:
        return None
    end, value = found
    step = f"fraction: {page.slice(index, end)}"
    points = lexicon.percents.at(page.words, end)
    if points and points[1] == "pp" and not page.breaks(end):
        return Draft(index, points[0], Kind.POINTS, value, value, _STEP, "pp", spelled=True, steps=[step])
    measured = _of_unit(page, index, end, value, lexicon)
    if measured or not _of_something(page, index, end, lexicon):
        return measured
    ratio = _ratio(index, end, value, Decimal(1), step)
    if qualified:
        ratio.approximation = Approximation.ABOUT
    return ratio


def _of_unit(page: Page, index: int, end: int, value: Decimal, lexicon: Lexicon) -> Draft | None:
    """ "un cuarto de hora", "tre quarti d'ora": a part of one unit of time, length or mass."""
    of = lexicon.scale_of.at(page.words, end)
    unit = lexicon.units.at(page.words, of[0]) if of and not page.breaks(end) and not page.breaks(of[0]) else None
    kind = lexicon.families.get(unit[1]) if unit else None
    if unit is None or kind not in (Kind.DURATION, Kind.LENGTH, Kind.MASS):
        return None
    return Draft(index, unit[0], kind, value, value, _STEP, unit[1], spelled=True, steps=["part of a unit"])


def _of_something(page: Page, index: int, end: int, lexicon: Lexicon) -> bool:
    """Whether words around a fraction show that it is a part of something, and no room, coin or period."""
    followed = page.word(end) in lexicon.fraction_after and not page.breaks(end)
    return followed or hedge_before(page, index, lexicon) is not None or _by_which(page, index, lexicon)


def _by_which(page: Page, index: int, lexicon: Lexicon) -> bool:
    """Whether something rises or falls by the fraction: "by a third", "a augmenté d'un tiers", "cayó a la mitad"."""
    before = page.word(index - 1)
    if before not in lexicon.fraction_before | lexicon.fraction_to or page.breaks(index):
        return False
    if before in lexicon.fraction_before and lexicon.scale_of.at(page.words, index - 1) is None:
        return True
    return any(word.startswith(lexicon.change_stems) for word in page.words[max(0, index - _APART) : index - 1])


def _every(page: Page, index: int, lexicon: Lexicon) -> Draft | None:
    """ "jeder dritte", "jede zehnte": one in so many, unless a day or a year is meant."""
    if page.words[index] not in lexicon.ratio_every:
        return None
    denominator = lexicon.ordinals.get(page.word(index + 1))
    if denominator is None or unit_after(page, index + 2, lexicon, digits=False):
        return None
    return _ratio(index, index + 2, Decimal(1), Decimal(denominator), "ratio: one in so many")


def _numbered(page: Page, index: int, lexicon: Lexicon, convention: Convention) -> Draft | None:
    number: Number | None
    if page.words[index] in lexicon.ones:
        number = Number(index + 1, Decimal(1), Decimal(1), spelled=True, plain=False)
    else:
        number = read_number(page, index, lexicon, convention)
    if number is None or page.breaks(number.end):
        return None
    return (
        _with_noun(page, index, number, lexicon)
        or _one_in_many(page, index, number, lexicon, convention)
        or _times(page, index, number, lexicon)
    )


def _times(page: Page, index: int, number: Number, lexicon: Lexicon) -> Draft | None:
    """ "three times as many", "trois fois plus", "drie keer zo hoog"; not "three times" how often."""
    if page.word(number.end) not in lexicon.times or number.value < 2:
        return None
    if lexicon.times_after.at(page.words, number.end + 1) is None or page.breaks(number.end + 1):
        return None
    ratio = _multiple_of(index, number.end + 1, number.value, number.step)
    ratio.multiple = True
    return ratio


def _with_noun(page: Page, index: int, number: Number, lexicon: Lexicon) -> Draft | None:
    """ "two thirds", "two-thirds", "tres cuartas partes"; "a third" only of something."""
    start = number.end + 1 if page.shape(number.end) == "-" and page.glued(number.end) else number.end
    denominator = lexicon.fraction_nouns.get(page.word(start))
    if denominator is None or not (number.spelled or start == number.end) or number.value >= denominator:
        return None
    if (number.value == 1 or denominator >= 10) and not _of_something(page, index, start + 1, lexicon):
        return None
    measured = _of_unit(page, index, start + 1, number.value / denominator, lexicon)
    if measured:
        return measured
    return _ratio(index, start + 1, number.value, Decimal(denominator), f"fraction: {page.slice(index, start + 1)}")


def _one_in_many(page: Page, index: int, number: Number, lexicon: Lexicon, convention: Convention) -> Draft | None:
    """ "one in ten", "dos de cada tres", "Deux Français sur trois"."""
    if number.value != number.value.to_integral_value():
        return None
    between = lexicon.ratio_between.at(page.words, number.end)
    position = number.end
    while between is None and lexicon.ratios_reach and position < min(number.end + _APART, len(page) - 1):
        if not page.is_word(position) or page.breaks(position) or (page.words[position],) in lexicon.range_and:
            return None
        if read_number(page, position, lexicon, convention):
            return None  # "un país en el que dos de cada tres": the nearer number is the one
        position += 1
        between = lexicon.ratio_apart.at(page.words, position)
    if between is None:
        return None
    apart = position > number.end
    second = read_number(page, between[0], lexicon, convention) if between[0] < len(page) else None
    if (
        second is None
        or second.spelled != number.spelled
        or not number.value < second.value
        or not _is_round(number.value, second.value)
        or (apart and not number.spelled and second.value not in _TENS)
    ):
        return None  # "31 sièges sur 75" are two counts
    if unit_after(page, second.end, lexicon, digits=True) or not number.value:
        return None
    return _ratio(index, second.end, number.value, second.value, f"ratio: {number.value} in {second.value}")


def _is_round(numerator: Decimal, denominator: Decimal) -> bool:
    """Whether people say "in so many" of it: one in up to a hundred, more in a round number.

    "28 van de 37" are two counts.
    """
    if denominator > 100:
        return denominator in (1_000, 10_000, 100_000, 1_000_000)
    return numerator == 1 or denominator <= 10 or denominator % 5 == 0


def _multiple(page: Page, index: int, lexicon: Lexicon) -> Draft | None:
    times = lexicon.times_words.get(page.words[index])
    if times and not page.breaks(index + 1) and lexicon.times_after.at(page.words, index + 1):
        return _multiple_of(index, index + 1, times, Decimal(1))
    found = lexicon.multiples.at(page.words, index)
    return _multiple_of(index, found[0], found[1], Decimal(1)) if found else None


def _multiplied(page: Page, index: int, lexicon: Lexicon, convention: Convention) -> Draft | None:
    """ "multiplié par quatre", "divisé par deux"."""
    multiplied = lexicon.multiplied.at(page.words, index)
    found = multiplied or lexicon.divided.at(page.words, index)
    number = read_number(page, found[0], lexicon, convention) if found and not page.breaks(found[0]) else None
    if number is None or not number.value:
        return None
    if multiplied is None:
        return _ratio(index, number.end, Decimal(1), number.value, "divided")
    return _multiple_of(index, number.end, number.value, number.step)


def _multiple_of(first: int, last: int, value: Decimal, step: Decimal) -> Draft:
    return Draft(first, last, Kind.RATIO, value, value, step, spelled=True, steps=["multiple"])


def read_rank(page: Page, index: int, lexicon: Lexicon) -> Draft | None:
    """An ordinal that a word of place or a superlative makes a rank: "fifth-largest", "terceiro lugar"."""
    word = page.words[index]
    rank = lexicon.rank_compounds.get(word)
    if rank is None:
        rank = lexicon.ordinals.get(word)
        if rank is None or not _is_placed(page, index + 1, lexicon):
            return None
    value = Decimal(rank)
    return Draft(index, index + 1, Kind.RANK, value, value, spelled=True, steps=["ordinal of a place in an order"])


def read_numbered_rank(page: Page, index: int, end: int, lexicon: Lexicon) -> Draft | None:
    """The same in digits up to the mark of an ordinal before token `end`: "5th largest", "3. Platz", "2º lugar"."""
    if not _is_placed(page, end, lexicon):
        return None
    value = Decimal(page.raw[index])
    return Draft(index, end, Kind.RANK, value, value, steps=["ordinal of a place in an order"])


def ordinal_end(page: Page, index: int, lexicon: Lexicon) -> int:
    """The index after the mark that makes the number at `index` an ordinal ("5th", "2º", "4.ª"), 0 without one."""
    token, mark = page.raw[index], index + 1
    if not page.glued(mark) or not token.isdigit() or len(token) > 3:
        return 0
    if page.word(mark) in lexicon.day_ordinals or page.shape(mark) in ("º", "ª"):
        return mark + 1
    dotted = page.shape(mark) == "." and page.glued(mark + 1) and page.shape(mark + 1) in ("º", "ª", "°")
    return mark + 2 if dotted else 0


def _is_placed(page: Page, index: int, lexicon: Lexicon) -> bool:
    for position in range(index, index + 3):
        if page.breaks(position):
            return False
        if lexicon.rank_places.at(page.words, position):
            return True
        if not page.is_word(position) or page.words[position] in lexicon.function:
            return False
    return False


def mark_magnitude(page: Page, draft: Draft, lexicon: Lexicon) -> None:
    """Make a number between 1 and 10 the magnitude that words around it announce.

    Degrees are magnitudes too where a quake is spoken of ("un terremoto de 4,7 grados").
    """
    bare = draft.bare
    if not bare and draft.kind is not Kind.TEMPERATURE:
        return
    degrees = not bare and draft.unit == "degC" and page.is_word(draft.last - 1)
    if not (bare or degrees) or draft.low is None or not 1 <= draft.low < 11:
        return
    before = lexicon.magnitude_before.before(page.words, draft.first)
    after = lexicon.magnitude_after.at(page.words, draft.last)
    if before or after or (degrees and _of_quake(page, draft, lexicon)):
        draft.kind, draft.unit, draft.certain = Kind.MAGNITUDE, "", True
        draft.steps.append("magnitude of a quake")


def _of_quake(page: Page, draft: Draft, lexicon: Lexicon) -> bool:
    start, end = page.sentence(draft.first)
    return not lexicon.quakes.isdisjoint(page.words[start:end])
