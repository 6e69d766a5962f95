"""What holds for whatever bytes come in: each function takes some, and fails where a promise is broken."""

import unicodedata
from collections.abc import Callable
from pathlib import Path

from search.articles import Problem, read_articles
from search.engines.query import parse_query
from search.engines.reading import describe
from search.figures import find_figures
from search.library.decisions import Decisions, DecisionsError, export, read_export
from search.text import clean, clean_line

LANGUAGES = ("en", "es", "fr", "it", "de", "pt", "")
SUFFIXES = (
    ".txt", ".md", ".html", ".docx", ".epub", ".eml", ".mbox", ".mhtml", ".jsonl", ".json", ".rss", ".txt.gz",
)  # fmt: skip


def text_of(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass" if data[:1] == b"\x00" else "replace")


def cleaning(data: bytes, _: Path) -> None:
    """`clean` leaves nothing that a terminal obeys, and changes nothing the second time."""
    try:
        text = text_of(data)
    except UnicodeDecodeError:
        return
    cleaned = clean(text)
    assert clean(cleaned) == cleaned, ascii(text)
    assert "\n" not in clean_line(text), ascii(text)
    for character in cleaned:
        category = unicodedata.category(character)
        assert character == "\n" or category not in ("Cc", "Cs"), ascii(character)
        assert category != "Cf" or character in "\u200c\u200d" or not character.isprintable(), ascii(character)
    cleaned.encode()


def figures(data: bytes, _: Path) -> None:
    """Figures lie in the text that they quote, one after the other or inside one another."""
    if not data:
        return
    text = clean(data[1:].decode("utf-8", "replace"))
    for figure in find_figures(text, LANGUAGES[data[0] % len(LANGUAGES)]):
        assert text[figure.start : figure.end] == figure.text
        assert figure.low is None or figure.high is None or figure.low <= figure.high, figure


def readers(data: bytes, folder: Path) -> None:
    """A file gives articles or one reason."""
    if not data:
        return
    path = folder / f"a{SUFFIXES[data[0] % len(SUFFIXES)]}"
    path.write_bytes(data[1:])
    problems: list[Problem] = []
    for article in read_articles(path, problems.append):
        assert article.body.strip()
        assert clean(article.body) == article.body
        assert clean_line(article.title) == article.title
        assert clean_line(article.source) == article.source
        assert all(0 <= start < end <= len(article.body) for start, end in article.furniture)
    assert len(problems) <= 2, problems
    assert all(clean_line(problem.reason) == problem.reason for problem in problems), problems


def queries(data: bytes, _: Path) -> None:
    """Whatever is typed is a query, and what is said of it is one clean line."""
    if not data:
        return
    text = data[1:].decode("utf-8", "replace")
    query = parse_query(text, as_typed=bool(data[0] & 1), is_unit=lambda word: len(word) < 4)
    for line in (query.reading, describe(query.node)):
        assert clean_line(line) == line, ascii(line)


def decisions(data: bytes, folder: Path) -> None:
    """A file of decisions is refused in a sentence, or kept and exported as it was."""
    path = folder / "decisions.json"
    path.write_bytes(data)
    try:
        read = read_export(path)
    except DecisionsError:
        return
    for file in folder.glob("decisions.sqlite*"):
        file.unlink()
    store = Decisions(folder)
    store.keep_all(read)
    path.write_text(export(store.all()), encoding="utf-8")
    again = read_export(path)
    assert len(again) <= len(read)
    assert all(any(each.same_as(other) for other in again) for each in read)


PROMISES: dict[str, Callable[[bytes, Path], None]] = {
    each.__name__: each for each in (cleaning, figures, readers, queries, decisions)
}
