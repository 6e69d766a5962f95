"""The folders that travel with the program, and those of its user."""

import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tui.folders import bundled, private, user_folders


def test_the_seeds_of_a_checkout_lie_beside_the_package() -> None:
    assert sorted(bundled("seeds").glob("*.txt"))


def test_the_seeds_of_an_installed_wheel_lie_inside_the_package(tmp_path: Path) -> None:
    package = tmp_path / "tui"
    (package / "_data" / "seeds").mkdir(parents=True)
    for name in ("__init__.py", "folders.py"):
        shutil.copy(Path(__file__).parents[2] / "tui" / name, package)
    code = (
        "from tui.folders import bundled\nprint(bundled('seeds'))\n"
        "try: bundled('themes')\nexcept FileNotFoundError as missing: print(missing)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        str(package.resolve() / "_data" / "seeds"),
        "The folder 'themes' is missing from this installation of atodds: install it again.",
    ]


def test_folders_follow_the_xdg_rules(tmp_path: Path) -> None:
    usual = user_folders({"HOME": str(tmp_path)})
    assert usual.config == tmp_path / ".config/atodds"
    assert usual.state == tmp_path / ".local/state/atodds"
    assert usual.cache == tmp_path / ".cache/atodds"
    assert usual.config_file == tmp_path / ".config/atodds/config.toml"
    stated = user_folders({"HOME": "/h", "XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "/s", "XDG_CACHE_HOME": "/k"})
    assert (stated.config, stated.state, stated.cache) == tuple(map(Path, ("/c/atodds", "/s/atodds", "/k/atodds")))


def test_a_relative_xdg_folder_is_ignored_as_the_rules_say() -> None:
    assert user_folders({"HOME": "/h", "XDG_CACHE_HOME": "cache"}).cache == Path("/h/.cache/atodds")


def test_the_environment_names_the_configuration_file_alone() -> None:
    folders = user_folders({"HOME": "/h", "ATODDS_CONFIG": "/etc/atodds.toml"})
    assert folders.config_file == Path("/etc/atodds.toml")
    assert folders.config == Path("/h/.config/atodds")
    assert folders.config_named


def test_the_first_write_creates_folders_for_their_owner_alone(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    folder = user_folders({"HOME": str(tmp_path)}).state
    assert not folder.exists()
    assert private(folder) == folder
    assert private(folder) == folder
    for created in (folder, folder.parent, folder.parent.parent):
        assert stat.S_IMODE(created.stat().st_mode) == 0o700
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_a_file_in_the_way_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("")
    with pytest.raises(OSError, match="state"):
        private(tmp_path / "state" / "atodds")


def test_finding_the_folders_loads_nothing_heavy() -> None:
    code = "import sys, tui.folders; tui.folders.user_folders(); print({'platformdirs', 'textual'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
