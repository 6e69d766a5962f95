"""What forbids that two mentions are of one quantity, however alike their words are."""

from search.compare.lexicon import concepts
from search.compare.mention import Mention
from search.compare.values import comparable, units_of_one_scale
from search.compare.words import fold
from search.figures import Kind

CLEARLY = 0.25
"""Closeness from which a word is taken to belong to the figure: within about twelve words."""


def object_to(a: Mention, b: Mention, topic: frozenset[str]) -> str:
    """Why two mentions can not be of one quantity, "" if nothing forbids it.

    `topic` holds the names that the whole story is about: a sum that names no object is about them.
    """
    if not comparable(a.figure, b.figure):
        return "different kinds of figures"
    if not units_of_one_scale(a.figure, b.figure):
        return f"units of another scale: {a.figure.unit} and {b.figure.unit}"
    if a.role != b.role:
        return f"different roles: {a.role or 'plain value'} and {b.role or 'plain value'}"
    if a.context.years and b.context.years and not a.context.years & b.context.years:
        return f"different years: {min(a.context.years)} and {min(b.context.years)}"
    if a.speaker and b.speaker and a.speaker != b.speaker:
        return f"different speakers: {a.speaker} and {b.speaker}"
    if _bare_years(a, b):
        return "a bare year tells when, not what"
    if a.figure.kind is Kind.COUNT and _different_things(a, b):
        return "different things are counted"
    if _near_concepts(a, b):
        return f"different quantities: {a.heads[0]} and {b.heads[0]}"
    if _different_objects(a, b, topic):
        return "about different things: " + " and ".join(", ".join(sorted(m.objects)) or "the story" for m in (a, b))
    return ""


def _bare_years(a: Mention, b: Mention) -> bool:
    """Years alone are compared only as the year of one kind of event, such as a founding."""
    if a.figure.kind is not Kind.DATE or min(len(a.figure.moment), len(b.figure.moment)) > 4:
        return False
    return not (a.heads and b.heads and a.heads[0] == b.heads[0])


_COGNATE = 5


def _different_things(a: Mention, b: Mention) -> bool:
    """Whether both say what they count, and it is not the same, nor the broader thing, nor named close by."""
    if not _says_what(a) or not _says_what(b) or a.counted & b.counted:
        return False
    if _broadened(a.counted) & b.counted or _broadened(b.counted) & a.counted:
        return False
    if a.figure.unit and b.figure.unit and _cognate(a.figure.unit, b.figure.unit):
        return False
    return not (a.counted & _close(b) or b.counted & _close(a))


def _says_what(mention: Mention) -> bool:
    return bool(mention.counted or mention.figure.unit)


def _cognate(first: str, second: str) -> bool:
    return fold(first)[:_COGNATE] == fold(second)[:_COGNATE]


def _close(mention: Mention) -> set[str]:
    return {name for name, closeness in mention.context.concepts.items() if closeness >= CLEARLY}


def _broadened(names: frozenset[str]) -> frozenset[str]:
    known = concepts()
    return frozenset(known[name].broader for name in names if name in known and known[name].broader)


def _near_concepts(a: Mention, b: Mention) -> bool:
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


def _different_objects(a: Mention, b: Mention, topic: frozenset[str]) -> bool:
    if a.objects and b.objects:
        return not a.objects & b.objects
    for one, other in ((a, b), (b, a)):
        if one.objects and not other.objects:
            named = {name for name, closeness in other.context.names.items() if closeness >= CLEARLY}
            return not one.objects & (topic | named | _close(other))
    return False
