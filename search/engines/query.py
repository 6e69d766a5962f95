"""What a reader typed becomes a query: it is always answered, and the reading says how where it was not read as typed.

Words stand for all their inflections and must all occur; AND, OR and NOT (in capitals; or a minus sign) and
parentheses join them; "several words" is a phrase; inver* is a prefix, Mistrl~ a word that may be spelled otherwise;
title:, source: and lang: look in one field, date: among the days of publication; figure:, quantity: and has: are
answered by who knows the figures of the articles.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from search.engines.dates import number_of, read_days
from search.engines.words import split_words
from search.text import clean_line

LONGEST = 1_000
"""Characters of a query that are read."""
DEEPEST = 10
"""Parentheses within parentheses that are read."""
MOST_WORDS = 40
"""Words of a query that are read."""
MOST_OPEN = 6
"""Words of a query that may be the beginning of a word, or spelled otherwise: each stands for dozens of words."""
FIELDS = {"title": "title", "source": "source", "lang": "language", "language": "language"}
"""The names of fields that hold words, as typed, and the fields they name."""
ASKED = ("figure", "quantity", "has")
"""The names of fields that somebody else answers."""
_NAMES = ", ".join(f"{name}:" for name in ("title", "source", "lang", "date", *ASKED))

_TOKEN = re.compile(
    r"""(?P<space>\s+)
    | (?P<open>\() | (?P<close>\))
    | (?P<minus>-(?=["(\w]))(?<![^\s(]-)
    | (?P<span>date:\ ?(?:(?:last|this|past)[\ -](?:\d{1,3}[\ -])?(?:day|week|month|quarter|year)s?)\b)
    | (?P<figure>figure:\ ?(?:"(?P<quoted>[^"]*)"?|(?P<value>[^\s()"]+)))
    | (?P<field>[A-Za-z]{1,20}):(?!//)
    | "(?P<phrase>[^"]*)(?P<quote>"?)
    | (?P<word>[^\s()"]+)""",
    re.VERBOSE,
)
_QUOTES = str.maketrans("“”„«»", '"""""')


_UNIT = re.compile(r"\s([^\s()\":*~]{1,30})(?![^\s)])")


def _no_unit(_word: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Words:
    """Words that stand side by side in one field: one word, or a phrase."""

    words: tuple[str, ...]
    field: str = "text"
    """"text", "title", "source" or "language"."""
    prefix: bool = False
    """True when the last word may be the beginning of a word."""
    typing: bool = False
    """True when the last word is still being typed: it counts as it is, and as a beginning."""
    fuzzy: bool = False
    """True when the last word may be spelled otherwise by one letter."""


@dataclass(frozen=True, slots=True)
class Days:
    """Articles published from one day to another."""

    first: int
    """A day as a number: 20240228."""
    last: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Articles that somebody else than the engine knows."""

    field: str
    """One of `ASKED`."""
    text: str
    """What is asked, as typed: "10..20M EUR"."""


@dataclass(frozen=True, slots=True)
class All:
    """All of the parts must hold."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of the parts must hold."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Without:
    """The part must not hold."""

    part: "Node"


Node = Words | Days | Asked | All | Either | Without


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was read."""

    node: Node | None
    """None when nothing is asked for."""
    reading: str = ""
    """One line that says how the query was read, "" when as typed."""


def parse_query(
    text: str, as_typed: bool = False, today: date | None = None, is_unit: Callable[[str], bool] | None = None
) -> Query:
    """Read a query. Nothing that can be typed is an error.

    With `as_typed` the last word counts as the beginning of a word too, unless something follows it. `today` is the day
    that "last week" is reckoned from. `is_unit` tells whether a word after a figure can be its unit.
    """
    notes: list[str] = []
    if len(text) > LONGEST:
        notes.append(f"only the first {LONGEST:,} characters were read")
    text = clean_line(text[:LONGEST]) + (" " if text[:LONGEST][-1:].isspace() else "") if text else ""
    text = text.translate(_QUOTES)
    reader = _Reader(notes, today or date.today(), is_unit or _no_unit)
    place = 0
    while match := _TOKEN.match(text, place):
        place = match.end()
        if match.lastgroup == "figure":
            place = reader.figure(match, text)
        else:
            reader.take(match)
    node = reader.finish()
    if as_typed and node is not None and text and (text[-1].isalnum() or text[-1] in "_'’"):
        node = _typing(node)
    return Query(node, "; ".join(dict.fromkeys(notes)))


def asked_in(query: Query) -> frozenset[str]:
    """Return which of the fields in `ASKED` a query has."""
    waiting, found = [query.node], set()
    while waiting:
        node = waiting.pop()
        if isinstance(node, Asked):
            found.add(node.field)
        elif isinstance(node, Without):
            waiting.append(node.part)
        elif isinstance(node, All | Either):
            waiting += node.parts
    return frozenset(found)


class _Group:
    """What stands between two parentheses: alternatives of parts that must all hold."""

    def __init__(self, field: str, negated: bool) -> None:
        self.field = field
        self.negated = negated
        self.alternatives: list[list[Node]] = [[]]
        self.pending_not = False
        self.pending_and = False

    def add(self, node: Node) -> None:
        self.alternatives[-1].append(Without(node) if self.pending_not else node)
        self.pending_not = self.pending_and = False

    def node(self) -> Node | None:
        options = [parts[0] if len(parts) == 1 else All(tuple(parts)) for parts in self.alternatives if parts]
        if not options:
            return None
        return options[0] if len(options) == 1 else Either(tuple(options))


class _Reader:
    """Takes tokens one by one, and keeps the groups that are open."""

    def __init__(self, notes: list[str], today: date, is_unit: Callable[[str], bool]) -> None:
        self.notes = notes
        self.today = today
        self.is_unit = is_unit
        self.words_left = MOST_WORDS
        self.open_left = MOST_OPEN
        self.groups = [_Group("text", False)]
        self.too_deep = 0
        self.field = ""
        self.field_typed = ""

    def take(self, match: re.Match[str]) -> None:
        kind = match.lastgroup
        if kind == "space":
            return
        if kind == "span":
            self.no_field()
            self.days(match["span"].split(":", 1)[1])
        elif kind == "field":
            self.named_field(match["field"])
        elif kind == "open":
            self.open()
        elif kind == "close":
            self.close()
        elif kind == "minus":
            self.groups[-1].pending_not = True
        elif kind == "quote":
            self.phrase(match["phrase"], bool(match["quote"]))
        else:
            self.word(match["word"])

    def named_field(self, typed: str) -> None:
        name = typed.lower()
        if name in FIELDS or name == "date" or name in ASKED:
            self.no_field()
            self.field, self.field_typed = FIELDS.get(name, name), typed
        else:  # an unknown field is words: "http:", "GPT:4" and the like are common in what people paste
            self.notes.append(f"there is no field {name}: (only {_NAMES}), so it was read as a word")
            self.words(typed)

    def figure(self, match: re.Match[str], text: str) -> int:
        """Take a figure that is asked for, with the unit that may follow it; return where it ends."""
        self.no_field()
        typed, end = match["quoted"], match.end()
        if typed is None:
            typed = match["value"]
            follows = _UNIT.match(text, end)
            if follows and typed[-1].isdigit() | (typed[-1] in "kKmMbB.") and self.is_unit(follows[1]):
                typed, end = f"{typed} {follows[1]}", follows.end()
        self.asked("figure", typed)
        return end

    def asked(self, field: str, typed: str) -> None:
        """Take what somebody else than the engine is asked; nothing that is empty."""
        if value := " ".join(typed.split()):
            self.add(Asked(field, value))
        else:
            self.notes.append(f"{field}: asks for nothing and was left out")

    def days(self, typed: str) -> None:
        span = read_days(typed.replace("-", " ") if typed[:1].isalpha() or typed[:1] == " " else typed, self.today)
        self.field = ""
        if span is None:
            self.notes.append(f"“{typed}” is no date (2024, 2024-02, 2024-01..2024-03, last week) and was left out")
            return
        first, last = span
        if not typed[:1].isdigit() and typed[:1] != ".":
            self.notes.append(f"“{typed.strip()}” was read as {first.isoformat()} to {last.isoformat()}")
        self.add(Days(number_of(first), number_of(last)))

    def add(self, node: Node) -> None:
        """Add a part, unless the query has too many."""
        if isinstance(node, Words):
            self.words_left -= len(node.words)
            self.open_left -= node.prefix or node.fuzzy
        else:
            self.words_left -= 1
        if self.words_left < 0 or self.open_left < 0:
            self.groups[-1].pending_not = False
            self.notes.append(f"only {MOST_WORDS} words were read, and of those that end in * or ~ only {MOST_OPEN}")
            self.words_left = max(0, self.words_left)
            self.open_left = max(0, self.open_left)
            return
        self.groups[-1].add(node)

    def word(self, word: str) -> None:
        group = self.groups[-1]
        if word not in ("AND", "OR", "NOT") or self.field:
            self.words(word)
        elif word == "NOT":
            group.pending_not = True
        elif not group.alternatives[-1] or group.pending_not or group.pending_and:
            self.notes.append(f"{word} joins nothing and was left out")
        elif word == "OR":
            group.alternatives.append([])
        else:
            group.pending_and = True

    def words(self, text: str) -> None:
        if self.other_field(text):
            return
        words = tuple(split_words(text))
        fuzzy = text.rstrip("012").endswith("~")
        if fuzzy and len(words) > 1 and not text.endswith("~"):
            words = words[:-1]  # the number of letters that may differ, as other engines write it
        if words:
            self.add(Words(words, self.take_field(), text.endswith("*"), fuzzy=fuzzy))
        elif text.strip("*-–—.,;:!?'’&|+/"):
            self.notes.append(f"{text} holds no word and was left out")

    def phrase(self, text: str, closed: bool) -> None:
        if not closed:
            self.notes.append("a quotation mark is not closed, so the phrase was read to the end")
        if self.other_field(text):
            return
        words = tuple(split_words(text))
        if words:
            self.add(Words(words, self.take_field()))
        elif closed:
            self.notes.append("the empty phrase was left out")

    def open(self) -> None:
        if len(self.groups) > DEEPEST:
            self.too_deep += 1
            self.notes.append(f"parentheses were read to a depth of {DEEPEST}")
            return
        group = self.groups[-1]
        self.groups.append(_Group(self.take_field(), group.pending_not))
        group.pending_not = False

    def close(self) -> None:
        if self.too_deep:
            self.too_deep -= 1
        elif len(self.groups) == 1:
            self.notes.append("a closing parenthesis has no opening one and was left out")
        else:
            self.end_group()

    def end_group(self) -> None:
        self.no_field()
        self.lone_operators()
        group = self.groups.pop()
        node = group.node()
        if node is None:
            self.notes.append("empty parentheses were left out")
        else:
            self.groups[-1].pending_not = group.negated
            self.groups[-1].add(node)

    def other_field(self, text: str) -> bool:
        """Take the value of a field that holds no words; tell whether there is one."""
        field = self.field or self.groups[-1].field
        if field == "date":
            self.days(text)
        elif field in ASKED:
            self.field = ""
            self.asked(field, text)
        else:
            return False
        return True

    def take_field(self) -> str:
        field, self.field = self.field or self.groups[-1].field, ""
        return field

    def no_field(self) -> None:
        if self.field:
            self.notes.append(f"{self.field_typed}: names nothing and was left out")
            self.field = ""

    def lone_operators(self) -> None:
        group = self.groups[-1]
        if group.pending_not:
            self.notes.append("NOT excludes nothing and was left out")
        if group.pending_and:
            self.notes.append("AND joins nothing and was left out")
        if len(group.alternatives) > 1 and not group.alternatives[-1]:
            self.notes.append("OR joins nothing and was left out")

    def finish(self) -> Node | None:
        if len(self.groups) > 1 or self.too_deep:
            self.notes.append("a parenthesis is not closed, so it was read to the end")
        while len(self.groups) > 1:
            self.end_group()
        self.no_field()
        self.lone_operators()
        return self.groups[0].node()


def _typing(node: Node) -> Node:
    """Mark the last word of a query as still being typed."""
    if isinstance(node, Words):
        return node if node.prefix or node.fuzzy else replace(node, typing=True)
    if isinstance(node, Without | Days | Asked):
        return node  # what a half word would exclude jumps with every key
    return replace(node, parts=(*node.parts[:-1], _typing(node.parts[-1])))
