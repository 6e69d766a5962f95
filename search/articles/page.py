"""Web pages: trafilatura tells the story from the page, and the page's own blocks are kept in their order.

The extractor alone drops captions, equal paragraphs and some tables, and with them figures. So it is asked only which
blocks are the story; what stands between them and is no menu is kept, as story or as page furniture.
"""

import re
from collections.abc import Iterator
from typing import Any

from search.articles.document import Block, Content, Document, Unreadable
from search.articles.encoding import decode
from search.articles.markup import Part, Walk, parse, prepared
from search.articles.page_metadata import PageMetadata, page_metadata

LARGEST_MARKUP = 20 * 1024 * 1024
"""Characters of markup that are parsed, after embedded pictures and fonts are taken out."""
LARGEST_EXTRACTED = 4 * 1024 * 1024
"""Characters of markup that the extractor is given; it takes about 30 ms for each 100,000."""
MOST_ELEMENTS = 60_000
MOST_PARTS = 20_000
FEWEST_WORDS = 8
"""Words from which an unlinked line between two paragraphs of the story is taken for story too."""

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset=[\"']?\s{0,9}([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"<\?xml[^>]{0,200}?encoding=[\"']([A-Za-z0-9_.-]{1,40})")
_SQUEEZED = re.compile(r"[\s|\-•]{1,}")
_LONG = 40  # characters, squeezed, from which a block is found inside a longer line of the story too
_SCRIPTS = re.compile(r"<(script|style)\b", re.IGNORECASE)


def read(content: Content) -> Iterator[Document]:
    """Yield the article of a web page."""
    yield document_of(content.file.read())


def document_of(data: bytes, charset: str = "", url: str = "") -> Document:
    """Return the article of a page; `charset` and `url` are what its envelope (a mail, a server) says of it."""
    head = data[:4096]
    declared = charset or next(
        (found[1].decode("ascii") for found in (_XML_CHARSET.search(head), _CHARSET.search(head)) if found), ""
    )
    decoded = decode(data, declared)
    if decoded is None:
        raise Unreadable("is no web page but a binary file: save the page again")
    notes = (decoded.note,) if decoded.note else ()
    return document_of_markup(decoded.text, url, notes)


def document_of_markup(text: str, url: str = "", notes: tuple[str, ...] = ()) -> Document:
    """Return the article of a page that is decoded already."""
    markup = prepared(text)
    if len(markup) > LARGEST_MARKUP:
        raise Unreadable("is larger than 20 MB without its pictures: save the article alone")
    root = parse(markup)
    if root is None:
        raise Unreadable("holds no text: nothing to read")
    metadata = page_metadata(root, text, url)
    walk = Walk()
    parts = walk.parts(root)
    said = list(notes)
    if walk.struck:
        said.append("struck-out text is left out")
    if len(parts) > MOST_PARTS:
        parts = parts[:MOST_PARTS]
        said.append(f"only the first {MOST_PARTS:,} lines of the page are shown")
    story = _story(root, markup)
    chosen = [_is_story(part, story) for part in parts]
    if any(chosen):
        blocks, left_out = _around(parts, chosen, metadata.title)
        if left_out:
            said.append(f"{left_out} line{'s' * (left_out > 1)} of menus, footers and comments left out")
    elif story.lines:
        blocks = tuple(Block(line) for line in story.lines)
        said.append("the text comes from the page's data, not from what it shows")
    else:
        blocks = _whole(parts)
        said.append("the story was not recognised on the page: all of its text is shown")
    return _document(blocks, metadata, said)


def _document(blocks: tuple[Block, ...], metadata: PageMetadata, notes: list[str]) -> Document:
    if not any(block.text.strip() for block in blocks):
        raise Unreadable("holds no text: it may show its text by a script; save the page from the browser")
    return Document(
        _with_title(blocks, metadata.title), metadata.title, metadata.source, metadata.language, metadata.date,
        metadata.url, tuple(notes),
    )  # fmt: skip


def _with_title(blocks: tuple[Block, ...], title: str) -> tuple[Block, ...]:
    """Open with the headline, which is part of what a source says, unless it stands there already."""
    wanted = _squeeze(title)
    if not wanted or any(_squeeze(block.text) == wanted for block in blocks[:12]):
        return blocks
    return (Block(title), *blocks)


class _Story:
    """The lines that the extractor takes for the story."""

    def __init__(self, text: str) -> None:
        self.lines = [line.strip() for line in text.split("\n") if line.strip()]
        self.squeezed = {_squeeze(line) for line in self.lines} - {""}
        self.haystack = "\n".join(self.squeezed)


def _story(root: Any, markup: str) -> _Story:
    if len(markup) > LARGEST_EXTRACTED and _SCRIPTS.search(markup):
        markup = _without_scripts(markup)
    if len(markup) > LARGEST_EXTRACTED or _count(root) > MOST_ELEMENTS:
        return _Story("")
    from trafilatura import bare_extraction

    found = bare_extraction(markup, include_comments=False, include_tables=True, with_metadata=False)
    text = found.get("text") if isinstance(found, dict) else getattr(found, "text", "")
    return _Story(text or "")


def _without_scripts(markup: str) -> str:
    """Cut the elements script and style out, without a pattern that looks for their end again and again."""
    pieces, place = [], 0
    lowered = markup.lower()
    while match := _SCRIPTS.search(markup, place):
        pieces.append(markup[place : match.start()])
        end = lowered.find(f"</{match[1].lower()}", match.end())
        if end < 0:
            return "".join(pieces)
        place = end
    return "".join([*pieces, markup[place:]])


def _count(root: Any) -> int:
    count = 0
    for _ in root.iter():
        count += 1
        if count > MOST_ELEMENTS:
            break
    return count


def _squeeze(text: str) -> str:
    return _SQUEEZED.sub("", text)


def _is_story(part: Part, story: _Story) -> bool:
    if not story.squeezed:
        return False
    text = _squeeze(part.text)
    if text in story.squeezed:
        return part.place != "comments"
    if len(text) >= _LONG and text in story.haystack:
        return part.place != "comments"
    lines = part.text.split("\n")
    return len(lines) > 1 and any(len(line) >= 20 and _squeeze(line) in story.squeezed for line in lines)


def _around(parts: list[Part], chosen: list[bool], title: str) -> tuple[tuple[Block, ...], int]:
    """Return the story with what stands in and next to it, and how many lines of the rest of the page were left out."""
    first = chosen.index(True)
    last = len(chosen) - 1 - chosen[::-1].index(True)
    container = parts[last].container or parts[first].container
    wanted = _squeeze(title)
    opening = next(
        (i for i in range(first, -1, -1) if parts[i].tag == "h1" or _squeeze(parts[i].text) == wanted), first
    )
    blocks: list[Block] = []
    left_out = 0
    for index, part in enumerate(parts):
        inside = opening <= index <= last or (part.container == container != 0 and part.place != "menu")
        if not inside or part.place == "comments" or (part.place == "menu" and not chosen[index]):
            left_out += 1
            continue
        story = chosen[index] or (opening <= index <= last and _may_be_story(part, wanted))
        blocks.append(_block(part, not story, blocks))
    return tuple(blocks), left_out


def _may_be_story(part: Part, title: str) -> bool:
    """Tell a line that the extractor passed over from page furniture: it drops captions and lone figures."""
    if part.place or part.linked > 0.5 * len(part.text):
        return False
    if (
        part.tag in ("h1", "figcaption", "caption", "tr", "li", "blockquote", "dt", "dd")
        or _squeeze(part.text) == title
    ):
        return True
    if part.is_heading:
        return True
    words = part.text.split()
    return len(words) >= FEWEST_WORDS or (part.tag == "p" and part.text.rstrip().endswith((".", "!", "?", "”", "»")))


def _block(part: Part, furniture: bool, before: list[Block]) -> Block:
    item = part.tag == "li"
    tight = part.tag in ("li", "tr", "dd") and bool(before) and _same_kind(part, before[-1])
    return Block(f"• {part.text}" if item else part.text, furniture, tight)


def _same_kind(part: Part, before: Block) -> bool:
    if part.tag == "li":
        return before.text.startswith("• ")
    return part.tag == "dd" or " | " in before.text


def _whole(parts: list[Part]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for part in parts:
        if part.place not in ("menu", "comments"):
            blocks.append(_block(part, part.linked > 0.8 * len(part.text), blocks))
    return tuple(blocks) or tuple(Block(part.text, True) for part in parts)


def blocks_of(parts: list[Part]) -> tuple[Block, ...]:
    """Return blocks for a piece of HTML that is all story, such as an entry of a feed."""
    blocks: list[Block] = []
    for part in parts:
        blocks.append(_block(part, False, blocks))
    return tuple(blocks)
