"""The whole way from articles to a comparison: figures, mentions, groups, verdicts, and what was not compared."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from search.article import Article
from search.compare.comparison import Comparison, NotCompared, Pair, Quantity, Statement, Verdict
from search.compare.evidence import Evidence, vectors
from search.compare.grouping import CONTRADICT, JOIN, Group, candidates, groups
from search.compare.judgement import Judgement
from search.compare.labels import label, statement_reason
from search.compare.mention import Mention
from search.compare.mentions import mentions_of, read_pages
from search.compare.rivals import ambiguous, settle, yield_to_fitting
from search.compare.roles import CITATION, PREVIOUS, restatements
from search.compare.stated_rates import StatedRates
from search.compare.story import read_story
from search.compare.values import Outcome, plain
from search.figures import Figure, find_figures

ALONE = "only one source states it, or the words do not tell what it measures"
WEAK = "the values differ, but the words do not say firmly enough that they measure the same"
UNCLEAR = "several values of an article could be meant"
_ALONE_BY_ROLE = {
    PREVIOUS: "an earlier value, not the current one",
    "part": "a part of a total",
    CITATION: "the date of a page that is cited",
}


def compare(articles: Sequence[Article], figures: Sequence[Sequence[Figure]] | None = None) -> Comparison:
    """Say which figures of several articles speak of the same quantity, and whether they fit together.

    `figures` are those of each article, where they have been found already. Page furniture is left out.
    Every figure becomes a statement; those that got no verdict stand in `not_compared` with the reason.
    """
    if figures is None:
        figures = [find_figures(a.body, a.language, a.published) for a in articles]
    pages = read_pages(articles, [_outside_furniture(a, found) for a, found in zip(articles, figures, strict=True)])
    mentions: list[Mention] = []
    restating: dict[int, int] = {}
    for index, page in enumerate(pages):
        first = len(mentions)
        mentions += mentions_of(index, page)
        own = [mention.figure for mention in mentions[first:]]
        restating.update({first + b: first + a for b, a in restatements(own, page.body).items()})
    rates = StatedRates(articles, [m.figure for m in mentions], [m.article for m in mentions], restating)
    judgement = Judgement(articles, mentions, rates)
    leading = [index for index in range(len(mentions)) if index not in restating]
    weighed = candidates(mentions, leading, vectors(mentions), read_story(pages))
    weighed = yield_to_fitting(weighed, mentions, judgement.fits, JOIN)
    settled, unclear = settle(groups(leading, mentions, weighed), mentions, weighed, judgement.fits)
    full = [_with_restatements(group, restating) for group in settled]
    return _build(articles, mentions, full, unclear, judgement, weighed, restating)


def _outside_furniture(article: Article, figures: Sequence[Figure]) -> list[Figure]:
    return [f for f in figures if not any(start <= f.start < end for start, end in article.furniture)]


def _with_restatements(group: Group, restating: dict[int, int]) -> Group:
    again = {second for second, first in restating.items() if first in group.members}
    return Group(tuple(sorted({*group.members, *again})), group.score)


_SEVERITY = {verdict: rank for rank, verdict in enumerate(Verdict)}


def _build(
    articles: Sequence[Article],
    mentions: Sequence[Mention],
    found: Sequence[Group],
    unclear: Sequence[tuple[int, ...]],
    judgement: Judgement,
    weighed: Mapping[tuple[int, int], Evidence],
    restating: Mapping[int, int],
) -> Comparison:
    pairs: list[Pair] = []
    quantities: list[Quantity] = []
    left: list[NotCompared] = [
        NotCompared(UNCLEAR, indices) for indices in dict.fromkeys(tuple(sorted(i)) for i in unclear)
    ]
    for group in found:
        first = len(pairs)
        outcomes = {
            (a, b): judgement.outcome(a, b)
            for a, b in combinations(group.members, 2)
            if mentions[a].article != mentions[b].article
        }
        doubts = {
            pair: _doubt(weighed, mentions, restating, *pair, group.score, outcome.verdict)
            for pair, outcome in outcomes.items()
            if outcome.verdict in (Verdict.CONTRADICT, Verdict.UPDATED)
        }
        for (a, b), outcome in outcomes.items():
            doubt = doubts.get((a, b), "")
            if outcome.verdict is None or (doubt and not _vouched(a, b, outcomes, doubts)):
                left.append(NotCompared(doubt or outcome.reason, (a, b)))
            else:
                pairs.append(Pair(a, b, outcome.verdict, outcome.reason))
        if len(pairs) > first:
            judged = {index for pair in pairs[first:] for index in (pair.a, pair.b)}
            members = tuple(index for index in group.members if index in judged)
            quantities.append(_quantity(members, mentions, pairs, first))
    named = {index for quantity in quantities for index in quantity.statements}
    left = [entry for entry in left if not set(entry.statements) <= named]
    named.update(index for entry in left for index in entry.statements)
    return Comparison(
        tuple(articles),
        tuple(_statement(mention) for mention in mentions),
        tuple(pairs),
        tuple(sorted(quantities, key=lambda q: (-_SEVERITY[q.verdict], -len(q.statements), q.statements))),
        (*left, *_alone(mentions, named), *_silent(articles, mentions)),
    )


def _doubt(
    weighed: Mapping[tuple[int, int], Evidence],
    mentions: Sequence[Mention],
    restating: Mapping[int, int],
    a: int,
    b: int,
    cohesion: float,
    verdict: Verdict | None,
) -> str:
    """Why two values that do not fit are no contradiction or no update, "" if they are."""
    first, second = restating.get(a, a), restating.get(b, b)
    found = weighed.get((min(first, second), max(first, second)))
    if verdict is Verdict.UPDATED:
        return WEAK if found is None else found.loose
    if found is None or max(found.score, cohesion) < CONTRADICT:
        return WEAK
    if ambiguous(weighed, mentions, first, second) or ambiguous(weighed, mentions, second, first):
        return UNCLEAR
    return found.doubt


def _vouched(
    a: int, b: int, outcomes: Mapping[tuple[int, int], Outcome], doubts: Mapping[tuple[int, int], str]
) -> bool:
    """Whether another source states what `a` or `b` states, and contradicts the other of them without a doubt."""
    for one, other in ((a, b), (b, a)):
        for witness in {index for pair in outcomes for index in pair} - {a, b}:
            agreed = outcomes.get((min(one, witness), max(one, witness)))
            if agreed is None or agreed.verdict not in (Verdict.SAME, Verdict.COMPATIBLE):
                continue
            if doubts.get((min(other, witness), max(other, witness))) == "":
                return True
    return False


def _quantity(members: tuple[int, ...], mentions: Sequence[Mention], pairs: Sequence[Pair], first: int) -> Quantity:
    own = tuple(range(first, len(pairs)))
    worst = max((pairs[index] for index in own), key=lambda pair: _SEVERITY[pair.verdict])
    name, concept = label([mentions[member] for member in members])
    return Quantity(name, concept, members, own, worst.verdict, worst.reason)


def _statement(mention: Mention) -> Statement:
    return Statement(
        mention.article,
        mention.figure,
        mention.context.sentence,
        mention.heads[0] if mention.heads else "",
        mention.objects,
        mention.role,
        mention.speaker,
        plain(mention.figure),
        statement_reason(mention),
    )


def _alone(mentions: Sequence[Mention], named: set[int]) -> list[NotCompared]:
    left: defaultdict[str, list[int]] = defaultdict(list)
    for index, mention in enumerate(mentions):
        if index not in named:
            left[_ALONE_BY_ROLE.get(mention.role, ALONE)].append(index)
    return [NotCompared(reason, tuple(indices)) for reason, indices in left.items()]


def _silent(articles: Sequence[Article], mentions: Sequence[Mention]) -> list[NotCompared]:
    speaking = {mention.article for mention in mentions}
    silent = (index for index in range(len(articles)) if index not in speaking)
    return [NotCompared("no figures were found in it", (), index) for index in silent]
