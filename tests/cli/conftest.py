"""The command line as a process of its own, with folders of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def atodds(tmp_path):
    environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "ATODDS_CONFIG")}
    environment |= {f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in ("CONFIG", "STATE", "CACHE")}
    environment |= {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}

    def run(*arguments, **options):
        command = [sys.executable, "-m", "tui", *map(str, arguments)]
        options.setdefault("stdin", subprocess.DEVNULL)
        return subprocess.run(
            command, capture_output=True, text=True, env=environment, cwd=tmp_path, timeout=60, check=False, **options
        )

    return run
