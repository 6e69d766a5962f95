"""Looks for what is wrong with requirements.lock: by itself without a network, with --online through pip and pip-audit.

    python tests/packaging/audit_lock.py              # hashes, pins, bounds of pyproject.toml; a test does the same
    python tests/packaging/audit_lock.py --online     # and: wheels of these hashes, none known to be vulnerable

It prints one line for each thing that is wrong, and leaves with 1 if there is one.
"""

import argparse
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements.lock"
_PIN = re.compile(r"(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;]+)(?: ; (?P<marker>[^\\]+))?")
_HASH = re.compile(r"--hash=(?P<kind>[a-z0-9]+):(?P<digest>[0-9a-f]+)")
_NOT_A_PIN = re.compile(r"@|://|^-|\+")
_DIGITS = {"sha256": 64}


@dataclass(frozen=True, slots=True)
class Pinned:
    """A package of the lock."""

    name: str
    version: str
    hashes: tuple[str, ...]


def normalised(name: str) -> str:
    """A name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def read_lock(text: str) -> tuple[list[Pinned], list[str]]:
    """The packages of a lock, and the lines that pin none."""
    packages, wrong = [], []
    joined = re.sub(r"\\\n\s*", " ", text)
    for line in joined.splitlines():
        line = line.split("#")[0].strip()
        if not line:
            continue
        pin = _PIN.match(line)
        if pin is None or _NOT_A_PIN.search(line.split("--hash")[0].split(";")[0]):
            wrong.append(f"pins no released version: {line[:80]}")
            continue
        hashes = tuple(
            found["digest"] for found in _HASH.finditer(line) if len(found["digest"]) == _DIGITS.get(found["kind"], -1)
        )
        packages.append(Pinned(normalised(pin["name"]), pin["version"], hashes))
    return packages, wrong


def requirements(project: dict[str, object]) -> Iterator[tuple[str, str]]:
    """Name and bounds of each package that the project asks for, with its tests and its build."""
    stated = project["project"]
    assert isinstance(stated, dict)
    listed = [*stated["dependencies"], *(each for extra in stated["optional-dependencies"].values() for each in extra)]
    for each in listed:
        name = re.match(r"[A-Za-z0-9._-]+", each)
        assert name is not None
        yield normalised(name[0]), each[name.end() :].split(";")[0].strip()


def number(version: str) -> tuple[int, ...]:
    """A version as numbers, without zeros at the end and without what stands behind the first letter."""
    digits = [int(part) for part in re.match(r"[\d.]*", version)[0].split(".") if part]  # type: ignore[index]
    while digits and not digits[-1]:
        digits.pop()
    return tuple(digits)


def fits(version: str, bounds: str) -> bool:
    """Whether a version is within bounds such as ">=8.2,<9" or "==2.7.5"."""
    for bound in bounds.split(","):
        sign, limit = re.match(r"\s*([<>=]+)\s*(\S+)", bound).groups()  # type: ignore[union-attr]
        left, right = number(version), number(limit)
        if not {"==": left == right, ">=": left >= right, "<": left < right}.get(sign, False):
            return False
    return True


def problems(lock: str, project: dict[str, object]) -> list[str]:
    """What is wrong with the text of a lock, without asking anybody."""
    packages, wrong = read_lock(lock)
    for package in packages:
        if not package.hashes:
            wrong.append(f"{package.name} {package.version} has no SHA-256")
    versions: dict[str, list[str]] = {}
    for package in packages:
        versions.setdefault(package.name, []).append(package.version)
    for name, bounds in requirements(project):
        if "<" not in bounds and "==" not in bounds:
            wrong.append(f"{name} has no upper bound in pyproject.toml")
        if name not in versions:
            wrong.append(f"{name} is asked for by pyproject.toml and not locked")
        wrong += [
            f"{name} is locked at {version}, pyproject.toml asks for {bounds}"
            for version in versions.get(name, ())
            if not fits(version, bounds)
        ]
    return wrong


def online() -> list[str]:
    """What pip and pip-audit find: a package that is no wheel would run code when it is installed."""
    pip = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--no-deps", "--quiet"]
    commands = {
        "a package is no wheel of its hash": [*pip, "--only-binary", ":all:", "--require-hashes", "-r", str(LOCK)],
        "a vulnerability is known": ["pip-audit", "--require-hashes", "--disable-pip", "-r", str(LOCK)],
    }
    wrong = []
    for what, command in commands.items():
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        except FileNotFoundError:
            wrong.append(f"{command[0]} is not installed: pip install {command[0]}")
            continue
        if done.returncode:
            wrong.append(f"{what}: {(done.stdout + done.stderr).strip()[-1500:]}")
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--online", action="store_true", help="ask pip and pip-audit too")
    options = parser.parse_args()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wrong = problems(LOCK.read_text("utf-8"), project) + (online() if options.online else [])
    print("\n".join(wrong) if wrong else "Nothing is wrong with requirements.lock.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
