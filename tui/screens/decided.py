"""What the reader decides on the comparison in view: applied at once, kept in the library, undone the same way."""

from dataclasses import dataclass

from search.compare import Comparison
from search.compare.decided import apply, dismiss, join, take_out
from search.decision import Act, Decision
from search.library import Decisions


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a key that decides."""

    sentence: str
    towards: frozenset[int] = frozenset()
    """Statements whose quantity is to be in view next; none: the one that takes the place of the last."""


class Decided:
    """The decisions on the articles of one comparison.

    Methods that keep something raise `DecisionsError` when it cannot be kept; then nothing has changed.
    """

    def __init__(self, store: Decisions, comparison: Comparison, decisions: tuple[Decision, ...]) -> None:
        """Begin with a comparison as the program made it, and what was decided on its articles before."""
        self._store = store
        self._undecided = comparison
        self.decisions = decisions
        self.comparison = apply(comparison, decisions)
        """The comparison as decided."""

    def dismiss(self, quantity: int) -> Outcome:
        """Let a quantity be none."""
        decision = self._keep(dismiss(self.comparison, quantity))
        return Outcome(f"Dismissed “{decision.label}”; u brings it back.")

    def take_out(self, statement: int) -> Outcome:
        """Let a statement be compared with nothing."""
        others = {
            index
            for quantity in self.comparison.quantities
            if statement in quantity.statements
            for index in quantity.statements
        }
        decision = self._keep(take_out(self.comparison, statement))
        return Outcome(f"Took out “{decision.label}”; u puts it back.", frozenset(others - {statement}))

    def join(self, first: int, second: int) -> Outcome:
        """Let two quantities be one."""
        decision = join(self.comparison, first, second)
        if decision is None:
            return Outcome("These cannot be joined: their values are of different kinds.", self._statements(second))
        towards = self._statements(first) | self._statements(second)
        decision = self._keep(decision)
        return Outcome(f"Joined “{decision.label}”; u parts them.", towards)

    def undo(self) -> Outcome:
        """Take back the last decision on these articles."""
        if not self.decisions:
            return Outcome("There is nothing to undo: you decided nothing on these articles.")
        last = self.decisions[-1]
        before = self.comparison
        self._store.undo(last.number)
        self._use(self.decisions[:-1])
        changed = {
            index
            for quantity in self.comparison.quantities
            if all(quantity.statements != other.statements for other in before.quantities)
            for index in quantity.statements
        }
        return Outcome(f"Undone: {told(last)}.", frozenset(changed))

    def list(self) -> list[tuple[str, str]]:
        """Each decision, newest first, with when it was made and on what."""
        return [
            (f"{decision.number}  {told(decision)}", f"{decision.made[:16].replace('T', ' ')}   {_texts(decision)}")
            for decision in reversed(self.decisions)
        ]

    def _keep(self, decision: Decision) -> Decision:
        kept = self._store.keep(decision)
        self._use((*(each for each in self.decisions if each.number != kept.number), kept))
        return kept

    def _use(self, decisions: tuple[Decision, ...]) -> None:
        self.decisions = decisions
        self.comparison = apply(self._undecided, decisions)

    def _statements(self, quantity: int) -> frozenset[int]:
        return frozenset(self.comparison.quantities[quantity].statements)


def told(decision: Decision) -> str:
    """A decision in words: "dismissed “investment · Mistral”"."""
    done = {Act.DISMISS: "dismissed", Act.TAKE_OUT: "took out", Act.JOIN: "joined"}
    return f"{done[decision.act]} “{decision.label}”"


def _texts(decision: Decision) -> str:
    return "; ".join(" ".join(each.text.split()) for each in decision.references)
