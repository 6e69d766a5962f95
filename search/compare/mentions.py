"""From an article's figures to mentions: each figure with its context, role, object and speaker."""

from collections import Counter
from collections.abc import Sequence

from search.article import Article
from search.compare.context import Context, Page, contexts, read_page
from search.compare.evidence import heads
from search.compare.lexicon import meanings
from search.compare.mention import Mention
from search.compare.roles import objects, previous_by_order, role
from search.compare.words import words
from search.figures import Figure, Kind


def mentions_of(index: int, article: Article, figures: Sequence[Figure]) -> list[Mention]:
    """The mentions of one article, in order; `index` is its place among the articles compared."""
    page = read_page(article.body, article.language, article.published, figures)
    result = []
    for sentence, own in enumerate(page.figures):
        started = previous_by_order(page, sentence) if len(own) > 1 else frozenset()
        for figure, context in contexts(page, sentence):
            result.append(
                Mention(
                    index,
                    figure,
                    context,
                    role(figure, context, started),
                    objects(figure, page, sentence),
                    _speaker(page, sentence),
                    heads(figure, context),
                    _counted(figure, context, article.language),
                )
            )
    return result


def _counted(figure: Figure, context: Context, language: str) -> frozenset[str]:
    if figure.kind is not Kind.COUNT:
        return frozenset()
    return frozenset(meanings(figure.unit, language)) or context.after


_SPEAKERS = frozenset({"police", "organiser", "union"})


def _speaker(page: Page, sentence: int) -> str:
    """The kind of speaker whose word the sentence gives: "police", "organiser"; "" for the article's own."""
    named = {sense.concept for sense in page.cues[sentence]}
    if "attribution" not in named:
        return ""
    speakers = (named | {sense.concept for sense in page.senses[sentence]}) & _SPEAKERS
    return next(iter(speakers)) if len(speakers) == 1 else ""


_LEADING_NAMES = 3


def topic(articles: Sequence[Article]) -> frozenset[str]:
    """Folded names that lead the story: among the three most frequent capitalised words of most articles."""
    count: Counter[str] = Counter()
    for article in articles:
        names = Counter(w.folded for w in words(article.body) if w.capital and len(w.folded) > 2)
        count.update(name for name, times in names.most_common(_LEADING_NAMES) if times > 1)
    return frozenset(name for name, times in count.items() if times > len(articles) / 2)
