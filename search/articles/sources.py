"""What atodds makes of the files at some paths: of each file the articles read in it, and what was skipped and why."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from search.article import Article
from search.articles.formats import format_of
from search.articles.problems import Problem
from search.articles.reader import find_candidates, read_all
from search.text import clean_line


@dataclass(frozen=True, slots=True)
class Read:
    """An article, without its text."""

    path: str
    title: str
    source: str
    language: str
    date: str
    """ISO 8601, "" where it is unknown."""
    characters: int
    notes: tuple[str, ...]
    url: str


@dataclass(slots=True)
class SourceFile:
    """A file or folder, with what was read in it and what was not."""

    path: str
    format: str = ""
    """Name of the format, "" where atodds has no reader for it."""
    articles: list[Read] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def list_sources(paths: Iterable[Path]) -> Iterator[SourceFile]:
    """Yield each file as soon as it was read; what was skipped before it comes first."""
    for path in paths:
        skipped: list[Problem] = []
        for candidate in find_candidates(path, skipped.append):
            yield from _skipped(skipped)
            found = SourceFile(candidate.found.shown, _format(candidate.found.path.name))
            for article in read_all(candidate, found.problems.append):
                found.articles.append(_read(article))
            yield found
        yield from _skipped(skipped)


def _skipped(problems: list[Problem]) -> Iterator[SourceFile]:
    for problem in problems:
        yield SourceFile(problem.path, _format(problem.path), problems=[problem])
    problems.clear()


def _format(name: str) -> str:
    form = format_of(name)
    return form.name if form is not None else ""


def _read(article: Article) -> Read:
    day = article.published.isoformat() if article.published else ""
    return Read(
        article.path, article.name, article.source, article.language, day, len(article.body), article.notes, article.url
    )


def sources_document(files: Iterable[SourceFile]) -> dict[str, Any]:
    """Return the list as the object that `atodds sources --format json` prints, version 1."""
    return {
        "version": 1,
        "files": [
            {
                "path": file.path,
                "format": file.format,
                "articles": [
                    {
                        "path": article.path,
                        "title": article.title,
                        "source": article.source,
                        "language": article.language,
                        "date": article.date,
                        "characters": article.characters,
                        "url": article.url,
                        "notes": list(article.notes),
                    }
                    for article in file.articles
                ],
                "problems": [{"reason": problem.reason, "quiet": problem.quiet} for problem in file.problems],
            }
            for file in files
        ],
    }


def print_sources(files: Iterable[SourceFile], write: Callable[[str], object]) -> None:
    """Write the list as lines of text, each file as it comes, and a sum at the end."""
    seen = read = articles = 0
    for file in files:
        seen += 1
        read += bool(file.articles)
        articles += len(file.articles)
        write(_lines(file))
    skipped = f", {seen - read} skipped" if seen > read else ""
    write(f"{_count(articles, 'article')} in {_count(read, 'file')}{skipped}.\n")


def _lines(file: SourceFile) -> str:
    kind = f" ({file.format})" if file.format and file.articles else ""
    lines = [f"{file.path}{kind}"] if file.path else []
    for article in file.articles:
        facts = (
            article.source or "source unknown",
            article.language or "language unknown",
            article.date or "date unknown",
            f"{article.characters:,} characters",
        )
        part = article.path.removeprefix(file.path)
        lines.append(f"    {part + ' ' if part else ''}{article.title}")
        lines.append(f"        {' · '.join(facts)}")
        lines += [f"        {note}" for note in article.notes]
        lines += [f"        published at {article.url}"] if article.url else []
    lines += [
        f"    {'note' if file.articles else 'skipped'}: {clean_line(problem.reason)}" for problem in file.problems
    ]
    return "\n".join(lines) + "\n"


def _count(number: int, name: str) -> str:
    return f"{number:,} {name}{'' if number == 1 else 's'}"
