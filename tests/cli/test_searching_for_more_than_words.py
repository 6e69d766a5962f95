"""`atodds search` finds figures, counts what it finds, and tells how it read a query."""

import json
from pathlib import Path

import pytest

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.mark.parametrize(
    ("query", "found", "told"),
    [
        ("figure:10..20M EUR", {"003", "004"}, "articles with a figure of 10..20M EUR"),
        ("date:2024-02 Mistral", {"002"}, "published from 2024-02-01 to 2024-02-29, with any form of the word"),
        ('"Mistral AI', {"000", "003", "004"}, "the phrase “Mistral AI”; a quotation mark is not closed"),
    ],
)
def test_a_query_is_explained_and_answered(atodds, query, found, told):
    done = atodds("search", "--explain", "--json", query, SEEDS)
    hits = {Path(hit["path"]).name[:3] for hit in json.loads(done.stdout)["hits"]}
    assert found <= hits
    assert told in done.stderr


def test_what_is_found_is_counted(atodds):
    done = atodds("search", "--facets", "Mistral", SEEDS)
    assert "language: es 2, en 1, fr 1, it 1\n" in done.stdout
    assert "month: 2024-03 1, 2024-02 1, unknown 3\n" in done.stdout
    counts = json.loads(atodds("search", "--facets", "--json", "Mistral", SEEDS).stdout)["facets"]
    assert counts["language"] == {"es": 2, "en": 1, "fr": 1, "it": 1}


def test_a_word_that_stands_nowhere_is_met_with_one_that_does(atodds):
    done = atodds("search", "zzz asociasión", SEEDS)
    assert done.returncode == 1
    assert "Did you mean zzz asociacion?" in done.stderr


def test_a_search_is_kept_under_a_name_and_found_by_it(atodds):
    first = atodds("search", "--save", "inversión", "Mistral Microsoft", SEEDS)
    again = atodds("search", "--saved", "inversión", SEEDS)
    assert (first.returncode, again.returncode) == (0, 0)
    assert again.stdout == first.stdout


def test_a_search_that_is_not_kept_is_named_with_those_that_are(atodds):
    atodds("search", "--save", "floods", "crue", SEEDS)
    done = atodds("search", "--saved", "flods", SEEDS)
    assert (done.returncode, done.stdout) == (2, "")
    assert "No search is kept as flods: kept are floods" in done.stderr


def test_articles_that_contradict_their_story_are_found(atodds):
    done = atodds("search", "--json", "has:contradiction Mistral", SEEDS)
    hits = {Path(hit["path"]).name[:3] for hit in json.loads(done.stdout)["hits"]}
    assert {"000", "003", "004"} <= hits
    assert done.stderr == ""


def test_figures_can_be_read_in_advance(atodds):
    assert atodds("index", "--figures", SEEDS).returncode == 0
    assert atodds("search", "has:contradiction", SEEDS).returncode == 0


def test_a_limit_is_kept_and_what_it_leaves_out_is_said(atodds):
    done = atodds("search", "Mistral", SEEDS, "--limit", "2")
    assert done.returncode == 0
    assert done.stdout.count(f"{SEEDS}") == 2
    assert "the best 2 of 5 articles" in done.stderr
    document = json.loads(atodds("search", "Mistral", SEEDS, "--limit", "2", "--json").stdout)
    assert (len(document["hits"]), document["total"]) == (2, 5)


@pytest.mark.parametrize("limit", ["0", "-3", "many", "٣"])
def test_a_limit_that_is_none_is_one_sentence(atodds, limit):
    done = atodds("search", "Mistral", SEEDS, f"--limit={limit}")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
