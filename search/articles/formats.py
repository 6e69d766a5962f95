"""The table of formats: which names and which first bytes belong to which reader, and how large a file may be."""

from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search.articles.document import Reader

_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that atodds reads."""

    name: str
    """As shown to the user: "web page"."""
    module: str
    """Module of this package whose `read` reads it; imported when the first such file is opened."""
    suffixes: tuple[str, ...]
    largest: int = 20 * _MB
    """Bytes of the largest file that is read: what holds pictures or many articles may be larger than a text."""
    mixed: bool = False
    """True when files so named are often something else: then one that holds no article is only listed."""

    @property
    def reader(self) -> "Reader":
        """The function that reads it."""
        read: Reader = import_module(f"search.articles.{self.module}").read
        return read


TEXT = Format("text", "text_file", (".txt", ".md"))
PAGE = Format("web page", "page", (".html", ".htm", ".xhtml"), 64 * _MB)
MHTML = Format("saved web page", "mhtml", (".mhtml", ".mht"), 64 * _MB)
PDF = Format("PDF", "pdf", (".pdf",), 100 * _MB)
EPUB = Format("EPUB", "epub", (".epub",), 100 * _MB)
DOCX = Format("Word document", "docx", (".docx",), 100 * _MB)
MAIL = Format("mail", "mail", (".eml",), 32 * _MB)
MAILBOX = Format("mailbox", "mailbox", (".mbox",), 1024 * _MB)
JSON_LINES = Format("JSON lines", "json_lines", (".jsonl", ".ndjson"), 1024 * _MB)
JSON = Format("JSON", "json_file", (".json",), 64 * _MB, mixed=True)
FEED = Format("feed", "feed", (".rss", ".atom", ".xml"), mixed=True)

FORMATS = (TEXT, PAGE, MHTML, PDF, EPUB, DOCX, MAIL, MAILBOX, JSON_LINES, JSON, FEED)
_BY_SUFFIX = {suffix: form for form in FORMATS for suffix in form.suffixes}
GZIP = ".gz"


def format_of(name: str) -> Format | None:
    """Return the format that a file's name promises, None when atodds has no reader for it.

    >>> format_of("stories.jsonl.gz").name
    'JSON lines'
    """
    path = PurePath(name.lower())
    if path.suffix == GZIP:
        path = path.with_suffix("")
    return _BY_SUFFIX.get(path.suffix)


def sniff(head: bytes) -> Format:
    """Return the format of content without a name, such as standard input, by its first bytes."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:2048]
    low = start.lower()
    if low.startswith(b"%pdf-"):
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return EPUB if b"application/epub+zip" in head[:200] else DOCX
    if low.startswith((b"<!doctype html", b"<html")) or (low.startswith(b"<!--") and b"<html" in low):
        return PAGE
    if low.startswith(b"<"):
        if any(mark in low for mark in (b"<rss", b"<feed", b"<rdf:rdf")):
            return FEED
        return PAGE if b"<html" in low else TEXT
    if low.startswith(b"from ") and b"\nfrom:" in low:
        return MAILBOX
    if _is_mail(low):
        return MHTML if b"multipart/related" in low else MAIL
    if low.startswith(b"{"):
        first, _, rest = start.partition(b"\n")
        return JSON_LINES if first.rstrip().endswith(b"}") and rest.lstrip().startswith(b"{") else JSON
    return JSON if low.startswith((b"[{", b"[\n", b"[\r\n")) else TEXT


def _is_mail(low: bytes) -> bool:
    lines = low.split(b"\n\n")[0].replace(b"\r\n\r\n", b"\n\n").split(b"\n")
    names = {line.split(b":")[0] for line in lines if b":" in line}
    return b"mime-version" in names or len(names & {b"from", b"subject", b"date", b"message-id"}) >= 3


def suffixes() -> str:
    """Return the names of all formats, for messages: ".txt, .md, .html, …"."""
    return ", ".join(form.suffixes[0] if form is not TEXT else ", ".join(TEXT.suffixes) for form in FORMATS)
