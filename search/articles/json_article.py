"""An object of JSON becomes an article: the names that archives, scrapers and services give its fields."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from search.articles.document import Block, Document
from search.articles.markup import parts_of_html
from search.articles.page import blocks_of

_TITLES = ("title", "headline", "heading", "name", "subject")
_TEXTS = (
    "text", "body", "content", "articlebody", "article_text", "maintext", "full_text", "fulltext", "paragraphs",
    "bodytext", "content_text", "raw_text", "plain_text", "content_html", "html", "story", "article", "summary",
    "description",
)  # fmt: skip
_SOURCES = (
    "source", "publisher", "outlet", "publication", "newspaper", "site_name", "sitename", "source_name", "site",
    "media", "source_domain", "domain", "hostname",
)  # fmt: skip
_LANGUAGES = ("language", "lang", "inlanguage", "language_code", "locale")
_DATES = (
    "date", "published", "publishedat", "published_at", "date_published", "datepublished", "publication_date",
    "pubdate", "date_publish", "publish_date", "published_date", "created_at", "timestamp", "datetime", "time",
)  # fmt: skip
_URLS = ("url", "link", "uri", "permalink", "source_url", "external_url", "canonical")
_LISTS = (
    "articles",
    "items",
    "entries",
    "documents",
    "docs",
    "results",
    "data",
    "records",
    "stories",
    "hits",
    "response",
)
MARKUP = re.compile(
    r"<(?:p|div|br|span|h[1-6]|ul|ol|table|article|section|a|em|strong|b|i|figure)\b[^<>]{0,500}>", re.I
)
_DEEPEST = 4  # lists within objects that are followed


def document_of(value: Any, digest: str = "") -> Document | None:
    """Return the article that an object of JSON describes, None when it has no text."""
    if not isinstance(value, dict):
        return None
    fields = {str(key).lower(): item for key, item in value.items()}
    blocks = next((blocks for name in _TEXTS if (blocks := _blocks(fields.get(name)))), ())
    title = _string(fields, _TITLES)
    if not blocks:
        return None
    return Document(
        blocks, title, _string(fields, _SOURCES), _string(fields, _LANGUAGES), _date(fields), _string(fields, _URLS),
        digest=digest, firm=True,
    )  # fmt: skip


def objects_in(value: Any) -> Iterator[Any]:
    """Yield the objects of a JSON file that may be articles: itself, or those of the list it holds."""
    for _ in range(_DEEPEST):
        if isinstance(value, list):
            yield from value
            return
        if not isinstance(value, dict):
            return
        fields = {str(key).lower(): item for key, item in value.items()}
        inner = next(
            (fields[name] for name in _LISTS if isinstance(fields.get(name), list | dict) and fields[name]), None
        )
        if inner is None or (isinstance(inner, dict) and document_of(value)):
            yield value
            return
        value = inner


def _blocks(value: Any) -> tuple[Block, ...]:
    if isinstance(value, list):
        lines = [item if isinstance(item, str) else item.get("text") for item in value if isinstance(item, str | dict)]
        return tuple(Block(line.strip()) for line in lines if isinstance(line, str) and line.strip())
    if not isinstance(value, str) or not value.strip():
        return ()
    if MARKUP.search(value[:20_000]):
        return blocks_of(parts_of_html(value))
    return (Block(value.strip("\n")),)


def _string(fields: dict[str, Any], names: tuple[str, ...]) -> str:
    for name in names:
        value = fields.get(name)
        if isinstance(value, dict):
            value = value.get("name") or value.get("title") or value.get("id")
        if isinstance(value, str) and value.strip():
            return " ".join(value[:4000].split())
    return ""


def _date(fields: dict[str, Any]) -> str:
    for name in _DATES:
        value = fields.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()[:80]
        if isinstance(value, int | float) and not isinstance(value, bool) and (day := _of_clock(value)):
            return day
    return ""


def _of_clock(value: float) -> str:
    """Return the day of seconds or milliseconds since 1970, "" when they are neither."""
    seconds = value / 1000 if abs(value) > 1e11 else value
    try:
        return datetime.fromtimestamp(seconds, UTC).date().isoformat() if 1e8 < seconds < 1e10 else ""
    except (OverflowError, ValueError, OSError):
        return ""
