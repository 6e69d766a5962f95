"""`atodds compare`: where the figures of articles are at odds, as text or as JSON."""

import argparse
import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.opening import say_problems
from tui.output import Status, say, wants_colour

if TYPE_CHECKING:
    from search.articles import Problem


def run(options: argparse.Namespace) -> int:
    """Print the comparison of the articles at `options.paths` and return the exit status."""
    return print_comparison(options.paths, options.format, wants_colour(options.color))


def print_comparison(paths: Sequence[str], form: str, colour: bool) -> int:
    """Print the comparison of the articles at some paths in a format and return the exit status."""
    from search.articles import read_articles
    from search.compare import Verdict, compare

    problems: list[Problem] = []
    articles = [article for path in paths for article in read_articles(Path(path), problems.append)]
    unread = say_problems(problems)
    if not articles:
        say("Nothing could be read, so nothing was compared.")
        return Status.TROUBLE
    comparison = compare(articles)
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
