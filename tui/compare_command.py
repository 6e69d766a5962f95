"""`atodds compare`: where the figures of articles are at odds, in one of several forms, on stdout or in a file."""

import argparse
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tui.opening import articles_at, library_of, locale_of, say_problems
from tui.output import Status, print_data, say, wants_colour
from tui.report_forms import Form, encoded, told

if TYPE_CHECKING:
    from search.article import Article
    from search.compare import Comparison
    from search.report.text import Style

_WIDEST = 100
"""Columns beyond which lines are hard to read."""


def run(options: argparse.Namespace) -> int:
    """Print the comparison of the articles at `options.paths`, or write it to a file, and return the exit status."""
    form = Form.JSON if options.json else Form(options.format)
    if (options.plain or options.plot) and form is not Form.TEXT:
        say(f"--{'plain' if options.plain else 'plot'} is for --format text; leave one of the two out.")
        return Status.TROUBLE
    if options.plain and options.plot:
        say("--plain draws nothing; leave --plot or --plain out.")
        return Status.TROUBLE
    if options.plain:
        form = Form.PLAIN
    if not options.output:
        return print_comparison(options.paths, form, options)
    from tui.writing import NotWritten, write_file

    # Before the work, so that nobody waits for a report that then cannot be kept.
    target = Path(options.output)
    if target.is_file() and not options.force:
        say(f"{target} exists and was left as it is: name another file, or say --force.")
        return Status.TROUBLE
    status, text = _compared(options.paths, form, options)
    if status is Status.TROUBLE:
        return status
    try:
        write_file(target, encoded(text, form), force=options.force)
    except NotWritten as refusal:
        say(str(refusal))
        return Status.TROUBLE
    return status


def print_comparison(paths: Sequence[str], form: Form, options: argparse.Namespace) -> int:
    """Print the comparison of the articles at some paths on stdout and return the exit status."""
    status, text = _compared(paths, form, options)
    print_data(text, paged=form is Form.TEXT and not options.no_pager)
    return status


def _compared(paths: Sequence[str], form: Form, options: argparse.Namespace) -> tuple[Status, str]:
    """The comparison of the articles at some paths as text in a form, with its exit status."""
    from search.compare import Verdict
    from tui.comparing import compare_with_copies

    articles, unread = _story(paths[0], paths[1:]) if options.story else articles_at(paths)
    if not articles:
        say("Nothing could be read, so nothing was compared.")
        return Status.TROUBLE, ""
    comparison = compare_with_copies(articles)
    if not options.no_decisions:
        comparison = _decided(comparison)
    locale = "" if form is Form.JSON else locale_of(options.locale)
    text = told(comparison, form, locale, _style(options) if form is Form.TEXT else None, options.plot)
    if len(articles) < 2:
        say("There is only one article; a comparison needs two or more.")
    if unread or (len(articles) < 2 and not options.story):
        return Status.PARTIAL, text
    at_odds = any(quantity.verdict is Verdict.CONTRADICT for quantity in comparison.quantities)
    return Status.NO if at_odds else Status.OK, text


def _story(path: str, others: Sequence[str]) -> "tuple[list[Article], bool]":
    """The article at a path with those that tell its story, at other paths or in its folder."""
    own, unread = articles_at([path])
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


def _style(options: argparse.Namespace) -> "Style":
    """How text is printed where it goes."""
    from search.report.text import Style

    here = sys.stdout.isatty() and not options.output
    width = min(shutil.get_terminal_size((80, 24)).columns, _WIDEST) if here else 80
    return Style(width, wants_colour(options.color) and (not options.output or options.color == "always"))
