"""Two numbers that belong together: ranges, changes and lists that share a scale word and a unit."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from search.figures.ages import OLDEST
from search.figures.approximations import apply_hedges
from search.figures.draft import Draft
from search.figures.figure import Approximation, Kind
from search.figures.lexicon import Lexicon
from search.figures.page import DASHES, Page

_VERB_REACH = 9
"""Tokens before "from A to B" in which the verb that makes it a change may stand."""
_AGAINST = 8
"""Tokens that may stand between an amount and what it is set against, or a part of it."""
_SMALLER = {("foot", "inch"): 12, ("pound", "ounce"): 16}
_TIMES = frozenset({("x",), ("×",)})
_MILLIONS = 6
_GOALS = 15
"""The highest score that is taken for one when written "3 a 1"."""
_ALONE = (Kind.DATE, Kind.TIME, Kind.RANK, Kind.RATIO)


def join(page: Page, drafts: list[Draft], lexicon: Lexicon) -> list[Draft]:
    """Give every bare number the scale and unit it shares with the next one, and make one figure of each range.

    Goes from right to left, so that in "3, 4 and 5 million" each number learns from its neighbour.
    """
    joined: list[Draft] = []
    linked = ""
    for draft in reversed(drafts):
        if not joined or not _close(draft, joined[-1]):
            joined.append(draft)
            linked = ""
            continue
        right = joined[-1]
        compound = _compound(page, draft, right) or _with_hundredths(page, draft, right, lexicon)
        if compound:
            joined[-1] = compound
            continue
        link = _link(page, draft, right, lexicon)
        if link == "list" and page.word(draft.last) == "," and linked not in ("list", "range"):
            link = ""  # "311 votes to 112, six months after"
        linked = link
        if link == "range":
            whole = _range(page, draft, right, lexicon)
            if whole:
                joined[-1] = whole
                continue
        elif link == "score":
            joined.pop()
            continue
        if link in ("range", "list", "change") and not right.multiple:
            _share(page, draft, right, link, lexicon)
        joined.append(draft)
    joined.reverse()
    _continue_ages(page, joined, lexicon)
    _continue_scale(page, joined, lexicon)
    _continue_durations(page, joined, lexicon)
    _continue_plus(page, joined, lexicon)
    return joined


def _continue_ages(page: Page, drafts: list[Draft], lexicon: Lexicon) -> None:
    """Make ages of the numbers listed after one: "aged 24, 31 and 45"."""
    for left, right in pairwise(drafts):
        if left.kind is Kind.AGE and right.bare and right.plain and _link(page, left, right, lexicon) == "list":
            right.kind, right.unit = Kind.AGE, "year"


def _continue_scale(page: Page, drafts: list[Draft], lexicon: Lexicon) -> None:
    """Give "0.9" the scale and unit of what it is set against: "1.1 billion euros against 0.9"."""
    for left, right in pairwise(drafts):
        if right.kind is not Kind.COUNT:
            continue
        if _is_against(page, left, right, lexicon):
            right.kind, right.unit = left.kind, left.unit
            right.steps.append(f"currency shared with: {page.slice(left.first, left.last)}")
        shared = left.scale or left.kind is Kind.PERCENT
        if not (shared and left.unit and right.bare and right.step < 1 and right.low is not None and left.low):
            continue
        apart = right.first - left.last
        if not _set_against(page, right.first, lexicon) or not 0 < apart <= _AGAINST:
            continue
        ends = page.ends_clause(right.last) or page.word(right.last) in lexicon.function
        if page.sentence(right.first)[0] > left.last or not ends:
            continue
        if Decimal("0.1") < right.low * _factor(left) / abs(left.low) < 10:
            right.multiply(_factor(left))
            right.kind, right.unit, right.scale = left.kind, left.unit, left.scale
            right.steps.append(f"scale and unit shared with: {page.slice(left.first, left.last)}")


def _continue_plus(page: Page, drafts: list[Draft], lexicon: Lexicon) -> None:
    """Give "8" the scale and currency of what it is added to: "40 millones de euros más 8 de bonus"."""
    for left, right in pairwise(drafts):
        if left.kind is not Kind.MONEY or left.scale < _MILLIONS or not right.bare or right.low is None:
            continue
        if page.gap(left.last, right.first) not in lexicon.range_plus or left.low is None or page.breaks(right.first):
            continue
        goes_on = page.word(right.last) in lexicon.function or lexicon.scale_of.at(page.words, right.last) is not None
        if right.low < left.low / _factor(left) and (goes_on or _ends(page, right)):
            right.multiply(_factor(left))
            right.kind, right.unit, right.scale, right.certain = Kind.MONEY, left.unit, left.scale, True
            right.steps.append(f"scale and unit shared with: {page.slice(left.first, left.last)}")


def _is_against(page: Page, left: Draft, right: Draft, lexicon: Lexicon) -> bool:
    """ "28 billion euros, of which 7.1 billion", "18 Mio. Euro nach 22 Mio.": money without its currency."""
    if left.kind is not Kind.MONEY or right.unit or not right.scale:
        return False
    if not 0 < right.first - left.last <= _AGAINST or page.sentence(right.first)[0] > left.last:
        return False
    part = lexicon.range_part.before(page.words, right.first) is not None
    return part or _set_against(page, right.first, lexicon)


def _set_against(page: Page, index: int, lexicon: Lexicon) -> bool:
    """Whether "against", "contro il" or "frente a los" stands before token `index`."""
    ends = (index, index - 1) if page.word(index - 1) in lexicon.range_articles else (index,)
    return any(page.gap(end - length, end) in lexicon.range_versus for end in ends for length in (1, 2))


def _continue_durations(page: Page, drafts: list[Draft], lexicon: Lexicon) -> None:
    """A part of a term has its unit: "dix-huit mois de prison, dont douze avec sursis"."""
    for whole, part in pairwise(drafts):
        if whole.kind is not Kind.DURATION or part.kind is not Kind.COUNT or part.unit or part.scale:
            continue
        announced = lexicon.range_part.before(page.words, part.first)
        if announced is None:
            continue
        if part.low is None or whole.low is None or part.low > whole.low or announced[0] - whole.last > _AGAINST:
            continue
        if page.sentence(part.first)[0] <= whole.first:
            part.kind, part.unit, part.certain = Kind.DURATION, whole.unit, True
            part.steps.append(f"unit shared with: {page.slice(whole.first, whole.last)}")


def _compound(page: Page, left: Draft, right: Draft) -> Draft | None:
    """One figure of two units: "6ft 2in", "3lb 4oz", in the smaller one."""
    parts = _SMALLER.get((left.unit, right.unit))
    if parts is None or right.first != left.last or page.breaks(right.first) or left.low is None or right.low is None:
        return None
    value = left.low * parts + right.low
    whole = replace(left, last=right.last, low=value, high=value, step=right.step, unit=right.unit)
    whole.steps = [*left.steps, f"two units: {page.slice(left.first, right.last)} = {value} {right.unit}"]
    return whole


def _with_hundredths(page: Page, left: Draft, right: Draft, lexicon: Lexicon) -> Draft | None:
    """ "due metri e 40", "1 euro y 50": the centimetres or cents without their name."""
    measured = left.unit == "m" or (left.kind is Kind.MONEY and left.unit in lexicon.cent_currencies)
    if not measured or left.scale or not (right.bare and right.plain) or left.low is None or right.low is None:
        return None
    gap = page.gap(left.last, right.first)
    if len(gap) != 1 or gap[0] not in lexicon.joiners or not 10 <= right.low < 100 or left.low != left.high:
        return None
    if left.low != left.low.to_integral_value() or not page.is_word(left.last - 1):
        return None
    value, step = left.low + right.low / 100, Decimal("0.01")
    whole = replace(left, last=right.last, low=value, high=value, step=step)
    whole.steps = [*left.steps, f"with hundredths: {page.slice(left.first, right.last)} = {value}"]
    return whole


def _close(left: Draft, right: Draft) -> bool:
    if not 0 <= right.first - left.last <= 4 or left.kind in _ALONE:
        return False
    return right.multiple or right.kind not in _ALONE


def _link(page: Page, left: Draft, right: Draft, lexicon: Lexicon) -> str:
    """What joins two drafts: "range", "change", "list", "score" or ""."""
    if any(page.breaks(k) for k in range(left.last, right.first + 1)):
        return ""
    gap = page.gap(left.last, right.first)
    if len(gap) == 1 and gap[0] in DASHES:
        return _dashed(page, left, right)
    articles = lexicon.range_articles
    core = gap[:-1] if len(gap) > 1 and gap[-1] in articles else gap
    opener = page.word(left.first - 1)
    if opener in articles and left.first > 1:
        opener = page.word(left.first - 2)
    hedged = left.hedge_first >= 0 or right.hedge_first >= 0
    if core in lexicon.range_and and (opener,) in lexicon.range_between:
        return "range"
    if core in lexicon.range_to and _is_score(page, left, right, lexicon):
        return "score"
    if core in lexicon.range_to or core in lexicon.range_change:
        if _is_step(page, left, right, lexicon):
            return ""
        opened = (opener,) in lexicon.range_from
        if core in lexicon.range_to and not (opened and _changes(page, left, right, lexicon)):
            return "range"
        if opened and core in lexicon.range_change:
            return "change"
        return "change" if left.bare and not hedged else ""
    if core in lexicon.range_or:
        return "range" if left.low is not None and right.low is not None else "list"
    if core in lexicon.lists or core == (",",) or (core in _TIMES and _is_side(left, right)):
        return "list"
    return ""


def _is_step(page: Page, left: Draft, right: Draft, lexicon: Lexicon) -> bool:
    """ "rose by £104 to £1,246", "shares climbed $4 to $36": by how much, and to what."""
    if left.bare or left.low is None or right.low is None or left.kind is Kind.PERCENT or left.low * 2 > right.low:
        return False
    if right.scale and not left.scale:
        return False  # "rose $3 to $5 million"
    before = page.word(left.first - 1)
    return (before,) in lexicon.range_by or (bool(lexicon.range_by) and _moves(before, lexicon))


def _is_side(left: Draft, right: Draft) -> bool:
    """Whether "73 x 92 cm" gives two sides, and not so many times a length ("4 x 100 m")."""
    return right.kind is Kind.LENGTH and left.low is not None and right.low is not None and left.low * 10 > right.low


def _is_score(page: Page, left: Draft, right: Draft, lexicon: Lexicon) -> bool:
    """ "fez 2 a 1 no Vasco": two small numbers that count nothing, after no "from"."""
    if not (left.bare and right.bare and left.plain and right.plain) or left.low is None or right.low is None:
        return False
    hedged = left.hedge_first >= 0 or right.hedge_first >= 0
    return max(left.low, right.low) <= _GOALS and not hedged and (page.word(left.first - 1),) not in lexicon.range_from


def _changes(page: Page, left: Draft, right: Draft, lexicon: Lexicon) -> bool:
    """Whether "from A to B" is a change: A is not below B, or a word of rising or falling stands before."""
    if left.low is None or right.low is None or left.low >= right.low:
        return True
    verbs = [word for word in page.words[max(0, left.first - _VERB_REACH) : left.first] if _moves(word, lexicon)]
    return bool(verbs) and not verbs[-1].startswith(lexicon.fall_stems)  # what falls by 4 to 6 % falls from no 4


def _moves(word: str, lexicon: Lexicon) -> bool:
    return word.startswith(lexicon.change_stems)


def _dashed(page: Page, left: Draft, right: Draft) -> str:
    """A dash without spaces makes a range if the numbers rise, or else a score."""
    if not page.glued(left.last) or not page.glued(right.first):
        return ""
    rising = left.low is not None and right.low is not None and left.low < right.low
    if rising and not (
        right.bare and not right.steps and left.low is not None and left.low < 10 and _ends(page, right)
    ):
        return "range"
    return "score" if left.bare and right.bare else ""


def _ends(page: Page, draft: Draft) -> bool:
    return page.ends_clause(draft.last)


def _range(page: Page, left: Draft, right: Draft, lexicon: Lexicon) -> Draft | None:
    """One figure from the first number to the last unit, or None where the two do not fit."""
    if left.low is None or right.high is None or left.approximation is Approximation.BETWEEN:
        return None
    low, high, step = left.low, right.high, left.step
    if left.bare and not right.bare:
        factor = _factor(right)
        if low * factor < high:
            low, step = low * factor, step * factor
    elif _shares_scale(left, right):
        low, step = low * _factor(right), step * _factor(right)
        right = replace(right, kind=left.kind, unit=left.unit)
    elif not left.bare and (left.kind, left.unit) != (right.kind, right.unit) and left.unit:
        return None
    if not low < high:
        return None
    kind, unit = (right.kind, right.unit) if right.unit or right.multiple else (left.kind, left.unit)
    if _are_ages(page, left, right, lexicon):
        kind, unit = Kind.AGE, "year"
    whole = replace(right, first=left.first, low=low, step=max(step, right.step), kind=kind, unit=unit)
    whole.approximation = Approximation.BETWEEN
    whole.certain = right.certain or left.certain
    whole.hedge_first = left.hedge_first
    whole.spelled = left.spelled
    whole.steps = [*right.steps, f"range: {' '.join(page.slice(left.first, right.last).split())}"]
    return whole


def _shares_scale(left: Draft, right: Draft) -> bool:
    """ "€200-250 million", "$30-$40 million": the currency stands before, the scale at the end."""
    if left.kind is not Kind.MONEY or left.scale or not right.scale or left.low is None or right.high is None:
        return False
    if (right.kind, right.unit) != (left.kind, left.unit) and (right.kind is not Kind.COUNT or right.unit):
        return False
    return left.low * _factor(right) < right.high


def _are_ages(page: Page, left: Draft, right: Draft, lexicon: Lexicon) -> bool:
    """Whether the numbers of "aged 18 to 55" and "hombres de 19 y 24 años" are ages."""
    if right.unit and (right.kind, right.unit) != (Kind.DURATION, "year"):
        return False
    if not right.unit and (right.low is None or right.low > OLDEST or not right.plain):
        return False
    announced = lexicon.age_before.before(page.words, left.first)
    if announced and (right.unit or page.shape(announced[0]) != "," or (page.word(right.first - 1),) in lexicon.lists):
        return True
    people = lexicon.age_people.before(page.words, left.first)
    return bool(right.unit) and (people is not None or _between_ages(page, left.first, lexicon))


def _between_ages(page: Page, first: int, lexicon: Lexicon) -> bool:
    """ "jóvenes de entre 16 y 29 años", "chi ha tra i 18 e i 35 anni"."""
    opener = first - 2 if page.word(first - 1) in lexicon.range_articles else first - 1
    if (page.word(opener),) not in lexicon.range_between:
        return False
    found = lexicon.age_people.before(page.words, opener) or lexicon.age_before.before(page.words, opener)
    return found is not None or page.word(opener - 1) in lexicon.age_persons


def _share(page: Page, left: Draft, right: Draft, link: str, lexicon: Lexicon) -> None:
    """Give a bare number the scale and unit of the next one ("105 y 385 millones de euros")."""
    if left.bare and _are_ages(page, left, right, lexicon):
        for draft in (left, right):
            draft.kind, draft.unit, draft.certain = Kind.AGE, "year", True
            if draft.approximation in (Approximation.AT_LEAST, Approximation.AT_MOST):  # a limit is the number itself
                draft.low = draft.high = draft.low if draft.high is None else draft.high
                draft.approximation = Approximation.EXACT
            draft.steps.append("age: a person's years")
        return
    if not left.bare or (not right.unit and not right.scale) or (left.low is None and left.high is None):
        return
    if right.kind is Kind.COUNT and not right.scale:
        left.certain = left.certain or right.certain
        if link == "change":
            left.unit = right.unit
        return
    left.multiply(_factor(right))
    left.kind, left.unit, left.scale, left.certain = right.kind, right.unit, right.scale, True
    left.steps.append(f"scale and unit shared with: {page.slice(right.first, right.last)}")


def _factor(draft: Draft) -> Decimal:
    return Decimal(10) ** draft.scale


def hedge_all(page: Page, drafts: list[Draft], lexicon: Lexicon) -> None:
    """Set bounds and hedges of all drafts; the second number of a range gets them from its first."""
    ends = {draft.last for draft in drafts}
    for draft in drafts:
        apply_hedges(page, draft, lexicon, follows=draft.first - 1 in ends)
