"""`atodds sources`: what was read in each file, what was skipped and why, as text or as JSON."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tui.output import Status, print_data

if TYPE_CHECKING:
    from search.articles.sources import SourceFile


def run(options: argparse.Namespace) -> int:
    """Print what the files at `options.paths` hold, each as soon as it was read, and return the exit status."""
    from search.articles.sources import list_sources, print_sources, sources_document

    outcome: list[SourceFile] = []

    def noted() -> "Iterator[SourceFile]":
        for file in list_sources(Path(path) for path in options.paths):
            outcome.append(file)
            yield file

    if options.format == "json":
        print_data(json.dumps(sources_document(noted())) + "\n")
    else:
        print_sources(noted(), print_data)
    if not any(file.articles for file in outcome):
        return Status.TROUBLE
    unread = any(not problem.quiet for file in outcome for problem in file.problems)
    return Status.PARTIAL if unread else Status.OK
