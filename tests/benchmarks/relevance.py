"""How well search ranks: mean average precision on a test collection, beside stock whoosh in the same run.

    python tests/benchmarks/relevance.py FOLDER

FOLDER holds the Cranfield collection, which is fetched by hand: cran.all.1400, cran.qry and cranqrel. Queries are
numbered in the order of the file, as the judgements number them. Each question is asked as any of its words, without
the most frequent English words.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_DEPTH = 1000
_IDLE_WORDS = (
    "a an and are as at be been by can do does for from has have how if in into is it its made not of on or such that"
    " the their there these they this to under used using was were what when where which with would anyone any"
    " will all other than should must between both more who"
)
_IDLE = frozenset(_IDLE_WORDS.split())


def main() -> None:
    """Print the mean average precision of both."""
    folder = Path(sys.argv[1])
    texts = _records(folder / "cran.all.1400")
    documents = {number: (record.get("T", ""), record.get("W", "")) for number, record in texts}
    queries = [record.get("W", "") for _, record in _records(folder / "cran.qry")]
    relevant: dict[int, set[str]] = {}
    for line in (folder / "cranqrel").read_text("utf-8").splitlines():
        query, document, grade = line.split()[:3]
        if int(grade) > 0:  # -1 is no judgement of relevance
            relevant.setdefault(int(query), set()).add(document)
    if len(sys.argv) == 2:  # each in a process of its own: the fence of one is in the way of the other
        for name in _MAKERS:
            subprocess.run([sys.executable, __file__, str(folder), name], check=True)
        return
    for name in sys.argv[2:]:
        search = _MAKERS[name](documents)
        precisions, early = [], []
        for number, text in enumerate(queries, 1):
            words = [word for word in re.findall(r"\w+", text.lower()) if word not in _IDLE]
            found, wanted = search(words), relevant.get(number, set())
            if wanted:
                precisions.append(_average_precision(found, wanted))
                early.append(sum(key in wanted for key in found[:10]) / 10)
        mean = sum(precisions) / len(precisions)
        print(f"{name}: MAP {mean:.4f}, P@10 {sum(early) / len(early):.4f} over {len(precisions)} queries")


def _atodds(documents: dict[str, tuple[str, str]]) -> Callable[[list[str]], list[str]]:
    sys.path.insert(0, str(ROOT))
    from search.engines import Document, Engine, Query
    from search.engines.query import Either, Words

    engine = Engine(Path(tempfile.mkdtemp(prefix="relevance-")) / "index")
    engine.open()
    for key, (title, body) in documents.items():
        engine.add(Document(key, title, body, "", "en"))
    engine.commit()

    def search(words: list[str]) -> list[str]:
        query = Query(Either(tuple(Words((word,)) for word in dict.fromkeys(words))))
        return [key for key, _ in engine.search(query, _DEPTH).hits]

    return search


def _whoosh(documents: dict[str, tuple[str, str]]) -> Callable[[list[str]], list[str]]:
    from whoosh import analysis, fields, query
    from whoosh.filedb.filestore import RamStorage

    text = fields.TEXT(analyzer=analysis.StemmingAnalyzer())
    schema = fields.Schema(key=fields.ID(stored=True), title=text, body=text)
    index = RamStorage().create_index(schema)
    writer = index.writer()
    for key, (title, body) in documents.items():
        writer.add_document(key=key, title=title, body=body)
    writer.commit()
    searcher = index.searcher()

    def search(words: list[str]) -> list[str]:
        stems = {token.text for token in text.analyzer(" ".join(words))}
        asked = query.Or([query.Term(field, stem) for stem in sorted(stems) for field in ("title", "body")])
        return [hit["key"] for hit in searcher.search(asked, limit=_DEPTH)]

    return search


_MAKERS = {"atodds": _atodds, "whoosh": _whoosh}


def _average_precision(found: list[str], wanted: set[str]) -> float:
    total, hits = 0.0, 0
    for rank, key in enumerate(found, 1):
        if key in wanted:
            hits += 1
            total += hits / rank
    return total / len(wanted)


def _records(path: Path) -> list[tuple[str, dict[str, str]]]:
    records: list[tuple[str, dict[str, str]]] = []
    field = ""
    for line in path.read_text("utf-8", "replace").splitlines():
        if match := re.match(r"\.I\s+(\d+)", line):
            records.append((str(int(match[1])), {}))
        elif match := re.match(r"\.([A-Z])\s*$", line):
            field = match[1]
        elif records:
            record = records[-1][1]
            record[field] = f"{record.get(field, '')} {line}".strip()
    return records


if __name__ == "__main__":
    main()
