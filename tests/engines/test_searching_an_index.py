"""The engine finds inflections, phrases, prefixes and fields in several languages, and shows where."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from search.engines import Asked, Document, Engine, merging, parse_query
from search.engines.builder import build
from search.engines.words import term_of

TEXTS = {
    "es1": (
        "es",
        "El Faro",
        "Gran inversión",
        "Microsoft anunció inversiones de 2.100 millones de euros en la compañía.",
    ),
    "es2": (
        "es",
        "La Crónica",
        "",
        "El Gobierno anuncia una gran reforma. La compañía francesa no invertirá millones.",
    ),
    "en1": (
        "en",
        "Daily Ledger",
        "Company news",
        "The companies announced large investments; the strategy was discussed.",
    ),
    "fr1": ("fr", "L’Écho", "", "L’entreprise a annoncé des investissements de quinze millions d’euros à l’œuvre."),
    "de1": ("de", "Taunus-Kurier", "", "Die Straße wurde für Häuser gesperrt, die Unternehmen investierten Millionen."),
    "un1": ("", "", "", "Zxcv 日本語 microsoft."),
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = Engine(tmp_path_factory.mktemp("library") / "index")
    engine.open()
    for key, (language, source, title, body) in TEXTS.items():
        engine.add(Document(key, title, body, source, language))
    engine.commit()
    yield engine
    engine.close()


def keys(engine: Engine, query: str, as_typed: bool = False) -> set[str]:
    found = engine.search(parse_query(query, as_typed), 50)
    assert len(found.hits) == found.total
    return {key for key, _ in found.hits}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("inversion", {"es1"}),
        ("INVERSIONES", {"es1"}),
        ("compania lang:es", {"es1", "es2"}),
        ("company", {"en1"}),
        ("investment", {"en1", "fr1"}),  # cognates share their stem
        ("lang:fr investissement", {"fr1"}),
        ("strasse", {"de1"}),
        ("haus", {"de1"}),
        ("oeuvre", {"fr1"}),
        ("millones euros", {"es1"}),
        ("microsoft", {"es1", "un1"}),
        ("microsoft OR strasse", {"es1", "un1", "de1"}),
        ("microsoft NOT lang:es", {"un1"}),
        ("compania lang:es -microsoft", {"es2"}),
        ("NOT lang:es", {"en1", "fr1", "de1", "un1"}),
        ('"compañía francesa"', {"es2"}),
        ('"francesa compañía"', set()),
        ('"2.100 millones"', {"es1"}),
        ('"gran inversión de"', set()),
        ("inver*", {"es1", "es2"}),
        ("lang:fr investis*", {"fr1"}),
        ("lang:es company", set()),
        ("title:inversiones", {"es1"}),
        ("title:gobierno", set()),
        ("source:faro", {"es1"}),
        ('source:"la cronica"', {"es2"}),
        ("source:cron*", {"es2"}),
        ("(gobierno OR microsoft) lang:es", {"es1", "es2"}),
        ("日本", {"un1"}),
        ("本日", set()),
        ("lang:xx", set()),
        ("nothinglikeit", set()),
        ("microsft~", {"es1", "un1"}),
        ("nicrosoft~", {"es1", "un1"}),
        ("source:farro~", set()),
        ("title:inversoin~", {"es1"}),
        ("title:inversin~", {"es1"}),
    ],
)
def test_a_query_finds(engine: Engine, query: str, expected: set[str]) -> None:
    assert keys(engine, query) == expected, query


@pytest.mark.parametrize(
    ("typed", "expected"), [("inversi", {"es1"}), ("g", {"es1", "es2", "de1"}), ("company anno", {"en1"})]
)
def test_a_word_is_found_while_it_is_typed(engine: Engine, typed: str, expected: set[str]) -> None:
    assert keys(engine, typed, as_typed=True) == expected
    assert keys(engine, typed + " ") != expected


def test_a_word_in_the_title_ranks_higher(tmp_path: Path) -> None:
    engine = Engine(tmp_path / "index")
    engine.open()
    filler = "lorem ipsum dolor sit amet " * 5
    engine.add(Document("body", "", filler + "mistral " + filler, "", "en"))
    engine.add(Document("title", "mistral", filler + "other " + filler, "", "en"))
    engine.commit()
    assert [key for key, _ in engine.search(parse_query("mistral"), 10).hits] == ["title", "body"]
    assert engine.search(parse_query("lorem OR mistral"), 1).total == 2
    engine.close()


@pytest.mark.parametrize(
    ("query", "key", "expected"),
    [
        ("inversion", "es1", ["inversiones"]),
        ("millón", "es1", ["millones"]),
        ("strasse", "de1", ["Straße"]),
        ("oeuvre", "fr1", ["œuvre"]),
        ('"2.100 millones"', "es1", ["2.100 millones"]),
        ("inver*", "es2", ["invertirá"]),
        ("microsoft NOT gobierno", "es1", ["Microsoft"]),
        ("source:faro", "es1", []),
    ],
)
def test_words_are_highlighted_whatever_their_inflection(
    engine: Engine, query: str, key: str, expected: list[str]
) -> None:
    body = TEXTS[key][3]
    spans = engine.search(parse_query(query), 10).highlight.spans(body)
    assert [body[start:end] for start, end in spans] == expected


def test_decomposed_text_is_found_and_highlighted(tmp_path: Path) -> None:
    body = "La inversio\u0301n y la compan\u0303i\u0301a."
    engine = Engine(tmp_path / "index")
    engine.open()
    engine.add(Document("k", "", body, "", "es"))
    engine.commit()
    found = engine.search(parse_query("inversión compañías"), 10)
    assert [body[start:end] for start, end in found.highlight.spans(body)] == [
        "inversio\u0301n",
        "compan\u0303i\u0301a",
    ]
    assert found.total == 1
    engine.close()


def test_a_snippet_shows_most_words_of_the_query_on_one_line(engine: Engine) -> None:
    text = (
        "Microsoft here.\n\n"
        + "filler words go on " * 60
        + "\nMicrosoft and\nmillones together. "
        + "more filler " * 60
    )
    highlight = engine.search(parse_query("microsoft millones"), 5).highlight
    snippet, marks = highlight.snippet(text)
    assert [snippet[start:end] for start, end in marks] == ["Microsoft", "millones"]
    assert "\n" not in snippet
    assert snippet[0] == snippet[-1] == "…"
    assert len(snippet) <= 182


def test_a_snippet_without_the_words_is_the_start_of_the_story(engine: Engine) -> None:
    highlight = engine.search(parse_query("source:faro"), 5).highlight
    assert highlight.snippet("news\n\nThe story.", start=6) == ("…The story.", ())


def test_what_is_deleted_is_no_longer_found(tmp_path: Path) -> None:
    engine = Engine(tmp_path / "index")
    engine.open()
    for key in ("a", "b", "c"):
        engine.add(Document(key, "", f"common word{key}", "", "en"))
    engine.commit()
    engine.delete("b")
    engine.add(Document("d", "", "common", "", "en"))
    engine.commit()
    assert keys(engine, "common") == {"a", "c", "d"}
    assert engine.keys() == {"a", "c", "d"}
    assert keys(engine, "wordb") == set()
    assert keys(engine, "NOT worda") == {"c", "d"}
    assert keys(engine, '"common wordc"') == {"c"}
    engine.close()


def test_many_commits_are_merged_and_nothing_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "MOST_SEGMENTS", 3)
    engine = Engine(tmp_path / "index")
    engine.open()
    for number in range(8):
        engine.add(Document(str(number), "a title", f"number{number} some words", "El Faro", "en"))
        engine.commit()
    assert len(list((tmp_path / "index").glob("*.trm"))) < 5
    engine.delete("3")
    engine.add(Document("8", "a title", "number8 some words", "El Faro", "en"))
    engine.commit()
    for number in range(9, 12):
        engine.add(Document(str(number), "a title", f"number{number} some words", "El Faro", "en"))
        engine.commit()
    assert keys(engine, "number3") == set()
    assert keys(engine, '"some words" source:faro title:title') == {str(number) for number in range(12)} - {"3"}
    assert keys(engine, "number5") == {"5"}
    engine.close()


def test_another_process_sees_what_was_committed(tmp_path: Path) -> None:
    writer, reader = Engine(tmp_path / "index"), Engine(tmp_path / "index")
    writer.open()
    reader.open(create=False)
    assert keys(reader, "hello") == set()
    writer.add(Document("k", "", "hello", "", "en"))
    writer.commit()
    assert keys(reader, "hello") == {"k"}
    writer.close()
    reader.close()


def test_a_term_in_more_articles_than_a_block_holds(tmp_path: Path) -> None:
    engine = Engine(tmp_path / "index")
    engine.open()
    for number in range(300):
        engine.add(Document(str(number), "", "common " * (number % 5 + 1) + f"n{number}", "", "en"))
    engine.commit()
    assert keys(engine, "n299") == {"299"}
    assert engine.search(parse_query("common"), 10).total == 300
    assert engine.search(parse_query('"common common common"'), 10).total == 180
    engine.close()


def test_a_commit_that_is_cancelled_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    engine = Engine(tmp_path / "index")
    engine.open()
    engine.add(Document("a", "", "hello first", "", "en"))
    engine.commit()
    engine.add(Document("b", "", "hello second", "", "en"))
    engine.cancel()
    engine.commit()
    assert engine.keys() == {"a"}
    engine.open()
    engine.add(Document("c", "", "hello third", "", "en"))
    engine.commit()
    assert keys(engine, "hello") == {"a", "c"}
    engine.close()


@pytest.fixture
def dated(tmp_path: Path) -> Iterator[Engine]:
    engine = Engine(tmp_path / "index")
    engine.open()
    for key, day, source in (("old", 20231231, "A"), ("new", 20240217, "B"), ("newer", 20240301, "B"), ("none", 0, "")):
        engine.add(Document(key, "", "common words", source, "en", day))
    engine.commit()
    yield engine
    engine.close()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("date:2024", {"new", "newer"}),
        ("date:2024-02", {"new"}),
        ("date:..2023 common", {"old"}),
        ("common -date:2024", {"old", "none"}),
        ("date:2024-02-17..2024-03-01", {"new", "newer"}),
    ],
)
def test_articles_are_found_by_their_day(dated: Engine, query: str, expected: set[str]) -> None:
    assert keys(dated, query) == expected


def test_of_articles_that_fit_as_well_the_latest_come_first(dated: Engine) -> None:
    assert [key for key, _ in dated.search(parse_query("common"), 4).hits] == ["newer", "new", "old", "none"]


def test_what_is_found_is_counted_beyond_the_limit(dated: Engine) -> None:
    found = dated.search(parse_query("common"), 1, facets=True)
    assert found.facets == {
        "language": {"en": 4},
        "origin": {"A": 1, "B": 2, "": 1},
        "day": {20231231: 1, 20240217: 1, 20240301: 1, 0: 1},
    }


def test_somebody_else_may_answer_a_part_of_a_query(dated: Engine) -> None:
    asked: list[str] = []

    def asking(part: Asked) -> set[str]:
        asked.append(part.text)
        return {"new", "old", "gone"}

    assert {key for key, _ in dated.search(parse_query("figure:3% date:2024"), 9, asking).hits} == {"new"}
    assert asked == ["3%"]
    assert dated.search(parse_query("figure:3%"), 9).total == 0


@pytest.mark.parametrize(
    ("word", "expected"),
    [("microsfot", "microsoft"), ("compani", "compania"), ("entreprize", "entreprise"), ("qq", "")],
)
def test_a_word_that_stands_nowhere_has_a_suggestion(engine: Engine, word: str, expected: str) -> None:
    assert engine.suggestion(word) == expected


def test_whoosh_itself_can_search_the_index(engine: Engine) -> None:
    from whoosh.index import FileIndex
    from whoosh.query import And, Term

    from search.engines.whoosh_codec import INDEX, Storage, schema

    searcher = FileIndex(Storage(str(engine.folder)), schema(), INDEX).searcher()
    found = searcher.search(And([Term("text", "microsoft"), Term("text", term_of("inversión", "es"))]), limit=5)
    assert len(found) == len(engine.search(parse_query("microsoft inversión"), 5).hits) == 1
    searcher.close()


def test_a_mistake_of_our_own_is_not_taken_for_damage(engine: Engine) -> None:
    def asking(_part: Asked) -> set[str]:
        raise KeyError("a mistake")

    with pytest.raises(KeyError):
        engine.search(parse_query("figure:1"), 5, asking)


def test_segments_that_others_built_become_part_of_the_index(tmp_path: Path) -> None:
    engine = Engine(tmp_path / "index")
    engine.open()
    built = [
        build(engine.folder, [Document(f"{part}-{n}", "", f"hello part{part}", "", "en") for n in range(3)], 0.0)
        for part in range(2)
    ]
    assert engine.size() == 0
    engine.attach(built)
    assert engine.size() == 6
    assert keys(engine, "hello part1") == {"1-0", "1-1", "1-2"}
    assert keys(engine, "part", as_typed=True) == engine.keys()
    engine.close()
