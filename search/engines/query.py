"""What a reader typed becomes a query: it is always answered, and the reading says how where it was not read as typed.

Words stand for all their inflections and must all occur; AND, OR and NOT (in capitals; or a minus sign) and
parentheses join them; "several words" is a phrase; inver* is a prefix; title:, source: and lang: look in one field.
"""

import re
from dataclasses import dataclass, replace

from search.engines.words import split_words
from search.text import clean_line

LONGEST = 1_000
"""Characters of a query that are read."""
DEEPEST = 10
"""Parentheses within parentheses that are read."""
FIELDS = {"title": "title", "source": "source", "lang": "language", "language": "language"}
"""The names of fields as typed, and the fields they name."""

_TOKEN = re.compile(
    r"""(?P<space>\s+)
    | (?P<open>\() | (?P<close>\))
    | (?P<minus>-(?=["(\w]))(?<![^\s(]-)
    | (?P<field>[A-Za-z]{1,20}):(?!//)
    | "(?P<phrase>[^"]*)(?P<quote>"?)
    | (?P<word>[^\s()"]+)""",
    re.VERBOSE,
)
_QUOTES = str.maketrans("“”„«»", '"""""')


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


Node = Words | All | Either | Without


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was read."""

    node: Node | None
    """None when nothing is asked for."""
    reading: str = ""
    """One line that says how the query was read, "" when as typed."""


def parse_query(text: str, as_typed: bool = False) -> Query:
    """Read a query. Nothing that can be typed is an error.

    With `as_typed` the last word counts as the beginning of a word too, unless something follows it.
    """
    notes: list[str] = []
    text = clean_line(text[:LONGEST]) + (" " if text[-1:].isspace() else "") if text else ""
    reader = _Reader(notes)
    for match in _TOKEN.finditer(text.translate(_QUOTES)):
        reader.take(match)
    node = reader.finish()
    if as_typed and node is not None and text and (text[-1].isalnum() or text[-1] in "_'’"):
        node = _typing(node)
    return Query(node, "; ".join(dict.fromkeys(notes)))


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

    def __init__(self, notes: list[str]) -> None:
        self.notes = notes
        self.groups = [_Group("text", False)]
        self.too_deep = 0
        self.field = ""
        self.field_typed = ""

    def take(self, match: re.Match[str]) -> None:
        kind = match.lastgroup
        if kind == "space":
            return
        if kind == "field" and (name := match["field"].lower()) not in FIELDS:
            # An unknown field is words: "http:", "GPT:4" and the like are common in what people paste.
            self.notes.append(f"there is no field {name}: (only title:, source:, lang:), so it was read as a word")
            self.words(match["field"])
        elif kind == "field":
            self.no_field()
            self.field, self.field_typed = FIELDS[match["field"].lower()], match["field"]
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
        words = tuple(split_words(text))
        if words:
            prefix = text.endswith("*")
            self.groups[-1].add(Words(words, self.take_field(), prefix))
        elif text.strip("*-–—.,;:!?'’&|+/"):
            self.notes.append(f"{text} holds no word and was left out")

    def phrase(self, text: str, closed: bool) -> None:
        if not closed:
            self.notes.append("a quotation mark is not closed, so the phrase was read to the end")
        words = tuple(split_words(text))
        if words:
            self.groups[-1].add(Words(words, self.take_field()))
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
        return node if node.prefix else replace(node, typing=True)
    if isinstance(node, Without):
        return node  # what a half word would exclude jumps with every key
    return replace(node, parts=(*node.parts[:-1], _typing(node.parts[-1])))
