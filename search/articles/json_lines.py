"""JSON Lines: one article a line. A file may be far larger than memory, so its lines are read one by one."""

import hashlib
import json
from collections.abc import Iterator

from search.articles.document import Content, Document
from search.articles.encoding import decode
from search.articles.json_article import document_of

LONGEST_LINE = 20 * 1024 * 1024


def read(content: Content) -> Iterator[Document]:
    """Yield the articles of a file."""
    number = 0
    while line := content.file.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            _skip_line(content, line)
            content.losses.add(f"has in line {number:,} more than 20 MB")
            continue
        if not line.strip():
            continue
        try:
            decoded = decode(line)
            value = json.loads(decoded.text) if decoded else None
        except (ValueError, RecursionError):
            content.losses.add(f"has in line {number:,} no JSON")
            continue
        document = document_of(value, hashlib.sha256(line).hexdigest())
        if document is None:
            content.losses.add(f"has in line {number:,} no article: one has a field text, body or content")
        else:
            yield document


def _skip_line(content: Content, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = content.file.readline(1024 * 1024)
