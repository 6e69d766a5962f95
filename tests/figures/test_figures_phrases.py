"""Every phrase of the tables in `phrases/` gives exactly the figures written beside it."""

import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from search.figures import Approximation, Figure, find_figures
from search.figures.lexicon import lexicon_for

FOLDER = Path(__file__).parent / "phrases"
PUBLISHED = date(2024, 4, 15)
SHORTCUTS = [
    *("age_leaders", "currency_leaders", "ratio_starters", "ratio_words", "day_followers"),
    *("counters", "furniture_words"),
]
"""The sets of words that must stand beside a number before the lists of phrases are tried."""


def phrases() -> list[tuple[str, str, list[str]]]:
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        for phrase in tomllib.loads(path.read_text(encoding="utf-8"))["phrase"]:
            found.append((path.stem, phrase["text"], phrase["figures"]))
    return found


def written(figure: Figure) -> str:
    """A figure in the notation of the tables."""
    values = {
        Approximation.EXACT: f"{figure.low}",
        Approximation.ABOUT: f"~{figure.low}",
        Approximation.AT_LEAST: f">={figure.low}",
        Approximation.AT_MOST: f"<={figure.high}",
        Approximation.BETWEEN: f"{figure.low}..{figure.high}",
    }
    value = figure.moment or values[figure.approximation]
    return " ".join(part for part in (f"{figure.text}:", figure.kind, value, figure.unit) if part)


class _Everything(frozenset[str]):
    """A set that no word is missing from."""

    def __contains__(self, word: object) -> bool:
        return True

    def isdisjoint(self, _words: Iterable[object]) -> bool:
        return False


class _EveryJob(dict[str, int]):
    """A table in which every word may be anything."""

    def __contains__(self, word: object) -> bool:
        return True

    def get(self, _word: str, _default: object = None) -> int:  # type: ignore[override]
        return 2**30 - 1


@pytest.mark.parametrize("language", sorted({language for language, _, _ in phrases()}))
def test_a_look_at_the_neighbours_hides_no_figure(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [text for other, text, _ in phrases() if other == language]
    found = [find_figures(text, language, PUBLISHED) for text in texts]
    lexicon = lexicon_for(language)
    monkeypatch.setattr(lexicon, "after_number", _EveryJob())
    for name in SHORTCUTS:
        monkeypatch.setattr(lexicon, name, _Everything())
    for text, figures in zip(texts, found, strict=True):
        assert find_figures(text, language, PUBLISHED) == figures, f"a table of {language} lacks a word: {text}"


@pytest.mark.parametrize(("language", "text", "expected"), phrases())
def test_a_phrase_gives_its_figures_and_no_others(language: str, text: str, expected: list[str]) -> None:
    assert [written(figure) for figure in find_figures(text, language, PUBLISHED)] == expected, f"{language}: {text}"
