"""The addresses of web pages that an article names."""

import re

from search.article import Article

MOST = 200
_LINK = re.compile(r"https?://[^\s<>\"“”«»]{1,2000}")
_BEHIND = ".,;:!?'’…"
_BRACKETS = {")": "(", "]": "[", "}": "{"}


def links(article: Article) -> tuple[str, ...]:
    """Return the links, each once: the article's own address first, then those in its text, at most `MOST`."""
    found = dict.fromkeys([article.url] if article.url else [])
    for match in _LINK.finditer(article.body):
        if len(found) >= MOST:
            break
        found[_without_what_follows(match[0])] = None
    return tuple(found)


def _without_what_follows(link: str) -> str:
    """The link without the punctuation of the sentence, and without a bracket that was opened before it."""
    while link[-1] in _BEHIND or (link[-1] in _BRACKETS and link.count(link[-1]) > link.count(_BRACKETS[link[-1]])):
        link = link[:-1]
    return link
