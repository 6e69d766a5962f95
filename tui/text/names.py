"""How articles are called where there is room for a few words."""

from search.article import Article


def byline(article: Article) -> str:
    """Return who published it, or else its name, to call it by in one line."""
    return article.source or article.name or article.path
