"""A comparison as a person wants it: quantities dismissed, statements taken out, quantities joined.

Decisions name statements by `Reference`, so they hold whatever else is compared beside them. What a decision names and
is not there is passed over. Statements are never removed: those without a verdict say who took it from them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from search.article import Article
from search.compare.comparison import Comparison, NotCompared, Pair, Quantity, Statement, Verdict, by_weight, gravest
from search.compare.judgement import two_days, updated
from search.compare.lexicon import concepts
from search.compare.rates import Rate, ecb_rate
from search.compare.values import Outcome, comparable, judge, plain
from search.decision import Act, Decision, Reference, content_hash

DISMISSED = "dismissed by the reader"
TAKEN_OUT = "taken out by the reader"
JOINED = "joined by the reader"
LEFT_ALONE = "only one source is left that states it"
_DRIFT = 200
"""Characters by which a figure may have moved since a decision named it, as when a file is read in another way."""


def dismiss(comparison: Comparison, quantity: int) -> Decision:
    """The decision that a quantity, by its index, is none."""
    chosen = comparison.quantities[quantity]
    return Decision(Act.DISMISS, _references(comparison, chosen.statements), chosen.label)


def take_out(comparison: Comparison, statement: int) -> Decision:
    """The decision that a statement, by its index, is compared with nothing."""
    text = " ".join(comparison.statements[statement].figure.text.split())
    return Decision(Act.TAKE_OUT, _references(comparison, (statement,)), text)


def join(comparison: Comparison, first: int, second: int) -> Decision | None:
    """The decision that two quantities, by their indices, are one; None where their values cannot be compared."""
    one, other = comparison.quantities[first], comparison.quantities[second]
    statements = comparison.statements
    if not any(
        statements[a].article != statements[b].article and comparable(statements[a].figure, statements[b].figure)
        for a in one.statements
        for b in other.statements
    ):
        return None
    references = _references(comparison, (*one.statements, *other.statements))
    return Decision(Act.JOIN, references, f"{one.label} + {other.label}")


def reference(comparison: Comparison, statement: int) -> Reference:
    """What a statement can be named by for good."""
    chosen = comparison.statements[statement]
    article = comparison.articles[chosen.article]
    return Reference(content_hash(article), chosen.figure.start, chosen.figure.text)


def apply(comparison: Comparison, decisions: Iterable[Decision]) -> Comparison:
    """The comparison after the decisions, in whatever order they are given.

    A dismissed quantity comes back once another statement belongs to it, because nobody has looked at that one.
    """
    by_act: defaultdict[Act, list[list[int]]] = defaultdict(list)
    places = _Places(comparison)
    for decision in decisions:
        by_act[decision.act].append([index for named in decision.references for index in places.of(named)])
    if not any(any(found) for found in by_act.values()):
        return comparison
    changing = _Changing(comparison)
    changing.take_out({index for found in by_act[Act.TAKE_OUT] for index in found})
    for found in by_act[Act.JOIN]:
        changing.join(frozenset(found))
    changing.dismiss([frozenset(found) for found in by_act[Act.DISMISS]])
    return changing.comparison()


def _references(comparison: Comparison, statements: Sequence[int]) -> tuple[Reference, ...]:
    return tuple(reference(comparison, index) for index in statements)


class _Places:
    """Where the statements that references name are in a comparison."""

    def __init__(self, comparison: Comparison) -> None:
        self._articles: defaultdict[str, list[int]] = defaultdict(list)
        for index, article in enumerate(comparison.articles):
            self._articles[content_hash(article)].append(index)
        self._statements: defaultdict[int, list[int]] = defaultdict(list)
        for index, statement in enumerate(comparison.statements):
            self._statements[statement.article].append(index)
        self._all = comparison.statements

    def of(self, named: Reference) -> Iterator[int]:
        """The statement in each article of that content: a file may be compared twice, or hold several articles."""
        articles = self._articles.get(named.article, ())
        drift = _DRIFT if len(articles) == 1 else 0
        for article in articles:
            alike = [index for index in self._statements[article] if self._all[index].figure.text == named.text]
            nearest = min(alike, key=lambda index: self._away(index, named), default=None)
            if nearest is not None and self._away(nearest, named) <= drift:
                yield nearest

    def _away(self, index: int, named: Reference) -> int:
        return abs(self._all[index].figure.start - named.offset)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A quantity whose pairs are no indices yet."""

    quantity: Quantity
    pairs: tuple[Pair, ...]

    @property
    def members(self) -> frozenset[int]:
        return frozenset(self.quantity.statements)


class _Changing:
    """A comparison while decisions change it."""

    def __init__(self, comparison: Comparison) -> None:
        self._before = comparison
        self._left = list(comparison.not_compared)
        self._drafts = [
            _Draft(quantity, tuple(comparison.pairs[index] for index in quantity.pairs))
            for quantity in comparison.quantities
        ]
        self._out: set[int] = set()

    def take_out(self, statements: set[int]) -> None:
        """Let statements lose their pairs."""
        if not statements:
            return
        self._out = statements
        drafts, alone = [], []
        for draft in self._drafts:
            pairs = tuple(pair for pair in draft.pairs if not {pair.a, pair.b} & statements)
            paired = {index for pair in pairs for index in (pair.a, pair.b)}
            touched = bool(draft.members & statements)
            if touched:
                alone += [index for index in draft.quantity.statements if index not in paired | statements]
            if pairs:
                kept = tuple(index for index in draft.quantity.statements if index in paired)
                quantity = replace(draft.quantity, statements=kept, by_reader=draft.quantity.by_reader or touched)
                drafts.append(_Draft(quantity, pairs))
        self._drafts = drafts
        self._leave_off(statements)
        self._left.append(NotCompared(TAKEN_OUT, tuple(sorted(statements)), by_reader=True))
        if alone:
            self._left.append(NotCompared(LEFT_ALONE, tuple(alone), by_reader=True))

    def join(self, statements: frozenset[int]) -> None:
        """Let the quantities of these statements be one, with those that belong to none."""
        parts = [draft for draft in self._drafts if draft.members & statements]
        owned = {index for draft in self._drafts for index in draft.members}
        loose = [frozenset({index}) for index in sorted(statements - owned - self._out)]
        groups = [*(draft.members for draft in parts), *loose]
        found, unclear = self._judged(groups)
        if len(groups) < 2 or not found:
            return
        pairs = (*(pair for draft in parts for pair in draft.pairs), *found)
        paired = {index for pair in pairs for index in (pair.a, pair.b)}
        model = max((draft.quantity for draft in parts), key=lambda each: len(each.statements), default=None)
        label = model.label if model else " ".join(self._before.statements[min(paired)].figure.text.split())
        joined = Quantity(
            label, model.concept if model else "", tuple(sorted(paired)), (), Verdict.SAME, "", by_reader=True
        )
        self._drafts = [draft for draft in self._drafts if draft not in parts] + [_Draft(joined, pairs)]
        self._leave_off(paired)
        self._left += unclear

    def dismiss(self, decided: Sequence[frozenset[int]]) -> None:
        """Let quantities that state nothing beyond what was decided on be none."""
        kept = []
        for draft in self._drafts:
            if any(draft.members <= statements for statements in decided):
                self._left.append(NotCompared(DISMISSED, draft.quantity.statements, by_reader=True))
            else:
                kept.append(draft)
        self._drafts = kept

    def comparison(self) -> Comparison:
        """What has come of it, what matters most first."""
        pairs: list[Pair] = []
        quantities = []
        for draft in self._drafts:
            own = range(len(pairs), len(pairs) + len(draft.pairs))
            pairs += draft.pairs
            worst = gravest(draft.pairs)
            quantities.append(replace(draft.quantity, pairs=tuple(own), verdict=worst.verdict, reason=worst.reason))
        return replace(
            self._before,
            pairs=tuple(pairs),
            quantities=by_weight(quantities, pairs, self._before.statements),
            not_compared=tuple(self._left),
        )

    def _leave_off(self, statements: Iterable[int]) -> None:
        """Name statements no longer among those that were not compared for another reason."""
        gone = set(statements)
        left = []
        for entry in self._left:
            kept = tuple(index for index in entry.statements if index not in gone)
            if kept or entry.article is not None:
                left.append(replace(entry, statements=kept))
        self._left = left

    def _judged(self, groups: Sequence[frozenset[int]]) -> tuple[list[Pair], list[NotCompared]]:
        """The pairs across groups, and those that have no verdict."""
        pairs, unclear = [], []
        for one, other in combinations(groups, 2):
            for a, b in sorted((min(a, b), max(a, b)) for a in one for b in other):
                first, second = self._before.statements[a], self._before.statements[b]
                if first.article == second.article:
                    continue
                outcome = _verdict(first, second, self._before.articles)
                reason = f"{JOINED}: {outcome.reason}"
                if outcome.verdict is None:
                    unclear.append(NotCompared(reason, (a, b), by_reader=True))
                else:
                    pairs.append(Pair(a, b, outcome.verdict, reason, outcome.factor))
        return pairs, unclear


def _verdict(a: Statement, b: Statement, articles: Sequence[Article]) -> Outcome:
    if not comparable(a.figure, b.figure):
        return Outcome(None, f"{plain(a.figure)} and {plain(b.figure)} cannot be compared")
    days = [articles[each.article].published for each in (a, b)]

    def rate(source: str, target: str) -> Rate | None:
        day = days[0] or days[1]
        return ecb_rate(source, target, day) if day else None

    outcome = judge(a.figure, b.figure, rate)
    known = concepts()
    running = all(each.concept in known and known[each.concept].evolving for each in (a, b))
    if outcome.verdict is Verdict.CONTRADICT and running and two_days(*days):
        outcome = replace(updated(a.figure, b.figure, *days), factor=outcome.factor)
    return outcome
