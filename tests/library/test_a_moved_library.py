"""A folder that is moved or renamed keeps its index and its searches."""

import shutil
from pathlib import Path

import pytest

from search.library import Library
from search.library.searches import SavedSearch


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    (folder / "sub").mkdir(parents=True)
    for name in ("a.txt", "sub/b.txt"):
        (folder / name).write_text(f"---\nlanguage: en\n---\nWords of {Path(name).stem}one.\n")
    return folder


def opened(tmp_path: Path, *paths: Path) -> Library:
    return Library(paths, tmp_path / "cache", tmp_path / "state")


def test_it_is_found_again_under_its_new_name(folder: Path, tmp_path: Path) -> None:
    library = opened(tmp_path, folder)
    library.refresh()
    library.searches.save("floods", "flood OR crue")
    library.searches.remember("dam")
    library.close()
    moved = tmp_path / "elsewhere" / "stories"
    moved.parent.mkdir()
    folder.rename(moved)
    library = opened(tmp_path, moved)
    done = library.refresh()
    assert (done.read, done.unchanged) == (0, 2)
    assert [article.path for article in library.articles] == [str(moved / "a.txt"), str(moved / "sub/b.txt")]
    assert library.search("bone").total == 1
    assert library.searches.saved() == (SavedSearch("floods", "flood OR crue"),)
    assert library.searches.history() == ("dam",)
    library.close()
    assert len(list((tmp_path / "cache").iterdir())) == 1


def test_its_searches_are_kept_where_the_cache_is_lost(folder: Path, tmp_path: Path) -> None:
    library = opened(tmp_path, folder)
    library.refresh()
    library.searches.save("floods", "flood")
    library.refresh()
    library.close()
    shutil.rmtree(tmp_path / "cache")
    folder.rename(tmp_path / "moved")
    library = opened(tmp_path, tmp_path / "moved")
    assert library.refresh().read == 2
    assert [each.name for each in library.searches.saved()] == ["floods"]
    library.close()


def test_a_copy_is_a_library_of_its_own(folder: Path, tmp_path: Path) -> None:
    library = opened(tmp_path, folder)
    library.refresh()
    library.searches.save("floods", "flood")
    library.close()
    shutil.copytree(folder, tmp_path / "copy")
    library = opened(tmp_path, tmp_path / "copy")
    assert library.refresh().read == 2
    assert library.searches.saved() == ()
    library.close()
    assert len(list((tmp_path / "cache").iterdir())) == 2


def test_another_name_of_a_folder_that_is_still_there_takes_nothing_from_it(folder: Path, tmp_path: Path) -> None:
    library = opened(tmp_path, folder)
    library.refresh()
    library.searches.save("floods", "flood")
    library.close()
    both = opened(tmp_path, folder, folder / "sub")
    both.refresh()
    both.close()
    assert [each.name for each in opened(tmp_path, folder).searches.saved()] == ["floods"]


@pytest.mark.parametrize("note", ["", "{", "[]", '{"a": 3}', '{"/x": ["y"]}', "[" * 5_000])
def test_a_note_that_makes_no_sense_is_passed_over(folder: Path, tmp_path: Path, note: str) -> None:
    other = tmp_path / "state" / "other"
    other.mkdir(parents=True)
    (other / "place.json").write_text(note)
    library = opened(tmp_path, folder)
    assert library.refresh().read == 2
    library.close()
    assert (other / "place.json").read_text() == note
