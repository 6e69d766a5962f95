"""What coverage-guided search has found stays mended; the promises are those of `promises.py`."""

import tomllib
from pathlib import Path

import pytest

from tests.hostile.promises import PROMISES

FOUND = tomllib.loads(Path(__file__).with_name("found.toml").read_text("utf-8"))["found"]


@pytest.mark.parametrize("found", FOUND, ids=[f"{each['target']}: {each['why']}" for each in FOUND])
def test_it_does_not_break_again(found: dict[str, str], tmp_path: Path) -> None:
    data = bytes.fromhex(found["hex"]) if "hex" in found else found["text"].encode()
    PROMISES[found["target"]](data, tmp_path)
