"""`atodds add`: one page from a real server on this machine, however badly the server behaves."""

import gzip
import socket
import subprocess
import sys
import threading
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from search.articles import download, read_articles
from search.articles.adding import NotAdded, add
from search.articles.download import NotFetched, fetch
from tui import add_command

ROOT = Path(__file__).resolve().parents[2]
SENTENCE = "The council of the valley decided on Monday to rebuild the old dam before the next winter comes. "
PAGE = f"<!doctype html><html><head><title>Dam: 15 million</title></head><body><article><p>{SENTENCE * 3}</p>".encode()

FEED = f"<rss><channel><item><title>A</title><description>{SENTENCE}</description></item></channel></rss>"

Answer = Callable[[socket.socket, str], None]


class Server:
    """Answers each connection with what `answers` says of the path, in a thread of its own."""

    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.over = threading.Event()
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        while not self.over.is_set():
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.answer, args=(connection,), daemon=True).start()

    def answer(self, connection: socket.socket) -> None:
        with connection:
            try:
                request = connection.recv(65536).decode("latin-1")
                path = request.split(" ")[1]
                self.asked.append(path)
                self.answers[path.split("?")[0]](connection, request)
            except (OSError, IndexError, KeyError):
                return

    def gives(
        self, path: str, body: bytes = PAGE, kind: str = "text/html", status: str = "200 OK", **headers: str
    ) -> str:
        head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
        head += "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
        self.answers[path] = lambda connection, _: connection.sendall(head.encode("latin-1") + b"\r\n" + body)
        return self.url + path

    def does(self, path: str, answer: Answer) -> str:
        self.answers[path] = answer
        return self.url + path


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.over.set()
    made.listener.close()


def refusal(url: str, timeout: float = 5.0, private: bool = True) -> str:
    with pytest.raises(NotFetched) as caught:
        fetch(url, allow_private=private, timeout=timeout)
    return str(caught.value)


def test_a_page_becomes_a_file_that_is_read_with_its_address(server: Server, tmp_path: Path) -> None:
    added = add(server.gives("/orlac") + "?x=1--2", tmp_path, allow_private=True, today=date(2024, 3, 4))
    assert added.path.name.startswith("dam-15-million-")
    assert added.path.suffix == ".html"
    assert [path.name for path in tmp_path.iterdir()] == [added.path.name], "nothing else is left behind"
    (article,) = read_articles(added.path)
    assert article == added.articles[0]
    assert SENTENCE.strip() in article.body
    assert article.url == f"{server.url}/orlac?x=1%2D%2D2"
    assert article.source == "127.0.0.1"
    assert b"saved date: 2024-03-04" in added.path.read_bytes()


def test_the_encoding_that_the_server_names_is_kept(server: Server, tmp_path: Path) -> None:
    body = f"<html><p>Žluťoučký kůň. {SENTENCE * 3}</p>".encode("iso-8859-2")
    added = add(server.gives("/", body, "text/html; charset=iso-8859-2"), tmp_path, allow_private=True)
    assert "Žluťoučký kůň." in added.articles[0].body


@pytest.mark.parametrize(
    ("kind", "body", "suffix"),
    [
        ("text/plain; charset=latin-1", f"Los años.\n\n{SENTENCE}".encode("latin-1"), ".txt"),
        ("application/pdf", (Path(__file__).parent / "documents" / "printed.pdf").read_bytes(), ".pdf"),
        ("application/rss+xml", FEED.encode(), ".rss"),
    ],
    ids=["text", "pdf", "feed"],
)  # fmt: skip
def test_other_types_become_files_of_theirs(
    server: Server, tmp_path: Path, kind: str, body: bytes, suffix: str
) -> None:
    added = add(server.gives("/x", body, kind), tmp_path, allow_private=True)
    assert added.path.suffix == suffix
    assert len(added.articles) == 1


def test_a_page_is_added_once_and_no_file_is_written_over(server: Server, tmp_path: Path) -> None:
    url = server.gives("/")
    first = add(url, tmp_path, allow_private=True)
    before = first.path.read_bytes()
    with pytest.raises(NotAdded, match="in the library already"):
        add(url, tmp_path, allow_private=True)
    assert first.path.read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("body", [b"<html></html>", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9])
def test_a_page_without_text_leaves_no_file(server: Server, tmp_path: Path, body: bytes) -> None:
    with pytest.raises(NotAdded, match=r"holds no text|binary"):
        add(server.gives("/", body), tmp_path, allow_private=True)
    assert list(tmp_path.iterdir()) == []


def test_redirects_are_followed_to_a_point(server: Server) -> None:
    server.gives("/end")
    server.gives("/a", b"", status="302 Found", Location="/b")
    server.gives("/b", b"", status="301 Moved", Location=f"{server.url}/end")
    assert fetch(f"{server.url}/a", allow_private=True).url == f"{server.url}/end"
    assert "redirects" in refusal(server.gives("/loop", b"", status="302 Found", Location="/loop"))
    assert server.asked.count("/loop") == download.MOST_REDIRECTS + 1


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://x", "javascript:1"])
def test_a_redirect_leads_to_pages_only(server: Server, target: str) -> None:
    assert "no address of a page" in refusal(server.gives("/", b"", status="302 Found", Location=target))


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "2130706433", "0x7f000001", "127.1", "[::ffff:127.0.0.1]", "[::1]", "0.0.0.0",
        "169.254.169.254", "10.0.0.1", "192.168.1.1", "[fd00::1]", "[fe80::1]", "100.64.0.1", "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]", "224.0.0.1",
    ],
)  # fmt: skip
def test_private_addresses_are_not_asked(server: Server, host: str) -> None:
    port = server.url.rpartition(":")[2]
    said = refusal(f"http://{host}:{port}/", private=False)
    assert "private network" in said or "cannot be reached" in said
    assert server.asked == []


def test_a_public_page_may_not_lead_to_a_private_one(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[str] = []

    def public_at_first(address: str) -> bool:
        judged.append(address)
        return len(judged) == 1

    monkeypatch.setattr(download, "_is_public", public_at_first)
    server.gives("/secret")
    assert "private network" in refusal(server.gives("/", b"", status="302 Found", Location="/secret"), private=False)
    assert server.asked == ["/"]


@pytest.mark.parametrize(
    "url",
    ["", "orlac", "file:///etc/passwd", "ftp://x/y", "http://", "http://[", "http://x:99999/", "http:// x/", "http://a\x00b/",
     "http://x/\r\nHost: y", "data:text/html,x"],
)  # fmt: skip
def test_what_is_no_address_of_a_page(url: str) -> None:
    said = refusal(url)
    assert "address" in said or "cannot be reached" in said


def hang(_connection: socket.socket, _: str) -> None:
    time.sleep(8)


def drip_head(connection: socket.socket, _: str) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    for number in range(80):
        connection.sendall(f"X-{number}: y\r\n".encode())
        time.sleep(0.1)


def drip_body(connection: socket.socket, _: str) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for _number in range(80):
        connection.sendall(b"x")
        time.sleep(0.1)


@pytest.mark.parametrize("answer", [hang, drip_head, drip_body])
def test_a_server_that_takes_its_time_is_left(server: Server, answer: Answer) -> None:
    start = time.perf_counter()
    assert "in time" in refusal(server.does("/", answer), timeout=0.6)
    assert time.perf_counter() - start < 6, "it answers for eight seconds"


def flood(connection: socket.socket, _: str) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for _number in range(100):
        connection.sendall(b"x" * 1024 * 1024)


def endless_head(connection: socket.socket, _: str) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    for number in range(100_000):
        connection.sendall(f"X-{number}: {'y' * 100}\r\n".encode())


def test_a_body_without_end_is_left(server: Server) -> None:
    assert "larger than 20 MB" in refusal(server.does("/", flood), timeout=20)


def test_a_head_without_end_is_left(server: Server) -> None:
    assert "broke off" in refusal(server.does("/", endless_head))


def test_a_gzip_bomb_is_left_early(server: Server) -> None:
    bomb = gzip.compress(bytes(40 * 1024 * 1024), 1)
    start = time.process_time()
    assert "larger than 20 MB" in refusal(server.gives("/", bomb, Content_Encoding="gzip"), timeout=20)
    assert time.process_time() - start < 5


def test_a_packed_page_is_unpacked(server: Server) -> None:
    assert fetch(server.gives("/", gzip.compress(PAGE), Content_Encoding="gzip"), allow_private=True).data == PAGE


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"kind": "image/png"}, "another type"),
        ({"kind": "application/octet-stream"}, "another type"),
        ({"status": "404 Not Found"}, "status 404"),
        ({"status": "500 Oh"}, "status 500"),
        ({"Content_Encoding": "br"}, "packing"),
        ({"Content_Encoding": "gzip"}, "damaged"),
        ({"body": b""}, "is empty"),
    ],
)
def test_answers_that_are_no_page(server: Server, headers: dict[str, str], reason: str) -> None:
    assert reason in refusal(server.gives("/", **headers))  # type: ignore[arg-type]


def cut_short(connection: socket.socket, _: str) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999\r\n\r\n" + PAGE)


def nonsense(connection: socket.socket, _: str) -> None:
    connection.sendall(b"\x00\xff" * 500)


@pytest.mark.parametrize("answer", [cut_short, nonsense])
def test_half_an_answer_is_none(server: Server, answer: Answer) -> None:
    assert "broke off" in refusal(server.does("/", answer))


def test_the_command_says_in_one_sentence_what_went_wrong(server: Server, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tui", "add", server.url]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "", "HOME": str(tmp_path)}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"atodds: {server.url} is on a private network: add --allow-private if you mean it.\n"
    assert list(tmp_path.iterdir()) == []


def test_without_a_network_one_sentence_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = Namespace(url="http://no-such-host.invalid/", folder=str(tmp_path), allow_private=False)
    assert add_command.run(options) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        "atodds: http://no-such-host.invalid/ cannot be reached (its name is not known here): check the network.\n"
    )


def test_the_command_names_the_new_file(server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = Namespace(url=server.gives("/"), folder=str(tmp_path), allow_private=True)
    assert add_command.run(options) == 0
    said = capsys.readouterr()
    assert Path(said.out.strip()).exists()
    assert "added: Dam: 15 million" in said.err


def test_a_folder_that_is_none(server: Server, tmp_path: Path) -> None:
    with pytest.raises(NotAdded, match="is no folder"):
        add(server.gives("/"), tmp_path / "nowhere", allow_private=True)
    assert server.asked == []
