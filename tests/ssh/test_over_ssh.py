"""The reader through a real OpenSSH server on loopback: every terminal type, resized, suspended, cut off, in tmux."""

import contextlib
import fcntl
import getpass
import os
import re
import shlex
import shutil
import signal
import socket
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.tui.terminal_model import Terminal as Model
from tests.tui.test_on_a_terminal import ESCAPE, STEP, Terminal

ROOT = Path(__file__).resolve().parents[2]
SSHD = shutil.which("sshd") or next((path for path in ("/usr/sbin/sshd",) if Path(path).exists()), "")
MOST_COLUMNS, MOST_ROWS = 200, 60
COLOUR = re.compile(rb"\x1b\[[0-9;]*?(?:\b(?:3[0-8]|4[0-8]|9[0-7]|10[0-7]))[0-9;]*m")

pytestmark = [
    pytest.mark.skipif(not SSHD or not shutil.which("ssh"), reason="needs OpenSSH: sshd, ssh and ssh-keygen"),
    pytest.mark.xdist_group("ssh"),
]


@dataclass
class Host:
    """A server of our own, and how to get in."""

    folder: Path
    port: int

    def command(self, remote: str) -> list[str]:
        """The words that run a command there, on a terminal."""
        options = [
            "-tt", "-F", "none", "-i", str(self.folder / "key"), "-p", str(self.port), "-o", "BatchMode=yes",
            "-o", "StrictHostKeyChecking=no", "-o", f"UserKnownHostsFile={self.folder / 'known'}",
            "-o", "LogLevel=ERROR",
        ]  # fmt: skip
        return ["ssh", *options, f"{getpass.getuser()}@127.0.0.1", remote]


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    folder = tmp_path_factory.mktemp("ssh")
    for name in ("key", "host"):
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True, capture_output=True
        )
    shutil.copy(folder / "key.pub", folder / "authorized")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder / 'host'}\nAuthorizedKeysFile {folder / 'authorized'}\n"
        f"PidFile {folder / 'pid'}\nStrictModes no\nUsePAM no\nPasswordAuthentication no\nPermitRootLogin yes\n"
        "AcceptEnv NOTHING\nPrintMotd no\nPrintLastLog no\n"
    )
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    log = folder / "log"
    server = subprocess.Popen([SSHD, "-D", "-f", str(folder / "config"), "-E", str(log)])
    try:
        made = Host(folder, port)
        for _ in range(100):
            tried = subprocess.run(made.command("true"), capture_output=True, text=True, check=False)
            if tried.returncode == 0:
                break
            if server.poll() is not None:
                pytest.skip(f"sshd does not start here: {log.read_text()[-300:]}")
            time.sleep(0.1)
        else:
            pytest.skip(f"no way in by ssh: {tried.stderr.strip()[-300:]}")
        yield made
    finally:
        server.terminate()
        server.wait(10)


class Distant(Terminal):
    """A terminal on which ssh runs a command of the host."""

    def __init__(self, words: list[str], term: str, size: tuple[int, int] = (80, 24)) -> None:
        starter = "import os, sys; os.execvp(sys.argv[1], sys.argv[1:])"
        super().__init__(["-c", starter, *words], os.environ | {"TERM": term}, size)

    def resize(self, columns: int, rows: int) -> None:
        """Take another size, and forget what was shown; what is under way may still be drawn for the old one."""
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._model = Model(MOST_COLUMNS, MOST_ROWS)
        self.process.send_signal(signal.SIGWINCH)


@contextlib.contextmanager
def distant(
    host: Host, home: Path, term: str = "xterm-256color", command: str = "", articles: str = "seeds", **environ: str
) -> Iterator[Distant]:
    own = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "STATE", "CACHE")}
    own |= {"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", **environ}
    unset = " ".join(f"-u {name}" for name in ("LC_ALL", "COLORTERM", "NO_COLOR") if name not in environ)
    setting = " ".join(f"{name}={shlex.quote(value)}" for name, value in own.items())
    reader = command or f"{shlex.quote(sys.executable)} -m tui {articles}"
    terminal = Distant(host.command(f"cd {shlex.quote(str(ROOT))} && env {unset} {setting} {reader}"), term)
    try:
        yield terminal
    finally:
        if terminal.process.poll() is None:
            terminal.process.kill()
            terminal.process.wait()
        os.close(terminal.master)


def readers(home: Path) -> list[int]:
    """The processes whose state folder is that of this test."""
    wanted = f"XDG_STATE_HOME={home / 'state'}".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if wanted in (process / "environ").read_bytes().split(b"\0"):
                found.append(int(process.name))
    return found


def left_behind(home: Path) -> list[int]:
    """The processes of a test that are still there after a while."""
    end = time.monotonic() + STEP
    while (left := readers(home)) and time.monotonic() < end:
        time.sleep(0.1)
    return left


@pytest.mark.parametrize("term", ["xterm-256color", "xterm", "screen", "linux", "vt100", "xterm-mono"])
def test_it_reads_and_compares_on_every_terminal(term: str, host: Host, tmp_path: Path) -> None:
    with distant(host, tmp_path, term) as terminal:
        terminal.wait_for("5 articles")
        terminal.press("c")
        terminal.wait_for("contradiction")
        terminal.press("n")
        terminal.wait_until(lambda: "≠" in terminal.screen or "# " in terminal.screen, "a contradiction")
        terminal.press("q")
        terminal.wait_for("5 articles")
        terminal.press("q")
        assert terminal.ended() == 0
        assert b"\x1b[?1049l" in terminal.sent
        assert b"\x1b[?25h" in terminal.sent
        assert b"\x1b[?1003h" not in terminal.sent, "over ssh each movement of the mouse would travel up the line"
        if term in ("xterm", "screen", "linux", "vt100"):
            assert not re.search(rb"\x1b\[[0-9;]*[34]8;[25];", terminal.sent), "sixteen colours at most"
    assert left_behind(tmp_path) == []


def test_a_terminal_that_obeys_nothing_gets_the_comparison_printed(host: Host, tmp_path: Path) -> None:
    with distant(host, tmp_path, "dumb") as terminal:
        assert terminal.ended() == 1
        sent = terminal.sent.decode()
        assert "\x1b" not in sent
        assert "contradict" in sent.lower()


def test_without_colours_the_marks_tell(host: Host, tmp_path: Path) -> None:
    with distant(host, tmp_path, NO_COLOR="1") as terminal:
        terminal.wait_for("5 articles")
        terminal.press("c")
        terminal.wait_for("contradiction")
        assert "≠" in terminal.screen
        terminal.press("q")
        terminal.press("q")
        assert terminal.ended() == 0
        assert COLOUR.findall(terminal.sent) == []


@pytest.mark.parametrize("locale", ["C", "POSIX"])
def test_a_locale_without_letters_does_no_harm(locale: str, host: Host, tmp_path: Path) -> None:
    with distant(host, tmp_path, LANG=locale, LC_ALL=locale) as terminal:
        terminal.wait_for("5 articles")
        terminal.press("/inversión")
        terminal.wait_for("of 5")
        terminal.press(ESCAPE)
        terminal.press(ESCAPE)
        terminal.press("q")
        assert terminal.ended() == 0
        assert b"Traceback" not in terminal.sent


def test_another_size_is_drawn_at_once(host: Host, tmp_path: Path) -> None:
    with distant(host, tmp_path) as terminal:
        terminal.wait_for("5 articles")
        for columns, rows in ((120, 40), (40, 10), (MOST_COLUMNS, MOST_ROWS), (80, 24)):
            terminal.resize(columns, rows)
            terminal.wait_for("quit" if columns > 40 else "open")
        terminal.press("q")
        assert terminal.ended() == 0


def test_suspended_it_gives_the_terminal_back_and_goes_on(host: Host, tmp_path: Path) -> None:
    script = f"PS1=; set -m; {sys.executable} -m tui seeds; echo suspended; fg; echo left $?"
    shell = f"bash --norc --noprofile -i -c {shlex.quote(script)}"
    with distant(host, tmp_path, command=shell) as terminal:
        terminal.wait_for("5 articles")
        terminal.press("\x1a")
        end = time.monotonic() + STEP
        while b"suspended" not in terminal.sent:
            assert time.monotonic() < end, terminal.screen
            terminal.read(0.1)
        before, _, _ = terminal.sent.partition(b"suspended")
        assert b"\x1b[?1049l" in before
        assert b"\x1b[?25h" in before
        terminal.wait_for("5 articles")
        terminal.press("j")
        terminal.press("q")
        assert terminal.ended() == 0
        assert b"left 0" in terminal.sent


def test_where_no_shell_could_call_it_back_it_is_not_suspended(host: Host, tmp_path: Path) -> None:
    with distant(host, tmp_path, command=f"sh -c 'exec {sys.executable} -m tui seeds'") as terminal:
        terminal.wait_for("5 articles")
        terminal.press("\x1a")
        terminal.wait_for("no shell to go to")
        terminal.press("q")
        assert terminal.ended() == 0


def test_when_the_connection_is_cut_the_session_is_kept_and_nothing_is_left(host: Host, tmp_path: Path) -> None:
    with distant(host, tmp_path) as terminal:
        terminal.wait_for("5 articles")
        terminal.press("c")
        terminal.wait_for("contradiction")
        assert readers(tmp_path)
        terminal.process.kill()
        terminal.process.wait()
        assert left_behind(tmp_path) == []
    with distant(host, tmp_path) as terminal:
        terminal.wait_for("contradiction")
        terminal.press("q")
        terminal.press("q")
        assert terminal.ended() == 0
    assert not (tmp_path / "state" / "atodds" / "errors.log").exists(), "a lost line is no error"


def test_it_leaves_at_once_when_the_connection_is_cut_while_it_indexes(host: Host, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(1500):
        (folder / f"{number}.txt").write_text(f"Common words: {number} million euros for the bridge. " * 60)
    with distant(host, tmp_path, articles=shlex.quote(str(folder))) as terminal:
        terminal.wait_for("reading")
        terminal.process.kill()
        terminal.process.wait()
        assert left_behind(tmp_path) == [], "nor are its helpers"


CRASH = """
import sys
from tui.app import read
from tui.config import Settings

class Library:
    problems = paths = ()
    calls = 0
    @property
    def articles(self):
        secret = "text of an article"
        self.calls += 1
        if self.calls > 1:
            raise RuntimeError(secret)
        return ()
    def refresh(self, progress, stop):
        return None

sys.exit(read(Library(), Settings()))
"""


def test_a_crash_gives_the_terminal_back_with_a_status_and_no_text(host: Host, tmp_path: Path) -> None:
    (tmp_path / "crash.py").write_text(CRASH)
    script = f"stty -g > before; {sys.executable} crash.py; s=$?; stty -g > after; exit $s"
    command = f"sh -c 'cd {tmp_path}; {script}'"
    with distant(host, tmp_path, command=command) as terminal:
        assert terminal.ended() == 2
        assert "text of an article" not in terminal.sent.decode()
        assert b"\x1b[?1049l" in terminal.sent
        assert b"stopped because of an error in the program" in terminal.sent.rpartition(b"\x1b[?1049l")[2]
    assert (tmp_path / "before").read_text() == (tmp_path / "after").read_text(), "the terminal is as it was"


@pytest.mark.skipif(not shutil.which("tmux"), reason="needs tmux")
def test_in_tmux_it_draws_detaches_and_leaves_the_title_alone(host: Host, tmp_path: Path) -> None:
    name = f"atodds-{os.getpid()}"
    tmux = f"tmux -L {name} -f /dev/null"
    inner = f"{sys.executable} -m tui seeds"
    try:
        with distant(host, tmp_path, command=f"{tmux} new-session -x 80 -y 24 {shlex.quote(inner)}") as outer:
            pane = _until(tmux, lambda text: "5 articles" in text)
            assert "5 articles" in pane
            subprocess.run([*shlex.split(tmux), "send-keys", "c"], check=True)
            assert "≠" in _until(tmux, lambda text: "contradiction" in text)
            outer.process.kill()
            outer.process.wait()
            assert "contradiction" in _until(tmux, lambda text: "contradiction" in text), "it goes on without a line"
            subprocess.run([*shlex.split(tmux), "send-keys", "q", "q"], check=True)
            end = time.monotonic() + STEP
            while subprocess.run([*shlex.split(tmux), "has-session"], capture_output=True, check=False).returncode == 0:
                assert time.monotonic() < end, "it does not end"
                time.sleep(0.1)
    finally:
        subprocess.run([*shlex.split(tmux), "kill-server"], capture_output=True, check=False)
    assert left_behind(tmp_path) == []


def _until(tmux: str, wanted: object) -> str:
    """What the pane shows, as soon as it is what is wanted."""
    assert callable(wanted)
    end = time.monotonic() + STEP
    while True:
        shown = subprocess.run([*shlex.split(tmux), "capture-pane", "-p"], capture_output=True, text=True, check=False)
        if shown.returncode == 0 and wanted(shown.stdout):
            return shown.stdout
        assert time.monotonic() < end, shown.stdout + shown.stderr
        time.sleep(0.1)
