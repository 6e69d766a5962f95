"""What mentions are weighed by, worked out once for each: weighted words, names and signs around its figure."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from search.compare.lexicon import concepts
from search.compare.mention import Mention
from search.compare.story import Story
from search.compare.values import dimension

Vector = Mapping[str, float]
"""Weights by word, of length 1 or less; what many mentions share weighs little."""

CUES = ("forecast", "part", "total", "per_unit", "change_by", "negation", "modality", "attribution", "previous")
"""The roles of `cues.toml` whose presence on one side only tells two statements apart."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One mention, ready to be weighed against others."""

    mention: Mention
    dimension: str
    """What kinds of figures it can be compared with."""
    near: Vector
    """Concepts, those beside the figure before all others."""
    around: Vector
    """Concepts, by closeness."""
    said: Vector
    """Words of the dictionary, by closeness."""
    names: Vector
    tokens: Vector
    """All that stands near the figure, by closeness and rarity, not scaled to length 1."""
    spellings: Vector
    """Beginnings of words that no concept covers: visiteurs and visitantes share theirs."""
    beside: frozenset[str]
    """Names close to the figure that are not what the whole story is about."""
    own: frozenset[str]
    """Telling concepts within six words."""
    scope: frozenset[str]
    """Telling concepts and names beside the figure: what narrows what it measures."""
    cues: Mapping[str, float]
    """Closeness by role cue, on whichever side it stands."""
    days: frozenset[str]
    """Weekdays that the words near the figure name."""
    place: float
    """How far into its article it stands, 0 to 1."""
    alike: int
    """How many figures of its dimension its article has."""


_OTHERS = 30
"""Figures that are imagined besides those compared: what two of two sentences share is not common for that."""
_RECOGNISED = 0.15
"""Closeness from which a concept counts as standing with a figure, for how common it is."""
_NEAR, _AROUND = 3.0, 1.5
"""Powers of closeness: the higher, the less do words far from a figure weigh."""
_GENERAL = 0.5
_BROADER = 0.6
"""How much of a concept's weight its broader concept gets: works of art and objects are both exhibits."""
_SPELLING = 6
"""Letters in which most cognates and inflections agree: visiteurs, visitantes; accord, accordo."""
_FEW = 0.3
"""Keeps a single far name from filling a vector of names."""
_TOKEN = 0.75
_BESIDE, _OWN, _SCOPE, _DAY = 0.3, 0.4, 0.45, 0.25
_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})


def profiles(mentions: Sequence[Mention], lengths: Sequence[int], story: Story) -> list[Profile]:
    """The profile of each mention; `lengths` are those of the articles' bodies."""
    known = concepts()
    total = len(mentions)
    seen: Counter[str] = Counter()
    named: Counter[str] = Counter()
    spelled: Counter[str] = Counter()
    alike: Counter[tuple[int, str]] = Counter()
    for mention in mentions:
        seen.update(name for name, closeness in mention.context.concepts.items() if closeness >= _RECOGNISED)
        named.update(mention.context.names.keys())
        spelled.update({word[:_SPELLING] for word in mention.context.stems})
        alike[mention.article, dimension(mention.figure)] += 1

    def rarity(count: int) -> float:
        return math.log(1 + (total + _OTHERS) / (0.5 + count))

    result = []
    for mention in mentions:
        context = mention.context
        beside = {name for name, closeness in context.names.items() if closeness >= _BESIDE} - story.topic
        weight = {
            name: (_GENERAL if known[name].general else 1.0) * rarity(seen[name])
            for name in context.concepts
            if not known[name].is_word
        }
        telling = {
            name: closeness
            for name, closeness in context.concepts.items()
            if not (known[name].general or known[name].is_word)
        }
        tokens = {
            name: _token(closeness, rarity(seen[name])) * (_GENERAL if known[name].general else 1.0)
            for name, closeness in context.concepts.items()
        }
        tokens |= {"name " + n: _token(c, rarity(named[n])) for n, c in context.names.items()}
        tokens |= {"word " + w[:_SPELLING]: _token(c, rarity(spelled[w[:_SPELLING]])) for w, c in context.stems.items()}
        scope = {name for name, closeness in context.names.items() if closeness >= _SCOPE} - story.topic
        result.append(
            Profile(
                mention,
                dimension(mention.figure),
                _meanings(context.concepts, weight, _NEAR),
                _meanings(context.concepts, weight, _AROUND),
                _words((n, c, rarity(seen[n])) for n, c in context.concepts.items() if known[n].is_word),
                _words((n, c, rarity(named[n])) for n, c in context.names.items()),
                tokens,
                _words((w[:_SPELLING], c, rarity(spelled[w[:_SPELLING]])) for w, c in context.stems.items()),
                frozenset(beside),
                frozenset(name for name, closeness in telling.items() if closeness >= _OWN),
                frozenset(scope | {name for name, closeness in telling.items() if closeness >= _SCOPE}),
                _cues(context.roles),
                frozenset(n for n in _DAYS & context.concepts.keys() if context.concepts[n] >= _DAY),
                mention.figure.start / max(1, lengths[mention.article]),
                alike[mention.article, dimension(mention.figure)],
            )
        )
    return result


def _token(closeness: float, rarity: float) -> float:
    return float(closeness**_TOKEN * math.sqrt(rarity))


def _meanings(closeness: Mapping[str, float], weight: Mapping[str, float], power: float) -> Vector:
    known = concepts()
    vector: dict[str, float] = {}
    for name, own in weight.items():
        weighed = own * closeness[name] ** power
        vector[name] = max(vector.get(name, 0.0), weighed)
        broader = known[name].broader
        if broader:
            vector[broader] = max(vector.get(broader, 0.0), _BROADER * weighed)
    length = math.sqrt(math.fsum(w * w for w in vector.values())) or 1.0
    return {name: value / length for name, value in vector.items()}


def _words(entries: Iterable[tuple[str, float, float]]) -> Vector:
    vector: dict[str, float] = {}
    for key, closeness, rarity in entries:
        vector[key] = max(vector.get(key, 0.0), closeness**_AROUND * rarity)
    length = math.sqrt(math.fsum(w * w for w in vector.values()) + _FEW)
    return {key: value / length for key, value in vector.items()}


def _cues(roles: Mapping[str, float]) -> dict[str, float]:
    found: dict[str, float] = {}
    for role, closeness in roles.items():
        cue = role.partition(" ")[0]
        if cue in CUES:
            found[cue] = max(found.get(cue, 0.0), closeness)
    return found


def overlap(a: Vector, b: Vector) -> float:
    """The product of two vectors: 0 nothing in common, 1 all."""
    if len(a) > len(b):
        a, b = b, a
    return math.fsum(weight * b[key] for key, weight in a.items() if key in b)
