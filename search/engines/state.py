"""What names the state of an index, by what lies in its folder: it changes with every commit.

It is asked before the index is opened, which takes far longer.
"""

import os
from pathlib import Path

_OTHERS = ("lexicon", "MAIN_WRITELOCK")  # what lies beside the segments


def state_of(folder: Path) -> str:
    """Return the names and sizes of the files of an index, "" where there is none."""
    try:
        with os.scandir(folder) as entries:
            files = sorted(
                (entry.name, entry.stat().st_size) for entry in entries if not entry.name.startswith(_OTHERS)
            )
    except OSError:
        return ""
    return " ".join(f"{name}:{size}" for name, size in files)
