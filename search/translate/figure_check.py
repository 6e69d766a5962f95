"""Whether the figures of a text are still the same in its translation: by value, not by how they are written.

`2.100 millones` is right as `$2.1 billion`, and `15 million` is not right as `50 million`. Figures come from the
product's own extractor, given to both sides by the caller. What is not certain is not flagged: a figure that one side
reads and the other does not, although its digits stand there, proves nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol, TypeVar


class ReadFigure(Protocol):
    """As much of `search.figures.Figure` as is looked at."""

    @property
    def start(self) -> int:
        """Where it begins in its text."""
        ...

    @property
    def end(self) -> int:
        """Where it ends."""
        ...

    @property
    def text(self) -> str:
        """As it is written."""
        ...

    @property
    def kind(self) -> str:
        """What it measures."""
        ...

    @property
    def low(self) -> Decimal | None:
        """Its lower value, scale words multiplied out."""
        ...

    @property
    def high(self) -> Decimal | None:
        """Its upper value."""
        ...

    @property
    def unit(self) -> str:
        """Its unit."""
        ...

    @property
    def moment(self) -> str:
        """The day or time, for dates and times."""
        ...


F = TypeVar("F", bound=ReadFigure)

SMALL = 12
"""Counts up to this are often words, and words may go: "dos de ellos" is "a couple of them"."""

_TRANSLATED_UNITS = frozenset({"count", "other", "rank", "ratio", "age", "magnitude", "points", "date", "time"})
"""Kinds whose unit is none, or the noun counted, which is another word in another language."""
_LOOSE = frozenset({"count", "other", "ratio", "age", "points", "rank", "duration", "magnitude"})
"""Kinds that one language's words tell apart better than another's: the value alone must agree."""
_NUMBER = re.compile(r"\d[\d.,'’   ]{0,30}")


@dataclass(frozen=True, slots=True)
class FigureCheck:
    """What became of the figures of a text. Spans are of the text and of its translation."""

    kept: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    """Where the same figure certainly stands in both."""
    changed: tuple[tuple[str, str], ...] = ()
    """As written in the original and in the translation."""
    vanished: tuple[str, ...] = ()
    """Only in the original."""
    appeared: tuple[str, ...] = ()
    """Only in the translation."""
    flagged: tuple[tuple[int, int], ...] = ()
    """Where in the translation changed and new figures stand."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """What to say of each figure that is flagged."""
        return (
            *(f"figure changed in translation: {before} → {after}" for before, after in self.changed),
            *(f"figure missing in translation: {text}" for text in self.vanished),
            *(f"figure only in translation: {text}" for text in self.appeared),
        )


def check_figures(
    original: str, figures: Sequence[F], translation: str, translated_figures: Sequence[F]
) -> FigureCheck:
    """Compare the figures of a text with those of its translation.

    Args:
        original: the text.
        figures: what was read in it.
        translation: its translation.
        translated_figures: what was read there.
    """
    left, right = list(figures), list(translated_figures)
    pairs = [*_take(left, right, _is_same), *_take(left, right, _has_same_value)]
    certain = _certain(pairs, figures, translated_figures)
    changed = list(_take(left, right, _is_of_same_kind))
    numbers, translated_numbers = _numbers(original), _numbers(translation)
    changed = [
        (a, b)
        for a, b in changed
        if not (_is_weak(a) and _is_weak(b))
        and (_numbers(a.text) == _numbers(b.text) or not (_stands_in(a, translated_numbers) and _stands_in(b, numbers)))
    ]
    vanished = [figure for figure in left if not _is_weak(figure) and not _stands_in(figure, translated_numbers)]
    appeared = [figure for figure in right if not _is_weak(figure) and not _stands_in(figure, numbers)]
    return FigureCheck(
        certain,
        tuple((a.text, b.text) for a, b in changed),
        tuple(figure.text for figure in vanished),
        tuple(figure.text for figure in appeared),
        tuple(sorted((figure.start, figure.end) for figure in (*(b for _, b in changed), *appeared))),
    )


def _take(left: list[F], right: list[F], fits: "Fit") -> list[tuple[F, F]]:
    """Pair what fits, each with the first that does, and take the pairs out of both lists."""
    pairs = []
    for figure in list(left):
        partner = next((other for other in right if fits(figure, other)), None)
        if partner is not None:
            left.remove(figure)
            right.remove(partner)
            pairs.append((figure, partner))
    return pairs


class Fit(Protocol):
    """Whether two figures belong together."""

    def __call__(self, first: ReadFigure, second: ReadFigure, /) -> bool:
        """Decide."""
        ...


def _is_same(first: ReadFigure, second: ReadFigure) -> bool:
    """The same kind, value and unit."""
    if first.kind != second.kind:
        return False
    if first.moment or second.moment:
        return _same_moment(first.moment, second.moment)
    same_unit = first.unit == second.unit or first.kind in _TRANSLATED_UNITS
    return same_unit and (first.low, first.high) == (second.low, second.high)


def _same_moment(first: str, second: str) -> bool:
    """Whether two dates can be the same: one may leave out the year ("--02-26") or the day."""
    short, long = sorted((first.lstrip("-"), second.lstrip("-")), key=len)
    return bool(short) and (long.startswith(short) or long.endswith(short))


def _has_same_value(first: ReadFigure, second: ReadFigure) -> bool:
    """The same value, where the kinds are such that languages differ in how plainly they tell them, or a hedge went."""
    loose = first.kind in _LOOSE and second.kind in _LOOSE
    same_unit = first.kind == second.kind and (first.unit == second.unit or first.kind in _TRANSLATED_UNITS)
    return (loose or same_unit) and bool(_values(first)) and _values(first) == _values(second)


def _values(figure: ReadFigure) -> set[Decimal]:
    return {value for value in (figure.low, figure.high) if value is not None}


def _is_of_same_kind(first: ReadFigure, second: ReadFigure) -> bool:
    """What remains when all that agrees is taken: the same kind, or both loose, with another value."""
    return first.kind == second.kind or (first.kind in _LOOSE and second.kind in _LOOSE)


def _is_weak(figure: ReadFigure) -> bool:
    """Whether a figure is of a sort that good translations leave out or add: a small number in words, a vague date."""
    if any(character.isdigit() for character in figure.text):
        return False
    values = _values(figure)
    return not values or max(values) <= SMALL


def _stands_in(figure: ReadFigure, numbers: frozenset[str]) -> bool:
    """Whether the digits of a figure stand in the other text, where they were read otherwise or not at all."""
    own = _numbers(figure.text)
    return bool(own) and own <= numbers


def _numbers(text: str) -> frozenset[str]:
    """The numbers of a text as bare digits: "2.100" and "2,100" are "2100"."""
    return frozenset("".join(filter(str.isdigit, match.group())).lstrip("0") for match in _NUMBER.finditer(text))


def _certain(
    pairs: Sequence[tuple[F, F]], figures: Sequence[F], translated: Sequence[F]
) -> tuple[tuple[tuple[int, int], tuple[int, int]], ...]:
    """The pairs that can be no other: their value stands once on each side, or equally often and in the same order."""
    found = []
    for first, second in pairs:
        here = [figure for figure in figures if _is_same(first, figure)]
        there = [figure for figure in translated if _is_same(first, figure)]
        if _is_same(first, second) and len(here) == len(there) and here.index(first) == there.index(second):
            found.append(((first.start, first.end), (second.start, second.end)))
    return tuple(sorted(found))
