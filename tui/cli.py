"""The command line: open the reader, search, compare. It loads no screen unless the reader is asked for.

Exit status as in diff: 0 nothing contradictory, 1 contradictions, 2 trouble, 3 partial, 130 on Ctrl-C;
for `search` and `figures` 0 found, 1 nothing found, 2 trouble.
"""

import argparse
import contextlib
import json
import os
import shutil
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from tui import __version__

if TYPE_CHECKING:
    from search.articles import Problem
    from search.library import Library
    from tui.config import Settings

OK, FOUND_ODDS, TROUBLE, PARTIAL, INTERRUPTED = 0, 1, 2, 3, 130
COMMANDS = ("search", "compare", "figures", "read")

_DESCRIPTION = """\
Read articles on one story side by side and see where their figures are at odds.

  atodds [PATH...]                  open the reader (without PATH: on the bundled articles)
  atodds search QUERY [PATH...]     find articles by their words
  atodds compare PATH...            print where the figures of the articles are at odds
  atodds figures PATH...            print the figures of the articles, with their values
"""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        _say(f"{message} (atodds --help tells the usage)")
        raise SystemExit(TROUBLE)


def run(arguments: Sequence[str]) -> int:
    """Run one command. Data goes to stdout, messages to stderr; returns the exit status."""
    with contextlib.suppress(AttributeError, ValueError):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        return _dispatch(list(arguments))
    except KeyboardInterrupt:
        return INTERRUPTED
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else TROUBLE
    except Exception as error:  # what nobody foresaw must not show the user's texts in a traceback
        from tui.crash import record

        _say(f"This failed because of a mistake in atodds ({type(error).__name__}); where is noted in {record(error)}.")
        return TROUBLE


def _dispatch(arguments: list[str]) -> int:
    # A first word that is a command is one; a file of that name is opened as ./search.
    command = arguments.pop(0) if arguments and arguments[0] in COMMANDS else "read"
    parser = _parser(command)
    options = parser.parse_args(arguments)
    match command:
        case "search":
            return _search(options)
        case "compare":
            return _compare(options)
        case "figures":
            from tui.figures_command import print_figures

            return print_figures(options, _colour(options), _say)
        case _:
            return _read(options)


def _parser(command: str) -> argparse.ArgumentParser:
    match command:
        case "search":
            parser = _Parser(prog="atodds search", description="Find articles by their words.")
            parser.add_argument(
                "query", metavar="QUERY", help='words, "phrases", AND OR NOT, word*, lang:es, source:, title:'
            )
            parser.add_argument(
                "paths", metavar="PATH", nargs="*", help="files and folders (default: the bundled articles)"
            )
            parser.add_argument("--json", action="store_true", help="print one JSON object")
        case "compare":
            parser = _Parser(prog="atodds compare", description="Print where the figures of articles are at odds.")
            parser.add_argument("paths", metavar="PATH", nargs="+", help="files and folders")
            parser.add_argument(
                "--format", choices=("text", "json"), default="text", help="what to print (default: text)"
            )
        case "figures":
            parser = _Parser(prog="atodds figures", description="Print the figures of articles, with their values.")
            parser.add_argument("paths", metavar="PATH", nargs="+", help="files and folders; - is standard input")
            parser.add_argument(
                "--format", choices=("text", "json"), default="text", help="what to print (default: text)"
            )
            parser.add_argument(
                "--language", default="", metavar="XX", help="language of the articles (default: theirs)"
            )
            parser.add_argument(
                "--locale", default="", metavar="XX", help="how values are written (default: your locale)"
            )
            parser.add_argument("--why", action="store_true", help="tell how each figure was read")
        case _:
            parser = _Parser(
                prog="atodds", description=_DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
            )
            parser.add_argument("paths", metavar="PATH", nargs="*", help="files and folders to open in the reader")
            parser.add_argument(
                "--theme", default="", metavar="NAME", help="colour theme: atodds-dark, atodds-light, or yours"
            )
    if command == "read":
        parser.add_argument(
            "--config", metavar="FILE", help="configuration file (default: in your configuration folder)"
        )
    else:
        parser.add_argument(
            "--color", choices=("auto", "always", "never"), default="auto", help="colour on stdout (default: auto)"
        )
    parser.add_argument("--version", action="version", version=f"atodds {__version__}")
    return parser


def _settings(options: argparse.Namespace) -> "Settings":
    from tui.config import ConfigError, load_settings

    try:
        settings, warnings = load_settings(Path(options.config) if options.config else None)
    except ConfigError as trouble:
        _say(str(trouble))
        raise SystemExit(TROUBLE) from None
    for warning in warnings:
        _say(warning)
    return settings


def _library(paths: Sequence[str]) -> "Library":
    from search.library import Library
    from tui.folders import user_folders

    folders = user_folders()
    chosen = [Path(path) for path in paths] or [_bundled_articles()]
    return Library(chosen, folders.cache, folders.state)


def _bundled_articles() -> Path:
    from tui.folders import bundled

    return bundled("seeds")


def _read(options: argparse.Namespace) -> int:
    settings = _settings(options)
    if options.theme:
        from dataclasses import replace

        settings = replace(settings, theme=options.theme)
    missing = [path for path in options.paths if not os.path.lexists(path)]
    for path in missing:
        _say(f"{path}: there is no such file or folder; check the path")
    paths = [path for path in options.paths if path not in missing]
    if missing and not paths:
        return TROUBLE
    if not _at_a_terminal():
        _say("There is no terminal to read on, so the comparison is printed.")
        return _compare_articles(paths or [str(_bundled_articles())], "text", colour=False)
    from tui.app import read

    notice = "" if paths else "No path was given: these are the bundled articles on the Microsoft–Mistral deal."
    return read(_library(paths), settings, notice)


def _at_a_terminal() -> bool:
    # The screen is drawn on stderr; without keys or with a terminal that obeys nothing it would wait for ever.
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return all(stream.isatty() for stream in streams) and os.environ.get("TERM", "dumb") != "dumb"


def _search(options: argparse.Namespace) -> int:
    library = _library(options.paths)
    try:
        library.refresh()
        results = library.search(options.query)
        _report_problems(library.problems)
    finally:
        library.close()
    if not library.articles:
        _say("There is no article to search in; name a folder with .txt or .md files.")
        return TROUBLE
    if results.reading:
        _say(results.reading)
    if options.json:
        hits = [
            {
                "path": hit.article.path,
                "title": hit.article.title,
                "source": hit.article.source,
                "language": hit.article.language,
                "date": hit.article.published.isoformat() if hit.article.published else "",
                "score": round(hit.score, 4),
                "snippet": hit.snippet,
            }
            for hit in results.hits
        ]
        _print(json.dumps({"version": 1, "query": options.query, "total": results.total, "hits": hits}) + "\n")
        return OK if results.hits else FOUND_ODDS
    colour = _colour(options)
    for hit in results.hits:
        article = hit.article
        day = article.published.isoformat() if article.published else "date unknown"
        _print(f"{article.path}: {article.name}\n")
        _print(f"    {article.language or '??'}, {article.source or 'source unknown'}, {day}\n")
        _print(f"    {_marked(hit.snippet, hit.marks) if colour else hit.snippet}\n")
    if not results.hits:
        _say("No article matches.")
        return FOUND_ODDS
    return OK


def _marked(snippet: str, marks: Sequence[tuple[int, int]]) -> str:
    pieces, place = [], 0
    for start, end in marks:
        pieces += [snippet[place:start], "\x1b[1m", snippet[start:end], "\x1b[0m"]
        place = end
    return "".join([*pieces, snippet[place:]])


def _compare(options: argparse.Namespace) -> int:
    return _compare_articles(options.paths, options.format, _colour(options))


def _compare_articles(paths: Sequence[str], form: str, colour: bool) -> int:
    from search.articles import Problem, read_articles
    from search.compare import Verdict, compare

    problems: list[Problem] = []
    articles = [article for path in paths for article in read_articles(Path(path), problems.append)]
    _report_problems(problems)
    if not articles:
        _say("Nothing could be read, so nothing was compared.")
        return TROUBLE
    comparison = compare(articles)
    if form == "json":
        from search.report.document import document

        _print(json.dumps(document(comparison)) + "\n")
    else:
        from search.report.text import Style, report

        width = shutil.get_terminal_size((80, 24)).columns if sys.stdout.isatty() else 80
        _print(report(comparison, Style(min(width, 100), colour)))
    if len(articles) < 2:
        _say("There is only one article; a comparison needs two or more.")
    if any(not problem.quiet for problem in problems):
        return PARTIAL
    return FOUND_ODDS if any(q.verdict is Verdict.CONTRADICT for q in comparison.quantities) else OK


def _report_problems(problems: "Sequence[Problem]") -> None:
    for problem in problems:
        if not problem.quiet:
            _say(str(problem))


def _colour(options: argparse.Namespace) -> bool:
    if options.color != "auto":
        return bool(options.color == "always")
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _print(text: str) -> None:
    sys.stdout.write(text)


def _say(message: str) -> None:
    """One sentence on stderr, cleaned: it may quote a path or an argument."""
    from search.text import clean

    sys.stderr.write(f"atodds: {' '.join(clean(message).splitlines())}\n")
