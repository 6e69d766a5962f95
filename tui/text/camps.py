"""The sides that the sources of a quantity take: statements that do not fit together stand in different camps."""

from search.compare import Comparison, Quantity, Verdict

AT_ODDS = (Verdict.CONTRADICT, Verdict.UPDATED)
"""Verdicts that part two statements."""


def camps(comparison: Comparison, quantity: Quantity) -> tuple[tuple[int, ...], ...]:
    """Return the statements of a quantity in camps: no two of one camp are at odds. The largest camp is the first.

    A statement joins the first camp that it is not at odds with; between camps of one size the earlier one leads.
    """
    apart = {
        frozenset((pair.a, pair.b)) for index in quantity.pairs if (pair := comparison.pairs[index]).verdict in AT_ODDS
    }
    found: list[list[int]] = []
    for statement in quantity.statements:
        for camp in found:
            if all(frozenset((statement, member)) not in apart for member in camp):
                camp.append(statement)
                break
        else:
            found.append([statement])
    return tuple(tuple(camp) for camp in sorted(found, key=lambda camp: -_sources(comparison, camp)))


def _sources(comparison: Comparison, camp: list[int]) -> int:
    return len({comparison.statements[number].article for number in camp})
