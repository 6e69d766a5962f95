"""Figures that a translation changed are flagged, and those that it only wrote otherwise are not."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.figures import find_figures
from search.translate import FigureCheck, check_figures

PAIRS = tomllib.loads(Path(__file__).with_name("translated_figures.toml").read_text("utf-8"))["pair"]
DAY = date(2024, 3, 1)


def check(text: str, source: str, translation: str, target: str) -> FigureCheck:
    return check_figures(text, find_figures(text, source, DAY), translation, find_figures(translation, target, DAY))


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["translation"][:40])
def test_a_changed_figure_is_flagged_and_a_right_one_is_not(pair) -> None:
    found = check(pair["text"], pair["source"], pair["translation"], pair["target"])
    assert list(found.sentences) == pair.get("flags", [])
    kept = [[pair["text"][a:b], pair["translation"][c:d]] for (a, b), (c, d) in found.kept]
    assert "kept" not in pair or kept == pair["kept"]


def test_the_place_of_a_changed_figure_is_told() -> None:
    translation = "It is 50 million euros."
    found = check("Son 15 millones de euros.", "es", translation, "en")
    assert [translation[a:b] for a, b in found.flagged] == ["50 million euros"]


@given(st.lists(st.sampled_from(["15 million euros", "7.5%", "in 2019", "3,200 jobs", "on 3 May 2024"]), unique=True))
def test_a_text_against_itself_is_clean_and_every_figure_is_kept(parts: list[str]) -> None:
    text = "; ".join(f"They said {part}" for part in parts) + "."
    found = check(text, "en", text, "en")
    assert not found.sentences
    assert [here for here, there in found.kept if here == there] == [
        (f.start, f.end) for f in find_figures(text, "en", DAY)
    ]


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_text_is_too_odd(text: str, translation: str) -> None:
    found = check(text, "es", translation, "en")
    for (a, b), (c, d) in found.kept:
        assert 0 <= a < b <= len(text)
        assert 0 <= c < d <= len(translation)
