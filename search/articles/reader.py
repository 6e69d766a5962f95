"""A file becomes an article: its bytes decoded, cleaned, split from their front matter and told apart from the page."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from search.article import Article
from search.articles.encoding import decode
from search.articles.files import Found, find, read_bytes
from search.articles.front_matter import split
from search.articles.furniture import Line, find_furniture, read_date
from search.articles.language import detect_language, stated_language
from search.articles.manifest import UNKNOWN, Manifest, read_manifest
from search.articles.problems import OnProblem, Problem, ignore
from search.articles.title import find_title
from search.text import clean_counting, clean_line

VERSION = 1
"""Goes up when the same bytes would become another article, so that what was stored before is read again."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that was found, with what the manifest of its folder states of it."""

    found: Found
    stated: Mapping[str, str]


def read_articles(path: Path | str, on_problem: OnProblem | None = None) -> Iterator[Article]:
    """Yield the articles at `path`, a file or a folder with all below it, in the order of their paths.

    Never raises for what it finds there: `on_problem` is told of each file that could not be read.
    """
    report = on_problem or ignore
    for candidate in find_candidates(path, report):
        article = read_candidate(candidate, report)
        if article is not None:
            yield article


def read_file(path: Path | str, on_problem: OnProblem | None = None) -> Article | None:
    """Return the article in one file, None when there is none; the manifest beside it is followed."""
    return next(read_articles(path, on_problem), None) if not Path(path).is_dir() else None


def find_candidates(path: Path | str, on_problem: OnProblem) -> Iterator[Candidate]:
    """Yield the files at `path` that `read_candidate` can turn into articles, without opening them."""
    path = Path(path)
    manifests: dict[Path, Manifest] = {}
    for found in find(path, on_problem):
        folder = found.path.parent
        manifest = manifests.get(folder)
        if manifest is None:
            manifest = manifests[folder] = read_manifest(folder, on_problem)
            if not found.named:
                for name in manifest.missing:
                    on_problem(
                        Problem(manifest.path, f"names {name}, which is not there: correct the name or add the file")
                    )
        yield Candidate(found, manifest.of(found.path.name))


def read_candidate(candidate: Candidate, on_problem: OnProblem) -> Article | None:
    """Return the article in a file, or None after telling `on_problem` why there is none."""
    data = read_bytes(candidate.found)
    outcome: Article | str
    if isinstance(data, str):
        outcome = data
    elif not data:
        outcome = "is empty: nothing to read"
    else:
        outcome = article_of(data, candidate.found.shown, candidate.stated)
    if isinstance(outcome, Article):
        return outcome
    on_problem(Problem(candidate.found.shown, outcome))
    return None


def article_of(data: bytes, shown: str, stated: Mapping[str, str]) -> Article | str:
    """Return the article that the bytes of the file `shown` hold, or the reason why they hold none.

    `stated` is what a manifest says of the file: title, source, language, date, or "unknown".
    """
    decoded = decode(data)
    if decoded is None:
        return "is a binary file: save the article as text"
    text, changed = clean_counting(decoded.text)
    markdown = shown.lower().endswith(".md")
    in_file, start = split(text, quoted=markdown)
    body = text[start:]
    if not body.strip():
        return "holds no text: nothing to read"
    notes = [decoded.note] if decoded.note else []
    if changed:
        notes.append(f"{changed} control character{'s' * (changed > 1)} removed")
    metadata = _Metadata(stated, in_file, notes)
    lines = find_furniture(body)
    furniture = tuple((line.start, line.end) for line in lines)
    return Article(
        path=shown,
        title=metadata.text("title") if metadata.says("title") else clean_line(find_title(body, furniture, markdown)),
        source=metadata.text("source"),
        language=metadata.language() or detect_language(body),
        published=metadata.day() if metadata.says("date") else _dateline(lines),
        body=body,
        furniture=furniture,
        notes=tuple(notes),
        digest=hashlib.sha256(data).hexdigest(),
    )


class _Metadata:
    """Title, source, language and date as the manifest and the file state them. The manifest corrects, and says so."""

    def __init__(self, manifest: Mapping[str, str], in_file: Mapping[str, str], notes: list[str]) -> None:
        self.manifest = manifest
        self.in_file = in_file
        self.notes = notes
        for key in manifest.keys() & in_file.keys():
            if manifest[key] != in_file[key]:
                notes.append(f"{key}: the manifest says “{manifest[key]}”, the file “{clean_line(in_file[key])}”")
        notes.sort(key=lambda note: ": the manifest says" in note)

    def says(self, key: str) -> bool:
        return key in self.manifest or key in self.in_file

    def text(self, key: str) -> str:
        value = self.manifest.get(key) or clean_line(self.in_file.get(key, ""))
        return "" if value.lower() == UNKNOWN else value

    def language(self) -> str:
        value = self.text("language")
        code = stated_language(value)
        if value and not code:
            self.notes.append(f"language “{value}” is not a language code: detected from the text")
        return code

    def day(self) -> date | None:
        value = self.text("date")
        day = read_date(value) if value else None
        if value and day is None:
            self.notes.append(f"date “{value}” is not a day: write it as 2024-02-28")
        return day


def _dateline(lines: list[Line]) -> date | None:
    """Return the day that the page itself gives for its publication."""
    stated = [(line.rank, line.published) for line in lines if line.published]
    return min(stated)[1] if stated else None
