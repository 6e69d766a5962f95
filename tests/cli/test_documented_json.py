"""The JSON of every command is what docs/reports.md says."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"
PAGE = (ROOT / "docs" / "reports.md").read_text("utf-8")
ROWS = dict(re.findall(r"^\| `(.+? --(?:json|format json))`.* \| (.+) \|$", PAGE, re.M))


@pytest.mark.parametrize(
    ("documented", "words"),
    [
        ("compare --json", ["compare", SEEDS, "--json"]),
        ("figures --format json", ["figures", SEEDS, "--format", "json"]),
        ("search --json", ["search", "Mistral", SEEDS, "--json", "--facets"]),
        ("sources --format json", ["sources", SEEDS, "--format", "json"]),
        ("index --json", ["index", SEEDS, "--json"]),
        ("decisions --format json", ["decisions", "--format", "json"]),
    ],
)
def test_the_keys_of_an_object_are_those_of_the_table(atodds, documented, words):
    printed = json.loads(atodds(*words).stdout)
    assert printed.pop("version") == 1
    assert set(printed) <= set(re.findall(r"`(\w+)`", ROWS[documented]))


def test_the_keys_of_what_a_comparison_holds_are_told(atodds):
    document = json.loads(atodds("compare", SEEDS, "--json").stdout)
    told = set(re.findall(r"`(\w+)`", PAGE.partition("## JSON")[2]))
    for part in ("articles", "figures", "pairs", "quantities", "not_compared"):
        assert set().union(*document[part]) <= told, part
