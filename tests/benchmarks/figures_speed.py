"""Speed and memory of reading figures, beside quantulum3 and Recognizers-Text; run by hand, never by pytest.

    python tests/benchmarks/figures_speed.py [--texts FOLDER] [--peers PYTHON]

`--texts` is a folder of .txt files with front matter (default: the annotated stories of the tests). `--peers` is the
interpreter of an environment of its own in which the peers are installed, because atodds does not depend on them:

    python -m venv /tmp/peers && /tmp/peers/bin/pip install quantulum3 recognizers-text-suite "emoji<2"

Each reader is measured in a process of its own. Times are CPU seconds; memory is what importing and the first
article add to the largest resident size. A peer reads only the languages that it knows.
"""

import argparse
import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TIME = 3.0
"""CPU seconds that one language may take; what is not reached by then is left out of the rate."""
READERS = {"atodds": "all", "quantulum3": "en", "recognizers-text": "en es fr de it pt nl"}
CULTURES = {"en": "en-us", "es": "es-es", "fr": "fr-fr", "de": "de-de", "it": "it-it", "pt": "pt-br", "nl": "nl-nl"}

Read = Callable[[str, str], int]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", default=str(ROOT / "tests" / "data"), metavar="FOLDER")
    parser.add_argument("--peers", default="", metavar="PYTHON")
    parser.add_argument("--measure", default="", choices=("", *READERS), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure, texts(Path(options.texts)))))
        return
    for reader in READERS:
        python = sys.executable if reader == "atodds" else options.peers
        if python:
            command = [python, __file__, "--measure", reader, "--texts", options.texts]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            show(reader, done)


def show(reader: str, done: "subprocess.CompletedProcess[str]") -> None:
    if done.returncode:
        print(f"{reader}: {done.stderr.strip().splitlines()[-1]}")
        return
    result = json.loads(done.stdout)
    print(
        f"{reader}: import {result['import']:.0f} ms, first article {result['first']:.0f} ms,"
        f" {result['memory']:.1f} MB, {result['rate']:.3f} MB/s"
    )
    for language, (rate, size, found) in result["languages"].items():
        print(f"    {language}  {rate:.3f} MB/s  {size / 1000:.0f} kB  {found} found")


def texts(folder: Path) -> dict[str, list[str]]:
    """The bodies of the files, by the language that they state."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("*.txt")):
        head, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
        language = re.search(r"^language: (\w\w)$", head, re.MULTILINE)
        if language and body:
            found.setdefault(language[1], []).append(body)
    return found


def measure(reader: str, articles: dict[str, list[str]]) -> dict[str, object]:
    known = READERS[reader].split()
    articles = {lang: bodies for lang, bodies in articles.items() if known == ["all"] or lang in known}
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin = time.process_time()
    read = load(reader)
    imported = time.process_time()
    language = "en" if "en" in articles else next(iter(articles))
    read(articles[language][0], language)
    first = time.process_time()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory
    languages: dict[str, tuple[float, int, int]] = {}
    total = seconds = 0.0
    for language, bodies in articles.items():
        read(bodies[0], language)  # what is loaded once for a language is not its speed
        begin_language = time.process_time()
        size = found = 0
        for body in bodies:
            found += read(body, language)
            size += len(body.encode())
            if time.process_time() - begin_language > TIME:
                break
        taken = time.process_time() - begin_language
        languages[language] = (size / taken / 1e6, size, found)
        total, seconds = total + size, seconds + taken
    return {
        "import": (imported - begin) * 1000,
        "first": (first - imported) * 1000,
        "memory": memory / 1024,
        "rate": total / seconds / 1e6,
        "languages": languages,
    }


def load(reader: str) -> Read:
    if reader == "atodds":
        sys.path.insert(0, str(ROOT))
        from search.figures import find_figures

        return lambda text, language: len(find_figures(text, language))
    if reader == "quantulum3":
        from quantulum3 import parser

        return lambda text, _language: len(parser.parse(text))
    from recognizers_number import recognize_number
    from recognizers_number_with_unit import recognize_currency, recognize_dimension

    def read(text: str, language: str) -> int:
        culture = CULTURES[language]
        return sum(len(f(text, culture)) for f in (recognize_number, recognize_currency, recognize_dimension))

    return read


if __name__ == "__main__":
    main()
