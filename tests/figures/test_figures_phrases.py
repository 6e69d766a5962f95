"""Every phrase of the tables in `phrases/` gives exactly the figures written beside it."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from search.figures import Approximation, Figure, find_figures

FOLDER = Path(__file__).parent / "phrases"
PUBLISHED = date(2024, 4, 15)


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


@pytest.mark.parametrize(("language", "text", "expected"), phrases())
def test_a_phrase_gives_its_figures_and_no_others(language: str, text: str, expected: list[str]) -> None:
    assert [written(figure) for figure in find_figures(text, language, PUBLISHED)] == expected, f"{language}: {text}"
