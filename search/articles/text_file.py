"""Plain text and Markdown: one article, several with front matter each, or the export of a press archive.

A text that is one article is kept character by character, so that its lines stay the lines of the file.
"""

from collections.abc import Iterator

from search.articles.document import Block, Content, Document, Unreadable
from search.articles.encoding import decode
from search.articles.export import documents_of_export, may_be_export
from search.articles.front_matter import split
from search.text import clean_counting

MOST_ARTICLES = 100_000
_LONGEST_HEAD = 20_000  # characters of front matter that are looked at


def read(content: Content) -> Iterator[Document]:
    """Yield the articles of a text."""
    data = content.file.read()
    if not data:
        raise Unreadable("is empty: nothing to read")
    yield from documents_of(data, content.name)


def documents_of(data: bytes, name: str, many: bool = True) -> Iterator[Document]:
    """Yield the articles in the bytes of a text; without `many` the whole is one article."""
    decoded = decode(data)
    if decoded is None:
        raise Unreadable("is a binary file: save the article as text")
    text, changed = clean_counting(decoded.text)
    notes = [decoded.note] if decoded.note else []
    if changed:
        notes.append(f"{changed} control character{'s' * (changed > 1)} removed")
    markdown = name.lower().endswith(".md")
    starts = _starts(text, markdown) if many else []
    if len(starts) > 1:
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
            yield _with_front_matter(text[start:end], markdown, notes)
        return
    if many and may_be_export(text):
        documents = documents_of_export(text.split("\n"), wrapped=True, notes=tuple(notes))
        if documents:
            yield from documents
            return
    yield _with_front_matter(text, markdown, notes)


def _with_front_matter(text: str, markdown: bool, notes: list[str]) -> Document:
    stated, start = split(text, quoted=markdown)
    body = text[start:]
    if not body.strip():
        raise Unreadable("holds no text: nothing to read")
    return Document(
        (Block(body),), stated.get("title", ""), stated.get("source", ""), stated.get("language", ""),
        stated.get("date", ""), stated.get("url", ""), tuple(notes), firm=True,
    )  # fmt: skip


def _starts(text: str, markdown: bool) -> list[int]:
    """Return where articles with front matter of their own start, [] when the text does not begin with one."""
    starts: list[int] = []
    place = 0
    while place >= 0 and len(starts) < MOST_ARTICLES:
        head = split(text[place : place + _LONGEST_HEAD], quoted=markdown)
        if head.stated:
            starts.append(place)
        elif not starts:
            return []
        # The line that closes a head must not be taken for the one that opens the next.
        place = text.find("\n---\n", place + max(head.body_start - 1, 0) if head.stated else place)
        place = place + 1 if place >= 0 else -1
    return starts
