"""The comparison of some articles, as the reader and the command line make it."""

from collections.abc import Sequence

from search.article import Article
from search.compare import Comparison


def compare_with_copies(articles: Sequence[Article]) -> Comparison:
    """Compare articles and name those that print one text; no decision is applied."""
    from search.compare import compare
    from search.compare.copies import marked

    return marked(compare(articles))
