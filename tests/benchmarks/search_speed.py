"""How fast articles are indexed and found, beside other engines on the same articles in the same run.

    python tests/benchmarks/search_speed.py CORPUS --articles 1000 10000 [--engines atodds fts5 ...] [--out table.md]

CORPUS is a folder with subfolders of .txt files that begin with title:, source:, language: and date: between two lines
of ---. Each engine runs in a process of its own. It reads the files, indexes them, opens the index anew and answers the
same queries, among them every beginning of words as they are typed; an answer is the best twenty with a line of text in
which the words are marked.

Queries and indexing are timed by the processor, and corrected by how much slower than undisturbed a fixed piece of work
was just then, so that others on the machine matter little; articles/s are by the clock. Not a test: it takes minutes.
`tantivy` (PyPI), `rg` (ripgrep) and stock whoosh take part where they are installed.
"""

import argparse
import json
import os
import random
import re
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
ENGINES = ("atodds", "fts5", "tantivy", "whoosh", "ripgrep")
LIMIT = 20
_PIECE = 0.00112  # seconds that the fixed piece of work takes on the machine these tables are made on, undisturbed


def main() -> None:
    """Run the engines one after the other and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--engines", nargs="+", default=list(ENGINES), choices=ENGINES)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(_run(options.one, options.corpus, options.articles[0])))
        return
    rows = []
    for count in options.articles:
        for engine in options.engines:
            command = [sys.executable, __file__, str(options.corpus), "--one", engine, "--articles", str(count)]
            done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
            if done.returncode == 0 and done.stdout.strip():
                rows.append(json.loads(done.stdout.splitlines()[-1]))
                print(json.dumps(rows[-1]), file=sys.stderr, flush=True)
    table = _table(rows)
    print(table)
    if options.out:
        options.out.write_text(table, encoding="utf-8")


def _run(name: str, corpus: Path, count: int) -> dict[str, Any]:
    folders = sorted(path for path in corpus.iterdir() if path.is_dir())
    files = [file for folder in folders for file in sorted(folder.glob("*.txt"))][:count]
    work = Path(tempfile.mkdtemp(prefix="bench-"))
    memory = _Memory()
    slowness = [_slowness()]
    try:
        started, busy = time.perf_counter(), _busy()
        engine = _MAKERS[name](files, work)
        indexed, busy = time.perf_counter() - started, _busy() - busy
        slowness.append(_slowness())
        peak = memory.stop()
        size = sum(path.stat().st_size for path in work.rglob("*") if path.is_file())
        started = time.perf_counter()
        engine.reopen()
        opened = time.perf_counter() - started
        times: dict[str, list[float]] = {}
        engine.search("word", ["europe"])
        for kind, words in _queries(files, 12 if name in ("ripgrep", "whoosh") else 60):
            slow, started = _slowness(), _busy()
            answer = engine.search(kind, words)
            if answer is not None:
                times.setdefault(kind, []).append((_busy() - started) * 1000 / slow)
        slowness.append(_slowness())
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return {
        "engine": name,
        "articles": len(files),
        "index_s": indexed,
        "index_cpu_s": busy / (sum(slowness[:2]) / 2),
        "slow": sum(slowness) / len(slowness),
        "mb": size / 1e6,
        "rss": peak,
        "open_ms": opened * 1000,
        "ms": {kind: (_at(values, 0.5), _at(values, 0.95), max(values)) for kind, values in times.items()},
    }


def _queries(files: list[Path], count: int) -> Iterator[tuple[str, list[str]]]:
    """Yield the kind and the words of each query, the same for all engines."""
    random_ = random.Random(7)
    for _ in range(count):
        words = re.findall(r"[^\W\d_]{2,}", _parts(random_.choice(files))[1])
        place = random_.randrange(len(words) - 4)
        first, second = words[place : place + 2]
        typed = f"{first} {second}"
        for end in range(1, len(typed) + 1):
            if typed[end - 1] != " ":
                yield "typing", typed[:end].split()
        yield "word", [first]
        yield "and", random_.sample(words, 2)
        yield "or", random_.sample(words, 3)
        yield "phrase", words[place : place + 2]
        long = random_.choice([word for word in words if len(word) > 5] or ["europe"])
        yield "prefix", [long[:3]]
        yield "fuzzy", [long[:-1]]


def _parts(file: Path) -> tuple[dict[str, str], str]:
    head, _, body = file.read_text("utf-8")[4:].partition("\n---\n")
    return dict(line.split(": ", 1) for line in head.split("\n") if ": " in line), body


class Atodds:
    """This project, by the interface that its screen uses."""

    def __init__(self, files: list[Path], work: Path) -> None:
        """Open the folders of `files`, which must hold nothing else."""
        sys.path.insert(0, str(ROOT))
        from search.library import Library

        self.make = lambda: Library(sorted({file.parent for file in files}), work / "cache", work / "state")
        self.library = self.make()
        self.library.refresh()

    def reopen(self) -> None:
        """Open the unchanged library again."""
        self.library.close()
        self.library = self.make()
        self.library.refresh()

    def search(self, kind: str, words: list[str]) -> object:
        """Return hits with snippets and marks."""
        query = {
            "or": " OR ".join(words),
            "phrase": f'"{" ".join(words)}"',
            "prefix": f"{words[0]}*",
            "fuzzy": f"{words[0]}~",
        }.get(kind, " ".join(words))
        return self.library.search(query, limit=LIMIT, as_typed=kind == "typing").hits


class Fts5:
    """SQLite's full-text search: accents folded, no stems, bodies in the table."""

    def __init__(self, files: list[Path], work: Path) -> None:
        """Index the files."""
        self.path = work / "fts.sqlite"
        db = sqlite3.connect(self.path)
        db.execute("create virtual table a using fts5(title, body, tokenize='unicode61 remove_diacritics 2')")
        with db:
            db.executemany("insert into a values (?, ?)", ((head["title"], body) for head, body in map(_parts, files)))
        db.close()

    def reopen(self) -> None:
        """Open the file."""
        self.db = sqlite3.connect(self.path)

    def search(self, kind: str, words: list[str]) -> object:
        """Return rows with snippets; there is no search for words that are spelled otherwise."""
        if kind == "fuzzy":
            return None
        quoted = [f'"{word}"' for word in words]
        query = {"or": " OR ".join(quoted), "phrase": f'"{" ".join(words)}"', "prefix": f"{quoted[0]}*"}.get(
            kind, " ".join(quoted) + ("*" if kind == "typing" else "")
        )
        statement = (
            "select rowid, snippet(a, 1, '[', ']', '…', 24), (select count(*) from a where a match ?1)"
            " from a where a match ?1 order by bm25(a) limit ?2"
        )
        return self.db.execute(statement, (query, LIMIT)).fetchall()


class Tantivy:
    """Tantivy, in Rust, through its Python package: no stems, bodies stored."""

    def __init__(self, files: list[Path], work: Path) -> None:
        """Index the files."""
        import tantivy

        self.tantivy = tantivy
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("title", stored=True)
        builder.add_text_field("body", stored=True)
        self.schema = builder.build()
        self.path = work / "tantivy"
        self.path.mkdir()
        index = tantivy.Index(self.schema, path=str(self.path))
        writer = index.writer()
        for head, body in map(_parts, files):
            writer.add_document(tantivy.Document(title=head["title"], body=body))
        writer.commit()
        writer.wait_merging_threads()

    def reopen(self) -> None:
        """Open the index."""
        self.index = self.tantivy.Index.open(str(self.path))
        self.index.reload()

    def search(self, kind: str, words: list[str]) -> object:
        """Return documents with snippets."""
        tantivy, lower = self.tantivy, [word.lower() for word in words]
        query_of, regex = tantivy.Query, tantivy.Query.regex_query
        must, should = tantivy.Occur.Must, tantivy.Occur.Should
        terms = [query_of.term_query(self.schema, "body", word) for word in lower]
        if kind == "typing":
            terms[-1] = regex(self.schema, "body", re.escape(lower[-1]) + ".*")
        query = {
            "or": lambda: query_of.boolean_query([(should, term) for term in terms]),
            "phrase": lambda: query_of.phrase_query(self.schema, "body", list(lower)),
            "prefix": lambda: regex(self.schema, "body", re.escape(lower[0]) + ".*"),
            "fuzzy": lambda: query_of.fuzzy_term_query(self.schema, "body", lower[0]),
        }.get(kind, lambda: query_of.boolean_query([(must, term) for term in terms]))()
        searcher = self.index.searcher()
        found = searcher.search(query, LIMIT, count=True)
        cutter = tantivy.SnippetGenerator.create(searcher, query, self.schema, "body")
        return [cutter.snippet_from_doc(searcher.doc(address)).to_html() for _, address in found.hits]


class Whoosh:
    """Whoosh as it comes, with one English analyser, stored bodies and its own highlighter."""

    def __init__(self, files: list[Path], work: Path) -> None:
        """Index the files."""
        from whoosh import analysis, fields, index

        schema = fields.Schema(
            title=fields.TEXT(stored=True, analyzer=analysis.StemmingAnalyzer()),
            body=fields.TEXT(stored=True, analyzer=analysis.StemmingAnalyzer()),
        )
        self.path = work / "whoosh"
        self.path.mkdir()
        writer = index.create_in(self.path, schema).writer(limitmb=256)
        for head, body in map(_parts, files):
            writer.add_document(title=head["title"], body=body)
        writer.commit()

    def reopen(self) -> None:
        """Open the index."""
        from whoosh import index, qparser

        opened = index.open_dir(self.path)
        self.searcher = opened.searcher()
        self.parser = qparser.QueryParser("body", opened.schema, plugins=qparser.QueryParser("body", None).plugins)
        self.parser.add_plugin(qparser.FuzzyTermPlugin())

    def search(self, kind: str, words: list[str]) -> object:
        """Return the highlights of the hits."""
        text = {
            "or": " OR ".join(words),
            "phrase": f'"{" ".join(words)}"',
            "prefix": f"{words[0].lower()}*",
            "fuzzy": f"{words[0].lower()}~",
        }.get(kind, " ".join([*words[:-1], f"{words[-1].lower()}*"]) if kind == "typing" else " ".join(words))
        hits = self.searcher.search(self.parser.parse(text), limit=LIMIT)
        return [hit.highlights("body", top=1) for hit in hits]


class Ripgrep:
    """Ripgrep through all files at each query; no ranking."""

    def __init__(self, files: list[Path], _work: Path) -> None:
        """Nothing to prepare."""
        if shutil.which("rg") is None:
            raise SystemExit(1)
        self.folders = sorted({str(file.parent) for file in files})

    def reopen(self) -> None:
        """Nothing to open."""

    def search(self, kind: str, words: list[str]) -> object:
        """Return the first line of each file with a word, or with several side by side."""
        if kind in ("fuzzy", "and"):
            return None
        pattern = {"or": "|".join(words), "phrase": r"\W+".join(words)}.get(kind, words[-1])
        command = ["rg", "-i", "-m", "1", "--no-heading", rf"\b(?:{pattern})", *self.folders]
        return subprocess.run(command, stdout=subprocess.PIPE, check=False).stdout


_MAKERS: dict[str, Callable[[list[Path], Path], Any]] = {
    "atodds": Atodds,
    "fts5": Fts5,
    "tantivy": Tantivy,
    "whoosh": Whoosh,
    "ripgrep": Ripgrep,
}


class _Memory:
    """The most memory that this process and those it started held at once, in megabytes; shared pages count once."""

    def __init__(self) -> None:
        self.peak = 0.0
        self.going = True
        self.thread = threading.Thread(target=self._watch, daemon=True)
        self.thread.start()

    def stop(self) -> float:
        self.going = False
        self.thread.join()
        return self.peak

    def _watch(self) -> None:
        while self.going:
            self.peak = max(self.peak, sum(_share(number) for number in _family(os.getpid())))
            time.sleep(0.25)


def _family(number: int) -> list[int]:
    family = [number]
    try:
        for task in os.listdir(f"/proc/{number}/task"):
            family += map(int, Path(f"/proc/{number}/task/{task}/children").read_text().split())
    except OSError:
        pass
    return family


def _share(number: int) -> float:
    try:
        lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
        return next(int(line.split()[1]) / 1000 for line in lines if line.startswith("Pss:"))
    except (OSError, StopIteration):
        return 0.0


def _slowness() -> float:
    """How many times longer than undisturbed a fixed piece of work takes just now."""
    started = time.thread_time()
    counts: dict[str, int] = {}
    for number in range(4000):
        key = f"k{number % 997}"
        counts[key] = counts.get(key, 0) + len(key)
    return max(1.0, (time.thread_time() - started) / _PIECE)


def _busy() -> float:
    """Seconds of processors that this process and those that it started and that have ended have used."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _at(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def _table(rows: list[dict[str, Any]]) -> str:
    kinds = ["typing", "word", "and", "or", "phrase", "prefix", "fuzzy"]
    head = ["articles", "engine", "articles/s", "CPU ms each", "slowed", "index MB", "memory MB", "open ms", *kinds]
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for row in rows:
        cells = [
            f"{row['articles']:,}",
            row["engine"],
            f"{row['articles'] / row['index_s']:,.0f}" if row["engine"] != "ripgrep" else "–",
            f"{row['index_cpu_s'] / row['articles'] * 1000:.1f}",
            f"×{row['slow']:.1f}",
            f"{row['mb']:.0f}",
            f"{row['rss']:.0f}",
            f"{row['open_ms']:.0f}",
        ]
        for kind in kinds:
            found = row["ms"].get(kind)
            cells.append(" / ".join(f"{value:.1f}" for value in found) if found else "–")
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(
        [
            *lines,
            "",
            "Queries: milliseconds of the processor, p50 / p95 / most; all but articles/s is corrected.",
            "",
        ]
    )


if __name__ == "__main__":
    main()
