"""HTML becomes blocks of readable text: paragraphs, headings, captions, items of lists and rows of tables.

Nothing is fetched and nothing is run. What the reader of a page does not see (scripts, hidden parts) is left out; what
stands in menus, side boxes and comments is kept with its place, for the caller to judge.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_UNSEEN = frozenset({
    "script", "style", "template", "svg", "iframe", "frame", "object", "embed", "video", "audio", "canvas",
    "select", "option", "datalist", "button", "input", "textarea", "head", "noscript", "map", "progress", "meter",
})  # fmt: skip
_STRUCK = frozenset({"del", "s", "strike"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PLACES = {"nav": "menu", "footer": "menu", "form": "menu", "dialog": "menu", "aside": "aside"}
_ROLES = {"navigation": "menu", "search": "menu", "contentinfo": "menu", "dialog": "menu", "complementary": "aside"}
# Words of class and id names, as the templates of newspapers and blogs use them.
_NAMED = {
    **dict.fromkeys(("comment", "comments", "disqus", "replies", "respond", "commentlist"), "comments"),
    **dict.fromkeys(("nav", "navbar", "menu", "breadcrumb", "breadcrumbs", "cookie", "cookies", "consent"), "menu"),
    **dict.fromkeys((
        "related", "newsletter", "share", "sharing", "social", "subscribe", "promo", "advert", "advertisement",
        "sponsored", "outbrain", "taboola", "pagination", "pager", "paywall", "popup", "modal", "trending",
        "recommended", "recommendations", "byline",
    ), "aside"),
}  # fmt: skip
_WORD = re.compile(r"[a-z]{1,30}")
_HIDDEN = re.compile(r"display ?: ?none|visibility ?: ?hidden", re.IGNORECASE)
_SUPERSCRIPT = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")

# `&#27;` and its like make the extractor lose the whole page; no page means them.
_CONTROL_REFERENCE = re.compile(
    r"&#(?:0{0,9}(?:[0-8]|1[1-9]|2[0-9]|3[01]|12[7-9]|1[34][0-9]|15[0-9]|6553[45])"
    r"|[xX]0{0,9}(?:[0-8bB]|[01][0-9a-fA-F]|7[fF]|[89][0-9a-fA-F]|[fF][fF][fF][eEfF]));?(?![0-9a-fA-F])"
)
# The C1 references that pages do mean: HTML reads them as Windows-1252.
_WINDOWS = re.compile(r"&#(?:0{0,9}(1[2-5][0-9])|[xX]0{0,9}([89][0-9a-fA-F]));?(?![0-9a-fA-F])")
_EMBEDDED = re.compile(r"data:[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,60}[^\"'()<>\s]{200,}", re.IGNORECASE)
_INVALID = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_DECLARATION = re.compile(r"^\s{0,99}<\?xml[^>]{0,200}\?>")
_SPACES_IN_LINE = re.compile(r" {2,}")
_SPACES = re.compile(r"[ \t\r\n\f]{1,}")


@dataclass(slots=True)
class Part:
    """A block of a page, with where it stands."""

    text: str
    tag: str
    """Name of the element that it is: "p", "h2", "li", "tr", "figcaption", …"""
    place: str = ""
    """"menu", "aside" or "comments" when it stands in one, "" in the open page."""
    linked: int = 0
    """Characters of `text` that are links."""
    container: int = 0
    """Number of the innermost <article> or <main> around it, 0 outside."""

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return self.tag in _HEADINGS


def prepared(markup: str) -> str:
    """Return a page without what keeps a parser busy or makes it fail: embedded files and control characters."""
    markup = _EMBEDDED.sub("data:,", _DECLARATION.sub("", markup, count=1))
    markup = _WINDOWS.sub(_windows, markup)
    markup = _CONTROL_REFERENCE.sub("\ufffd", markup)
    return _INVALID.sub("\ufffd", markup)


def _windows(match: re.Match[str]) -> str:
    code = int(match[1]) if match[1] else int(match[2], 16)
    return bytes([code]).decode("cp1252", "replace") if 0x80 <= code <= 0x9F else match[0]


def parse(markup: str) -> Any:
    """Return the root element of a prepared page, None when there is no element in it.

    Nothing is loaded from elsewhere; any markup gives some tree.
    """
    from lxml import etree, html

    parser = html.HTMLParser(no_network=True, huge_tree=True, remove_pis=True, encoding="utf-8")
    try:
        return html.document_fromstring(markup.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def parts_of_html(markup: str) -> list[Part]:
    """Return the blocks of a piece of HTML such as a feed or a mail carries, [] when it holds no text."""
    root = parse(prepared(markup))
    return [] if root is None else Walk().parts(root)


@dataclass(slots=True)
class Walk:
    """One pass over a tree, without recursion: pages nest their boxes thousands deep."""

    found: list[Part] = field(default_factory=list)
    struck: int = 0
    """Passages that the page shows struck out; they are not read, for they are what it no longer says."""
    _pieces: list[str] = field(default_factory=list)
    _linked: int = 0
    _links: int = 0
    _raised: int = 0
    _kept_space: int = 0
    _tags: list[str] = field(default_factory=list)
    _places: list[str] = field(default_factory=list)
    _containers: list[int] = field(default_factory=list)
    _rows: list[bool] = field(default_factory=list)
    _in_row: int = 0
    _numbered: int = 0

    def parts(self, root: Any) -> list[Part]:
        """Return the blocks below `root` in their order."""
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event == "start":
                if self._is_unseen(element):
                    self.struck += element.tag in _STRUCK and bool(element.text)
                    walk.skip_subtree()
                else:
                    self._start(element)
            elif event == "end":
                if not self._is_unseen(element):
                    self._end(element)
                self._text(element.tail)
            else:
                self._text(element.tail)
        self._flush()
        return self.found

    def _is_unseen(self, element: Any) -> bool:
        tag = element.tag
        if not isinstance(tag, str) or tag in _UNSEEN or tag in _STRUCK:
            return True
        attributes = element.attrib
        if not attributes:
            return False
        if "hidden" in attributes or attributes.get("aria-hidden") == "true":
            return True
        return bool(_HIDDEN.search(attributes.get("style", "")[:2000]))

    def _start(self, element: Any) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            if tag == "tr":
                self._flush()
                self._rows.append(_is_data(element))
                self._in_row += self._rows[-1]
            elif not self._in_row:
                self._flush()
            elif tag in ("td", "th") and self._pieces:
                self._pieces.append(" | ")
            self._tags.append(tag)
            self._places.append(_place(element) or (self._places[-1] if self._places else ""))
            outer = self._containers[-1] if self._containers else 0
            if tag in ("article", "main"):
                self._numbered += 1
                outer = self._numbered
            self._containers.append(outer)
            self._kept_space += tag == "pre"
        elif tag == "br":
            self._pieces.append("\n")
        elif tag == "a":
            self._links += 1
        elif tag == "sup":
            self._raised += 1
        self._text(element.text)

    def _end(self, element: Any) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            if not self._in_row or tag == "tr":
                self._flush()
            if tag == "tr" and self._rows:
                self._in_row -= self._rows.pop()
            self._tags.pop()
            self._places.pop()
            self._containers.pop()
            self._kept_space -= tag == "pre"
        elif tag == "a":
            self._links -= 1
        elif tag == "sup":
            self._raised -= 1

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if self._raised and (digits := text.strip()) and len(digits) <= 3:
            # "500 m<sup>2</sup>" is no 5002: a raised digit must not join the number before it.
            text = digits.translate(_SUPERSCRIPT)
        if not self._kept_space:
            text = _SPACES.sub(" ", text)
        self._pieces.append(text)
        if self._links:
            self._linked += len(text.strip())

    def _flush(self) -> None:
        text = "".join(self._pieces)
        linked, self._linked = self._linked, 0
        self._pieces.clear()
        if not text.strip(" \n|\xa0"):
            return
        lines = (text if self._kept_space else _SPACES_IN_LINE.sub(" ", text)).strip()
        if not self._kept_space:
            lines = "\n".join(line.strip() for line in lines.split("\n") if line.strip())
        tag = self._tags[-1] if self._tags else "p"
        if "li" in self._tags[-3:] and tag in ("li", "p", "div") and not lines.startswith("• "):
            tag = "li"
        place = self._places[-1] if self._places else ""
        self.found.append(
            Part(lines, tag, place, min(linked, len(lines)), self._containers[-1] if self._containers else 0)
        )


def _is_data(row: Any) -> bool:
    """Tell a row of figures from one that only lays the page out, as mails and old pages do."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    for cell in cells:
        inner = Counter(below.tag for below in islice(cell.iterdescendants(), 40) if below.tag in _BLOCKS)
        if inner["p"] > 1 or inner["div"] > 2 or inner.keys() - {"p", "div"}:
            return False
    return len(cells) > 1


def _place(element: Any) -> str:
    tag = element.tag
    if tag in ("body", "html", "main", "article"):
        return ""
    attributes = element.attrib
    if tag in _PLACES:
        return _PLACES[tag]
    if not attributes:
        return ""
    if role := _ROLES.get(attributes.get("role", "")):
        return role
    named = f"{attributes.get('class', '')[:200]} {attributes.get('id', '')[:100]}".lower()
    words = Counter(_NAMED[word] for word in _WORD.findall(named) if word in _NAMED)
    return words.most_common(1)[0][0] if words else ""
