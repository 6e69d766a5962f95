"""From an article's figures to mentions: each figure with its context, role, object and speaker."""

from collections.abc import Sequence

from search.article import Article
from search.compare.context import Context, Page, contexts, measured, read_page, writes_nouns_with_capitals
from search.compare.lexicon import meanings
from search.compare.mention import Mention
from search.compare.roles import objects, previous_by_order, role
from search.compare.story import spelled_names
from search.figures import Figure, Kind


def read_pages(articles: Sequence[Article], figures: Sequence[Sequence[Figure]]) -> list[Page]:
    """Each article cut into sentences. Where every noun has a capital, names are those that other articles name."""
    pages: dict[int, Page] = {}
    for capitals in (False, True):
        known = spelled_names(list(pages.values())) if capitals else None
        for index, (article, own) in enumerate(zip(articles, figures, strict=True)):
            if writes_nouns_with_capitals(article.language) == capitals:
                pages[index] = read_page(article.body, article.language, article.published, own, known)
    return [pages[index] for index in range(len(articles))]


def mentions_of(index: int, page: Page) -> list[Mention]:
    """The mentions of one article, in order; `index` is its place among the articles compared."""
    years = frozenset({page.published.year - 1, page.published.year}) if page.published else frozenset()
    result = []
    for sentence, own in enumerate(page.figures):
        started = previous_by_order(page, sentence) if len(own) > 1 else frozenset()
        for figure, context in contexts(page, sentence):
            result.append(
                Mention(
                    index,
                    figure,
                    context,
                    role(figure, context, started, page.body),
                    objects(figure, page, sentence),
                    _speaker(page, sentence),
                    tuple(measured(context, figure.kind)),
                    years,
                    _counted(figure, context, page.language),
                )
            )
    return result


def _counted(figure: Figure, context: Context, language: str) -> frozenset[str]:
    if figure.kind is not Kind.COUNT:
        return frozenset()
    return frozenset(meanings(figure.unit, language)) or context.after


_SPEAKERS = frozenset({"police", "organiser", "trade_union", "employer", "government", "opposition"})


def _speaker(page: Page, sentence: int) -> str:
    """The kind of speaker whose word the sentence gives: "police", "organiser"; "" for the article's own."""
    named = {sense.concept for sense in page.cues[sentence]}
    if "attribution" not in named:
        return ""
    speakers = (named | {sense.concept for sense in page.senses[sentence]}) & _SPEAKERS
    return next(iter(speakers)) if len(speakers) == 1 else ""
