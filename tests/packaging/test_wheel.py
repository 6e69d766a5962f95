"""The wheel holds everything and works in an environment of its own."""

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.xdist_group("wheel")


def _run(*command, **options):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, **options)
    assert done.returncode in (0, 1), done.stderr[-2000:]
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    (built,) = folder.glob("*.whl")
    return built


def test_the_four_folders_travel_in_the_wheel(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in (
        "tui/cli.py",
        "search/text.py",
        "search/figures/languages/es.toml",
        "search/compare/cues.toml",
        "tui/_data/seeds/manifest.toml",
        "tui/_data/themes/atodds-dark.toml",
    ):
        assert wanted in names, f"{wanted} is missing"
    assert any(name.endswith(".tcss") for name in names)
    assert not [name for name in names if name.startswith(("tests", "themes", "seeds", "docs"))]


def test_an_installed_wheel_opens_the_bundled_articles(wheel, tmp_path):
    environment = tmp_path / "environment"
    # The packages that the tests run with, without this checkout: the install itself needs no network then.
    venv.create(environment, with_pip=True)
    python = environment / "bin" / "python"
    site = json.loads(_run(python, "-c", "import json, site; print(json.dumps(site.getsitepackages()))").stdout)[0]
    ours = [path for path in sys.path if path.endswith("site-packages")]
    assert ours, "the tests run outside an environment"
    _run(python, "-m", "pip", "install", "--no-deps", "--no-index", "--quiet", wheel)
    # Appended, so that the wheel's own modules come first, and read as plain folders: no .pth file of ours is obeyed.
    Path(site, "packages.pth").write_text("\n".join(ours) + "\n")
    quiet = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    quiet |= {
        "HOME": str(tmp_path),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
    }
    where = _run(python, "-c", "import tui; print(tui.__file__)", cwd=tmp_path, env=quiet).stdout
    assert str(environment) in where, "the checkout was imported instead of the wheel"
    done = _run(environment / "bin" / "atodds", "search", "Mistral", cwd=tmp_path, env=quiet)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("txt:") == 5
