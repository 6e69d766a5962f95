"""`atodds compare`: where the figures of articles are at odds, as text or as JSON."""

import argparse
import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tui.opening import library_of, say_problems
from tui.output import Status, say, wants_colour

if TYPE_CHECKING:
    from search.article import Article
    from search.compare import Comparison


def run(options: argparse.Namespace) -> int:
    """Print the comparison of the articles at `options.paths`, or of a story, and return the exit status."""
    colour, decided = wants_colour(options.color), not options.no_decisions
    if options.story:
        articles, unread = _story(options.paths[0], options.paths[1:])
        return _print(articles, unread, options.format, colour, decided)
    return print_comparison(options.paths, options.format, colour, decided)


def print_comparison(paths: Sequence[str], form: str, colour: bool, decided: bool = True) -> int:
    """Print the comparison of the articles at some paths in a format and return the exit status.

    `decided` tells whether the reader's decisions are applied.
    """
    articles, unread = _read(paths)
    return _print(articles, unread, form, colour, decided)


def _read(paths: Sequence[str]) -> "tuple[list[Article], bool]":
    """The articles at some paths, and whether something could not be read, which is said."""
    from search.articles import Problem, read_articles

    problems: list[Problem] = []
    articles = [article for path in paths for article in read_articles(Path(path), problems.append)]
    return articles, say_problems(problems)


def _story(path: str, others: Sequence[str]) -> "tuple[list[Article], bool]":
    """The article at a path with those that tell its story, at other paths or in its folder."""
    own, unread = _read([path])
    if not own:
        return [], unread
    if len(own) > 1:
        say(f"{path} holds {len(own)} articles; the story is that of the first.")
    library = library_of(others or [str(Path(path).resolve().parent)])
    try:
        library.refresh()
        # The same bytes are the article itself, reached by another path.
        found = [each for each in library.related(own[0]) if each.same_story and each.article.digest != own[0].digest]
        unread = say_problems(library.problems) or unread
        for each in found:
            say(f"same story: {each.article.path} ({each.reason})")
        say(f"{len(found)} of {len(library.articles)} articles tell the story of {path}.")
        # Copies have their bodies with them, which otherwise stay in a store that may go with the library.
        return [own[0], *(replace(each.article) for each in found)], unread
    finally:
        library.close()


def _print(articles: "Sequence[Article]", unread: bool, form: str, colour: bool, decided: bool) -> int:
    from search.compare import Verdict
    from tui.comparing import compare_with_copies

    if not articles:
        say("Nothing could be read, so nothing was compared.")
        return Status.TROUBLE
    comparison = compare_with_copies(articles)
    if decided:
        comparison = _decided(comparison)
    if form == "json":
        from search.report.document import document

        sys.stdout.write(json.dumps(document(comparison)) + "\n")
    else:
        from search.report.text import Style, report

        width = shutil.get_terminal_size((80, 24)).columns if sys.stdout.isatty() else 80
        sys.stdout.write(report(comparison, Style(min(width, 100), colour)))
    if len(articles) < 2:
        say("There is only one article; a comparison needs two or more.")
    if unread:
        return Status.PARTIAL
    return Status.NO if any(q.verdict is Verdict.CONTRADICT for q in comparison.quantities) else Status.OK


def _decided(comparison: "Comparison") -> "Comparison":
    """The comparison as the reader decided; what hinders that is said."""
    from search.decision import content_hash
    from search.library import Decisions, DecisionsError
    from tui.folders import user_folders

    kept = Decisions(user_folders().state)
    try:
        decisions = kept.on(content_hash(article) for article in comparison.articles)
    except DecisionsError as trouble:
        say(str(trouble))
        return comparison
    if not decisions:
        return comparison
    from search.compare.decided import apply

    return apply(comparison, decisions)
