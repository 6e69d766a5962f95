"""What the commands say and where: data on stdout, messages on stderr, and the exit status."""

import os
import signal
import sys
from enum import IntEnum


class Status(IntEnum):
    """Exit status, as diff and grep have it; each command's own meaning stands in its definition."""

    OK = 0
    """Done; nothing contradictory; found."""
    NO = 1
    """Contradictions; nothing found."""
    TROUBLE = 2
    PARTIAL = 3
    """Done, but some of the articles could not be read or compared."""
    INTERRUPTED = 130
    """By Ctrl-C."""


def open_missing_streams() -> None:
    """Put something in the place of streams that whoever called has closed; what is printed on such a stdout fails."""
    for name, mode in (("stdin", "r"), ("stdout", "r"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - open until the end


def say(message: str) -> None:
    """One sentence on stderr, cleaned: it may quote a path or an argument."""
    from search.text import clean_line
    from tui import boot

    boot.give_back()  # what is said on the screen of the reader would go with it
    sys.stderr.write(f"atodds: {clean_line(message)}\n")


def wants_colour(option: str) -> bool:
    """Whether to write colours on stdout: "always", "never", or "auto", which looks at terminal and environment."""
    if option != "auto":
        return option == "always"
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM", "dumb") != "dumb"


def print_data(text: str, *, paged: bool = False) -> None:
    """Print on stdout, whole; with `paged`, through the user's pager where stdout is a terminal.

    Raises:
        SystemExit: after it was said that stdout cannot be written to, as on a full disk.
    """
    # A pager on a terminal that obeys nothing asks for a key before the first line and after the last.
    if paged and sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb" and _page(text):
        return
    if sys.stdout.encoding.lower().replace("-", "") != "utf8":
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_stdout()
    except OSError as error:
        say(f"The output could not be written ({(error.strerror or 'standard output is closed').lower()}).")
        _forget_stdout()
        raise SystemExit(Status.TROUBLE) from None


def _page(text: str) -> bool:
    """Show a text in the pager, as git does; return whether there is one."""
    import shlex
    import shutil
    import subprocess

    try:
        words = shlex.split(os.environ.get("ATODDS_PAGER", os.environ.get("PAGER", "less")))
    except ValueError:  # a quotation mark that is not closed
        return False
    if not words or words == ["cat"] or shutil.which(words[0]) is None:
        return False
    # Leave at once if all fits on the screen, obey colours, leave the text on the screen.
    environment = {"LESS": "FRX", "LV": "-c", "LESSCHARSET": "utf-8", **os.environ}
    interrupts = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the pager
    try:
        subprocess.run(words, input=text.encode("utf-8", "replace"), env=environment, check=False)
    except OSError:
        return False
    finally:
        signal.signal(signal.SIGINT, interrupts)
    return True


def _forget_stdout() -> None:
    """Let the interpreter not try again, and complain, when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
