"""From the words of the command line to settings and a library."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tui.output import Status, say

if TYPE_CHECKING:
    from search.article import Article
    from search.articles import Problem
    from search.library import Library
    from tui.config import Settings

STANDARD_INPUT = "-"
"""The path that stands for it."""


def settings_of(config: str | None) -> "Settings":
    """The user's settings, from the file `config` or the usual one; warnings are said.

    Raises:
        SystemExit: after what is wrong with the file was said.
    """
    from tui.config import ConfigError, load_settings

    try:
        settings, warnings = load_settings(Path(config) if config else None)
    except ConfigError as trouble:
        say(str(trouble))
        raise SystemExit(Status.TROUBLE) from None
    for warning in warnings:
        say(warning)
    return settings


def library_of(paths: Sequence[str], cache: Path | None = None) -> "Library":
    """The library of some paths, of the bundled articles where none is named; nothing is read yet.

    Its index is kept in the user's cache folder unless another is given.
    """
    from search.library import Library
    from tui.folders import user_folders

    folders = user_folders()
    return Library([Path(path) for path in paths] or [bundled_articles()], cache or folders.cache, folders.state)


@contextmanager
def passing_library(paths: Sequence[str]) -> "Iterator[Library]":
    """The library of some paths while it is used; of what comes through standard input nothing is kept behind it."""
    if STANDARD_INPUT not in paths:
        library = library_of(paths)
        try:
            yield library
        finally:
            library.close()
        return
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="atodds-") as folder:
        library = library_of(paths, Path(folder))
        try:
            yield library
        finally:
            library.close()


def bundled_articles() -> Path:
    """The folder of the articles that travel with the program."""
    from tui.folders import bundled

    return bundled("seeds")


def say_problems(problems: "Iterable[Problem]") -> bool:
    """Say what could not be read, one sentence each, and return whether there was anything."""
    loud = [problem for problem in problems if not problem.quiet]
    for problem in loud:
        say(str(problem))
    return bool(loud)


def articles_at(paths: Sequence[str]) -> "tuple[list[Article], bool]":
    """The articles at some paths, "-" for standard input, and whether some could not be read; that is said."""
    from search.articles import Problem, read_articles

    problems: list[Problem] = []
    articles: list[Article] = []
    for path in paths:
        articles += read_articles(path, problems.append)
    return articles, say_problems(problems)


def locale_of(stated: str) -> str:
    """The locale to write values in, as Babel writes it: the one stated, or else the reader's own.

    Raises:
        SystemExit: after it was said that there is no such locale.
    """
    if not stated:
        return settings_of(None).reader_locale
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(stated.replace("-", "_")))
    except (ValueError, UnknownLocaleError):
        say(f"--locale {stated}: no such locale is known; write it as es, pt_BR or en_GB.")
        raise SystemExit(Status.TROUBLE) from None
