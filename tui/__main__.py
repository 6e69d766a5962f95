"""`atodds` and `python -m tui`."""

import sys


def main() -> int:
    """Run the command line; returns the exit status."""
    try:
        from tui.cli import run

        return run(sys.argv[1:])
    except KeyboardInterrupt:  # while the first modules were loaded, or after `run` had caught one
        return 130


if __name__ == "__main__":
    sys.exit(main())
