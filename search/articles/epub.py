"""EPUB: the chapters of a book in the order of its spine, as one article."""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from search.articles.archive import Archive
from search.articles.document import Block, Content, Document, Unreadable
from search.articles.encoding import decode
from search.articles.markup import parts_of_html
from search.articles.page import blocks_of
from search.articles.xml_tree import local, parse_xml

MOST_CHAPTERS = 5_000
_CONTAINER = "META-INF/container.xml"


def read(content: Content) -> Iterator[Document]:
    """Yield the one article of a book."""
    archive = Archive(content.file)
    if _CONTAINER not in archive:
        raise Unreadable("is no EPUB: its table of contents is missing")
    rootfile = next((e for e in parse_xml(archive.read(_CONTAINER)).iter() if local(e) == "rootfile"), None)
    if rootfile is None:
        raise Unreadable("is a damaged EPUB: it does not say where its contents are")
    path = rootfile.get("full-path", "")
    package = parse_xml(archive.read(path), lenient=True)
    blocks: list[Block] = []
    missing = 0
    for chapter in _chapters(package, posixpath.dirname(path)):
        if chapter not in archive:
            missing += 1
            continue
        decoded = decode(archive.read(chapter))
        if decoded is not None:
            blocks += blocks_of(parts_of_html(decoded.text))
    if not blocks:
        raise Unreadable("holds no text: its pages may be pictures")
    notes = (f"{missing} chapter{'s' * (missing > 1)} missing from the file",) if missing else ()
    yield Document(
        tuple(blocks), _stated(package, "title"), _stated(package, "publisher"),
        _stated(package, "language"), _date(package), _address(package), notes,
    )  # fmt: skip


def _chapters(package: Element, folder: str) -> list[str]:
    items = {e.get("id", ""): e for e in package.iter() if local(e) == "item"}
    spine = [items[e.get("idref", "")] for e in package.iter() if local(e) == "itemref" and e.get("idref", "") in items]
    # The table of contents repeats the headings; readers do not turn to it either.
    wanted = [
        e for e in spine if "nav" not in e.get("properties", "").split() and "html" in e.get("media-type", "html")
    ]
    return [posixpath.normpath(posixpath.join(folder, unquote(e.get("href", "")))) for e in wanted[:MOST_CHAPTERS]]


def _stated(package: Element, name: str) -> str:
    return next(
        (" ".join((e.text or "").split()) for e in package.iter() if local(e) == name and (e.text or "").strip()), ""
    )


def _date(package: Element) -> str:
    dates = [e for e in package.iter() if local(e) == "date" and (e.text or "").strip()]
    published = [e for e in dates if "publication" in " ".join(e.attrib.values()).lower()]
    return next(((e.text or "").strip() for e in published or dates), "")


def _address(package: Element) -> str:
    stated = _stated(package, "source")
    return stated if stated.startswith(("http://", "https://")) else ""
