"""The lock pins every package by hash, within the bounds of pyproject.toml; the audit finds it when it does not."""

import tomllib
from pathlib import Path

import pytest

from tests.packaging.audit_lock import fits, problems

ROOT = Path(__file__).resolve().parents[2]
PROJECT = {
    "project": {"dependencies": ["Some_Package>=1.2,<2"], "optional-dependencies": {"test": ["other==3.0"]}}
}  # fmt: skip
GOOD = (
    f"some-package==1.2.3 \\\n    --hash=sha256:{'a' * 64}\n"
    f"other==3.0 ; python_version < '4' \\\n    --hash=sha256:{'b' * 64}\n"
)


def test_the_lock_is_whole() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert problems((ROOT / "requirements.lock").read_text("utf-8"), project) == []


def test_a_good_lock_has_no_problem() -> None:
    assert problems(GOOD, PROJECT) == []


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        (f"sha256:{'a' * 64}", "md5:" + "a" * 32, "no SHA-256"),
        (f" \\\n    --hash=sha256:{'a' * 64}", "", "no SHA-256"),
        ("1.2.3", "2.0", "asks for >=1.2,<2"),
        ("other==3.0", "other==3.1", "asks for ==3.0"),
        ("some-package==1.2.3", "some-package @ git+https://x.example/y", "pins no released version"),
        ("some-package==1.2.3", "some-package>=1.2.3", "pins no released version"),
        ("other==", "another==", "not locked"),
    ],
)
def test_what_is_wrong_is_found(before: str, after: str, says: str) -> None:
    assert before in GOOD
    assert any(says in problem for problem in problems(GOOD.replace(before, after), PROJECT))


def test_a_dependency_without_an_upper_bound_is_found() -> None:
    project = {"project": {"dependencies": ["other>=1"], "optional-dependencies": {}}}
    assert problems(GOOD, project) == ["other has no upper bound in pyproject.toml"]


def test_versions_are_compared_as_numbers() -> None:
    assert fits("10.0", ">=9.1,<11")
    assert fits("3.0.0", "==3.0")
    assert not fits("2.10", "<2.9")
