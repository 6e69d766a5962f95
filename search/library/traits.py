"""What articles on one story share across languages: the names they write alike and the digits of their numbers.

>>> article = Article("a.txt", "", "", "es", None, "La empresa Mistral ya recibió 2.100 millones de dólares.")
>>> sorted(traits_of(article).names), sorted(traits_of(article).numbers)
(['mistral'], ['21'])
"""

import json
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from search.article import Article
from search.engines.words import fold

TRAITS_VERSION = 1
"""Goes up when the same article would get other traits."""
_MOST_READ = 60_000
"""Characters of a body that are read: what a story is about stands in front."""
_SHORTEST_NAME = 3
_LONGEST_NAME = 40
_LONGEST_NUMBER = 12

# A word with its first letter, or a number with its separators; what stands before tells whether a sentence begins.
_TOKEN = re.compile(r"\d[\d.,'’\u00a0\u202f]{0,24}|[^\W\d_][\w\u0300-\u036f]{0,60}")
_SENTENCE_ENDS = frozenset('.!?…:\n"“”„«»‘’()[]—–-•*#|/')
_FULL_STOPS = (".", "!", "?", '"', "”", "»", "“", ")")
_TITLE_SHARE = 0.6
"""Share of capitalised words from which a line is a headline in title case, whose capitals name nothing."""
_DAYS_AND_MONTHS = (
    "january february march april may june july august september october november december monday tuesday wednesday"
    " thursday friday saturday sunday januar februar marz mai juni juli oktober dezember montag dienstag mittwoch"
    " donnerstag freitag samstag sonnabend sonntag"
)
_CALENDAR = frozenset(_DAYS_AND_MONTHS.split())
"""Words that some languages write with a capital and that tell a day, not a story."""
_CAPITAL_NOUNS = frozenset({"de", "lb"})
"""Languages that write every noun with a capital."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What tells the story of an article."""

    names: frozenset[str]
    """Folded words with a capital inside a sentence, which the text does not write small more often."""
    main: frozenset[str]
    """Those of the names that stand more than once: what the article is about."""
    openers: frozenset[str]
    """The same of words that stand only where every word has a capital: a name if another article calls it one."""
    numbers: frozenset[str]
    """Significant digits of the numbers, without separators and the zeros at both ends: "2.100" and "2,1" are "21"."""
    day: date | None
    """When it was published."""
    nouns: bool = False
    """Whether its language writes every noun with a capital, so that most of the names are none."""


def traits_of(article: Article) -> Traits:
    """Read the traits of an article's title and body; page furniture tells no story."""
    inside: Counter[str] = Counter()
    small: Counter[str] = Counter()
    plain: list[str] = []
    capital: set[str] = set()
    numbers: set[str] = set()
    nouns = article.language in _CAPITAL_NOUNS
    for line in _story_lines(article):
        told = nouns or line.rstrip().endswith(_FULL_STOPS) or not _is_title_case(_TOKEN.findall(line))
        for match in _TOKEN.finditer(line):
            word = match.group()
            first = word[0]
            if first.islower():
                plain.append(word)
            elif first.isdigit():
                digits = "".join(filter(str.isdecimal, word)).strip("0")
                if 1 < len(digits) <= _LONGEST_NUMBER and digits.isascii():
                    numbers.add(digits)
            elif not first.isupper():
                plain.append(word)
            elif _SHORTEST_NAME <= len(word) <= _LONGEST_NAME:
                name = fold(word)
                if name not in _CALENDAR:
                    capital.add(name)
                    inside[name] += told and not _starts_sentence(line, match.start())
    for word, times in Counter(plain).items():
        small[fold(word)] += times
    names = frozenset(name for name in capital if inside[name] and inside[name] >= small[name])
    main = frozenset(name for name in names if inside[name] > 1)
    openers = frozenset(name for name in capital if not inside[name] and not small[name])
    return Traits(names, main, openers, frozenset(numbers), article.published, nouns)


def written(traits: Traits) -> str:
    """The traits as text, to be kept; what the article states itself is left out."""
    main, rest = sorted(traits.main), sorted(traits.names - traits.main)
    return json.dumps([main, rest, sorted(traits.openers), sorted(traits.numbers)], ensure_ascii=False)


def read_back(text: str, article: Article) -> Traits:
    """The traits of an article from what `written` gave.

    Raises:
        ValueError: if the text is nothing that `written` gives.
    """
    main, rest, openers, numbers = (frozenset(each) for each in json.loads(text))
    nouns = article.language in _CAPITAL_NOUNS
    return Traits(main | rest, main, openers, numbers, article.published, nouns)


def _story_lines(article: Article) -> list[str]:
    body, place, pieces = article.body[:_MOST_READ], 0, [article.title, "\n"]
    for start, end in sorted(article.furniture):
        pieces.append(body[place : max(place, start)])
        place = max(place, end)
    pieces.append(body[place:])
    return "".join(pieces).split("\n")


def _starts_sentence(line: str, start: int) -> bool:
    before = line[max(0, start - 3) : start].rstrip()
    return not before or before[-1] in _SENTENCE_ENDS


def _is_title_case(words: list[str]) -> bool:
    long = [word for word in words if len(word) > _SHORTEST_NAME and not word[0].isdigit()]
    return len(long) > _SHORTEST_NAME and sum(word[0].isupper() for word in long) > _TITLE_SHARE * len(long)
