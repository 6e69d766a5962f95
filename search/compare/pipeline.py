"""Compare the figures of several articles: figures, statements, quantities, verdicts, each with its reason."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import combinations

from search.article import Article
from search.compare.comparison import Comparison, NotCompared, Pair, Quantity, Statement, Verdict
from search.compare.context import Page, contexts, read_page
from search.compare.evidence import Mention, heads, vectors
from search.compare.grouping import Group, candidates, groups
from search.compare.labels import label, statement_reason
from search.compare.lexicon import concepts
from search.compare.rates import Rate, ecb_rate
from search.compare.roles import objects, previous_by_order, restatements, role
from search.compare.stated_rates import StatedRates
from search.compare.values import judge, plain
from search.compare.words import words
from search.figures import Figure, find_figures


def compare(articles: Sequence[Article], figures: Sequence[Sequence[Figure]] | None = None) -> Comparison:
    """Say which figures of several articles speak of the same quantity, and whether they fit together.

    `figures` are those of each article, where they have been found already. Page furniture is left out.
    Every figure becomes a statement; those that got no verdict stand in `not_compared` with the reason.
    """
    if figures is None:
        figures = [find_figures(a.body, a.language, a.published) for a in articles]
    found = [_outside_furniture(article, own) for article, own in zip(articles, figures, strict=True)]
    mentions: list[Mention] = []
    restating: dict[int, int] = {}
    for index, (article, own) in enumerate(zip(articles, found, strict=True)):
        first = len(mentions)
        mentions += _mentions(index, article, own)
        restating.update({first + b: first + a for b, a in restatements(own, article.body).items()})
    leading = [index for index in range(len(mentions)) if index not in restating]
    grouped = _group([mentions[index] for index in leading], _topic(articles))
    found_groups = [_with_restatements(group, leading, restating) for group in grouped]
    rates = StatedRates(articles, [m.figure for m in mentions], [m.article for m in mentions], restating)
    return _build(articles, mentions, found_groups, rates)


def _outside_furniture(article: Article, figures: Sequence[Figure]) -> list[Figure]:
    return [f for f in figures if not any(start <= f.start < end for start, end in article.furniture)]


def _mentions(index: int, article: Article, figures: Sequence[Figure]) -> list[Mention]:
    page = read_page(article.body, article.language, article.published, figures)
    started = {i: previous_by_order(page, i) for i, own in enumerate(page.figures) if len(own) > 1}
    result = []
    sentence_of = {id(f): i for i, own in enumerate(page.figures) for f in own}
    for figure, context in contexts(page):
        sentence = sentence_of[id(figure)]
        result.append(
            Mention(
                index,
                figure,
                context,
                role(figure, context, started.get(sentence, set())),
                objects(figure, page, sentence),
                article.language,
                _speaker(page, sentence),
                heads(figure, context),
            )
        )
    return result


def _speaker(page: Page, sentence: int) -> str:
    """The kind of speaker that the sentence names: "police", "organiser", or "" for the article itself."""
    named = {sense.concept for sense in page.cues[sentence]}
    if "attribution" not in named:
        return ""
    speakers = sorted(named & {"police", "organiser"})
    return speakers[0] if len(speakers) == 1 else ""


def _topic(articles: Sequence[Article]) -> frozenset[str]:
    """Folded names that lead the story in most articles: in the title or five times and more in the body."""
    count: Counter[str] = Counter()
    for article in articles:
        body: Counter[str] = Counter(w.folded for w in words(article.body) if w.capital and len(w.folded) > 2)
        title = {w.folded for w in words(article.title)}
        often = body.most_common(1)[0][1] if body else 0
        count.update(name for name, times in body.items() if name in title or times >= max(3, 0.4 * often))
    return frozenset(name for name, times in count.items() if times > len(articles) / 2)


def _group(mentions: list[Mention], topic: frozenset[str]) -> list[Group]:
    weighed = candidates(mentions, vectors(mentions), topic)
    return groups(mentions, weighed)


def _with_restatements(group: Group, leading: Sequence[int], restating: dict[int, int]) -> Group:
    members = {leading[index] for index in group.members}
    members |= {b for b, a in restating.items() if a in members}
    return Group(tuple(sorted(members)), group.score)


def _build(
    articles: Sequence[Article],
    mentions: Sequence[Mention],
    found: Sequence[Group],
    rates: StatedRates,
) -> Comparison:
    pairs: list[Pair] = []
    quantities: list[Quantity] = []
    unjudged: list[NotCompared] = []
    for group in found:
        own: list[int] = []
        for a, b in combinations(group.members, 2):
            if mentions[a].article == mentions[b].article:
                continue
            pair = _judge(articles, mentions, a, b, rates)
            if isinstance(pair, str):
                unjudged.append(NotCompared(pair, (a, b)))
                continue
            own.append(len(pairs))
            pairs.append(pair)
        if own:
            worst = max((pairs[index] for index in own), key=lambda pair: _SEVERITY[pair.verdict])
            name, concept = label([mentions[m] for m in group.members])
            quantities.append(Quantity(name, concept, group.members, tuple(own), worst.verdict, worst.reason))
    compared = {index for quantity in quantities for index in quantity.statements}
    unjudged = [n for n in unjudged if not set(n.statements) <= compared]
    return Comparison(
        tuple(articles),
        tuple(_statement(m) for m in mentions),
        tuple(pairs),
        tuple(sorted(quantities, key=lambda q: (-_SEVERITY[q.verdict], -len(q.statements), q.statements))),
        tuple(unjudged + _left_over(articles, mentions, compared)),
    )


_SEVERITY = {verdict: rank for rank, verdict in enumerate(Verdict)}


def _judge(articles: Sequence[Article], mentions: Sequence[Mention], a: int, b: int, rates: StatedRates) -> Pair | str:
    """The pair with its verdict, or the reason why there is none."""
    first, second = mentions[a], mentions[b]
    day = articles[first.article].published or articles[second.article].published

    def rate(source: str, target: str) -> Rate | None:
        stated = rates.between(source, target, (first.article, second.article), day)
        return stated or (ecb_rate(source, target, day) if day else None)

    outcome = judge(first.figure, second.figure, rate)
    if outcome.verdict is None:
        return outcome.reason
    days = (articles[first.article].published, articles[second.article].published)
    if _updated(first, second, days) and first.figure.low != second.figure.low:
        return Pair(
            a,
            b,
            Verdict.UPDATED,
            f"a running count, {days[0]} and {days[1]}: {plain(first.figure)}, {plain(second.figure)}",
        )
    return Pair(a, b, outcome.verdict, outcome.reason)


def _updated(a: Mention, b: Mention, days: tuple[date | None, date | None]) -> bool:
    if days[0] is None or days[1] is None or days[0] == days[1]:
        return False
    known = concepts()
    shared = set(a.heads[:2]) & set(b.heads[:2])
    return any(known[name].evolving for name in shared)


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


def _left_over(articles: Sequence[Article], mentions: Sequence[Mention], compared: set[int]) -> list[NotCompared]:
    left: defaultdict[str, list[int]] = defaultdict(list)
    for index, mention in enumerate(mentions):
        if index not in compared:
            reason = {"previous": "an earlier value, not the current one"}.get(
                mention.role, "only one source states it"
            )
            left[reason].append(index)
    silent = [
        NotCompared("no figures were found in it", (), index)
        for index in range(len(articles))
        if not any(m.article == index for m in mentions)
    ]
    return [NotCompared(reason, tuple(indices)) for reason, indices in left.items()] + silent
