"""`atodds config`: which configuration is in force, and where it stands. Secrets are never shown."""

import argparse
import json

from tui.opening import settings_of
from tui.output import Status, print_data


def run(options: argparse.Namespace) -> int:
    """Print the settings in force, or only the path of their file, and return the exit status."""
    from search.text import clean_line
    from tui.folders import user_folders

    folders = user_folders()
    file = options.config or str(folders.config_file)
    if options.path:
        print_data(f"{clean_line(file)}\n")
        return Status.OK
    settings = settings_of(options.config or None)
    provider = settings.provider
    values = {
        "file": file,
        "theme": settings.theme,
        "locale": settings.reader_locale,
        "translation": provider.host if provider else "",
        "translation_key": bool(provider and provider.key),
        "translation_target": settings.target_language,
    }
    if options.json:
        print_data(json.dumps({"version": 1, **values}) + "\n")
        return Status.OK
    shown = {
        "file": file if _is_there(file) else f"{file} (not there: all is as usual)",
        "theme": settings.theme or "the usual one",
        "locale": settings.reader_locale,
        "translation": f"by {provider.label}" if provider else "off: no server is named",
        **({"what is sent": provider.sends} if provider else {}),
        "key": "set, not shown" if provider and provider.key else "none",
        "target language": settings.target_language,
    }
    width = max(map(len, shown))
    print_data("".join(f"{name:<{width}}  {clean_line(value)}\n" for name, value in shown.items()))
    return Status.OK


def _is_there(file: str) -> bool:
    """Whether the configuration file is there."""
    from pathlib import Path

    return Path(file).expanduser().is_file()
