"""The whole way from articles to a comparison: figures, mentions, groups, verdicts, and what was not compared."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from search.article import Article
from search.compare.comparison import Comparison, NotCompared, Pair, Quantity, Statement, by_weight, gravest
from search.compare.evidence import Evidence
from search.compare.grouping import Grouping
from search.compare.judgement import Judgement
from search.compare.labels import label, statement_reason
from search.compare.linking import PairKey
from search.compare.mention import Mention
from search.compare.mentions import mentions_of, read_pages
from search.compare.profile import Profile, profiles
from search.compare.roles import CITATION, PREVIOUS, restatements
from search.compare.stated_rates import StatedRates
from search.compare.story import Story, read_story
from search.compare.values import plain
from search.compare.weighing import weigh
from search.figures import Figure, find_figures

ALONE = "only one source states it, or the words do not tell what it measures"
WEAK = "the values differ, but the words do not say firmly enough that they measure the same"
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
    material = read(articles, figures)
    weighed = weigh(material.profiles, material.leading, material.story)
    fitting = {pair: material.judgement.fits(*pair) for pair in weighed}
    grouping = Grouping(material.profiles, weighed, fitting, material.story)
    return _build(articles, material, gather(material, grouping), grouping.open, weighed)


@dataclass(frozen=True, slots=True)
class Material:
    """Articles, read and ready to be compared."""

    mentions: Sequence[Mention]
    restating: Mapping[int, int]
    """Mentions that say once more, in another unit, what another one says, by index."""
    profiles: Sequence[Profile]
    story: Story
    judgement: Judgement

    @property
    def leading(self) -> list[int]:
        """The mentions that restate no other."""
        return [index for index in range(len(self.mentions)) if index not in self.restating]


def read(articles: Sequence[Article], figures: Sequence[Sequence[Figure]] | None = None) -> Material:
    """Find the figures of articles, unless they are given, and what their words say of them."""
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
    story = read_story(pages)
    return Material(
        mentions,
        restating,
        profiles(mentions, [len(article.body) for article in articles], story),
        story,
        Judgement(articles, mentions, rates),
    )


def gather(material: Material, grouping: Grouping) -> list[tuple[int, ...]]:
    """The quantities: groups of mentions, with those that say once more what a member says."""
    grouping.agree()
    grouping.agree_as_clusters()
    grouping.differ(material.judgement.moves)
    return [_with_restatements(members, material.restating) for members in grouping.clusters.groups()]


def _outside_furniture(article: Article, figures: Sequence[Figure]) -> list[Figure]:
    return [f for f in figures if not any(start <= f.start < end for start, end in article.furniture)]


def _with_restatements(members: tuple[int, ...], restating: Mapping[int, int]) -> tuple[int, ...]:
    again = {second for second, first in restating.items() if first in members}
    return tuple(sorted({*members, *again}))


_OPEN = -1.5
"""Odds from which two values that do not fit are worth a word, though not an alarm."""


def _build(
    articles: Sequence[Article],
    material: Material,
    found: Sequence[tuple[int, ...]],
    open_: Mapping[PairKey, float],
    weighed: Mapping[PairKey, Evidence],
) -> Comparison:
    mentions, judgement = material.mentions, material.judgement
    pairs: list[Pair] = []
    quantities: list[Quantity] = []
    left: list[NotCompared] = []
    for group in found:
        first = len(pairs)
        running = judgement.running(group)
        for a, b in combinations(group, 2):
            if mentions[a].article == mentions[b].article:
                continue
            outcome = judgement.outcome(a, b, running=running)
            if outcome.verdict is None:
                left.append(NotCompared(outcome.reason, (a, b)))
            else:
                pairs.append(Pair(a, b, outcome.verdict, outcome.reason, outcome.factor))
        if len(pairs) > first:
            judged = {index for pair in pairs[first:] for index in (pair.a, pair.b)}
            members = tuple(index for index in group if index in judged)
            quantities.append(_quantity(members, mentions, pairs, first))
    named = {index for quantity in quantities for index in quantity.statements}
    left += _open_pairs(open_, weighed, named)
    left = [entry for entry in left if not set(entry.statements) <= named]
    named.update(index for entry in left for index in entry.statements)
    statements = tuple(_statement(mention) for mention in mentions)
    return Comparison(
        tuple(articles),
        statements,
        tuple(pairs),
        by_weight(quantities, pairs, statements),
        (*left, *_alone(mentions, named), *_silent(articles, mentions)),
    )


def _open_pairs(
    open_: Mapping[PairKey, float], weighed: Mapping[PairKey, Evidence], named: set[int]
) -> list[NotCompared]:
    """For each mention without a verdict, the likeliest one that it may be at odds with, and why that is open."""
    best: dict[int, tuple[float, PairKey]] = {}
    for pair, odds in open_.items():
        if odds >= _OPEN:
            for index in set(pair) - named:
                best[index] = max(best.get(index, (odds, pair)), (odds, pair))
    chosen = dict.fromkeys(pair for _, pair in best.values())
    return [NotCompared(weighed[pair].reservation or WEAK, pair) for pair in chosen]


def _quantity(members: tuple[int, ...], mentions: Sequence[Mention], pairs: Sequence[Pair], first: int) -> Quantity:
    own = tuple(range(first, len(pairs)))
    worst = gravest(pairs[index] for index in own)
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


_NO_FIGURES = "no figures were found in it"
_NO_LANGUAGE = (
    "no figures were found in it; its language is not known, so that words were not read: state it in the file or in a "
    "manifest"
)


def _silent(articles: Sequence[Article], mentions: Sequence[Mention]) -> list[NotCompared]:
    speaking = {mention.article for mention in mentions}
    silent = (index for index in range(len(articles)) if index not in speaking)
    return [NotCompared(_NO_FIGURES if articles[index].language else _NO_LANGUAGE, (), index) for index in silent]
