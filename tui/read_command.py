"""`atodds [PATH...]`: open the reader; without a terminal to read on, print the comparison."""

import argparse
import os
import re
import sys
from collections.abc import Sequence

from tui.opening import STANDARD_INPUT, bundled_articles, library_of, settings_of
from tui.output import Status, say

_REFERENCE = re.compile(r"(?P<path>.+)#(?P<article>[0-9A-Fa-f]{6,64}):(?P<place>[0-9]{1,9})")


def run(options: argparse.Namespace) -> int:
    """Open the reader on `options.paths` and return the exit status."""
    settings = settings_of(options.config)
    if options.theme:
        from dataclasses import replace

        settings = replace(settings, theme=options.theme)
    given, wanted = _without_references(options.paths)
    piped = STANDARD_INPUT if not sys.stdin.isatty() else ""
    missing = [path for path in given if path != piped and not os.path.lexists(path)]
    for path in missing:
        say(_missing(path, is_first=path == options.paths[0]))
    paths = [path for path in given if path not in missing]
    if missing and not paths:
        return Status.TROUBLE
    if not _at_a_terminal():
        from tui.command_line import parse, subcommand
        from tui.compare_command import print_comparison
        from tui.report_forms import Form

        say("There is no terminal to read on, so the comparison is printed.")
        paths = paths or [str(bundled_articles())]
        return print_comparison(paths, Form.TEXT, parse(subcommand("compare"), ["--color", "never", "--", *paths]))
    from tui.app import read

    notice = "" if paths else "No path was given: these are the bundled articles on the Microsoft–Mistral deal."
    return read(library_of(paths), settings, notice, wanted)


def _missing(path: str, is_first: bool) -> str:
    """What to say of a path that leads nowhere; the first may have been meant as a command."""
    if path == STANDARD_INPUT:
        return "- is the keyboard: give the articles through a pipe, or name files."
    if not path:
        return "An empty path was given: name a file or a folder."
    if is_first and os.sep not in path and "." not in path:
        from tui.command_line import SUBCOMMANDS, nearest

        meant = nearest(path, (command.name for command in SUBCOMMANDS))
        hint = f"did you mean atodds {meant}?" if meant else "atodds --help lists the commands"
        return f"{path}: there is no such file, folder or command; {hint}"
    return f"{path}: there is no such file or folder; check the path"


def _without_references(paths: Sequence[str]) -> tuple[list[str], tuple[str, int] | None]:
    """The paths without "#reference" at their ends, and the article and place of the first that has one.

    A file that is really called so is itself.
    """
    plain: list[str] = []
    wanted: tuple[str, int] | None = None
    for path in paths:
        found = None if os.path.lexists(path) else _REFERENCE.fullmatch(path)
        plain.append(found["path"] if found else path)
        if found and wanted is None:
            wanted = found["article"].lower(), int(found["place"])
    return plain, wanted


def _at_a_terminal() -> bool:
    # The screen is drawn on stderr; without keys or with a terminal that obeys nothing it would wait for ever.
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return all(stream.isatty() for stream in streams) and os.environ.get("TERM", "dumb") != "dumb"
