"""The fields of the index, in whoosh's terms. Importing this module imports whoosh."""

from array import array
from collections import Counter
from collections.abc import Iterator
from typing import Any

from search.engines.fence import raise_fence

raise_fence()

from whoosh import fields, formats  # noqa: E402

TITLE_WEIGHT = 3
"""A word of the title weighs as much as three of the body."""
POSITIONED = frozenset({"text", "title", "source"})
"""The fields that keep the positions of their terms, for phrases."""
_GAP = 100  # positions between body and title, so that no phrase runs from one into the other


class Positions(formats.Positions):  # type: ignore[misc]
    """The positions of a term in an article as unsigned integers, without a pickle."""

    def encode(self, poslist: list[int]) -> bytes:
        """Return positions as they are stored."""
        return array("I", poslist).tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """Return positions from what was stored."""
        return array("I", valuestring).tolist()

    def decode_frequency(self, valuestring: bytes) -> int:
        """Return how many positions were stored."""
        return len(valuestring) // array("I").itemsize

    def decode_weight(self, valuestring: bytes) -> float:
        """Return the weight of a term without its boost: its frequency."""
        return float(self.decode_frequency(valuestring))


class Terms(fields.FieldType):  # type: ignore[misc]
    """A field that is given ready-made terms, with their positions."""

    def __init__(self, scorable: bool) -> None:
        """Make a field; only a `scorable` one keeps the lengths that ranking needs."""
        super().__init__(Positions(), None, scorable=scorable)


def terms_with_positions(body: list[str], title: list[str]) -> Iterator[tuple[bytes, int, float, bytes]]:
    """Yield (term, frequency, weight, positions) for the terms of a body and of a title, which follows it."""
    places: dict[str, list[int]] = {}
    for position, term in enumerate(body):
        if term in places:
            places[term].append(position)
        else:
            places[term] = [position]
    in_title = Counter(title)
    for position, term in enumerate(title, len(body) + _GAP):
        places.setdefault(term, []).append(position)
    for term, positions in places.items():
        count = len(positions)
        weight = float(count + (TITLE_WEIGHT - 1) * in_title.get(term, 0))
        yield term.encode("utf-8", "replace"), count, weight, array("I", positions).tobytes()


def schema() -> Any:
    """Return the fields of the index."""
    return fields.Schema(
        key=fields.ID(stored=True, unique=True),
        text=Terms(scorable=True),
        title=Terms(scorable=True),
        source=Terms(scorable=False),
        language=fields.ID(),
    )
