"""`atodds manual`: the man page."""

import argparse

from tui.output import Status, print_data


def run(_options: argparse.Namespace) -> int:
    """Print the man page in roff, as `man -l -` reads it."""
    from tui.manual import manual

    print_data(manual())
    return Status.OK
