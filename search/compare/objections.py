"""What forbids that two mentions are of one quantity, however alike their words are."""

from search.compare.lexicon import concepts
from search.compare.mention import Mention
from search.compare.roles import CITATION, PREVIOUS
from search.compare.story import Story
from search.compare.values import comparable, units_of_one_scale
from search.compare.words import fold
from search.figures import Kind

CLEARLY = 0.25
"""Closeness from which a word is taken to belong to the figure: within about twelve words."""


def object_to(a: Mention, b: Mention, story: Story) -> str:
    """Why two mentions can not be of one quantity, "" if nothing forbids it.

    `story` tells the names that the whole story is about: a sum that names no object is about them.
    """
    if not comparable(a.figure, b.figure):
        return "different kinds of figures"
    if (min(a.article, b.article), max(a.article, b.article)) in story.strangers:
        return "the articles name nothing in common"
    if not units_of_one_scale(a.figure, b.figure):
        return f"units of another scale: {a.figure.unit} and {b.figure.unit}"
    if CITATION in (a.role, b.role):
        return "the date of a page that is cited"
    if PREVIOUS in (a.role, b.role) and a.role != b.role and not a.context.years & b.context.years:
        return "an earlier value and the present one"
    if a.context.years and b.context.years and not a.context.years & b.context.years:
        return f"different years: {min(a.context.years)} and {min(b.context.years)}"
    if a.speaker and b.speaker and a.speaker != b.speaker:
        return f"different speakers: {a.speaker} and {b.speaker}"
    if _bare_years(a, b):
        return "a bare year tells when, not what"
    if a.figure.kind is Kind.COUNT and _different_things(a, b):
        return "different things are counted"
    if a.figure.kind is Kind.COUNT and _fraction(a) != _fraction(b):
        return "a fraction and a number of things"
    contrast = _contrast(a, b)
    if contrast:
        return f"different quantities: {contrast}"
    if _near_concepts(a, b):
        return f"different quantities: {a.heads[0]} and {b.heads[0]}"
    if _different_objects(a, b, story.topic):
        return "about different things: " + " and ".join(", ".join(sorted(m.objects)) or "the story" for m in (a, b))
    return ""


def _bare_years(a: Mention, b: Mention) -> bool:
    """Years alone are compared only as the year of one kind of event, such as a founding."""
    bare = [len(m.figure.moment) == 4 for m in (a, b)]
    if a.figure.kind is not Kind.DATE or not any(bare):
        return False
    alike = bool(a.heads) and a.heads[:1] == b.heads[:1] and not concepts()[a.heads[0]].general
    return not (all(bare) and alike)


def _fraction(mention: Mention) -> bool:
    value = mention.figure.low if mention.figure.low is not None else mention.figure.high
    return value is not None and value != value.to_integral_value()


_QUALIFIES = 0.4
"""Closeness from which a word qualifies the figure: within six words."""


def _contrast(a: Mention, b: Mention) -> str:
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


def looseness(a: Mention, b: Mention, story: Story) -> str:
    """Why too little ties two mentions together for values that differ to mean anything, "" if enough does."""
    links = _links(a, b, story)
    same_thing = any(not concepts()[name].general for name in a.counted & b.counted) or _cognates(a, b)
    if a.figure.kind is Kind.COUNT and not same_thing and links < _ENOUGH:
        return "both count people or things of which the words say too little"
    return "" if links else "no telling word beside both says that they measure the same"


def doubt_about(a: Mention, b: Mention, story: Story) -> str:
    """Why values that do not fit would prove nothing, "" if they would."""
    if a.role != b.role:
        return "one of them is a part of a total"
    if a.figure.kind is Kind.COUNT and not a.counted & b.counted and not _cognates(a, b):
        return "it is not sure that both count the same"
    for one, other in ((a, b), (b, a)):
        narrower = _narrower(one, other, story)
        if narrower:
            return f"one of them may be for {narrower} alone"
        if one.context.years and not other.context.years and _long_ago(one, other):
            return f"one of them is for {min(one.context.years)}"
    named = [_names_beside(m, 0.3) - story.topic for m in (a, b)]
    if all(named) and not named[0] & named[1]:
        return f"one may be for {min(named[0])}, the other for {min(named[1])}"
    loose = looseness(a, b, story)
    if loose:
        return loose
    links = _links(a, b, story)
    own = [_only_beside(one, other, story) for one, other in ((a, b), (b, a))]
    if all(own):
        return f"one may be for {min(own[0])}, the other for {min(own[1])}".replace("_", " ")
    if any(own) and links < _ENOUGH:
        return f"only one of them is said to be for {min(own[0] | own[1])}".replace("_", " ")
    return ""


_OWN = 0.4
_LINK = 0.2
_FIRM = 0.3
"""Closeness that at least one shared concept must reach on both sides: within ten words."""
_ENOUGH = 2
"""Words that must tie two statements together when one of them is qualified by a word that the other lacks."""


def _only_beside(a: Mention, b: Mention, story: Story) -> set[str]:
    """Telling concepts and names beside `a` that stand nowhere around `b`."""
    known = concepts()
    beside = {n for n, closeness in a.context.concepts.items() if closeness >= _OWN and not known[n].general}
    own = {n for n in beside - b.context.concepts.keys() if known[n].broader not in b.context.concepts}
    return own | (_names_beside(a, _OWN) - story.topic - b.context.names.keys())


def _links(a: Mention, b: Mention, story: Story) -> int:
    """How many words close to both figures tie them together; none where no concept is close to both.

    Two figures that stand beside both ("from 14 to …", "from 1 March") tie as well as a concept.
    """
    known = concepts()
    places = set()
    for name in a.context.concepts.keys() & b.context.concepts.keys():
        pair = (a.context.concepts[name], b.context.concepts[name])
        if min(pair) >= _LINK and not known[name].general:
            places.add(pair)
    figures = a.context.figures.keys() & b.context.figures.keys()
    if not places or (all(min(pair) < _FIRM for pair in places) and len(figures) < _ENOUGH):
        return 0
    # Concepts of one word are equally close: they count once, on whichever side they coincide.
    count = min(len({p[0] for p in places}), len({p[1] for p in places}))
    names = (a.context.names.keys() & b.context.names.keys()) - story.topic
    return count + len(names) + len(figures)


def _names_beside(mention: Mention, least: float) -> set[str]:
    return {name for name, closeness in mention.context.names.items() if closeness >= least}


_SCOPE = 0.45


def _narrower(a: Mention, b: Mention, story: Story) -> str:
    """A word beside `a` that the article of `b` uses too, but not for `b`: "in Brasil", "the exhibition"."""
    beside = _names_beside(a, _SCOPE) - story.topic
    if not beside & b.context.names.keys():
        named = beside & story.named[b.article]
        if named:
            return min(named)
    known = concepts()
    telling = {
        name
        for name, closeness in a.context.concepts.items()
        if closeness >= _SCOPE and not known[name].general and name in story.meant[b.article]
    }
    missing = {name for name in telling - b.context.concepts.keys() if known[name].broader not in b.context.concepts}
    return min(missing, default="").replace("_", " ")


def _long_ago(a: Mention, b: Mention) -> bool:
    """Whether the year of `a` is not one that `b` could mean without saying so: this one or the last."""
    published = {year for m in (a, b) for year in m.published_years}
    return bool(published) and not any(year in published for year in a.context.years)


_COGNATE = 5


def _different_things(a: Mention, b: Mention) -> bool:
    """Whether both count a thing that is known, and it is not the same, nor the broader thing, nor named close by."""
    if not a.counted or not b.counted or a.counted & b.counted:
        return False
    if _broadened(a.counted) & b.counted or _broadened(b.counted) & a.counted:
        return False
    return not (a.counted & _close(b) or b.counted & _close(a))


def _cognates(a: Mention, b: Mention) -> bool:
    """Whether the nouns counted are spelled alike: visiteurs, visitantes."""
    first, second = fold(a.figure.unit), fold(b.figure.unit)
    return bool(first) and first[:_COGNATE] == second[:_COGNATE]


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
