"""The comparison on annotated stories in six languages: what it reaches today, as a floor.

The weights of the comparison are fitted to `stories` and `own-stories`; nothing is fitted to `unseen-stories`. False
alarms count most, then contradictions that are missed, then agreements.
"""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from search.article import Article
from search.compare import compare

DATA = Path(__file__).resolve().parents[1] / "data"
AGREE = {"same", "compatible"}


def _articles(folder, gold):
    for entry in gold["articles"]:
        head, body = (folder / entry["file"]).read_text("utf-8").split("\n---\n", 1)
        title = next(line[7:] for line in head.splitlines() if line.startswith("title: "))
        published = date.fromisoformat(entry["date"])
        yield Article(entry["file"], title, entry["source"], entry["language"], published, body)


def _count(folder):
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    comparison = compare(list(_articles(folder, gold)))
    ids = [entry["id"] for entry in gold["articles"]]
    names = []
    for statement in comparison.statements:
        figure, article = statement.figure, ids[statement.article]
        own = [
            f["id"]
            for f in gold["figures"]
            if f["article"] == article and f["start"] < figure.end and figure.start < f["end"]
        ]
        names.append(own[0] if own else "")
    optional = {figure["id"] for figure in gold["figures"] if figure.get("optional")}
    expected = {frozenset((pair["a"], pair["b"])): pair["verdict"] for pair in gold["pairs"]}
    found = {frozenset((names[p.a], names[p.b])): p.verdict.value for p in comparison.pairs}
    alarms = [pair for pair, verdict in found.items() if verdict == "contradict"]
    agreed = [p for p, v in found.items() if v in AGREE and not p & optional and expected.get(p) != "updated"]
    return {
        "alarms": len(alarms),
        "false alarms": sum(expected.get(pair) != "contradict" for pair in alarms),
        "contradictions": sum(verdict == "contradict" for verdict in expected.values()),
        "agreements": sum(verdict in AGREE for verdict in expected.values()),
        "agreed": len(agreed),
        "falsely agreed": sum(expected.get(pair) not in AGREE for pair in agreed),
    }


def _total(name):
    counts = [_count(folder) for folder in sorted((DATA / name).iterdir()) if folder.is_dir()]
    return {key: sum(count[key] for count in counts) for key in counts[0]}


FLOORS = {
    # name: (most false alarms, fewest contradictions found, most false agreements, fewest agreements found)
    "stories": (4, 25, 10, 190),
    "own-stories": (7, 80, 16, 660),
    "unseen-stories": (3, 41, 22, 380),
}


@pytest.mark.parametrize("name", FLOORS)
def test_stories_reach_their_floor(name):
    alarms, contradictions, false, agreements = FLOORS[name]
    count = _total(name)
    assert count["false alarms"] <= alarms, count
    assert count["alarms"] - count["false alarms"] >= contradictions, count
    assert count["falsely agreed"] <= false, count
    assert count["agreed"] - count["falsely agreed"] >= agreements, count


def test_a_folder_of_many_stories_seldom_sets_a_story_against_another():
    articles, owners = [], []
    for name in FLOORS:
        for folder in sorted(entry for entry in (DATA / name).iterdir() if entry.is_dir()):
            gold = json.loads((folder / "gold.json").read_text("utf-8"))
            for article in _articles(folder, gold):
                articles.append(replace(article, path=f"{folder.name}/{article.path}"))
                owners.append(folder.name)
    comparison = compare(articles)
    across = [
        (comparison.statements[pair.a].figure.text, comparison.statements[pair.b].figure.text, pair.verdict.value)
        for pair in comparison.pairs
        if owners[comparison.statements[pair.a].article] != owners[comparison.statements[pair.b].article]
    ]
    assert len([entry for entry in across if entry[2] == "contradict"]) <= 2, across
    assert len(across) <= len(comparison.pairs) / 20, across
