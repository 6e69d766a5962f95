"""Word documents (DOCX): paragraphs, lists, tables and footnotes, as they stand after all tracked changes."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from search.articles.archive import Archive
from search.articles.document import Block, Content, Document, Unreadable
from search.articles.export import documents_of_export
from search.articles.xml_tree import local, parse_xml

_MAIN = "word/document.xml"
# What was deleted or moved away, instructions of fields, and the second copy of a drawing for old versions of Word.
_UNSEEN = frozenset(
    {"del", "moveFrom", "Fallback", "instrText", "delText", "rPr", "pPr", "sectPr", "tblPr", "trPr", "tcPr"}
)
_TEXTS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}


def read(content: Content) -> Iterator[Document]:
    """Yield the articles of a document: one, or those of a press archive's export."""
    archive = Archive(content.file)
    if _MAIN not in archive:
        raise Unreadable(
            "is no Word document but another kind of archive: save it as .docx"
            if "mimetype" not in archive
            else "is an archive of another program: save it as .docx"
        )
    body = next((e for e in parse_xml(archive.read(_MAIN)) if local(e) == "body"), None)
    blocks = _Body(archive).blocks(body) if body is not None else []
    notes = _footnotes(archive)
    if not any(block.text.strip() for block in (*blocks, *notes)):
        raise Unreadable("holds no text: it may be a picture of a page")
    core = parse_xml(archive.read("docProps/core.xml")) if "docProps/core.xml" in archive else Element("none")
    lines = [line for block in blocks for line in block.text.split("\n")]
    if documents := documents_of_export(lines, wrapped=False):
        yield from documents
        return
    made = _core(core, "created")[:10]
    said = (f"the file was made on {made}",) if made else ()
    yield Document((*blocks, *notes), _core(core, "title"), "", _core(core, "language"), notes=said)


class _Body:
    """One pass over the body of a document, without recursion."""

    def __init__(self, archive: Archive) -> None:
        self.headings, self.bullets = _styles(archive)

    def blocks(self, body: Element) -> list[Block]:
        found: list[Block] = []
        in_table = False
        for element in _top_level(body):
            if local(element) == "tbl":
                for row in (e for e in element if local(e) == "tr"):
                    cells = [" ".join(_text(cell).split()) for cell in row if local(cell) == "tc"]
                    if any(cells):
                        found.append(Block(" | ".join(cells), tight=in_table))
                        in_table = True
                in_table = False
                continue
            text = "\n".join(line.strip() for line in _text(element).split("\n") if line.strip())
            if text:
                item = self._is_item(element)
                tight = item and bool(found) and found[-1].text.startswith("• ")
                found.append(Block(f"• {text}" if item else text, tight=tight))
        return found

    def _is_item(self, paragraph: Element) -> bool:
        properties = next((e for e in paragraph if local(e) == "pPr"), None)
        if properties is None:
            return False
        style = next((_value(e) for e in properties if local(e) == "pStyle"), "")
        numbered = any(local(e) == "numPr" for e in properties)
        return (numbered or style in self.bullets) and style not in self.headings


def _top_level(body: Element) -> Iterator[Element]:
    """Yield paragraphs and tables in their order, also those inside content controls."""
    waiting = list(reversed(body))
    while waiting:
        element = waiting.pop()
        name = local(element)
        if name in ("p", "tbl"):
            yield element
        elif name not in _UNSEEN:
            waiting.extend(reversed(element))


def _text(element: Element) -> str:
    pieces: list[str] = []
    waiting = list(reversed(element))
    while waiting:
        current = waiting.pop()
        name = local(current)
        if name in _UNSEEN:
            continue
        if name == "t":
            pieces.append(current.text or "")
        elif name in _TEXTS:
            pieces.append(_TEXTS[name])
        elif name == "p" and pieces:
            pieces.append("\n")
        if name == "r" and _is_struck(current):
            continue
        if name == "r" and _is_raised(current):
            raised = "".join(e.text or "" for e in current if local(e) == "t")
            pieces.append(raised.translate(_RAISED))
            continue
        waiting.extend(reversed(current))
    return "".join(pieces)


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def _is_struck(run: Element) -> bool:
    """Text that is struck out is what its writer no longer says."""
    properties = next((e for e in run if local(e) == "rPr"), None)
    return properties is not None and any(
        local(e) in ("strike", "dstrike") and _value(e) not in ("0", "false") for e in properties
    )


def _is_raised(run: Element) -> bool:
    """Raised digits must not join the number before them: 500 m² is no 5002."""
    properties = next((e for e in run if local(e) == "rPr"), None)
    return properties is not None and any(
        _value(e) == "superscript" if local(e) == "vertAlign" else local(e) == "position" and _value(e).isdigit()
        for e in properties
    )


def _value(element: Element) -> str:
    return next((value for key, value in element.attrib.items() if key.endswith("}val")), "")


def _styles(archive: Archive) -> tuple[frozenset[str], frozenset[str]]:
    """Return the styles that are headings, and those that are lists."""
    if "word/styles.xml" not in archive:
        return frozenset(), frozenset()
    headings, bullets = set(), set()
    for style in (e for e in parse_xml(archive.read("word/styles.xml")) if local(e) == "style"):
        key = next((value for name, value in style.attrib.items() if name.endswith("}styleId")), "")
        name = next((_value(e).lower() for e in style if local(e) == "name"), "")
        if name.startswith(("heading", "title", "subtitle")):
            headings.add(key)
        elif name.startswith(("list bullet", "list number", "list paragraph")):
            bullets.add(key)
    return frozenset(headings), frozenset(bullets)


def _footnotes(archive: Archive) -> list[Block]:
    found: list[Block] = []
    for part in ("word/footnotes.xml", "word/endnotes.xml"):
        if part in archive:
            for note in parse_xml(archive.read(part)):
                text = " ".join(_text(note).split())
                if text:
                    found.append(Block(text, tight=bool(found)))
    return found


def _core(core: Element, name: str) -> str:
    return next((" ".join((e.text or "").split()) for e in core if local(e) == name), "")
