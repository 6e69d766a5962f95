"""Where things lie: the folders that travel with the program, and those of its user."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

APPLICATION = "atodds"
CONFIG_VARIABLE = "ATODDS_CONFIG"
"""Environment variable that names the configuration file in place of the usual one."""

BundledName = Literal["themes", "seeds"]


def bundled(name: BundledName) -> Path:
    """The folder of this name that travels with the program.

    Raises:
        FileNotFoundError: if this installation lacks it; the message says what to do.
    """
    here = Path(__file__).resolve().parent
    for folder in (here / "_data" / name, here.parent / name):  # an installed wheel, a checkout
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"The folder {name!r} is missing from this installation of atodds: install it again.")


@dataclass(frozen=True, slots=True)
class Folders:
    """The user's own folders. Nothing is created before the first write: see `private`."""

    config: Path
    """What the user writes and atodds only reads: config.toml, themes/."""
    state: Path
    """What must survive: decisions, the place that was read last."""
    cache: Path
    """What can be built again: the index."""
    config_file: Path
    """The configuration file, whether it exists or not."""
    config_named: bool = False
    """True if `ATODDS_CONFIG` named the configuration file, so that its absence is an error."""

    @property
    def translations(self) -> Path:
        """The file of translations that were made before."""
        return self.cache / "translations.sqlite"

    @property
    def translation_hosts(self) -> Path:
        """The file of hosts that the user agreed to send text to."""
        return self.state / "translation-hosts"


def user_folders(environ: Mapping[str, str] | None = None) -> Folders:
    """The folders of the user who runs this, by the XDG base directory rules or the customs of the system.

    Args:
        environ: the environment to read; that of the process if left out.
    """
    environ = os.environ if environ is None else environ
    config, state, cache = _foreign() if sys.platform in ("win32", "darwin") else _xdg(environ)
    named = environ.get(CONFIG_VARIABLE, "")
    config_file = Path(named).expanduser() if named else config / "config.toml"
    return Folders(config, state, cache, config_file, bool(named))


def private(folder: Path) -> Path:
    """Create the folder with its parents, for its owner alone (0700), unless it exists; return it.

    To be called right before the first write. A folder that exists keeps its permissions: they are the user's choice.

    Raises:
        OSError: if it cannot be created.
    """
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
    return missing[0] if missing else folder


def _xdg(environ: Mapping[str, str]) -> tuple[Path, Path, Path]:
    """Config, state and cache by the XDG base directory specification 0.8.

    By hand, because importing platformdirs takes longer than all else that `atodds --version` does.
    """

    def base(variable: str, default: str) -> Path:
        value = environ.get(variable, "")
        # "All paths set in these environment variables must be absolute. If [...] relative [...] ignore it."
        folder = Path(value) if os.path.isabs(value) else _home(environ) / default
        return folder / APPLICATION

    return (
        base("XDG_CONFIG_HOME", ".config"),
        base("XDG_STATE_HOME", ".local/state"),
        base("XDG_CACHE_HOME", ".cache"),
    )


def _home(environ: Mapping[str, str]) -> Path:
    home = environ.get("HOME", "")
    if os.path.isabs(home):
        return Path(home)
    try:
        return Path("~").expanduser()
    except RuntimeError:  # no HOME and no entry in the password database, as in some containers
        return Path("/")  # never a folder such as /tmp, where somebody else could have put a configuration


def _foreign() -> tuple[Path, Path, Path]:
    from platformdirs import PlatformDirs

    folders = PlatformDirs(APPLICATION, appauthor=False)
    return folders.user_config_path, folders.user_state_path, folders.user_cache_path
