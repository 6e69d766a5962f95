"""On which line of its file an article's body begins, so that a place can be named as compilers do."""

from pathlib import Path

from search.article import Article

_LINED = (".txt", ".md")


def first_line(article: Article) -> int:
    """The line, counted from 1; 0 where the file has no lines that a reader could go to, or is not there any more."""
    from search.articles.encoding import decode
    from search.articles.files import Found, read_bytes
    from search.text import clean

    path = Path(article.path)
    if path.suffix.lower() not in _LINED:
        return 0
    data = read_bytes(Found(path, article.path, True, 0, 0, 0))
    decoded = decode(data) if isinstance(data, bytes) else None
    if decoded is None:
        return 0
    text = clean(decoded.text)
    # A file of several articles holds the body somewhere; one of one article ends with it.
    start = len(text) - len(article.body) if text.endswith(article.body) else text.find(article.body)
    return text.count("\n", 0, start) + 1 if start >= 0 else 0
