"""The whole way from articles to a comparison: figures, mentions, groups, verdicts, and what was not compared."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from search.article import Article
from search.compare.comparison import Comparison, NotCompared, Pair, Quantity, Statement, Verdict
from search.compare.evidence import vectors
from search.compare.grouping import JOIN, Group, candidates, groups
from search.compare.judgement import Judgement
from search.compare.labels import label, statement_reason
from search.compare.mention import Mention
from search.compare.mentions import mentions_of, topic
from search.compare.rivals import settle, yield_to_fitting
from search.compare.roles import PREVIOUS, restatements
from search.compare.stated_rates import StatedRates
from search.compare.values import plain
from search.figures import Figure, find_figures

ALONE = "only one source states it, or the words do not tell what it measures"
UNCLEAR = "several values of an article could be meant"
_ALONE_BY_ROLE = {PREVIOUS: "an earlier value, not the current one", "part": "a part of a total"}


def compare(articles: Sequence[Article], figures: Sequence[Sequence[Figure]] | None = None) -> Comparison:
    """Say which figures of several articles speak of the same quantity, and whether they fit together.

    `figures` are those of each article, where they have been found already. Page furniture is left out.
    Every figure becomes a statement; those that got no verdict stand in `not_compared` with the reason.
    """
    if figures is None:
        figures = [find_figures(a.body, a.language, a.published) for a in articles]
    mentions: list[Mention] = []
    restating: dict[int, int] = {}
    for index, (article, found) in enumerate(zip(articles, figures, strict=True)):
        own = _outside_furniture(article, found)
        first = len(mentions)
        mentions += mentions_of(index, article, own)
        restating.update({first + b: first + a for b, a in restatements(own, article.body).items()})
    rates = StatedRates(articles, [m.figure for m in mentions], [m.article for m in mentions], restating)
    judgement = Judgement(articles, mentions, rates)
    leading = [index for index in range(len(mentions)) if index not in restating]
    weighed = candidates(mentions, leading, vectors(mentions), topic(articles))
    weighed = yield_to_fitting(weighed, mentions, judgement.fits, JOIN)
    settled, unclear = settle(groups(leading, mentions, weighed), mentions, weighed, judgement.fits)
    return _build(articles, mentions, [_with_restatements(g, restating) for g in settled], unclear, judgement)


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
) -> Comparison:
    pairs: list[Pair] = []
    quantities: list[Quantity] = []
    left: list[NotCompared] = [NotCompared(UNCLEAR, indices) for indices in unclear]
    for group in found:
        first = len(pairs)
        for a, b in combinations(group.members, 2):
            if mentions[a].article == mentions[b].article:
                continue
            outcome = judgement.outcome(a, b)
            if outcome.verdict is None:
                left.append(NotCompared(outcome.reason, (a, b)))
            else:
                pairs.append(Pair(a, b, outcome.verdict, outcome.reason))
        if len(pairs) > first:
            quantities.append(_quantity(group, mentions, pairs, first))
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


def _quantity(group: Group, mentions: Sequence[Mention], pairs: Sequence[Pair], first: int) -> Quantity:
    own = tuple(range(first, len(pairs)))
    worst = max((pairs[index] for index in own), key=lambda pair: _SEVERITY[pair.verdict])
    name, concept = label([mentions[member] for member in group.members])
    return Quantity(name, concept, group.members, own, worst.verdict, worst.reason)


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
