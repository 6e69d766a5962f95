"""Articles are found by the value and the meaning of their figures, across notations and currencies."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from search.facts import FigureFacts
from search.library import Library
from search.library.facts import Wanted

TEXTS = {
    "es": "La empresa invirtió 15 millones de euros. El paro subió un 3 %.",
    "en": "The company invested $16.3 million. The flood killed 1,200 people.",
    "de": "Das Unternehmen investierte 40 Mio. Euro. Die Arbeitslosigkeit stieg um 4 Prozent.",
    "fr": "Les inondations ont fait 800 morts dans la région.",
}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    folder = tmp_path / "articles"
    folder.mkdir()
    for language, text in TEXTS.items():
        (folder / f"{language}.txt").write_text(f"---\nlanguage: {language}\ndate: 2024-02-28\n---\n{text}\n")
    library = Library([folder], tmp_path / "cache", tmp_path / "state")
    library.refresh()
    library.fact_reader = FigureFacts()
    yield library
    library.close()


def found(library: Library, query: str) -> set[str]:
    return {hit.article.language for hit in library.search(query).hits}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("figure:15M EUR", {"es", "en"}),
        ("figure:10..20M EUR", {"es", "en"}),
        ("figure:€40m", {"de"}),
        ("figure:>20M USD", {"de"}),
        ("figure:3%", {"es"}),
        ("figure:3..5%", {"es", "de"}),
        ("figure:>1000 deaths", {"en"}),
        ("figure:>500 deaths", {"en", "fr"}),
        ("figure:800", {"fr"}),
        ('figure:"40 millones de euros"', {"de"}),
        ("figure:7%", set()),
        ("quantity:deaths", {"en", "fr"}),
        ("quantity:deaths lang:fr", {"fr"}),
    ],
)
def test_figures_are_found_across_notations_and_currencies(library: Library, query: str, expected: set[str]) -> None:
    assert library.read_figures() == 4
    assert found(library, query) == expected


def test_figures_are_read_once_and_again_when_an_article_changes(library: Library) -> None:
    assert library.read_figures() == 4
    assert library.read_figures() == 0
    (library.paths[0] / "fr.txt").write_text("---\nlanguage: fr\n---\nLes inondations ont fait 900 morts.\n")
    library.refresh()
    assert library.read_figures() == 1
    assert found(library, "figure:800") == set()
    assert found(library, "figure:900") == {"fr"}


def test_it_is_said_how_many_figures_are_read(library: Library) -> None:
    assert "figures of 0 of 4 articles are read" in library.search("figure:3%").reading
    seen: list[int] = []
    assert library.read_figures(stop=lambda: len(seen) >= 2, progress=lambda done, _: seen.append(done)) == 2
    assert "figures of 2 of 4 articles" in library.search("figure:3%").reading
    library.read_figures()
    assert library.search("figure:3%").reading == ""


def test_what_is_no_figure_and_no_quantity_is_said(library: Library) -> None:
    library.read_figures()
    assert "“soon” is no figure" in library.search("figure:soon").reading
    assert "nothing that is called “zzz”" in library.search("quantity:zzz").reading
    library.fact_reader = None
    assert "nobody reads the figures" in library.search("figure:3%").reading


def test_a_damaged_file_of_figures_is_made_anew(library: Library, tmp_path: Path) -> None:
    (kept,) = (tmp_path / "cache").iterdir()
    (kept / "facts.sqlite").write_bytes(b"not what it was" * 500)
    assert library.read_figures() == 4
    assert found(library, "figure:3%") == {"es"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("10..20M EUR", Wanted("money", 1e7, 2e7, "EUR")),
        ("10M..20M EUR", Wanted("money", 1e7, 2e7, "EUR")),
        ("2.100 millones de dólares", Wanted("money", 2.1e9, 2.1e9, "USD")),
        ("3%", Wanted("percent", 3.0, 3.0, "%")),
        ("..20 km", Wanted("length", float("-inf"), 20.0, "km")),
        ("5k", Wanted("", 5000.0, 5000.0, "")),
        ("12,000", Wanted("", 12000.0, 12000.0, "")),
        ("~100", Wanted("", 90.0, 110.0, "")),
        ("soon", None),
        ("", None),
        ("..", None),
        (">", None),
    ],
)
def test_what_is_asked_for_is_read(text: str, wanted: Wanted | None) -> None:
    assert FigureFacts().wanted(text) == wanted


FLOOD = "The flood in Veldin killed {} people, said Mayor Ilse Brandt, where the Orlac dam of Corvane Energy burst."
FIRE = "A fire at the Tarsk refinery near Port Alder left {} people dead, Governor Jonas Whitlock told Radio Meridian."


class TestContradictions:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        folder = tmp_path / "stories"
        folder.mkdir()
        for name, text in (
            ("a", FLOOD.format(12)),
            ("b", FLOOD.format(40)),
            ("c", FIRE.format(7)),
            ("d", FIRE.format(7)),
        ):
            opening = "Firefighters left in the morning." if name in "bd" else ""
            (folder / f"{name}.txt").write_text(f"---\nlanguage: en\ndate: 2024-02-28\n---\n{opening} {text}\n")
        return folder

    @pytest.fixture
    def library(self, folder: Path, tmp_path: Path) -> Iterator[Library]:
        library = Library([folder], tmp_path / "cache", tmp_path / "state")
        library.refresh()
        library.fact_reader = FigureFacts()
        yield library
        library.close()

    def names(self, library: Library, query: str) -> set[str]:
        return {Path(hit.article.path).stem for hit in library.search(query).hits}

    def test_articles_that_contradict_their_story_are_found(self, library: Library) -> None:
        assert library.compare_stories() == 4
        assert self.names(library, "has:contradiction") == {"a", "b"}
        assert self.names(library, "fire NOT has:contradiction") == {"c", "d"}
        assert library.search("has:contradiction").reading == ""
        assert library.compare_stories() == 0, "what is known is not compared again"

    def test_a_new_article_makes_its_story_be_compared_again(self, library: Library, folder: Path) -> None:
        library.compare_stories()
        text = (folder / "c.txt").read_text().replace("left 7", "left 31")
        (folder / "e.txt").write_text(text)
        library.refresh()
        assert "4 of 5 articles are compared" in library.search("has:contradiction").reading
        assert library.compare_stories() == 3
        assert self.names(library, "has:contradiction") == {"a", "b", "c", "d", "e"}

    def test_what_is_gone_contradicts_nothing_any_more(self, library: Library, folder: Path) -> None:
        library.compare_stories()
        (folder / "b.txt").unlink()
        library.refresh()
        library.compare_stories()
        assert self.names(library, "has:contradiction") == set()

    def test_how_much_is_known_is_said(self, library: Library) -> None:
        assert "0 of 4 articles are compared with their stories so far" in library.search("has:contradiction").reading

    def test_nothing_else_can_be_had(self, library: Library) -> None:
        assert "knows only has:contradiction" in library.search("has:pictures").reading

    def test_it_can_be_stopped(self, library: Library) -> None:
        assert library.compare_stories(stop=lambda: True) == 0


def test_figures_are_read_by_several_processes_where_there_are_many(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(45):
        (folder / f"{number}.txt").write_text(f"---\nlanguage: en\n---\nThe storm killed {number + 100} people.\n")
    library = Library([folder], tmp_path / "cache", tmp_path / "state")
    library.refresh()
    library.fact_reader = FigureFacts()
    told: list[tuple[int, int]] = []
    assert library.read_figures(progress=lambda done, total: told.append((done, total))) == 45
    assert told[-1] == (45, 45)
    assert library.search("figure:120 deaths").total == 1
    library.close()
