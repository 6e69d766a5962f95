"""How articles are called where there is room for a few words."""

from search.article import Article


def byline(article: Article) -> str:
    """Return who published it, or else its name, to call it by in one line."""
    return article.source or article.name or article.path


def language_name(code: str, locale: str) -> str:
    """Return what a language is called in a locale, its code where the locale has no name for it. Loads Babel.

    >>> language_name("pt-BR", "es")
    'portugués (Brasil)'
    """
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code.replace("-", "_")).get_display_name(locale) or code
    except (ValueError, UnknownLocaleError):
        return code
