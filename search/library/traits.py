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

# A number with its separators, or a word.
_TOKEN = re.compile(r"\d[\d.,'’\u00a0\u202f]{0,24}|[^\W\d_][\w\u0300-\u036f]{0,60}")
_OPENING = re.compile(
    '(?:[.!?…:\n"“”„«»‘’()\\[\\]—–\\-•*#|/]\\s{0,2}|\\s{3})([^\\W\\d_][\\w\u0300-\u036f]{0,60})'
)  # a word that begins a sentence: after what ends one or opens a line
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
    nouns = article.language in _CAPITAL_NOUNS
    told, headlines = _told_and_headlines(article, nouns)
    words = Counter(_TOKEN.findall(told))
    opening = Counter(_OPENING.findall(told))
    everywhere = words + Counter(_TOKEN.findall(headlines)) if headlines else words
    inside: Counter[str] = Counter()
    plain: list[str] = []
    capital: set[str] = set()
    numbers: set[str] = set()
    for word in everywhere:
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
                inside[name] += words[word] - opening[word]
    small = {word: everywhere[word] for word in capital.intersection(plain) if word.isascii()}
    for word in plain:
        if not (word.isascii() and word.islower()) and (name := fold(word)) in capital:
            small[name] = small.get(name, 0) + everywhere[word]
    names = frozenset(name for name in capital if inside[name] and inside[name] >= small.get(name, 0))
    main = frozenset(name for name in names if inside[name] > 1)
    openers = frozenset(name for name in capital if not inside[name] and name not in small)
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


def _told_and_headlines(article: Article, nouns: bool) -> tuple[str, str]:
    """Return the lines whose capitals mean something, each after a line's end, and those in title case."""
    body, place, pieces = article.body[:_MOST_READ], 0, [article.title, "\n"]
    for start, end in sorted(article.furniture):
        pieces.append(body[place : max(place, start)])
        place = max(place, end)
    pieces.append(body[place:])
    told, headlines = [""], []
    for line in "".join(pieces).split("\n"):
        if nouns or line.rstrip().endswith(_FULL_STOPS) or not _is_title_case(_TOKEN.findall(line)):
            told.append(line)
        else:
            headlines.append(line)
    return "\n".join(told), "\n".join(headlines)


def _is_title_case(words: list[str]) -> bool:
    long = [word for word in words if len(word) > _SHORTEST_NAME and not word[0].isdigit()]
    return len(long) > _SHORTEST_NAME and sum(word[0].isupper() for word in long) > _TITLE_SHARE * len(long)
