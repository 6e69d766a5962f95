"""`atodds compare`: where the figures of articles are at odds, in one of several forms, on stdout or in a file."""

import argparse
import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tui.opening import articles_at, library_of, locale_of, say_problems
from tui.output import Status, print_data, say, wants_colour
from tui.places import first_line

if TYPE_CHECKING:
    from search.article import Article
    from search.compare import Comparison

_WIDEST = 100
"""Columns beyond which lines are hard to read."""


def run(options: argparse.Namespace) -> int:
    """Print the comparison of the articles at `options.paths`, or write it to a file, and return the exit status."""
    form = "json" if options.json else options.format
    if (options.plain or options.plot) and form != "text":
        say(f"--{'plain' if options.plain else 'plot'} is for --format text; leave one of the two out.")
        return Status.TROUBLE
    if options.plain:
        form = "plain"
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
        # With the mark by which spreadsheets know UTF-8; in a pipe it would be in the way.
        write_file(target, text.encode("utf-8-sig" if form == "csv" else "utf-8"), force=options.force)
    except NotWritten as refusal:
        say(str(refusal))
        return Status.TROUBLE
    return status


def print_comparison(paths: Sequence[str], form: str, options: argparse.Namespace) -> int:
    """Print the comparison of the articles at some paths on stdout and return the exit status."""
    status, text = _compared(paths, form, options)
    print_data(text, paged=form == "text" and not options.no_pager)
    return status


def _compared(paths: Sequence[str], form: str, options: argparse.Namespace) -> tuple[Status, str]:
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
    if form == "json":
        from search.report.document import document

        text = json.dumps(document(comparison)) + "\n"
    else:
        text = _told(comparison, form, options)
    if len(articles) < 2:
        say("There is only one article; a comparison needs two or more.")
    if unread:
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


def _told(comparison: "Comparison", form: str, options: argparse.Namespace) -> str:
    """The comparison in a form for people, with values in the reader's locale."""
    from search.report.content import content

    told = content(comparison, locale_of(options.locale), [first_line(article) for article in comparison.articles])
    match form:
        case "markdown":
            from search.report.markdown import markdown

            return markdown(told)
        case "html":
            from search.report.page import page

            return page(told)
        case "csv":
            from search.report.table import table

            return table(told)
        case "plain":
            from search.report.plain import plain_report

            return plain_report(told)
        case _:
            from search.report.text import Style, report

            here = sys.stdout.isatty() and not options.output
            width = min(shutil.get_terminal_size((80, 24)).columns, _WIDEST) if here else 80
            colour = wants_colour(options.color) and (not options.output or options.color == "always")
            return report(told, Style(width, colour), options.plot)
