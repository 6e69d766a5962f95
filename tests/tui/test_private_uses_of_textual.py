"""What `tui/driver.py` uses of Textual's inside. If one of these fails after an update, read that file again."""

import inspect

from textual import constants
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from tui.driver import SYNC_END, SYNC_START, DifferenceDriver, close_quietly, error_of
from tui.screendiff import is_frame


def test_a_frame_is_one_write_that_begins_with_a_move_of_the_cursor() -> None:
    source = inspect.getsource(App._display)
    assert "self._driver.write(terminal_sequence)" in source
    assert "renderable.render_segments(console)" in source

    from textual._compositor import LayoutUpdate
    from textual.geometry import Region
    from textual.strip import Strip

    app = App()
    strips = [[Strip.blank(3)], [Strip.blank(3)]]
    assert is_frame(LayoutUpdate(strips, Region(0, 0, 3, 2)).render_segments(app.console))


def test_synchronised_updates_are_marked_as_we_think() -> None:
    from textual.app import SYNC_END as end
    from textual.app import SYNC_START as start

    assert (start, end) == (SYNC_START, SYNC_END)


def test_the_parser_of_keys_says_when_it_waits() -> None:
    parser = XTermParser()
    assert parser._timeout_time is None
    assert list(parser.feed("\x1b")) == []
    assert parser._timeout_time is not None
    assert list(parser.feed("[A"))
    assert isinstance(constants.ESCAPE_DELAY, float)


def test_the_driver_has_what_ours_builds_upon() -> None:
    for name in ("run_input_thread", "disable_input", "start_application_mode", "process_message", "write"):
        assert callable(getattr(LinuxDriver, name)), name
        assert name in vars(DifferenceDriver), name
    source = inspect.getsource(LinuxDriver)
    for name in (
        "self.exit_event",
        "self.fileno",
        "self._key_thread.join()",
        "self._loop",
        "self._debug",
        "self.attrs_before = termios.tcgetattr",
        "self._get_terminal_size()",
        'self.write("\\x1b[?1049h")',
    ):
        assert name in source + inspect.getsource(LinuxDriver.__base__), name
    assert "signal.signal(signal.SIGWINCH, on_terminal_resize)" in source


def test_the_app_has_what_the_ways_out_need() -> None:
    app = App()
    assert error_of(app) is None
    assert "_driver" in vars(app)
    assert "_exception" in vars(app)
    assert callable(close_quietly)
    assert callable(App._close_messages_no_wait)
    assert callable(App._fatal_error)
