"""On which side of a disagreement a statement stands, as the marks of a diff show it.

The side of the first source is "-", because something has to be: it says nothing about who is right.
"""

from enum import StrEnum

from search.compare import Comparison, Quantity, Verdict


class Side(StrEnum):
    """The mark of a statement within its quantity."""

    FIRST = "-"
    """It contradicts another statement, or was updated later: the first source's side, or the earlier count."""
    OTHER = "+"
    """It contradicts the first side, or updates it."""
    SAME = "="
    """All others that it was compared with say the same."""
    CLOSE = "~"
    """It fits all others, after rounding, conversion, or within a range."""


MEANING = {
    Side.FIRST: "the first source, and those that agree with it",
    Side.OTHER: "at odds with it, or later than it",
    Side.SAME: "the same value",
    Side.CLOSE: "fits after rounding, conversion, or within a range",
}
"""What the marks mean, for a legend."""


def sides(comparison: Comparison, quantity: Quantity) -> dict[int, Side]:
    """The side of each statement of a quantity, by its index into `Comparison.statements`."""
    pairs = [comparison.pairs[index] for index in quantity.pairs]
    verdicts: dict[int, set[Verdict]] = {index: set() for index in quantity.statements}
    for pair in pairs:
        verdicts[pair.a].add(pair.verdict)
        verdicts[pair.b].add(pair.verdict)
    found: dict[int, Side] = {}
    disputed = [index for index in quantity.statements if Verdict.CONTRADICT in verdicts[index]]
    if disputed:
        first = _camp(disputed[0], quantity, comparison)
        found.update({index: Side.FIRST if index in first else Side.OTHER for index in disputed})
    for index in quantity.statements:
        if index not in found and Verdict.UPDATED in verdicts[index]:
            found[index] = Side.FIRST if _is_earliest(comparison, quantity, index) else Side.OTHER
    for index in quantity.statements:
        only_same = verdicts[index] <= {Verdict.SAME}
        found.setdefault(index, Side.SAME if only_same else Side.CLOSE)
    return found


def _camp(start: int, quantity: Quantity, comparison: Comparison) -> set[int]:
    """The statements that agree with one and contradict it nowhere, directly or by way of others; without recursion."""
    agree: dict[int, set[int]] = {index: set() for index in quantity.statements}
    against: set[int] = set()
    for pair in (comparison.pairs[index] for index in quantity.pairs):
        if pair.verdict in (Verdict.SAME, Verdict.COMPATIBLE):
            agree[pair.a].add(pair.b)
            agree[pair.b].add(pair.a)
        elif pair.verdict is Verdict.CONTRADICT and start in (pair.a, pair.b):
            against.add(pair.b if pair.a == start else pair.a)
    camp, waiting = {start}, [start]
    while waiting:
        for other in agree[waiting.pop()] - camp - against:
            camp.add(other)
            waiting.append(other)
    return camp


def _is_earliest(comparison: Comparison, quantity: Quantity, index: int) -> bool:
    """Whether no statement that it was updated from is of an earlier day."""
    own = comparison.articles[comparison.statements[index].article].published
    for pair in (comparison.pairs[number] for number in quantity.pairs):
        if pair.verdict is not Verdict.UPDATED or index not in (pair.a, pair.b):
            continue
        other = pair.b if pair.a == index else pair.a
        day = comparison.articles[comparison.statements[other].article].published
        if own is not None and day is not None and day < own:
            return False
    return True
