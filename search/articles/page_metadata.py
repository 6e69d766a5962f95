"""What a web page says of itself: JSON-LD first, then OpenGraph and other meta elements, then its visible head."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

_LARGEST_SCRIPT = 1024 * 1024
_MOST_NODES = 5_000
_ARTICLES = ("article", "posting", "report", "reportage", "blogpost")  # ends of schema.org's names of articles

_DATES = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "date", "dc.date",
    "dc.date.issued", "dcterms.created", "dcterms.date", "dcterms.issued", "citation_publication_date", "citation_date",
    "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "parsely-pub-date", "sailthru.date",
    "cxenseparse:recs:publishtime", "article.published",
)  # fmt: skip
_SOURCES = (
    "og:site_name",
    "publisher",
    "dc.publisher",
    "citation_journal_title",
    "application-name",
    "apple-mobile-web-app-title",
)
_SAVED = re.compile(
    r"<!--[^>]{0,200}?(?:saved from url=\([0-9]{1,6}\)|\burl: {0,9}|Saved from: ?)(https?://[^\s<>\"]{1,2000})",
    re.IGNORECASE,
)
_DAY_IN_ADDRESS = re.compile(r"/((?:19|20)[0-9]{2})[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12][0-9]|3[01])(?:[/_-]|$)")
_SEPARATORS = re.compile(r" [|–—·•«»:-] ")


@dataclass(slots=True)
class PageMetadata:
    """Values as written on the page, "" where it states none."""

    title: str = ""
    source: str = ""
    language: str = ""
    date: str = ""
    url: str = ""


def page_metadata(root: Any, markup: str, url: str = "") -> PageMetadata:
    """Read the metadata of a page from its tree and, for notes of the tool that saved it, its markup."""
    found = PageMetadata(url=url)
    _from_json_ld(root, found)
    _from_meta(root, found)
    if not found.url and (saved := _SAVED.search(markup[:4000])):
        found.url = saved[1]
    heading = _heading(root)
    if not found.title:
        found.title = heading or _without_site(_text(root.find(".//title")), found.source)
    found.title = _without_site(found.title, found.source)
    if not found.date:
        found.date = _visible_date(root) or _day_in_address(found.url)
    if not found.source and found.url:
        found.source = host(found.url)
    return found


def host(url: str) -> str:
    """Return the host of an address without "www.", "" when it has none."""
    try:
        name = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return name.removeprefix("www.")


def _from_json_ld(root: Any, found: PageMetadata) -> None:
    nodes = [node for script in root.iterfind(".//script") if _is_json_ld(script) for node in _nodes(script.text)]
    articles = [node for node in nodes if _kind(node).endswith(_ARTICLES)]
    if not articles:
        return
    node = articles[0]
    found.title = _string(node.get("headline")) or _string(node.get("name"))
    found.date = _string(node.get("datePublished")) or _string(node.get("dateCreated"))
    found.language = _string(node.get("inLanguage"))
    publisher = node.get("publisher") or node.get("sourceOrganization")
    if isinstance(publisher, dict) and not publisher.get("name"):  # only a reference to another node
        publisher = next(
            (other for other in nodes if other.get("@id") == publisher.get("@id") and "name" in other), None
        )
    found.source = _string(publisher)
    address = _string(node.get("url")) or _string(node.get("mainEntityOfPage"))
    if not found.url and address.startswith(("http://", "https://")):
        found.url = address


def _is_json_ld(script: Any) -> bool:
    kind = script.get("type", "").lower()
    return "ld+json" in kind and bool(script.text) and len(script.text) <= _LARGEST_SCRIPT


def _nodes(text: str) -> Iterator[dict[str, Any]]:
    try:
        waiting: list[Any] = [json.loads(text, strict=False)]
    except (ValueError, RecursionError):
        return
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting[:0] = node[:_MOST_NODES]
        elif isinstance(node, dict):
            yield node
            waiting += [
                value for key, value in node.items() if key in ("@graph", "mainEntity", "mainEntityOfPage", "publisher")
            ]


def _kind(node: dict[str, Any]) -> str:
    kind = node.get("@type", "")
    kind = kind[0] if isinstance(kind, list) and kind else kind
    return kind.lower() if isinstance(kind, str) else ""


def _string(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name") or value.get("@id") or value.get("alternateName") or ""
    return " ".join(_unescaped(value).split()) if isinstance(value, str) else ""


def _unescaped(text: str) -> str:
    from html import unescape

    return unescape(text) if "&" in text else text


def _from_meta(root: Any, found: PageMetadata) -> None:
    values: dict[str, str] = {}
    for meta in root.iterfind(".//meta"):
        name = (
            meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        ).lower()
        content = " ".join(meta.get("content", "").split())
        if name and content:
            values.setdefault(name, content)
    found.title = found.title or values.get("og:title") or values.get("citation_title") or values.get("dc.title", "")
    found.source = found.source or next((values[name] for name in _SOURCES if name in values), "")
    found.source = "" if found.source.startswith(("http://", "https://")) else found.source
    found.date = found.date or next((values[name] for name in _DATES if name in values), "")
    found.language = (
        found.language
        or (root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
        or values.get("og:locale")
        or values.get("content-language")
        or values.get("language")
        or values.get("dc.language", "")
    )
    if not found.url:
        canonical = next(
            (link.get("href", "") for link in root.iterfind(".//link") if link.get("rel") == "canonical"), ""
        )
        address = canonical if canonical.startswith(("http://", "https://")) else values.get("og:url", "")
        found.url = address if address.startswith(("http://", "https://")) else ""


def _heading(root: Any) -> str:
    headings = [_text(heading) for heading in root.iterfind(".//h1")]
    return next((heading for heading in headings if heading), "") if len(headings) < 4 else ""


def _visible_date(root: Any) -> str:
    """The first <time> outside of lists of other articles: the page's own stands before theirs."""
    for time in root.iterfind(".//time"):
        stated = time.get("datetime", "").strip()
        if len(stated) >= 10 and not any(
            above.tag in ("nav", "aside", "footer", "li") for above in time.iterancestors()
        ):
            return str(stated)
    return ""


def _day_in_address(url: str) -> str:
    match = _DAY_IN_ADDRESS.search(url)
    return "-".join(match.groups()) if match else ""


def _without_site(title: str, source: str) -> str:
    """Return a title without the name of the site that many pages append to it."""
    pieces = _SEPARATORS.split(title)
    if len(pieces) < 2:
        return title
    if source and pieces[-1].strip().lower() == source.lower():
        return title[: title.rindex(pieces[-1])].rstrip(" |–—·•«»:-")
    return title


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext())[:2000].split()) if element is not None else ""
