"""Reads the figures of articles, and of queries, for the library: what `figure:` and `quantity:` find.

It stands between the parts that know figures and the library, which knows none of them.
"""

import math
import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from search.article import Article
from search.library.facts import Fact, Wanted

if TYPE_CHECKING:
    from search.figures import Figure

_LANGUAGES = ("en", "es", "fr", "de", "it", "pt")
_ASKED = re.compile(r"\s*(>=|<=|[<>≥≤~])?\s*(.*)", re.DOTALL)
_NUMBER = re.compile(r"[^\d]{0,4}\d[\d.,  ]{0,30}")
_UNITS = frozenset({"%", "pp", "bp", "km", "m", "cm", "kg", "t", "ha", "euros", "euro", "dollars", "pounds"})
_SCALED = re.compile(r"(\d[\d.,]{0,30}) ?(k|m|b|bn|tn)\b", re.IGNORECASE)
_SCALES = {"k": 1e3, "m": 1e6, "b": 1e9, "bn": 1e9, "tn": 1e12}
_CODE = re.compile(r"[A-Z]{3}")
_LONGEST = 80  # characters of a figure that is asked for


class FigureFacts:
    """Reads figures for the library."""

    version = 1
    """Goes up when the same article would have other facts."""
    verdicts_version = 1
    """Goes up when the same articles would contradict each other elsewhere."""

    def contradicting(self, articles: Sequence[Article]) -> frozenset[int]:
        """Return the places of the articles with a figure that contradicts one of another."""
        from search.compare import Verdict, compare

        comparison = compare(articles)
        return frozenset(
            comparison.statements[statement].article
            for quantity in comparison.quantities
            if quantity.verdict is Verdict.CONTRADICT
            for place in quantity.pairs
            if (pair := comparison.pairs[place]).verdict is Verdict.CONTRADICT
            for statement in (pair.a, pair.b)
        )

    def facts(self, article: Article) -> list[Fact]:
        """Return the figures of an article with value, unit and what they may measure."""
        from search.compare.mentions import mentions_of, read_pages
        from search.figures import find_figures

        figures = find_figures(article.body, article.language, article.published)
        facts = []
        for mention in mentions_of(0, read_pages([article], [figures])[0]):
            figure = mention.figure
            if figure.low is None and figure.high is None:
                continue
            unit = figure.unit if figure.kind != "count" else figure.unit.casefold()
            euros = 0.0
            if figure.kind == "money" and article.published:
                euros = self.euros(unit, article.published.isoformat())
            facts.append(
                Fact(
                    str(figure.kind),
                    float(figure.low) if figure.low is not None else -math.inf,
                    float(figure.high) if figure.high is not None else math.inf,
                    unit,
                    euros,
                    tuple(sorted({*mention.heads[:1], *mention.counted})),
                )
            )
        return facts

    def wanted(self, text: str) -> Wanted | None:
        """Return what a query asks for.

        >>> FigureFacts().wanted("10..20M EUR")
        Wanted(kind='money', low=10000000.0, high=20000000.0, unit='EUR', concepts=frozenset())
        """
        match = _ASKED.fullmatch(text[:_LONGEST])
        if match is None:
            return None
        sign, rest = match[1] or "", match[2].strip().replace("–", "..")
        before, dots, after = rest.partition("..")
        if dots and before.strip() and after.strip():
            last = self._one(after.strip())
            number = _NUMBER.match(after.strip())
            if last is None or number is None:
                return None
            # "10..20M EUR": what stands behind the second number is meant of the first too.
            bare = not re.search(r"[^\d.,\s]", before)
            first = self._one(before.strip() + (after.strip()[number.end() :] if bare else ""))
            if first is None:
                return None
            if first.kind not in ("", last.kind):
                return None
            low, high = sorted((first.low, last.high))
            return Wanted(last.kind, low, high, last.unit, last.concepts)
        only = self._one((before or after).strip())
        if only is None:
            return None
        low, high = only.low, only.high
        if sign in (">", ">=", "≥") or (dots and not after):
            low, high = (math.nextafter(low, math.inf) if sign == ">" else low), math.inf
        elif sign in ("<", "<=", "≤") or (dots and not before):
            low, high = -math.inf, (math.nextafter(high, -math.inf) if sign == "<" else high)
        elif sign == "~":
            low, high = low - abs(low) / 10, high + abs(high) / 10
        return Wanted(only.kind, low, high, only.unit, only.concepts)

    def concepts(self, text: str) -> frozenset[str]:
        """Return the concepts that words mean in any of the languages, or that are named so."""
        return _concepts(text)

    def euros(self, unit: str, day: str) -> float:
        """Return what one unit of a currency was worth in euros on a day, 0 where unknown."""
        return _euros(unit, day)

    def is_unit(self, word: str) -> bool:
        """Tell whether a word is a unit, or a noun that figures count."""
        return word.lower() in _UNITS or bool(_CODE.fullmatch(word)) or bool(_concepts(word))

    def _one(self, text: str) -> Wanted | None:
        """Return one side of what is asked for."""
        if not text:
            return None
        figure = _longest(text)
        if figure is not None and figure.kind != "count" and figure.low is not None and figure.high is not None:
            return Wanted(str(figure.kind), float(figure.low), float(figure.high), figure.unit)
        match = _NUMBER.match(text)
        if match is None:
            return None
        scaled = _SCALED.match(text)
        noun = text[scaled.end() if scaled else match.end() :].strip()
        counted = figure or _longest(f"{scaled[1] if scaled else match[0].strip()} people")
        if counted is None or counted.low is None or counted.high is None:
            return None
        times = _SCALES[scaled[2].lower()] if scaled and figure is None else 1.0
        low, high = float(counted.low) * times, float(counted.high) * times
        if figure is not None:
            noun = text[figure.end :].strip() or figure.unit
        meant = _concepts(noun) if noun else frozenset()
        # A bare number may be a count, or an amount of anything.
        return Wanted("count" if noun else "", low, high, "" if meant else noun.casefold(), meant)


def _longest(text: str) -> "Figure | None":
    """Return the figure that takes most of a text, in whichever language reads it so; money before a mere count."""
    from search.figures import find_figures

    found = [figure for language in _LANGUAGES for figure in find_figures(text, language)[:1]]
    return max(found, key=lambda figure: (figure.kind != "count", figure.end - figure.start), default=None)


@lru_cache(maxsize=256)
def _concepts(text: str) -> frozenset[str]:
    from search.compare.lexicon import concepts, meanings

    names = frozenset({text.lower(), text.lower().rstrip("s")}) & concepts().keys()
    return names | frozenset(meaning for language in _LANGUAGES for meaning in meanings(text, language))


@lru_cache(maxsize=20_000)
def _euros(unit: str, day: str) -> float:
    from search.compare.rates import ecb_rate

    if unit == "EUR":
        return 1.0
    try:
        rate = ecb_rate(unit, "EUR", date.fromisoformat(day)) if day else None
    except ValueError:
        return 0.0
    return float(rate.middle) if rate is not None else 0.0
