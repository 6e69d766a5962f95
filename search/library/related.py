"""Which articles of a library tell the same story, by the names and numbers they share.

Rare ones weigh more, as in any search engine; the weights and thresholds are fitted to the stories in `tests/data`, and
checked on a synthetic corpus of 10,000 articles whose events are known.
"""

import math
import re
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from search.article import Article
from search.library.traits import Traits, read_back, traits_of

SAME_STORY = 0.12
"""Score from which two articles are taken to tell the same story; see tests/library/test_related_articles.py."""

_WORTH_ASKING = 0.05
_MOST_ASKED = 8
"""An article with at least this score is asked about among that many of those that tell the story for sure."""
_NUMBER_POINT = 0.7
_POINTS = ((10, 3.0), (60, 5.0), (math.inf, 8.0))
"""By the days between two articles at most: how much they must share, a name counting 1 and a number 0.7.

Two people who stand in an article again a year later are no story."""
_POINTS_WITHOUT_DAY = 4.0
_SMALL_LIBRARY = 60
"""Articles that every library is taken to have besides its own, so that a few documents make no word rare."""
_OPENER = 0.5
"""Weight of a name that one of the two articles has only where every word has a capital."""
_PLAIN_NOUN = 0.15
"""Weight of a capitalised word that only languages with capital nouns write so."""
_LEAST_NORM = 25.0
"""An article with less to tell by, as with two rare names, is never sure to belong to another."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER_WEIGHT = {2: 0.35, 3: 0.8}
"""By number of significant digits; two figures may well share two digits by accident."""
_LONG_NUMBER = 1.2
_COMMON, _COMMON_SHARE = 400, 0.04
"""A trait of more articles than this, and of a larger share of the library, tells no story."""
_MAIN = 1.6
"""How much more a name weighs in an article that has it more than once."""
_NEAR, _FAR = 4, 60
"""Days between two articles up to which nothing speaks against one story, and from which much does."""
_FARTHEST_FACTOR = 0.45
_UNKNOWN_DAY_FACTOR = 0.9


@dataclass(frozen=True, slots=True)
class Related:
    """An article that has something in common with another."""

    article: Article
    score: float
    """From 0, nothing in common, to 1."""
    reason: str
    """What they share: "7 names (Mistral, Azure, …), 3 figures, within 2 days"."""
    same_story: bool
    """Whether that is enough to take them for one story."""


@dataclass(frozen=True, slots=True)
class Kin:
    """How much one article has in common with another."""

    key: str
    score: float
    names: tuple[str, ...]
    """Shared names, folded, the most telling first."""
    numbers: int
    days: int | None
    """Days between them, None where one has no date."""

    @property
    def same_story(self) -> bool:
        """Whether that is enough to take them for one story."""
        points = len(self.names) + _NUMBER_POINT * self.numbers
        needed = next((n for days, n in _POINTS if self.days is not None and self.days <= days), _POINTS_WITHOUT_DAY)
        return bool(self.names) and points >= needed and self.score >= SAME_STORY

    @property
    def reason(self) -> str:
        """What they share, for people."""
        some = ", ".join(name.capitalize() for name in self.names[:3])
        parts = []
        if self.names:
            more = ", …" if len(self.names) > len(self.names[:3]) else ""
            parts.append(f"{len(self.names)} {'name' if len(self.names) == 1 else 'names'} ({some}{more})")
        if self.numbers:
            parts.append(f"{self.numbers} {'figure' if self.numbers == 1 else 'figures'}")
        if self.days is not None:
            parts.append("on the same day" if not self.days else f"within {_days(self.days)}")
        return ", ".join(parts)


class Stories:
    """The stories that the articles of a library tell."""

    def __init__(self) -> None:
        """Begin without any article."""
        self.known: dict[str, str] = {}
        """The traits of articles as text, by key; those of others are read when they are needed."""
        self.kept: Callable[[], Mapping[str, str]] | None = None
        """Returns traits that were kept, to be known from the first question on; asked once."""
        self._articles: dict[str, Article] = {}
        self._kinship = Kinship({})
        self._building = threading.Lock()

    def related(self, article: Article, articles: Mapping[str, Article], limit: int) -> list[Related]:
        """Rank articles, given by key, by what they share with one, which may be among them."""
        kinship = self._up_to_date(articles)
        own = next((key for key, each in articles.items() if each.path == article.path), "")
        traits = kinship.traits(own) if own and articles[own].body == article.body else traits_of(article)
        ranked = kinship.rank(traits, own)
        story = kinship.story(traits, own, ranked)
        rest = [kin for kin in ranked[: limit + len(story)] if kin.key not in story]
        return [
            Related(articles[kin.key], kin.score, kin.reason, kin.key in story)
            for kin in [*story.values(), *rest][:limit]
        ]

    def _up_to_date(self, articles: Mapping[str, Article]) -> "Kinship":
        with self._building:
            if articles.keys() != self._articles.keys():
                if self.kept is not None:
                    self.known, self.kept = dict(self.kept()), None
                self._kinship = Kinship({key: self._traits(key, article) for key, article in articles.items()})
                self._articles = dict(articles)
            return self._kinship

    def _traits(self, key: str, article: Article) -> Traits:
        if key in self.known:
            try:
                return read_back(self.known[key], article)
            except (ValueError, TypeError):
                pass
        return traits_of(article)


class Kinship:
    """The traits of all articles, by key, with the articles of each trait."""

    def __init__(self, traits: Mapping[str, Traits]) -> None:
        """Index the traits of articles, by the key of each."""
        self._keys = list(traits)
        self._traits = list(traits.values())
        self._place = {key: place for place, key in enumerate(self._keys)}
        self._names: defaultdict[str, list[int]] = defaultdict(list)
        self._openers: defaultdict[str, list[int]] = defaultdict(list)
        self._numbers: defaultdict[str, list[int]] = defaultdict(list)
        self._real: set[str] = set()
        for number, each in enumerate(self._traits):
            _post(self._names, each.names, number)
            _post(self._openers, each.openers, number)
            _post(self._numbers, each.numbers, number)
            if not each.nouns:
                self._real.update(each.names)
        self._size = len(self._keys) + _SMALL_LIBRARY
        self._norms = [max(self._norm(each), _LEAST_NORM) for each in self._traits]

    def traits(self, key: str) -> Traits:
        """The traits of one of its articles."""
        return self._traits[self._place[key]]

    def rank(self, traits: Traits, without: str = "") -> list[Kin]:
        """The articles that share something with these traits, best first; `without` is a key to leave out."""
        score: defaultdict[int, float] = defaultdict(float)
        names: defaultdict[int, list[tuple[float, str]]] = defaultdict(list)
        numbers: defaultdict[int, int] = defaultdict(int)
        for name, places, surety in self._sharing(traits):
            weight = self._name_weight(name)
            here = surety * weight * (_MAIN if name in traits.main else 1.0)
            for place in places:
                together = here * weight * (_MAIN if name in self._traits[place].main else 1.0)
                score[place] += together
                names[place].append((together, name))
        for digits in traits.numbers:
            places = self._numbers.get(digits, [])
            if not self._tells(len(places)):
                continue
            weight = self._number_weight(digits)
            for place in places:
                score[place] += weight * weight
                numbers[place] += 1
        own = max(self._norm(traits), _LEAST_NORM)
        found = []
        for place, shared in score.items():
            if self._keys[place] == without:
                continue
            days = _between(traits.day, self._traits[place].day)
            closeness = shared / math.sqrt(own * self._norms[place])
            telling = tuple(name for _, name in sorted(names[place], key=lambda pair: (-pair[0], pair[1])))
            found.append(Kin(self._keys[place], closeness * _day_factor(days), telling, numbers[place], days))
        return sorted(found, key=lambda kin: (-kin.score, kin.key))

    def story(self, traits: Traits, without: str = "", ranked: Sequence[Kin] | None = None) -> dict[str, Kin]:
        """Those that tell the same story, by key, best first; `ranked` is what `rank` gave, where it is at hand.

        Also those that share less with this article, if most of the others that tell the story are sure of them.
        """
        ranked = self.rank(traits, without) if ranked is None else ranked
        sure = [kin for kin in ranked if kin.same_story]
        doubtful = {kin.key: kin for kin in ranked if not kin.same_story and kin.score >= _WORTH_ASKING}
        if len(sure) > 1 and doubtful:
            votes: Counter[str] = Counter()
            asked = sure[:_MOST_ASKED]
            for witness in asked:
                asking = self.rank(self.traits(witness.key), witness.key)
                votes.update(kin.key for kin in asking if kin.same_story and kin.key in doubtful)
            sure += [kin for key, kin in doubtful.items() if votes[key] * 2 >= len(asked)]
        return {kin.key: kin for kin in sorted(sure, key=lambda kin: (-kin.score, kin.key))}

    def _sharing(self, traits: Traits) -> Iterable[tuple[str, list[int], float]]:
        """The articles of each name, with how surely it is one: an opener counts where another has it as a name."""
        for own, postings, surety in (
            (traits.names, self._names, 1.0),
            (traits.names, self._openers, _OPENER),
            (traits.openers, self._names, _OPENER),
        ):
            for name in own:
                places = postings.get(name, [])
                if places and self._tells(len(places)):
                    yield name, places, surety

    def _tells(self, articles: int) -> bool:
        return articles <= max(_COMMON, _COMMON_SHARE * len(self._keys))

    def _name_weight(self, name: str) -> float:
        weight = self._rarity(len(self._names.get(name, ())))
        return weight if name in self._real else _PLAIN_NOUN * weight

    def _number_weight(self, digits: str) -> float:
        length = 2 if _YEAR.fullmatch(digits) else len(digits)
        return _NUMBER_WEIGHT.get(length, _LONG_NUMBER) * self._rarity(len(self._numbers.get(digits, ())))

    def _rarity(self, articles: int) -> float:
        return math.log(self._size / (articles + 1))

    def _norm(self, traits: Traits) -> float:
        squares = sum(self._name_weight(name) ** 2 for name in traits.names - traits.main)
        squares += sum((_MAIN * self._name_weight(name)) ** 2 for name in traits.main)
        return squares + sum(self._number_weight(digits) ** 2 for digits in traits.numbers)


def _post(postings: defaultdict[str, list[int]], traits: Iterable[str], number: int) -> None:
    for trait in traits:
        postings[trait].append(number)


def _between(a: date | None, b: date | None) -> int | None:
    return None if a is None or b is None else abs((a - b).days)


def _day_factor(days: int | None) -> float:
    if days is None:
        return _UNKNOWN_DAY_FACTOR
    distance = min(max(0, days - _NEAR) / (_FAR - _NEAR), 1.0)
    return 1.0 - distance * (1.0 - _FARTHEST_FACTOR)


def _days(days: int) -> str:
    return f"{days} {'day' if days == 1 else 'days'}"
