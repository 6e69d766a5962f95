"""How long the reader takes to answer a key, and how much memory it takes, while it indexes many articles. By hand.

    python tests/benchmarks/large_library.py FOLDER [--seconds 600]

The folder is opened with an empty cache on a pseudo-terminal of 80 by 24. Until it is read, keys are pressed five times
a second: in the list, in the search line, and in a comparison. It prints the time from a key to the first byte of
the answer, the time until the articles were read, and the memory of the reader and of its helpers (Linux only).
"""

import argparse
import os
import select
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.tui.test_on_a_terminal import ESCAPE, Terminal, on_terminal


def memory(pid: int) -> tuple[float, float]:
    """MB that the reader takes, and its helpers; pages that are shared count in parts (proportional set size)."""

    def size(process: int) -> float:
        try:
            text = Path(f"/proc/{process}/smaps_rollup").read_text()
        except OSError:
            return 0.0
        return next((int(line.split()[1]) / 1024 for line in text.splitlines() if line.startswith("Pss:")), 0.0)

    return size(pid), sum(size(child) for child in descendants(pid))


def descendants(pid: int) -> Iterator[int]:
    for thread in Path(f"/proc/{pid}/task").glob("*"):
        try:
            children = (thread / "children").read_text().split()
        except OSError:
            continue
        for child in map(int, children):
            yield child
            yield from descendants(child)


def latency(terminal: Terminal, key: str) -> float:
    """Milliseconds from a key to the first byte of what it changes."""
    terminal.read(0)
    os.write(terminal.master, key.encode())
    began = time.perf_counter()
    select.select([terminal.master], [], [], 10)
    took = (time.perf_counter() - began) * 1000
    terminal.read(0.15)
    return took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--seconds", type=float, default=600, help="most that is waited for the end of the reading")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        for name in ("CONFIG", "STATE", "CACHE"):
            os.environ[f"XDG_{name}_HOME"] = str(Path(home) / name.lower())
        times: dict[str, list[float]] = {"list": [], "search": []}
        most = [0.0, 0.0]
        with on_terminal(["-m", "tui", options.folder], Path(home), size=(80, 24)) as terminal:
            began = time.monotonic()
            terminal.wait_for("reading")
            print(f"the first progress after {time.monotonic() - began:.1f} s")
            round_of_keys = 0
            while "reading" in terminal.screen and time.monotonic() - began < options.seconds:
                round_of_keys += 1
                for key in "jjjkj":
                    times["list"].append(latency(terminal, key))
                    time.sleep(0.05)
                if round_of_keys % 4 == 0:
                    terminal.press("/")
                    for key in "president":
                        times["search"].append(latency(terminal, key))
                    terminal.press(ESCAPE)
                    terminal.press(ESCAPE)
                most = [max(pair) for pair in zip(most, memory(terminal.process.pid), strict=True)]
            print(f"read after {time.monotonic() - began:.0f} s")
            after, _ = memory(terminal.process.pid)
            for what, taken in times.items():
                if taken:
                    ordered = sorted(taken)
                    print(
                        f"{what}: {len(taken)} keys, median {statistics.median(taken):.0f} ms,"
                        f" 95 % within {ordered[int(len(ordered) * 0.95)]:.0f} ms, slowest {ordered[-1]:.0f} ms,"
                        f" over 100 ms {sum(each > 100 for each in taken)}"
                    )
            print(
                f"memory: reader at most {most[0]:.0f} MB, helpers {most[1]:.0f} MB; reader afterwards {after:.0f} MB"
            )
            terminal.press("q")
            print(f"left with {terminal.ended()}")


if __name__ == "__main__":
    main()
