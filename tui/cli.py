"""The command line: parse the words, run the command. It loads no screen unless the reader is asked for.

What can be given stands in `tui/command_line.py`, what each command does in its own `tui/*_command.py`.
"""

import contextlib
import signal
from collections.abc import Sequence
from importlib import import_module

from tui.command_line import parse, subcommand
from tui.output import Status, open_missing_streams, say


def run(arguments: Sequence[str]) -> int:
    """Run one command. Data goes to stdout, messages to stderr; returns the exit status."""
    with contextlib.suppress(AttributeError, ValueError):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    open_missing_streams()
    try:
        return _dispatch(list(arguments))
    except KeyboardInterrupt:
        return Status.INTERRUPTED
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else Status.TROUBLE
    except Exception as error:  # what nobody foresaw must not show the user's texts in a traceback
        if _was_interrupted(error):
            return Status.INTERRUPTED
        from tui.crash import record

        say(f"This failed because of a mistake in atodds ({type(error).__name__}); where is noted in {record(error)}.")
        return Status.TROUBLE


def _was_interrupted(error: BaseException | None) -> bool:
    """Whether an error came of Ctrl-C: one that falls while a class is made or options are parsed becomes another."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


def _dispatch(words: list[str]) -> int:
    # A first word that is a command is one; a file of that name is opened as ./search.
    command = subcommand(words[0] if words else "")
    options = parse(command, words[1:] if command.name else words)
    status: int = import_module(command.module).run(options)
    return status
