"""How much speaks for two statements being of one quantity, and what speaks against it. Values are never looked at."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from search.compare.context import Context, measured
from search.compare.lexicon import concepts
from search.compare.mention import Mention
from search.compare.objections import CLEARLY, doubt_about, looseness, object_to
from search.compare.story import Story
from search.figures import Figure, Kind


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for two mentions being of one quantity: 0 nothing, 1 everything; with the words for it."""

    score: float
    shared: tuple[str, ...] = ()
    objection: str = ""
    """Why they can not be of one quantity, "" if nothing forbids it."""
    doubt: str = ""
    """Why values that do not fit prove nothing: one of the two may speak of something narrower."""
    loose: str = ""
    """Why the two are tied too loosely for any difference to mean something."""


_BARE_YEAR = re.compile(r"date [0-9]{4} ")

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
            key: closeness**_FOCUS * math.log(1 + total / (0.5 + seen[key])) * _weight(key)
            for key, closeness in features.items()
        }
        # Only concepts count against a mention: another language spells its words otherwise, and names and figures
        # beside it are a writer's choice.
        length = math.sqrt(math.fsum(w * w for key, w in weighted.items() if key[0] == "c")) or 1.0
        result.append({key: weight / length for key, weight in weighted.items()})
    return result


_BROADER = 0.6
"""How much of a word's closeness its broader concept gets: works of art and objects are both exhibits."""
_FOCUS = 1.5
"""Above 1, so that the many words far from a figure do not drown the few beside it."""

# Concepts are unambiguous across languages; names repeat in every sentence of a story; words match by spelling only.
_WEIGHT = {"c": 1.0, "n": 0.6, "f": 0.8, "w": 0.4}


def _weight(key: str) -> float:
    concept = concepts().get(key[2:]) if key[0] == "c" else None
    return _WEIGHT[key[0]] * (_GENERAL if concept is not None and concept.general else 1.0)


def _features(context: Context) -> dict[str, float]:
    features = {"c:" + name: closeness for name, closeness in context.concepts.items()}
    known = concepts()
    for name, closeness in context.concepts.items():
        broader = "c:" + known[name].broader
        if broader != "c:":
            features[broader] = max(features.get(broader, 0.0), _BROADER * closeness)
    features.update({"n:" + name: closeness for name, closeness in context.names.items()})
    features.update({"f:" + value: closeness for value, closeness in context.figures.items()})
    for word, closeness in context.stems.items():
        # Six letters are the common part of most cognates and inflections: visiteurs, visitantes; accord, accordo.
        features["w:" + word[:6]] = closeness
    return features


# Found on annotated stories; the sum is 1 and more where concept, thing counted and surroundings all agree.
_MEASURED = 0.4
_COUNTED = 0.3
_AROUND = 0.7
_ANCHORED = 0.2
_SOLE = 0.3
_RARE = frozenset(
    {Kind.SPEED, Kind.TEMPERATURE, Kind.MASS, Kind.AREA, Kind.MAGNITUDE, Kind.POINTS, Kind.TIME, Kind.RANK}
)
"""Kinds of which a story seldom tells two quantities: one speed in each of two articles is likely the same."""
_OTHER_HEADS = 0.6
"""Where the two measure different concepts, as far as the words tell, and neither text has the other's."""
_FIRMLY = 0.4
"""Closeness from which a measured concept counts in full: within six words."""
_GENERAL = 0.5


def evidence(a: Mention, b: Mention, va: Vector, vb: Vector, story: Story) -> Evidence:
    """Weigh what speaks for and against two mentions, in different articles, being of one quantity.

    `story` tells the names that the articles use and the whole story is about.
    """
    objection = object_to(a, b, story)
    if objection:
        return Evidence(0.0, (), objection)
    shared = {key: va[key] * vb[key] for key in va.keys() & vb.keys()}
    around = min(1.0, math.fsum(shared.values())) * (_one_sided(va, vb) + _one_sided(vb, va)) / 2
    score = _AROUND * around + _MEASURED * _measure_alike(a, b)
    score += _ANCHORED * _anchors(a, b)
    kind = a.figure.kind
    if kind in _RARE and kind in story.sole[a.article] and kind in story.sole[b.article]:
        score += _SOLE
    if any(not concepts()[name].general for name in a.counted & b.counted):
        score += _COUNTED
    elif _measures_otherwise(a, b) and _measures_otherwise(b, a):
        score *= _OTHER_HEADS
    strongest = sorted(shared, key=lambda key: -shared[key])[:4]
    telling = tuple(key[2:] for key in strongest if shared[key] > 0.01)
    return Evidence(score, telling, "", doubt_about(a, b, story), looseness(a, b, story))


def _anchors(a: Mention, b: Mention) -> int:
    """How many other figures stand beside both, 2 at most, where each is the only one of its kind in its sentence."""
    if not a.context.only or not b.context.only:
        return 0
    shared = a.context.figures.keys() & b.context.figures.keys()
    return min(2, sum(not _BARE_YEAR.fullmatch(value) for value in shared))


def _measure_alike(a: Mention, b: Mention) -> float:
    """How surely both measure one concept: 1 if it is the closest one to both figures, and close."""
    known = concepts()
    best = 0.0
    for name in set(a.heads) & set(b.heads):
        near_a, near_b = a.context.concepts[name], b.context.concepts[name]
        first = near_a / a.context.concepts[a.heads[0]] * near_b / b.context.concepts[b.heads[0]]
        firm = min(1.0, math.sqrt(near_a * near_b) / _FIRMLY)
        best = max(best, min(first, 1.0) * firm * (_GENERAL if known[name].general else 1.0))
    return best


def _measures_otherwise(a: Mention, b: Mention) -> bool:
    """Whether what `a` measures, said clearly, is nothing that `b` could measure."""
    return bool(a.heads) and a.context.concepts[a.heads[0]] >= CLEARLY and a.heads[0] not in b.heads


_UNMATCHED = 0.5


def _one_sided(a: Vector, b: Vector) -> float:
    """1 if what weighs most in `a` stands in `b` too, less if it is missing: then `b` speaks of something else."""
    telling = [key for key in a if key[0] == "c"]
    if not telling:
        return _UNMATCHED
    return 1.0 if max(telling, key=lambda key: a[key]) in b else _UNMATCHED


def heads(figure: Figure, context: Context) -> tuple[str, ...]:
    """The concepts that a figure can measure in its context, closest first."""
    return tuple(measured(context, figure.kind))
