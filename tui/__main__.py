"""`atodds` and `python -m tui`."""

import os
import sys

from tui import boot


def main() -> int:
    """Run the command line; returns the exit status."""
    try:
        boot.paint(sys.argv[1:])
        from tui.cli import run

        status = run(sys.argv[1:])
    except KeyboardInterrupt:  # while the first modules were loaded, or after `run` had caught one
        status = 130
    finally:
        boot.give_back()
    if "tui.app" in sys.modules:
        _leave_at_once(status)
    return status


def _leave_at_once(status: int) -> None:
    """End without taking modules and objects down one by one, which takes the interpreter a third of a second.

    Whatever a reader has to keep it keeps before, as it may be killed at any time.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            status = status or 2
    os._exit(status)


if __name__ == "__main__":
    sys.exit(main())
