"""What forbids that two mentions are of one quantity, however alike their words are."""

from typing import Any

from search.compare.lexicon import concepts
from search.compare.mention import Mention
from search.compare.roles import CITATION, PREVIOUS
from search.compare.values import comparable, units_of_one_scale
from search.compare.words import fold
from search.figures import Kind

CLEARLY = 0.25
"""Closeness from which a word is taken to belong to the figure: within about twelve words."""


def excluded(a: Mention, b: Mention, topic: frozenset[str]) -> bool:
    """Whether two mentions can not be of one quantity; `topic` names what the whole story is about."""
    return (
        not comparable(a.figure, b.figure)
        or not units_of_one_scale(a.figure, b.figure)
        or CITATION in (a.role, b.role)
        or (a.figure.kind is Kind.COUNT and _fraction(a) != _fraction(b))
        or near_concepts(a, b)
        or different_objects(a, b, topic)
    )


def disjoint(a: frozenset[Any], b: frozenset[Any]) -> bool:
    """Whether both name something, and nothing in common."""
    return bool(a and b and not a & b)


def reserve(a: Mention, b: Mention) -> str:
    """Why values that do not fit would prove nothing, "" if they would."""
    if PREVIOUS in (a.role, b.role) and a.role != b.role and not a.context.years & b.context.years:
        return "an earlier value and the present one"
    if a.role != b.role:
        return "one of them is a part of a total"
    if disjoint(a.context.years, b.context.years):
        return f"different years: {min(a.context.years)} and {min(b.context.years)}"
    for one, other in ((a, b), (b, a)):
        if one.context.years and not other.context.years and _long_ago(one, other):
            return f"one of them is for {min(one.context.years)}"
    if a.speaker and b.speaker and a.speaker != b.speaker:
        return f"different speakers: {a.speaker} and {b.speaker}"
    if _other_zone(a, b):
        return "clock times whole hours apart, perhaps of two time zones"
    opposites = contrast(a, b)
    return f"different quantities: {opposites}" if opposites else ""


def _other_zone(a: Mention, b: Mention) -> bool:
    """Whether two clock times are the same minute of different hours, far from the full hour."""
    if a.figure.kind is not Kind.TIME:
        return False
    minutes = [m.figure.moment[3:5] for m in (a, b)]
    return minutes[0] == minutes[1] and minutes[0] not in ("00", "30", "15", "45")


def bare_years(a: Mention, b: Mention) -> int:
    """How many of two dates are years alone, which mostly tell when, not what."""
    return sum(m.figure.kind is Kind.DATE and len(m.figure.moment) == _YEAR for m in (a, b))


_YEAR = len("2024")


def _fraction(mention: Mention) -> bool:
    value = mention.figure.low if mention.figure.low is not None else mention.figure.high
    return value is not None and value != value.to_integral_value()


_QUALIFIES = 0.4
"""Closeness from which a word qualifies the figure: within six words."""


def contrast(a: Mention, b: Mention) -> str:
    """A word of one that is never the same as a word of the other: net and gross, women and men."""
    known = concepts()
    first, second = (_qualifiers(m) for m in (a, b))
    for name in first - second:
        opposite = known[name].near & second - first
        if opposite:
            return f"{name} and {min(opposite)}".replace("_", " ")
    return ""


def _qualifiers(mention: Mention) -> set[str]:
    return {name for name, closeness in mention.context.concepts.items() if closeness >= _QUALIFIES}


def _long_ago(a: Mention, b: Mention) -> bool:
    """Whether the year of `a` is not one that `b` could mean without saying so: this one or the last."""
    published = {year for m in (a, b) for year in m.published_years}
    return bool(published) and not any(year in published for year in a.context.years)


_COGNATE = 5


def different_things(a: Mention, b: Mention) -> bool:
    """Whether both count a thing that is known, and it is not the same, nor the broader thing, nor named close by."""
    if not a.counted or not b.counted or a.counted & b.counted:
        return False
    if _broadened(a.counted) & b.counted or _broadened(b.counted) & a.counted:
        return False
    return not (a.counted & _close(b) or b.counted & _close(a))


def same_noun(a: Mention, b: Mention) -> bool:
    """Whether the nouns counted are spelled alike: visiteurs, visitantes."""
    first, second = fold(a.figure.unit), fold(b.figure.unit)
    return bool(first) and first[:_COGNATE] == second[:_COGNATE]


def _close(mention: Mention) -> set[str]:
    return {name for name, closeness in mention.context.concepts.items() if closeness >= CLEARLY}


def _broadened(names: frozenset[str]) -> frozenset[str]:
    known = concepts()
    return frozenset(known[name].broader for name in names if name in known and known[name].broader)


def near_concepts(a: Mention, b: Mention) -> bool:
    """Whether they measure concepts that stand side by side in the news and are not the same."""
    if not a.heads or not b.heads:
        return False
    first, second = a.heads[0], b.heads[0]
    known = concepts()
    if (
        first == second
        or known[first].general
        or known[second].general
        or (second not in known[first].near and first not in known[second].near)
    ):
        return False
    clear = min(a.context.concepts[first], b.context.concepts[second]) >= CLEARLY
    # "cost of the investment": both concepts on both sides leave the question open.
    return clear and not (_also(a, second, first) and _also(b, first, second))


def _also(mention: Mention, name: str, head: str) -> bool:
    close = mention.context.concepts
    return name in mention.heads and close[name] > 0.6 * close[head]


def different_objects(a: Mention, b: Mention, topic: frozenset[str]) -> bool:
    """Whether both say what they are about ("in OpenAI"), and it is not the same; `topic` is what all is about."""
    if a.objects and b.objects:
        return not a.objects & b.objects
    for one, other in ((a, b), (b, a)):
        if one.objects and not other.objects:
            named = {name for name, closeness in other.context.names.items() if closeness >= CLEARLY}
            return not one.objects & (topic | named | _close(other))
    return False
