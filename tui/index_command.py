"""`atodds index`: read and index articles now, so that opening and searching them later takes no time."""

import argparse
import json
import sys

from tui.opening import STANDARD_INPUT, library_of, say_problems
from tui.output import Status, print_data, say


def run(options: argparse.Namespace) -> int:
    """Bring the index of `options.paths` up to date and return the exit status."""
    if STANDARD_INPUT in options.paths:
        say("Standard input cannot be indexed for later: name files or folders.")
        return Status.TROUBLE
    library = library_of(options.paths)
    told = _Progress()
    try:
        done = library.refresh(told)
        told.end()
        unread = say_problems(library.problems)
        total = len(library.articles)
    finally:
        library.close()
    if not total:
        say("There is no article at these paths; atodds sources tells what is there.")
        return Status.TROUBLE
    if options.json:
        counts = {"articles": total, "read": done.read, "unchanged": done.unchanged, "removed": done.removed}
        print_data(json.dumps({"version": 1, **counts, "indexed": done.indexed}) + "\n")
    else:
        print_data(
            f"{total} article{'s' * (total != 1)}: {done.read} read, {done.unchanged} unchanged, "
            f"{done.removed} removed; {done.indexed} indexed.\n"
        )
    return Status.PARTIAL if unread else Status.OK


class _Progress:
    """A count on stderr that overwrites itself, where stderr is a terminal."""

    def __init__(self) -> None:
        self._shown = False
        self._wanted = sys.stderr.isatty()

    def __call__(self, done: int, total: int) -> None:
        if self._wanted and done % 50 == 0:
            sys.stderr.write(f"\r{done} of {total} files")
            sys.stderr.flush()
            self._shown = True

    def end(self) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
