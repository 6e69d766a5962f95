"""`atodds figures`: the figures of articles as a table or as JSON, for scripts and for seeing how one was read."""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from search.article import Article
from search.report.figures import Placed, figures_document, figures_table
from search.report.text import Style
from tui.opening import locale_of
from tui.output import Status, print_data, say, wants_colour

_STDIN = "-"


class _Refused(Exception):
    """An option cannot be meant; `str()` of it is one sentence."""


def run(options: argparse.Namespace) -> int:
    """Print the figures of `options.paths` on stdout and return the exit status."""
    try:
        language, locale = _language(options.language), locale_of(options.locale)
    except _Refused as refusal:
        say(str(refusal))
        return Status.TROUBLE
    from search.figures.lexicon import lexicon_for

    articles: list[Article] = []
    found: list[Placed] = []
    failures: list[str] = []
    for path in options.paths:
        for article, first_line in _read(path, language, failures):
            if not article.language:
                say(f"{article.path}: its language is not known, so words were not read; name it with --language.")
            elif not lexicon_for(article.language).code:
                say(f"{article.path}: the words of “{article.language}” are not known; only digits and signs are read.")
            articles.append(article)
            found += _figures(article, first_line)
    for failure in failures:
        say(failure)
    if options.format == "json":
        print_data(json.dumps(figures_document(articles, found, locale)) + "\n")
    else:
        print_data(figures_table(found, locale, Style(colour=wants_colour(options.color)), options.why))
    if failures:
        return Status.TROUBLE
    return Status.OK if found else Status.NO


def _language(stated: str) -> str:
    from search.articles.language import stated_language

    code = stated_language(stated)
    if stated and not code:
        raise _Refused(f"--language {stated}: this is not a language code; write it as es, en or de.")
    return code


def _figures(article: Article, first_line: int) -> Iterator[Placed]:
    """The figures of the story; those of page furniture are left out, as a comparison does."""
    from search.figures import find_figures

    line, counted = first_line, 0
    for figure in find_figures(article.body, article.language, article.published):
        line += article.body.count("\n", counted, figure.start)
        counted = figure.start
        if not any(start <= figure.start < end for start, end in article.furniture):
            yield Placed(article, figure, line)


def _read(path: str, language: str, failures: list[str]) -> Iterator[tuple[Article, int]]:
    """The articles at a path, each with the line of the file on which its body begins."""
    from search.articles import Problem, find_candidates
    from search.articles.files import read_bytes

    def note(problem: Problem) -> None:
        if not problem.quiet:
            failures.append(str(problem))

    stated = {"language": language} if language else {}
    if path == _STDIN:
        yield from _article(_standard_input(), _STDIN, stated, failures)
        return
    for candidate in find_candidates(Path(path), note):
        data = read_bytes(candidate.found)
        yield from _article(data, candidate.found.shown, {**candidate.stated, **stated}, failures)


def _standard_input() -> bytes | str:
    from search.articles.files import LARGEST

    data = sys.stdin.buffer.read(LARGEST + 1)
    return data if len(data) <= LARGEST else f"is larger than {LARGEST >> 20} MB: give it in parts"


def _article(
    data: bytes | str, shown: str, stated: Mapping[str, str], failures: list[str]
) -> Iterator[tuple[Article, int]]:
    from search.articles.encoding import decode
    from search.articles.reader import article_of
    from search.text import clean

    outcome: Article | str = data if isinstance(data, str) else "is empty: nothing to read"
    if data and isinstance(data, bytes):
        outcome = article_of(data, shown, stated)
    if isinstance(outcome, str):
        failures.append(f"{shown} {outcome}.")
        return
    decoded = decode(data) if isinstance(data, bytes) else None
    lines = clean(decoded.text).count("\n") if decoded else 0
    yield outcome, lines - outcome.body.count("\n") + 1
