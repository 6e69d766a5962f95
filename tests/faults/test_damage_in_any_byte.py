"""Any byte of any file of ours may be another: the next start works, and shows what stands in the sources."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from search.decision import Act, Decision, Reference
from search.facts import FigureFacts
from search.library import Library
from search.library.decisions import Decisions, DecisionsError
from search.library.searches import Searches, SearchesError
from search.library.shelf import DAMAGED
from search.translate.cache import Cache, Kept
from tui.config import ConfigError, load_settings
from tui.session import Session, read_session, write_session

TIMES = 12
"""Damages of each file; each is another place and another kind."""


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one bit turned, some overwritten, a part lost, the end cut off, or nothing left of them."""
    place = chance.randrange(len(data))
    match chance.randrange(6):
        case 0 | 1:
            return data[:place] + bytes([data[place] ^ 1 << chance.randrange(8)]) + data[place + 1 :]
        case 2:
            return data[:place] + chance.randbytes(16) + data[place + 16 :]
        case 3:
            return data[:place] + bytes(min(512, len(data) - place)) + data[place + 512 :]
        case 4:
            return data[:place]
        case _:
            return data[:place] + data[place + chance.randrange(1, 64) :]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("damage") / "articles"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02}.txt").write_text(
            f"---\ntitle: Title {number}\nsource: S{number % 3}\nlanguage: en\ndate: 2024-02-{number + 1:02}\n---\n"
            f"Common words: the city paid {number + 10} million euros for the bridge, and number{number} says so.\n",
            "utf-8",
        )
    return folder


@pytest.fixture(scope="module")
def kept(folder: Path) -> Path:
    """The cache folder of a library that was read, with the figures of its articles."""
    library = Library([folder], folder.parent / "cache", folder.parent / "state")
    library.fact_reader = FigureFacts()
    library.refresh()
    library.read_figures()
    library.close()
    (cache,) = (folder.parent / "cache").iterdir()
    for store in ("articles.sqlite", "facts.sqlite"):
        with sqlite3.connect(cache / store) as db:
            db.execute("pragma wal_checkpoint(truncate)")
        db.close()
    return cache


def files_of(kept: Path) -> list[Path]:
    return sorted(path for path in kept.rglob("*") if path.is_file() and path.stat().st_size)


@pytest.mark.parametrize("seed", range(TIMES))
def test_a_library_reads_again_what_its_cache_has_lost(folder: Path, kept: Path, tmp_path: Path, seed: int) -> None:
    for number, path in enumerate(files_of(kept)):
        chance = random.Random(seed * 1000 + number)
        cache = tmp_path / f"cache{number}"
        shutil.copytree(kept, cache / kept.name)
        target = cache / kept.name / path.relative_to(kept)
        target.write_bytes(damaged(target.read_bytes(), chance))
        library = Library([folder], cache, tmp_path / "state")
        library.fact_reader = FigureFacts()
        try:
            for _ in range(3):  # what shows only in use is mended by the next refresh
                library.refresh()
                library.search("common")
                library.search('"million euros" number7 source:S1 figure:17M')
                library.read_figures()
            what = f"{target.name}, seed {seed}"
            assert len(library.articles) == 12, what
            for place, article in enumerate(library.articles):
                assert (article.title, article.source) == (f"Title {place}", f"S{place % 3}"), what
                assert f"the city paid {place + 10} million euros for the bridge" in article.body, what
                assert article.published is not None, what
                assert article.published.day == place + 1, what
            library.search("common")
        finally:
            library.close()
        shutil.rmtree(cache)


@pytest.mark.parametrize("column", ["body", "title"])
def test_a_bit_that_turned_in_a_kept_article_is_noticed_and_mended(
    folder: Path, kept: Path, tmp_path: Path, column: str
) -> None:
    shutil.copytree(kept, tmp_path / "cache" / kept.name)
    with sqlite3.connect(tmp_path / "cache" / kept.name / "articles.sqlite") as db:
        turned = {"body": ("16 million", "17 million"), "title": ("Title 6", "Title 7")}[column]
        assert db.execute(f"update article set {column} = replace({column}, ?, ?) where row = 7", turned).rowcount == 1
    db.close()
    texts, titles = [], []
    for _ in range(2):
        library = Library([folder], tmp_path / "cache", tmp_path / "state")
        try:
            library.refresh()
            texts.append(library.articles[6].body)
            titles.append(library.articles[6].title)
        finally:
            library.close()
    assert texts[0] == DAMAGED, "nothing of the damaged text is shown"
    assert "16 million" in texts[1]
    assert titles[1] == "Title 6"


def keeps_decisions(folder: Path) -> Path:
    store = Decisions(folder)
    for number in range(20):
        store.keep(Decision(Act.DISMISS, (Reference("ab" * 32, number, f"{number} million"),), f"label {number}"))
    return store.path


def reads_decisions(folder: Path) -> None:
    for each in Decisions(folder).all():
        assert isinstance(each.act, Act)


def keeps_searches(folder: Path) -> Path:
    searches = Searches(folder)
    for number in range(20):
        searches.save(f"name {number}", f"query {number}")
        searches.remember(f"query {number}")
    return searches.path


def reads_searches(folder: Path) -> None:
    searches = Searches(folder)
    assert all(isinstance(each.query, str) for each in searches.saved())
    assert all(isinstance(each, str) for each in searches.history())


def keeps_translations(folder: Path) -> Path:
    from datetime import date

    cache = Cache(folder / "translations.sqlite")
    for number in range(20):
        cache.keep(str(number).encode(), Kept(f"text {number}", date(2024, 2, 26)))
    cache.close()
    return cache.path


def reads_translations(folder: Path) -> None:
    cache = Cache(folder / "translations.sqlite")
    for number in range(20):
        found = cache.find(str(number).encode())
        assert found is None or found.text
    cache.close()


def keeps_a_session(folder: Path) -> Path:
    write_session(folder / "session.json", Session("query", "a.txt", ("a.txt", "b.txt"), ("a.txt",), places=(7,)))
    return folder / "session.json"


def reads_a_session(folder: Path) -> None:
    session = read_session(folder / "session.json")
    assert isinstance(session.query, str)
    assert all(isinstance(place, int) for place in session.places)


def keeps_a_configuration(folder: Path) -> Path:
    path = folder / "config.toml"
    path.write_text('theme = "atodds-dark"\nlocale = "es"\n[translation]\nserver = "http://127.0.0.1:5000"\n', "utf-8")
    return path


def reads_a_configuration(folder: Path) -> None:
    load_settings(folder / "config.toml", {})


@pytest.mark.parametrize(
    ("keep", "read"),
    [
        (keeps_decisions, reads_decisions),
        (keeps_searches, reads_searches),
        (keeps_translations, reads_translations),
        (keeps_a_session, reads_a_session),
        (keeps_a_configuration, reads_a_configuration),
    ],
    ids=["decisions", "searches", "translations", "session", "configuration"],
)
def test_a_damaged_file_of_the_user_is_a_sentence(
    keep: Callable[[Path], Path], read: Callable[[Path], None], tmp_path: Path
) -> None:
    path = keep(tmp_path)
    whole = path.read_bytes()
    for seed in range(150):
        path.write_bytes(broken := damaged(whole, random.Random(seed)))
        said = sentence_of(read, tmp_path)
        if said:
            assert str(path) in said, f"seed {seed}"
            assert "\n" not in said, f"seed {seed}"
            assert path.read_bytes() == broken, f"seed {seed}: what cannot be had again is left as it is"


def sentence_of(read: Callable[[Path], None], folder: Path) -> str:
    """What is said of a file that cannot be used, "" where it can."""
    try:
        read(folder)
    except (DecisionsError, SearchesError, ConfigError) as error:
        return str(error)
    return ""
