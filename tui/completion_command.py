"""`atodds completion SHELL`: what a shell needs to know of the commands."""

import argparse

from tui.output import Status, print_data


def run(options: argparse.Namespace) -> int:
    """Print the completion for `options.shell`."""
    from tui.completion import SHELLS

    print_data(SHELLS[options.shell]())
    return Status.OK
