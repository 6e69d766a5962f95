"""`atodds add`: one page fetched into a folder of articles."""

import argparse
from pathlib import Path

from tui.output import Status, print_data, say


def run(options: argparse.Namespace) -> int:
    """Fetch `options.url` into `options.folder`, print the path of the new file and return the exit status."""
    from search.articles.adding import NotAdded, add
    from search.text import clean_line

    try:
        added = add(options.url, Path(options.folder or "."), options.allow_private)
    except NotAdded as reason:
        say(str(reason))
        return Status.TROUBLE
    print_data(f"{clean_line(str(added.path))}\n")
    for article in added.articles:
        say(f"added: {article.name}")
    return Status.OK
