"""The annotated articles: five real ones on one story, and sixteen written for the project in six languages.

The rules of scoring are those of `tests/data/stories/README.md`.
"""

import json
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from search.figures import Figure, Kind, find_figures

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data"
SEEDS = json.loads((DATA / "seeds-figures.json").read_text(encoding="utf-8"))
STORIES = sorted((DATA / "stories").glob("*/gold.json"))
SEED_DATES = {
    "002_dfc98b5d9c1200d9.txt": date(2024, 2, 28),
    "003_9110c9e47786266a.txt": date(2024, 3, 4),
    "004_b9889a64287cea73.txt": date(2024, 3, 4),
}
ONES = {"one", "a", "an", "un", "una", "uno", "une", "ein", "eine", "einen", "einem", "einer", "eines", "um", "uma"}
CORE = [figure for figure in SEEDS["figures"] if figure["tier"] == "core"]


@cache
def seed_figures(file: str) -> tuple[str, list[Figure]]:
    text = (ROOT / "seeds" / file).read_text(encoding="utf-8")
    return text, find_figures(text, SEEDS["files"][file], SEED_DATES.get(file))


def overlaps(figure: Figure, gold: dict[str, Any]) -> bool:
    return figure.start < gold["end"] and figure.end > gold["start"]


def bounds(figure: Figure) -> tuple[str | None, str | None]:
    if figure.moment:
        return figure.moment, figure.moment
    low, high = (None if value is None else str(value) for value in (figure.low, figure.high))
    return low, high


@pytest.mark.parametrize("gold", CORE, ids=lambda gold: f"{gold['id']} {gold['text']}")
def test_every_core_figure_of_the_seeds_is_read_as_annotated(gold: dict[str, Any]) -> None:
    _, figures = seed_figures(gold["file"])
    found = [figure for figure in figures if overlaps(figure, gold)]
    assert [figure.text for figure in found] == [gold["text"]]
    figure = found[0]
    stated = (gold["low"], gold["high"])
    assert bounds(figure) in (stated, (gold.get("resolved"),) * 2), gold["note"]
    assert figure.approximation == gold["approx"], gold["note"]
    if gold["kind"] == "money":
        assert (figure.kind, figure.unit) == (Kind.MONEY, gold["unit"])


def test_at_most_one_decoy_of_the_seeds_is_taken_for_a_figure() -> None:
    taken = []
    for decoy in SEEDS["decoys"]:
        text, figures = seed_figures(decoy["file"])
        hits = [figure.text for figure in figures if overlaps(figure, decoy)]
        taken += [(hits, text[decoy["start"] - 20 : decoy["end"] + 20])] if hits else []
    assert len(taken) <= 1, taken


class Score:
    """Counts over all stories, with the texts behind every fault."""

    def __init__(self) -> None:
        self.gold = 0
        self.missed: list[str] = []
        self.wrong: list[str] = []
        self.false: list[str] = []
        self.decoys: list[str] = []


@cache
def score() -> Score:
    result = Score()
    for path in STORIES:
        story = json.loads(path.read_text(encoding="utf-8"))
        for article in story["articles"]:
            body = (path.parent / article["file"]).read_text(encoding="utf-8").split("\n---\n", 1)[1]
            found = find_figures(body, article["language"], date.fromisoformat(article["date"]))
            here = {
                part: [item for item in story[part] if item["article"] == article["id"]]
                for part in ("figures", "decoys")
            }
            add(result, found, here["figures"], here["decoys"])
    return result


def add(result: Score, found: list[Figure], golds: list[dict[str, Any]], decoys: list[dict[str, Any]]) -> None:
    for gold in golds:
        hits = [figure for figure in found if overlaps(figure, gold)]
        if gold.get("optional"):
            continue
        result.gold += 1
        if not hits:
            result.missed.append(f"{gold['text']} ({gold['what']})")
        elif not agrees(hits[0], gold):
            result.wrong.append(f"{gold['text']} ({gold['what']}): {hits[0]}")
    for figure in found:
        if any(overlaps(figure, gold) for gold in golds):
            continue
        decoy = next((decoy for decoy in decoys if overlaps(figure, decoy)), None)
        if decoy and figure.kind in (decoy.get("allow") or ()):
            continue
        if decoy:
            result.decoys.append(f"{figure.text} ({decoy['why']})")
        elif not figure.moment or any(c.isdigit() for c in figure.text):
            result.false += [figure.text] if figure.text.lower() not in ONES else []


def agrees(figure: Figure, gold: dict[str, Any]) -> bool:
    """Whether value and unit are those of the gold; units of counts are words and not compared."""
    if gold["kind"] in ("date", "time"):
        return figure.moment == gold["low"]
    if gold["kind"] in ("money", "percent", "length", "area", "mass", "speed", "duration", "temperature"):
        if (figure.kind, figure.unit) != (gold["kind"], gold["unit"]):
            return False
    elif gold["kind"] in ("count", "rank") and figure.kind in (Kind.MONEY, Kind.PERCENT, Kind.DATE, Kind.TIME):
        return False
    pairs = ((figure.low, gold["low"]), (figure.high, gold["high"]))
    stated = [(value, Decimal(wanted)) for value, wanted in pairs if value is not None and wanted is not None]
    return bool(stated) and all(abs(value - wanted) <= wanted / 1000 for value, wanted in stated)


def test_the_stories_hold_as_many_figures_as_their_readme_says() -> None:
    assert score().gold == 251


def test_no_figure_of_the_stories_is_missed() -> None:
    assert score().missed == []


def test_nothing_else_of_the_stories_is_taken_for_a_figure() -> None:
    assert score().false == []


def test_no_decoy_of_the_stories_is_taken_for_a_figure() -> None:
    assert score().decoys == []


def test_all_values_of_the_stories_but_one_are_right() -> None:
    assert len(score().wrong) <= 1, "\n".join(score().wrong)
