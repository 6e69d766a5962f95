"""`atodds index`: read and index articles now, so that opening and searching them later takes no time."""

import argparse
import json

from tui.figure_facts import read_figures
from tui.opening import STANDARD_INPUT, library_of, say_problems
from tui.output import Status, print_data, say
from tui.progress import Progress


def run(options: argparse.Namespace) -> int:
    """Bring the index of `options.paths` up to date and return the exit status."""
    if STANDARD_INPUT in options.paths:
        say("Standard input cannot be indexed for later: name files or folders.")
        return Status.TROUBLE
    library = library_of(options.paths)
    told = Progress("{done} of {total} files")
    try:
        done = library.refresh(told)
        told.end()
        if options.figures:
            read_figures(library, stories=True)
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
