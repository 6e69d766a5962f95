"""The lexicon as data: every file is well-formed, and words mean what a native reader expects."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from search.compare.lexicon import cues, lexicon
from search.compare.words import fold, words
from search.figures import Kind

LANGUAGES = ("en", "es", "fr", "it", "de", "pt")
DATA = Path(__file__).parents[2] / "search" / "compare"
FILES = sorted((DATA / "concepts").glob("*.toml"))
EXAMPLES = tomllib.loads((Path(__file__).parent / "lexicon_examples.toml").read_text("utf-8"))


@cache
def tables() -> dict[str, dict[str, object]]:
    return {name: table for file in FILES for name, table in tomllib.loads(file.read_text("utf-8")).items()}


def patterns(line: object) -> list[str]:
    assert isinstance(line, str)
    return [part.strip() for part in line.split(",")]


def ill_formed(pattern: str, *, in_cues: bool = False) -> str:
    """What is wrong with a pattern, "" if nothing."""
    if pattern != pattern.lower() or pattern != pattern.strip() or not pattern:
        return "not lower case, or empty"
    elements = pattern.replace("'", " ").replace("-", " ").split()
    if len(elements) > 6:
        return "too long a phrase"
    for element in elements:
        stem = element.strip("*")
        if "*" in stem or "**" in element or not stem:
            return "a star inside a word"
        if len([w.folded for w in words(stem)]) != 1 or words(stem)[0].folded != fold(stem):
            return f"{stem!r} is not one word of a text"
        if len(elements) == 1 and "*" in element and len(fold(stem)) < 4:
            return "a stem of fewer than four letters"
        if element.startswith("*") and in_cues:
            return "a star at the start of a cue"
    return ""


def test_a_concept_is_defined_once() -> None:
    names = [name for file in FILES for name in tomllib.loads(file.read_text("utf-8"))]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_concept_has_words_in_six_languages(file: Path) -> None:
    lacking = {
        name: [language for language in LANGUAGES if not table.get(language)]
        for name, table in tomllib.loads(file.read_text("utf-8")).items()
    }
    assert {name: languages for name, languages in lacking.items() if languages} == {}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_table_holds_only_known_keys(file: Path) -> None:
    known = {*LANGUAGES, "is", "dim", "near", "not", "evolving", "general", "name"}
    extra = {name: set(table) - known for name, table in tomllib.loads(file.read_text("utf-8")).items()}
    assert {name: keys for name, keys in extra.items() if keys} == {}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_patterns_are_well_formed_and_stand_once(file: Path) -> None:
    wrong = []
    for name, table in tomllib.loads(file.read_text("utf-8")).items():
        for key in (*LANGUAGES, "not"):
            found = patterns(table[key]) if key in table else []
            wrong += [f"{name}.{key}: {p}: {fault}" for p in found if (fault := ill_formed(p))]
            folded = [fold(p) for p in found]
            wrong += [f"{name}.{key}: {p} twice" for p in found if folded.count(fold(p)) > 1]
    assert wrong == []


def test_references_name_concepts_and_kinds_of_figures() -> None:
    wrong = []
    for name, table in tables().items():
        references = [*table.get("near", ()), *([table["is"]] if "is" in table else [])]  # type: ignore[misc]
        wrong += [f"{name} -> {other}" for other in references if other not in tables() or other == name]
        wrong += [f"{name}: {kind}" for kind in table.get("dim", ()) if kind not in set(Kind)]  # type: ignore[attr-defined]
    assert wrong == []


def test_what_is_near_can_be_measured() -> None:
    """Only concepts that a figure can measure are ever confused: `near` without `dim` would never apply."""
    wrong = [
        f"{name} near {other}"
        for name, table in tables().items()
        for other in table.get("near", ())  # type: ignore[attr-defined]
        if not table.get("dim") or not tables()[other].get("dim")
    ]
    assert wrong == []


def test_cues_are_well_formed() -> None:
    cue_tables = tomllib.loads((DATA / "cues.toml").read_text("utf-8"))
    wrong = []
    for role, table in cue_tables.items():
        assert tuple(table) == LANGUAGES, role
        for language, found in table.items():
            wrong += [f"{role}.{language}: {p}: {fault}" for p in found if (fault := ill_formed(p, in_cues=True))]
            wrong += [f"{role}.{language}: {p} twice" for p in found if found.count(p) > 1]
    assert wrong == []


def meant(text: str, language: str) -> set[str]:
    return {sense.concept for sense in lexicon(language).senses(words(text))}


def examples(kind: str) -> Iterator[tuple[str, str, str]]:
    for language, table in EXAMPLES[kind].items():
        for text, names in table.items():
            yield language, text, names


def test_examples_name_concepts() -> None:
    """A negative example with a misspelt name would never fail."""
    named = {name for kind in ("means", "does_not_mean") for _, _, names in examples(kind) for name in names.split()}
    assert sorted(named - set(tables())) == []


@pytest.mark.parametrize(("language", "text", "names"), [*examples("means")])
def test_a_phrase_means(language: str, text: str, names: str) -> None:
    found = meant(text, language)
    assert set(names.split()) <= found, f"{text!r} means {sorted(found)}"


@pytest.mark.parametrize(("language", "text", "names"), [*examples("does_not_mean")])
def test_a_phrase_does_not_mean(language: str, text: str, names: str) -> None:
    found = meant(text, language)
    assert not set(names.split()) & found, f"{text!r} means {sorted(found)}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_grammar_mean_nothing(language: str) -> None:
    found = {word: sorted(meant(word, language)) for word in EXAMPLES["grammar"][language].split()}
    assert {word: names for word, names in found.items() if names} == {}


@pytest.mark.parametrize(("language", "text", "names"), [*examples("cues")])
def test_a_phrase_gives_the_role(language: str, text: str, names: str) -> None:
    roles = {"previous", "part", "per_unit", "change_by", "forecast", "last_year", "this_year", "next_year"}
    found = {sense.concept for sense in cues(language).senses(words(text))} & roles
    assert found == set(names.split()), text
