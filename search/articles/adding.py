"""A fetched page becomes a file of the library, with its address, so that it can be read again without a network."""

import hashlib
import os
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from search.article import Article
from search.articles.download import KINDS, Fetched, NotFetched, fetch
from search.articles.encoding import decode
from search.articles.files import shown
from search.articles.reader import read_articles
from search.text import clean_line

_LONGEST_NAME = 60  # characters of the title in the name of the file
_APART = re.compile(r"[^a-z0-9]{1,}")


class NotAdded(Exception):
    """Why nothing was added; `str()` of it is one sentence."""


@dataclass(frozen=True, slots=True)
class Added:
    """A page that was written into the library."""

    path: Path
    articles: tuple[Article, ...]
    """What `read_articles` reads in it."""


def add(url: str, folder: Path, allow_private: bool = False, today: date | None = None) -> Added:
    """Fetch the page at `url` and write it into `folder`; raises `NotAdded`, and then leaves nothing behind.

    A web page is kept as it was sent, as UTF-8, below a comment with its address and the day, which `read_articles`
    understands. The name of the file comes from the title; no file is ever written over.
    """
    address = clean_line(url)
    if not folder.is_dir():
        raise NotAdded(f"{shown(folder)} is no folder: make it first, or name another.")
    try:
        page = fetch(url, allow_private)
    except NotFetched as reason:
        raise NotAdded(f"{address} {reason}.") from None
    data = _with_address(page, today or date.today())
    suffix = KINDS[page.kind]
    tag = hashlib.sha256(page.url.encode("utf-8", "replace")).hexdigest()[:8]
    if twin := next(folder.glob(f"*-{tag}.*"), None):
        raise NotAdded(f"{address} is in the library already: {shown(twin)}; remove that file to fetch it again.")
    draft = folder / f".{tag}.part{suffix}"
    try:
        _write(draft, data)
        try:
            problems: list[str] = []
            articles = tuple(read_articles(draft, lambda problem: problems.append(problem.reason)))
            if not articles:
                raise NotAdded(f"{address} {problems[0] if problems else 'holds no article'}.")
            path = folder / f"{_name(articles[0].title or page.url)}-{tag}{suffix}"
            os.link(draft, path)  # unlike a renaming, a link fails where there is such a file
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise NotAdded(f"{shown(folder)} cannot be written to ({(error.strerror or 'failed').lower()}).") from None
    return Added(path, tuple(read_articles(path)))


def _write(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)


def _with_address(page: Fetched, today: date) -> bytes:
    if page.kind in ("text/plain", "text/markdown"):
        decoded = decode(page.data, page.charset)
        if decoded is None or decoded.text.startswith("---\n"):
            return page.data
        return f"---\nurl: {clean_line(page.url)}\n---\n{decoded.text}".encode("utf-8", "replace")
    if KINDS[page.kind] != ".html":
        return page.data
    decoded = decode(page.data, page.charset)
    if decoded is None:
        return page.data
    # The form in which SingleFile and browsers note the same; "--" would end the comment.
    address = clean_line(page.url).replace("--", "%2D%2D").replace(">", "%3E")
    comment = f"<!-- Page saved with atodds\n url: {address}\n saved date: {today.isoformat()}\n-->\n"
    # The mark says UTF-8 to every reader, whatever the page itself declares.
    return b"\xef\xbb\xbf" + comment.encode() + decoded.text.encode("utf-8", "replace")


def _name(title: str) -> str:
    """Return a name of letters and digits for any title.

    >>> _name("Crue de l'Orlac : trois morts")
    'crue-de-l-orlac-trois-morts'
    """
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    return _APART.sub("-", plain).strip("-")[:_LONGEST_NAME].strip("-") or "page"
