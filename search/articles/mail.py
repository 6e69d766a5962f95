"""Mails: newsletters, alerts and articles that somebody forwarded."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message
from email.utils import parseaddr

from search.articles.document import Block, Content, Document, Unreadable
from search.articles.encoding import decode
from search.articles.markup import parts_of_html
from search.articles.page import blocks_of

MOST_PARTS = 1_000
MOST_COMPARISONS = 20_000_000
"""Lines times boundaries of the largest mail: about five seconds. Real ones stay below a tenth of it."""
_LARGEST_BODY = 10 * 1024 * 1024
_SIGNATURE = re.compile(r"-- ?")
_ADDRESS = re.compile(r"[ <(]{0,9}https?://[^\s<>]{1,2000}[ >)]{0,9}")


def read(content: Content) -> Iterator[Document]:
    """Yield the one article of a mail."""
    yield document_of(content.file.read())


def document_of(data: bytes, digest: str = "") -> Document:
    """Return what a mail says, without its attachments."""
    message = message_of(data)
    plain, html, attached = _bodies(message)
    blocks = _plain_blocks(plain)
    rich = blocks_of(parts_of_html(html)) if html.strip() else ()
    # Newsletters carry a plain part that only says "see this mail in your browser".
    if _size(rich) > 2 * _size(blocks):
        blocks = rich
    if not any(block.text.strip() for block in blocks):
        raise Unreadable("holds no text: its article may be in an attachment; save that")
    notes = (f"{attached} attachment{'s' * (attached > 1)} not read",) if attached else ()
    name, address = parseaddr(_header(message, "From"))
    return Document(
        blocks, _header(message, "Subject"), name or address.rpartition("@")[2], _header(message, "Content-Language"),
        _header(message, "Date"), notes=notes, digest=digest,
    )  # fmt: skip


def message_of(data: bytes) -> Message:
    """Parse a mail; raises `Unreadable` for one that is made to keep its parser busy."""
    # The parser holds every line against every boundary that is open.
    if data.count(b"\n") * data.lower().count(b"boundary=") > MOST_COMPARISONS:
        raise Unreadable("nests its parts beyond all measure: it is not followed")
    return message_from_bytes(data, policy=policy.compat32)


def _bodies(message: Message) -> tuple[str, str, int]:
    plain: list[str] = []
    html: list[str] = []
    attached = 0
    for number, part in enumerate(message.walk()):
        if number >= MOST_PARTS:
            break
        if part.is_multipart():
            continue
        kind = part.get_content_type()
        named = part.get_content_disposition() == "attachment" or bool(part.get_filename())
        if named or kind not in ("text/plain", "text/html"):
            attached += kind.split("/")[0] != "image"
            continue
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and len(payload) <= _LARGEST_BODY:
            decoded = decode(payload, str(part.get_param("charset", "") or ""))
            (html if kind == "text/html" else plain).append(decoded.text if decoded else "")
    return "\n\n".join(plain), "\n".join(html), attached


def _plain_blocks(text: str) -> tuple[Block, ...]:
    """Return paragraphs; quoted lines and the signature are page furniture."""
    blocks: list[Block] = []
    lines: list[str] = []
    signed = False
    flowing = text.replace("\r\n", "\n").replace("\r", "\n")

    def end_paragraph() -> None:
        if lines:
            joined = _joined(lines)
            blocks.append(Block(joined, furniture=signed or bool(_ADDRESS.fullmatch(joined))))
            lines.clear()

    for line in flowing.split("\n"):
        if _SIGNATURE.fullmatch(line):
            end_paragraph()
            signed = True
        elif line.startswith(">"):
            end_paragraph()
            blocks.append(Block(line.lstrip("> ") or ">", furniture=True, tight=bool(blocks) and blocks[-1].furniture))
        elif line.strip():
            lines.append(line)
        else:
            end_paragraph()
    end_paragraph()
    return tuple(blocks)


def _joined(lines: list[str]) -> str:
    """Return a paragraph, its lines joined when they were broken at the width of mails."""
    broken = len(lines) > 1 and all(50 <= len(line) <= 80 for line in lines[:-1])
    return (" " if broken else "\n").join(line.strip() for line in lines)


def _size(blocks: tuple[Block, ...]) -> int:
    return sum(len(block.text) for block in blocks if not block.furniture)


def _header(message: Message, name: str) -> str:
    from email.errors import HeaderParseError
    from email.header import decode_header, make_header

    value = message.get(name)
    if value is None:
        return ""
    try:
        return " ".join(str(make_header(decode_header(str(value)[:4000]))).split())
    except (HeaderParseError, LookupError, ValueError):
        return " ".join(str(value)[:4000].split())
