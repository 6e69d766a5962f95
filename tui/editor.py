"""Which program shows the file of an article: the user's editor, or a pager."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

KNOWS_LINES = ("vi", "vim", "nvim", "nano", "emacs", "less", "more", "view", "micro", "kak", "joe", "ne")
"""Programs that take +NUMBER before the file as the line to begin at."""


def command_for(path: Path, line: int, environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Return the command that shows a file at a line (from 1), () where no program is known.

    VISUAL comes before EDITOR, as in most programs, then PAGER, then less. It is split as a shell would, and run
    without one.
    """
    for variable in ("VISUAL", "EDITOR", "PAGER"):
        try:
            words = shlex.split(environ.get(variable, ""))
        except ValueError:  # a quotation mark that does not end
            continue
        if words and shutil.which(words[0], path=environ.get("PATH")):
            break
    else:
        words = ["less"] if shutil.which("less", path=environ.get("PATH")) else []
    if not words:
        return ()
    at = (f"+{line}",) if line > 1 and Path(words[0]).name in KNOWS_LINES else ()
    return (*words, *at, os.path.abspath(path))  # absolute, so that no name is taken for an option


def show(command: Sequence[str]) -> bool:
    """Run the command on this terminal until it ends; return whether it could be started."""
    try:
        subprocess.run(command, check=False)
    except OSError:
        return False
    return True
