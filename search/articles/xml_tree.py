"""XML from outside becomes a tree: no entities, no document type, bounded in depth and size."""

import re
from html.entities import html5
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from search.articles.document import Unreadable
from search.articles.encoding import decode

DEEPEST = 200
"""Elements within elements: a document of Word reaches about thirty."""
MOST_ELEMENTS = 2_000_000
_XML_OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_BARE = re.compile(r"&(?!#[0-9]{1,7};|#x[0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{0,31};)")
_INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_INVALID_REFERENCE = re.compile(r"&#(?:0{0,7}(?:[0-8]|1[124-9]|2[0-9]|3[01])|x0{0,7}(?:[0-8bBcCeEfF]|1[0-9a-fA-F]));")
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}encoding=[\"']([A-Za-z0-9_.-]{1,40})")


def parse_xml(data: bytes, lenient: bool = False) -> Element:
    """Return the root element; names carry their namespace as in `ElementTree`.

    With `lenient`, what makes most broken feeds broken is mended first: control characters, HTML's own entities and
    ampersands that begin none. Raises `Unreadable` for a document type with entities, and for XML that is none.
    """
    declared = _DECLARED.search(data[:300])
    decoded = decode(data, declared[1].decode("ascii") if declared else "")
    if decoded is None:
        raise Unreadable("is damaged: its XML is no text")
    text = decoded.text
    if lenient:
        text = _INVALID_REFERENCE.sub("\ufffd", _INVALID.sub("\ufffd", text))
        text = _NAMED.sub(lambda match: match[0] if match[1] in _XML_OWN else html5.get(f"{match[1]};", match[0]), text)
        text = _BARE.sub("&amp;", text)
    return _parse(text.lstrip().encode("utf-8", "replace"))


def _parse(data: bytes) -> Element:
    builder = TreeBuilder()
    parser = expat.ParserCreate("utf-8", "}")
    depth = count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth += 1
        count += 1
        if depth > DEEPEST or count > MOST_ELEMENTS:
            raise Unreadable("nests or repeats its XML beyond all measure: it is not followed")
        builder.start(_qualified(name), {_qualified(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_qualified(name))

    def refuse(*_: object) -> int:
        raise Unreadable("defines entities in its XML, as bombs do: it is not followed")

    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = refuse
    parser.UnparsedEntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    try:
        parser.Parse(data, True)
        return builder.close()
    except (expat.ExpatError, AssertionError, ValueError) as error:
        line = f" in line {error.lineno}" if isinstance(error, expat.ExpatError) else ""
        raise Unreadable(f"is no well-formed XML{line}: save it again from its source") from None


def _qualified(name: str) -> str:
    return f"{{{name}" if "}" in name else name


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
