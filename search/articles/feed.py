"""RSS and Atom files: each entry is an article."""

from collections.abc import Iterator
from html import unescape
from xml.etree.ElementTree import Element, tostring

from search.articles.document import Block, Content, Document, Unreadable
from search.articles.json_article import MARKUP
from search.articles.markup import parts_of_html
from search.articles.page import blocks_of
from search.articles.page_metadata import host
from search.articles.xml_tree import local, parse_xml

MOST_ENTRIES = 100_000
_DATES = ("pubDate", "published", "date", "issued", "updated", "modified")
_FULL = ("encoded", "content")
_SHORT = ("description", "summary", "subtitle")


def read(content: Content) -> Iterator[Document]:
    """Yield the entries of a feed."""
    root = parse_xml(content.file.read(), lenient=True)
    if local(root) not in ("rss", "feed", "RDF"):
        raise Unreadable("is XML but no feed: save the article as text")
    channel = next((element for element in root if local(element) == "channel"), root)
    source = _plain(_child(channel, ("title",)))
    language = _plain(_child(channel, ("language",))) or root.get("{http://www.w3.org/XML/1998/namespace}lang", "")
    count = 0
    for entry in root.iter():
        if local(entry) not in ("item", "entry"):
            continue
        count += 1
        document = _document(entry, source, language)
        if document is None:
            content.losses.add(f"has an entry, number {count:,}, without text")
        else:
            yield document
        if count >= MOST_ENTRIES:
            break
    if not count:
        raise Unreadable("is a feed without entries: nothing to read")


def _document(entry: Element, source: str, language: str) -> Document | None:
    title = _plain(_child(entry, ("title",)))
    full, short = _blocks(_child(entry, _FULL)), _blocks(_child(entry, _SHORT))
    blocks = full or short
    notes = () if full else ("the feed gives a summary only",)
    heading = () if not title or any(block.text == title for block in blocks[:3]) else (Block(title),)
    if not heading and not blocks:
        return None
    own = _child(entry, ("source",))
    name = (_plain(_child(own, ("title",))) or _plain(own)) if own is not None else ""
    url = _address(entry)
    return Document(
        (*heading, *blocks), title, name or source or host(url),
        entry.get("{http://www.w3.org/XML/1998/namespace}lang", "") or _plain(_child(entry, ("language",))) or language,
        _plain(_child(entry, _DATES)), url, notes,
    )  # fmt: skip


def _child(element: Element | None, names: tuple[str, ...]) -> Element | None:
    """Return the first child of the first of the names that has something in it."""
    if element is None:
        return None
    for name in names:
        for child in element:
            if local(child) == name and (len(child) or (child.text or "").strip()):
                return child
    return None


def _plain(element: Element | None) -> str:
    if element is None:
        return ""
    text = "".join(element.itertext())[:4000]
    if element.get("type") in ("html", "xhtml") or MARKUP.search(text):
        text = " ".join(part.text for part in parts_of_html(text))
    # Many feeds escape twice: "&amp;amp;" is "&" in the headline.
    return " ".join(unescape(text).split())


def _blocks(element: Element | None) -> tuple[Block, ...]:
    if element is None:
        return ()
    if len(element):  # Atom's xhtml: the markup is part of the XML
        text = tostring(element, encoding="unicode").replace("<html:", "<").replace("</html:", "</")
        text = text.replace("<ns0:", "<").replace("</ns0:", "</").replace("<ns1:", "<").replace("</ns1:", "</")
        return blocks_of(parts_of_html(text))
    text = element.text or ""
    if element.get("type") == "text" or ("<" not in text and "&" not in text):
        return tuple(Block(line.strip()) for line in text.split("\n\n") if line.strip())
    return blocks_of(parts_of_html(text))


def _address(entry: Element) -> str:
    for link in entry:
        if local(link) == "link":
            address = link.get("href", "") if link.get("rel", "alternate") == "alternate" else ""
            address = address or (link.text or "").strip()
            if address.startswith(("http://", "https://")):
                return address
    return ""
