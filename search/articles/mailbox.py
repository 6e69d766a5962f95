"""Mailboxes in the mbox format: mails one after the other, each opened by a line "From …"."""

import hashlib
from collections.abc import Iterator

from search.articles.document import Content, Document, Unreadable
from search.articles.mail import document_of

LARGEST_MAIL = 32 * 1024 * 1024
_LINE = 64 * 1024


def read(content: Content) -> Iterator[Document]:
    """Yield the mails of a mailbox, one at a time: it may be far larger than memory."""
    for number, data in enumerate(_mails(content), 1):
        try:
            yield document_of(data, hashlib.sha256(data).hexdigest())
        except Unreadable as reason:
            content.losses.add(f"has a mail, number {number}, that {reason}")


def _mails(content: Content) -> Iterator[bytes]:
    gathered: list[bytes] = []
    size = 0
    after_empty = True
    first = True
    while line := content.file.readline(_LINE):
        opens = line.startswith(b"From ") and after_empty
        if first and not opens:
            raise Unreadable("is no mailbox: save single mails as .eml")
        if opens and not first:
            yield b"".join(gathered)
        if opens:
            gathered, size = [], 0
        elif size <= LARGEST_MAIL:
            gathered.append(line[1:] if line.startswith(b">From ") else line)
            size += len(line)
        first = False
        after_empty = not line.strip()
    if gathered:
        yield b"".join(gathered)
