"""How long `atodds search … --json` takes from its start to its end, beside what it is built on and other tools.

    python tests/benchmarks/command_start.py [ATODDS]

ATODDS is the installed command, by default the one beside this interpreter: an editable installation, or modules
without their compiled files, start slower. Prints milliseconds, the median of both the clock and the processor, and the
quotient to an interpreter that only imports the engine.
"""

import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
ROUNDS = 15


def once(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    _, _, used = os.wait4(process.pid, 0)
    process.returncode = 0
    return (time.perf_counter() - began) * 1000, (used.ru_utime + used.ru_stime) * 1000


def main() -> None:
    atodds = sys.argv[1] if len(sys.argv) > 1 else str(Path(sys.executable).with_name("atodds"))
    python = str(Path(atodds).with_name("python"))
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH")}
    commands = {
        "python -c pass": [python, "-c", "pass"],
        "python -c 'import whoosh.index'": [python, "-c", "import whoosh.index"],
        "atodds --version": [atodds, "--version"],
        "atodds search Mistral --json": [atodds, "search", "Mistral", "--json"],
        "rg Mistral": ["rg", "Mistral", str(SEEDS)],
        "git grep Mistral": ["git", "grep", "--no-index", "Mistral", "--", str(SEEDS)],
    }
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name, each in commands.items() if shutil.which(each[0])}
    for _ in range(ROUNDS + 2):
        for name, found in taken.items():
            found.append(once(commands[name], environment))
    medians = {
        name: [statistics.median(column) for column in zip(*found[2:], strict=True)] for name, found in taken.items()
    }
    clock, processor = medians["python -c 'import whoosh.index'"]
    for name, (seconds, used) in medians.items():
        print(f"{name:32} {seconds:6.0f} ms  {used:6.0f} ms CPU  × {seconds / clock:.2f}  × {used / processor:.2f} CPU")


if __name__ == "__main__":
    main()
