"""Looks for input that breaks a promise, led by the coverage of the code; run by hand, as the tests need no atheris.

    pip install atheris
    python tests/hostile/fuzz.py TARGET FOLDER -max_total_time=600 -timeout=20

TARGET is one of the functions in `promises.py`. FOLDER takes the inputs that were interesting, and may hold first
ones; all further options are libFuzzer's. What it finds is written to `crash-*` or `timeout-*`; a short form of it
belongs into `found.toml`, from which a test reads it ever after.
"""

import json
import os
import sys
import tempfile
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

with atheris.instrument_imports(include=["search"]):
    from tests.hostile.promises import PROMISES, SUFFIXES

DOCUMENTS = Path(__file__).resolve().parents[1] / "articles" / "documents"


def first_inputs(target: str) -> list[bytes]:
    """What a search begins with: valid input of each kind, which chance would not find."""
    if target == "figures":
        seeds = sorted((Path(__file__).resolve().parents[2] / "seeds").glob("*.txt"))
        words = "on 4 March 2024, between 1.5 and 2 million euros, +3,5 %, a third, twenty-one dead, 5–3, €12m, 10 km/h"
        return [b"\0" + words.encode(), *(bytes([n]) + seed.read_bytes()[:2000] for n, seed in enumerate(seeds))]
    if target == "readers":
        texts = [
            (".txt", b"---\ntitle: A\ndate: 2024-02-28\n---\nThe council pays 15 million euros.\n"),
            (".jsonl", b'{"title": "A", "text": "The council pays 15 million euros.", "date": 1709510400}\n'),
            (".json", b'{"articles": [{"title": "A", "content": "<p>It pays 15 million.</p>", "source": {}}]}'),
            (".rss", b"<rss><channel><item><title>A</title><description>15 m</description></item></channel></rss>"),
            (".eml", b"From: a@x.example\nSubject: A\nDate: Mon, 4 Mar 2024 10:00:00 +0000\n\nIt pays 15 million.\n"),
            (".mbox", b"From a\nSubject: A\n\n15 million\n\nFrom b\nSubject: B\n\n16 million\n"),
            (".html", b"<html lang=en><title>A</title><body><article><p>It pays 15 million.</p></article>"),
        ]  # fmt: skip
        texts += [(path.suffix, path.read_bytes()) for path in sorted(DOCUMENTS.glob("office.*"))]
        return [bytes([SUFFIXES.index(suffix)]) + data for suffix, data in texts if suffix in SUFFIXES]
    if target == "queries":
        typed = (
            'invest* AND (title:"big money" OR -Mistrl~) figure:3% date:last 3 weeks',
            'figure:"10..20M EUR" NOT lang:es',
        )
        return [b"\1" + each.encode() for each in typed]
    if target == "decisions":
        statement = {"article": "d1ce", "offset": 12, "text": "15 million"}
        entry = {"act": "take out", "label": "x", "made": "2024-03-01T10:00:00+00:00", "statements": [statement]}
        return [json.dumps({"version": 1, "decisions": [entry, {**entry, "act": "join"}]}).encode()]
    return ["\x1b[2J15\u200b0 millones\r\n e\u0301\u0301\u0301\u0301\u0301 \u202e\u200d1\u200d2".encode()]


if __name__ == "__main__":
    wanted, corpus = sys.argv[1], Path(sys.argv[2])
    corpus.mkdir(parents=True, exist_ok=True)
    for number, first in enumerate(first_inputs(wanted)):
        (corpus / f"first-{number}").write_bytes(first)
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:
        atheris.Setup([sys.argv[0], str(corpus), *sys.argv[3:]], lambda data: PROMISES[wanted](data, Path(folder)))
        atheris.Fuzz()
