"""MHTML, a web page saved as one file: a mail whose first HTML part is the page."""

from collections.abc import Iterator

from search.articles.document import Content, Document, Unreadable
from search.articles.mail import message_of
from search.articles.page import document_of

MOST_PARTS = 5_000


def read(content: Content) -> Iterator[Document]:
    """Yield the article of a saved page."""
    data = content.file.read()
    if data.lstrip()[:200].lower().startswith((b"<!doctype html", b"<html")):  # renamed by hand
        yield document_of(data)
        return
    message = message_of(data)
    snapshot = str(message.get("Snapshot-Content-Location", ""))
    for number, part in enumerate(message.walk()):
        if number > MOST_PARTS:
            break
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                address = snapshot or str(part.get("Content-Location", ""))
                url = address if address.startswith(("http://", "https://")) else ""
                yield document_of(payload, str(part.get_param("charset", "") or ""), url)
                return
    raise Unreadable("holds no web page: save the page again")
