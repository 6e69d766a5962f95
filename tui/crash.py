"""What is kept of an error nobody foresaw: where it happened, and nothing of what was being read."""

import contextlib
import os
import platform
import traceback
from datetime import datetime
from pathlib import Path

from tui import __version__
from tui.folders import private, user_folders

LOG_NAME = "errors.log"
LOG_LIMIT = 200_000
"""Bytes; a longer log is begun anew."""


def record(error: BaseException) -> Path:
    """Append the kind of the error and its places in the code to the log, and return the path of the log.

    Neither its message nor any variable is written: both may hold article text or a key.
    """
    folder = user_folders().state
    path = folder / LOG_NAME
    lines = [
        f"{datetime.now().astimezone().isoformat(timespec='seconds')} atodds {__version__}, "
        f"Python {platform.python_version()}, {type(error).__module__}.{type(error).__qualname__}"
    ]
    for frame in traceback.extract_tb(error.__traceback__):
        lines.append(f"  {frame.filename}:{frame.lineno} {frame.name}")
    # An error must not be hidden behind another about its log.
    with contextlib.suppress(OSError):
        private(folder)
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        if path.exists() and path.stat().st_size > LOG_LIMIT:
            flags |= os.O_TRUNC
        with os.fdopen(os.open(path, flags, 0o600), "w", encoding="utf-8") as log:
            log.write("\n".join(lines) + "\n")
    return path
