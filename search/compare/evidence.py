"""How much speaks for two statements being of one quantity, and what speaks against it. Values are never looked at."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from search.compare.context import Context, measured
from search.compare.lexicon import concepts
from search.compare.values import comparable
from search.figures import Figure, Kind


@dataclass(frozen=True, slots=True)
class Mention:
    """One figure with its context and what was made of it, before statements are grouped."""

    article: int
    figure: Figure
    context: Context
    role: str
    objects: frozenset[str]
    """Names that the figure is explicitly about ("in OpenAI")."""
    speaker: str = ""
    heads: tuple[str, ...] = field(default=())
    """Concepts that this figure can measure, closest first."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for two mentions being of one quantity: 0 nothing, 1 everything; with the words for it."""

    score: float
    shared: tuple[str, ...] = ()
    objection: str = ""
    """Why they can not be of one quantity, "" if nothing forbids it."""


Vector = Mapping[str, float]


def vectors(mentions: Sequence[Mention]) -> list[Vector]:
    """For each mention the weights of its concepts, names and words, of length 1; what is common weighs little."""
    seen: Counter[str] = Counter()
    raw = [_features(m.context) for m in mentions]
    for features in raw:
        seen.update(key for key, closeness in features.items() if closeness >= 0.15)
    total = len(mentions)
    result: list[Vector] = []
    for features in raw:
        weighted = {
            key: closeness * math.log(1 + total / (0.5 + seen[key])) * _WEIGHT[key[0]]
            for key, closeness in features.items()
        }
        length = math.sqrt(sum(weight * weight for weight in weighted.values())) or 1.0
        result.append({key: weight / length for key, weight in weighted.items()})
    return result


# Concepts are unambiguous across languages; names repeat in every sentence of a story; words match by spelling only.
_WEIGHT = {"c": 1.0, "n": 0.6, "w": 0.5}


def _features(context: Context) -> dict[str, float]:
    features = {"c:" + name: closeness for name, closeness in context.concepts.items()}
    features.update({"n:" + name: closeness for name, closeness in context.names.items()})
    for word, closeness in context.stems.items():
        # Six letters are the common part of most cognates and inflections: visiteurs, visitantes; accord, accordo.
        features["w:" + word[:6]] = closeness
    return features


_HEAD_BONUS = 0.2
_COUNTED_BONUS = 0.2


def evidence(a: Mention, b: Mention, va: Vector, vb: Vector, topic: frozenset[str]) -> Evidence:
    """Weigh what speaks for and against two mentions, in different articles, being of one quantity.

    `topic` holds the names that the whole story is about: a statement that names no object is about them.
    """
    objection = object_to(a, b, topic)
    if objection:
        return Evidence(0.0, (), objection)
    shared = {key: va[key] * vb[key] for key in va.keys() & vb.keys()}
    score = sum(shared.values()) * (_one_sided(va, vb) + _one_sided(vb, va)) / 2
    if a.heads and b.heads and a.heads[0] == b.heads[0]:
        score += _HEAD_BONUS
    if a.context.after & b.context.after:
        score += _COUNTED_BONUS
    strongest = sorted(shared, key=lambda key: -shared[key])[:4]
    return Evidence(score, tuple(key[2:] for key in strongest if shared[key] > 0.01))


_UNMATCHED = 0.5


def _one_sided(a: Vector, b: Vector) -> float:
    """1 if what weighs most in `a` stands in `b` too, less if it is missing: then `b` speaks of something else."""
    telling = [key for key in a if key[0] == "c"]
    if not telling:
        return _UNMATCHED
    return 1.0 if max(telling, key=lambda key: a[key]) in b else _UNMATCHED


def object_to(a: Mention, b: Mention, topic: frozenset[str]) -> str:
    """Why two mentions can not be of one quantity, "" if nothing forbids it."""
    if not comparable(a.figure, b.figure):
        return "different kinds of figures"
    if a.role != b.role:
        return f"different roles: {a.role or 'plain value'} and {b.role or 'plain value'}"
    if a.context.years and b.context.years and not a.context.years & b.context.years:
        return f"different years: {min(a.context.years)} and {min(b.context.years)}"
    if a.speaker and b.speaker and a.speaker != b.speaker:
        return f"different speakers: {a.speaker} and {b.speaker}"
    if _different_things(a, b):
        return "different things are counted"
    if _near_concepts(a, b):
        return f"different quantities: {a.heads[0]} and {b.heads[0]}"
    if _different_objects(a, b, topic):
        return "about different things: " + " and ".join(", ".join(sorted(m.objects)) or "the story" for m in (a, b))
    return ""


def _different_things(a: Mention, b: Mention) -> bool:
    first, second = a.context.after, b.context.after
    if a.figure.kind is not Kind.COUNT or not first or not second or first & second:
        return False
    if _broadened(first) & second or _broadened(second) & first:
        return False
    if _broadened(first) & _broadened(second):
        # Two kinds of person, of vehicle …: the same only if one text also uses the other's word nearby.
        return not (first & a.context.concepts.keys() & b.context.concepts.keys() or second & a.context.concepts.keys())
    close_a = {name for name, closeness in a.context.concepts.items() if closeness > 0.3}
    close_b = {name for name, closeness in b.context.concepts.items() if closeness > 0.3}
    return not (first & close_b or second & close_a)


def _broadened(names: frozenset[str]) -> frozenset[str]:
    known = concepts()
    return frozenset(known[name].broader for name in names if name in known and known[name].broader)


_CLEARLY = 0.25


def _near_concepts(a: Mention, b: Mention) -> bool:
    if not a.heads or not b.heads:
        return False
    first, second = a.heads[0], b.heads[0]
    known = concepts()
    if first == second or (second not in known[first].near and first not in known[second].near):
        return False
    clear = min(a.context.concepts[first], b.context.concepts[second]) >= _CLEARLY
    # "cost of the investment": both concepts on both sides leave the question open.
    return clear and not (second in a.heads and first in b.heads and _balanced(a, b, first, second))


def _balanced(a: Mention, b: Mention, first: str, second: str) -> bool:
    return a.context.concepts[second] > 0.6 * a.context.concepts[first] and (
        b.context.concepts[first] > 0.6 * b.context.concepts[second]
    )


def _different_objects(a: Mention, b: Mention, topic: frozenset[str]) -> bool:
    if a.objects and b.objects:
        return not a.objects & b.objects
    for one, other in ((a, b), (b, a)):
        if one.objects and not other.objects:
            named = {name for name, closeness in other.context.names.items() if closeness >= _CLEARLY}
            return not one.objects & (topic | named | other.context.concepts.keys())
    return False


def heads(figure: Figure, context: Context) -> tuple[str, ...]:
    """The concepts that a figure can measure in its context, closest first."""
    return tuple(measured(context, figure.kind))
