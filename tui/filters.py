"""What is searched for on the screen: the words that were typed, the filters that narrow them down, and the order.

As one line it is a query of the query language, so that it can be kept under a name, and typed in a shell.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

UNKNOWN = "unknown"
"""Stands in a query for what is not known of an article."""
ORDERS = ("best", "newest", "oldest", "source")
"""The values of `search.engines.Order`, which is too heavy to import before the first paint."""


class Facet(StrEnum):
    """By what articles are told apart; the values are the fields of the query language."""

    LANGUAGE = "lang"
    MONTH = "date"
    SOURCE = "source"
    HAS = "has"


CONTRADICTION = "contradiction"
"""The one value of `Facet.HAS`: a figure that is at odds with another article of the same story."""


class Filter(NamedTuple):
    """A value that articles may have."""

    facet: Facet
    value: str
    """An ISO 639-1 code, a month as "2024-02", the whole name of a source, `CONTRADICTION`; "" is what is unknown."""

    @property
    def label(self) -> str:
        """The filter as it is shown."""
        return f"{self.facet}:{self.value or UNKNOWN}"

    @property
    def as_query(self) -> str:
        """The filter in the query language."""
        quotes = '"' if self.facet is Facet.SOURCE and self.value else ""
        value = self.value.replace('"', "") or UNKNOWN
        return f"{self.facet}:{quotes}{value}{quotes}"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is searched for. Nothing at all stands for every article, in the order of their paths."""

    text: str = ""
    """As typed."""
    filters: tuple[Filter, ...] = ()
    """Of one facet any holds, and of several facets each."""
    order: str = ORDERS[0]
    """One of `ORDERS`."""
    elsewhere: bool = False
    """Whether the words of other languages are searched for too."""

    @property
    def is_everything(self) -> bool:
        """Whether all articles are listed as they lie."""
        return not self.text.strip() and not self.filters and self.order == ORDERS[0]

    def values(self, facet: Facet) -> frozenset[str]:
        """The values that articles may have in a facet; all if there are none."""
        return frozenset(each.value for each in self.filters if each.facet is facet)

    def toggled(self, which: Filter) -> "Asked":
        """Return this with a filter more, or without it where it is there."""
        kept = tuple(each for each in self.filters if each != which)
        return replace(self, filters=kept if len(kept) < len(self.filters) else (*kept, which))

    @property
    def as_query(self) -> str:
        """It in one line, without the order.

        >>> Asked("flood OR crue", (Filter(Facet.LANGUAGE, "es"), Filter(Facet.LANGUAGE, "fr"))).as_query
        '(flood OR crue) (lang:es OR lang:fr)'
        """
        if not self.filters:
            return self.text.strip()
        return " ".join(part for part in (_joined(self.text.strip()), *_groups(self.filters)) if part)

    def searched(self, text: str) -> str:
        """Return what the library is to search for besides languages, months and sources: `text`, and figures."""
        if not self.values(Facet.HAS):
            return text
        # In front, so that the last word still counts as the beginning of one.
        return f"{Facet.HAS}:{CONTRADICTION} {_joined(text)}"


def _joined(text: str) -> str:
    """A query that means the same beside another one."""
    if text.count('"') % 2:
        text += '"'
    return f"({text})" if re.search(r"\bOR\b", text) else text


def _groups(filters: Iterable[Filter]) -> Iterable[str]:
    order = list(Facet)
    for _, group in groupby(sorted(filters, key=lambda each: order.index(each.facet)), lambda each: each.facet):
        parts = [each.as_query for each in group]
        yield parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"


_ONE = (
    rf"(?:lang:(?:{UNKNOWN}|[a-z]{{2,3}})|date:(?:\d{{4}}-\d\d|{UNKNOWN})"
    rf'|source:(?:"[^"]{{1,300}}"|{UNKNOWN})|has:{CONTRADICTION})'
)
_FILTER = re.compile(_ONE)
_LAST = re.compile(rf"(?:^|\s)(?:{_ONE}|\({_ONE}(?: OR {_ONE}){{1,60}}\))$")


def read_asked(query: str) -> Asked:
    """Return what a query in one line searches for; fields at its end become filters.

    >>> read_asked('flood lang:es source:"Le Monde"').filters[1].value
    'Le Monde'
    """
    text, found = query.strip(), list[Filter]()
    while match := _LAST.search(text):
        parts = (part.split(":", 1) for part in _FILTER.findall(match.group()))
        values = ((Facet(name), value.strip('"')) for name, value in parts)
        found[:0] = [Filter(facet, "" if value == UNKNOWN else value) for facet, value in values]
        text = text[: match.start()].rstrip()
    if found and text.startswith("(") and _closes_at_end(text) and re.search(r"\bOR\b", text):
        text = text[1:-1]
    return Asked(text, tuple(dict.fromkeys(found)))


def _closes_at_end(text: str) -> bool:
    """Whether the parenthesis at the beginning closes with the last character."""
    depth = 0
    for place, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if not depth:
            return place == len(text) - 1
    return False
