"""What is imported before the first picture decides how long everybody waits for it."""

import subprocess
import sys

AFTER_THE_FIRST_PAINT = (
    "whoosh",
    "deep_translator",
    "requests",
    "babel",
    "sqlite3",
    "py3langid",
    "currency_converter",
    "search.library",
    "search.engines",
    "search.figures",
    "search.compare",
    "tui.screens.compare",
    "tui.text.help",
    "tui.widgets.overlay",
    "textual.widgets._markdown",
    "textual.widgets._text_area",
)


def test_the_first_screen_imports_only_what_it_shows() -> None:
    program = "import sys, tui.app; print('\\n'.join(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    too_early = [name for name in AFTER_THE_FIRST_PAINT if name in loaded]
    assert too_early == []
