"""The comparison of the five bundled articles against their annotation."""

import json
from pathlib import Path

import pytest

from search.articles import read_articles
from search.compare import compare

ROOT = Path(__file__).resolve().parents[2]
GOLD = json.loads((ROOT / "tests/data/seeds-figures.json").read_text("utf-8"))
AGREE = {"same", "compatible"}


@pytest.fixture(scope="module")
def verdicts():
    """Verdict and reason by pair of the annotation's figures."""
    articles = list(read_articles(ROOT / "seeds"))
    comparison = compare(articles)
    names = []
    for statement in comparison.statements:
        file = Path(articles[statement.article].path).name
        own = [f["id"] for f in GOLD["figures"] if f["file"] == file and _overlap(f, statement.figure)]
        names.append(own[0] if own else "")
    return {frozenset((names[p.a], names[p.b])): (p.verdict.value, p.reason) for p in comparison.pairs}


def _overlap(gold, figure):
    return gold["start"] < figure.end and figure.start < gold["end"]


FIGURES = {figure["id"]: figure for figure in GOLD["figures"]}
PAIRS = [pair for claim in GOLD["claims"] for pair in claim["pairs"] if FIGURES.get(pair[1])]
ACROSS = [pair for pair in PAIRS if FIGURES[pair[0]]["file"] != FIGURES[pair[1]]["file"]]


@pytest.mark.parametrize(("a", "b", "verdict", "why"), ACROSS, ids=[f"{p[0]}-{p[1]}" for p in ACROSS])
def test_a_pair_gets_its_verdict(verdicts, a, b, verdict, why):
    found, reason = verdicts.get(frozenset((a, b)), ("none", ""))
    # Whether equal values with one "about" are the same or compatible is a matter of taste in this annotation.
    assert (found in AGREE) if verdict in AGREE else (found == verdict), why
    assert reason


@pytest.mark.parametrize(
    ("a", "b", "why"), GOLD["never_compare"], ids=[f"{p[0]}-{p[1]}" for p in GOLD["never_compare"]]
)
def test_a_pair_is_never_compared(verdicts, a, b, why):
    assert frozenset((a, b)) not in verdicts, why


def test_nothing_else_contradicts(verdicts):
    expected = {frozenset(pair[:2]) for pair in PAIRS if pair[2] == "contradict"}
    assert {pair for pair, (verdict, _) in verdicts.items() if verdict == "contradict"} <= expected


def test_a_conversion_shows_its_rate(verdicts):
    _, reason = verdicts[frozenset(("F31", "F38"))]
    assert "ECB" in reason or "stated in article" in reason
