"""How much speaks for two statements being of one quantity, and what speaks against it. Values are never looked at.

Each sign is a number that the words around two figures give; `weights.toml` says what it counts. Their sum is the
logarithm of the odds that both are of one quantity.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from search.compare.lexicon import concepts
from search.compare.mention import Mention
from search.compare.objections import (
    bare_years,
    contrast,
    different_things,
    disjoint,
    excluded,
    reserve,
    same_noun,
)
from search.compare.profile import CUES, Profile, overlap
from search.compare.story import Story
from search.compare.weights import Weights
from search.figures import Kind


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against two mentions being of one quantity."""

    odds: float
    """Logarithm of the odds, by the words alone: 0 is as likely as not."""
    reservation: str = ""
    """Why values that do not fit prove nothing, "" if they would."""
    plain: bool = False
    """Whether the two sentences say the same of what they measure, and nothing tells them apart."""
    signs: Mapping[str, float] = field(default_factory=dict)
    """Those of the signs that count once more for clusters."""


def evidence(a: Profile, b: Profile, story: Story, weights: Weights) -> Evidence | None:
    """Weigh two mentions of articles that may tell one story; None where they can not be of one quantity."""
    if excluded(a.mention, b.mention, story.topic):
        return None
    seen = signs(a, b, story)
    # That one date contains the other says little: March 2024 holds thirty-one days.
    if "other precision" in seen and seen.get("measure", 0.0) < _ONE_EVENT:
        return None
    return Evidence(weights.sum(seen), reserve(a.mention, b.mention), *of_clusters(seen))


def of_clusters(seen: Mapping[str, float]) -> tuple[bool, dict[str, float]]:
    """What is kept of a pair's signs for the clusters it is in: whether it is plain, and those that count once more."""
    return _plainly_alike(seen), {name: seen[name] for name in _AGAIN if name in seen}


_AGAIN = ("links", "same unit", "narrower", "cue change_by")


_ONE_EVENT = 0.5
_MEASURED, _TIED = 0.8, 2.0
_NEARLY, _ALIKE = 0.7, 0.85
_AGAINST = (
    *("narrower", "names differ", "roles differ", "days differ", "years differ", "one year", "other things"),
    *("cue change_by", "cue per_unit", "cue part", "cue previous", "cue negation", "cue total"),
)


def _plainly_alike(seen: Mapping[str, float]) -> bool:
    """Whether two sentences say the same of what they measure, and nothing beside it would tell them apart."""
    measure = seen.get("measure", 0.0)
    tied = measure >= _MEASURED and seen.get("links", 0.0) >= _TIED
    alike = measure >= _NEARLY and seen.get("around", 0.0) >= _ALIKE
    return (tied or alike) and not any(name in seen for name in _AGAINST)


def signs(a: Profile, b: Profile, story: Story) -> dict[str, float]:
    """What the words around two figures say, sign by sign; those that are 0 are left out."""
    first, second = a.mention, b.mention
    found = {
        "near": overlap(a.near, b.near),
        "around": overlap(a.around, b.around),
        "said": overlap(a.said, b.said),
        "common": math.log1p(overlap(a.tokens, b.tokens)),
        "best common": max((w * b.tokens[k] for k, w in a.tokens.items() if k in b.tokens), default=0.0),
        "names": overlap(a.names, b.names),
        "spelling": overlap(a.spellings, b.spellings),
        "measure": _measure_alike(first, second),
        "anchors": float(_anchors(first, second)),
        "apart": abs(a.place - b.place),
        "many": math.log(a.alike * b.alike),
        "links": float(_links(a, b, story)),
        "names differ": float(disjoint(a.beside, b.beside)),
        "narrower": float(_narrows(a, b, story)) + float(_narrows(b, a, story)),
        "own": float(_only(a, b)) + float(_only(b, a)),
        "contrast": float(bool(contrast(first, second))),
        "roles differ": float(first.role != second.role),
        "days differ": float(disjoint(a.days, b.days)),
        "one year": float(bool(first.context.years) != bool(second.context.years)),
        "same year": float(bool(first.context.years & second.context.years)),
        "years differ": float(disjoint(first.context.years, second.context.years)),
        "bare years": float(bare_years(first, second)),
        "other precision": float(len(first.figure.moment) != len(second.figure.moment)),
        "kind " + _FAMILY.get(a.dimension, "measured"): 1.0,
    }
    if first.figure.kind is Kind.COUNT:
        found["counted"] = float(any(not concepts()[name].general for name in first.counted & second.counted))
        found["same noun"] = float(same_noun(first, second))
        found["other things"] = float(different_things(first, second))
    else:
        found["same unit"] = float(first.figure.unit == second.figure.unit)
    for cue in CUES:
        found["cue " + cue] = abs(a.cues.get(cue, 0.0) - b.cues.get(cue, 0.0))
    return {name: value for name, value in found.items() if value}


_FAMILY = {kind: kind for kind in ("money", "percent", "count", "duration")} | {"date": "date", "time": "date"}
"""Kinds of figures that a story has many of; what else is measured (a length, a mass) is seldom measured twice."""


_BARE_YEAR = re.compile(r"date [0-9]{4} ")


def _anchors(a: Mention, b: Mention) -> int:
    """How many other figures stand beside both, 2 at most, where each is the only one of its kind in its sentence."""
    if not a.context.only or not b.context.only:
        return 0
    shared = a.context.figures.keys() & b.context.figures.keys()
    return min(2, sum(not _BARE_YEAR.fullmatch(value) for value in shared))


_FIRMLY = 0.4
"""Closeness from which a measured concept counts in full: within six words."""
_GENERAL = 0.5


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


_LINK = 0.2
_FIRM = 0.3
"""Closeness that at least one shared concept must reach on both sides: within ten words."""
_ENOUGH = 2


def _links(a: Profile, b: Profile, story: Story) -> int:
    """How many words close to both figures tie them together, 3 at most; none where no concept is close to both.

    Two figures that stand beside both ("from 14 to …", "from 1 March") tie as well as a concept.
    """
    known = concepts()
    first, second = a.mention.context, b.mention.context
    places = set()
    for name in first.concepts.keys() & second.concepts.keys():
        pair = (first.concepts[name], second.concepts[name])
        if min(pair) >= _LINK and not known[name].general:
            places.add(pair)
    figures = first.figures.keys() & second.figures.keys()
    if not places or (all(min(pair) < _FIRM for pair in places) and len(figures) < _ENOUGH):
        return 0
    # Concepts of one word are equally close: they count once, on whichever side they coincide.
    count = min(len({p[0] for p in places}), len({p[1] for p in places}))
    names = (a.names.keys() & b.names.keys()) - story.topic
    return min(3, count + len(names) + len(figures))


def _only(a: Profile, b: Profile) -> bool:
    """Whether a telling concept or name beside `a` stands nowhere around `b`."""
    known = concepts()
    there = b.mention.context.concepts
    own = any(name not in there and known[name].broader not in there for name in a.own)
    return own or bool((a.scope & a.beside) - b.mention.context.names.keys())


def _narrows(a: Profile, b: Profile, story: Story) -> bool:
    """Whether a word beside `a` narrows it that the article of `b` uses too, but not for `b`: "in Brasil"."""
    known = concepts()
    names = a.scope & a.beside
    if names & story.named[b.mention.article] and not names & b.mention.context.names.keys():
        return True
    there = b.mention.context.concepts
    telling = (a.scope - names) & story.meant[b.mention.article]
    return any(name not in there and known[name].broader not in there for name in telling)
