"""Fetching one page, guarded: only from public addresses, and with an end in time, size and number of redirects.

The name of a host is resolved once, the address is judged, and the connection goes to that very address, so that no
second answer of the name service can lead elsewhere. Proxies of the environment are not used.
"""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit, urlunsplit

LARGEST = 20 * 1024 * 1024
"""Bytes of the largest answer, unpacked."""
TIMEOUT = 30.0
"""Seconds for everything: names, redirects, headers and content."""
MOST_REDIRECTS = 5
KINDS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/json": ".json",
    "application/epub+zip": ".epub",
    "message/rfc822": ".eml",
}
"""Types of content that are taken, with the suffix of the file each becomes."""
_USER_AGENT = "atodds (reads one page for a person; https://pypi.org/project/atodds)"
_HEADERS = {"Accept-Encoding": "gzip", "Connection": "close"}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PIECE = 64 * 1024
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class NotFetched(Exception):
    """Why there is no page; `str()` of it is a clause that goes on after the address."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as the server sent it."""

    url: str
    """Address that answered in the end."""
    kind: str
    """Type of content, one of `KINDS`."""
    charset: str
    data: bytes


def fetch(url: str, allow_private: bool = False, timeout: float = TIMEOUT) -> Fetched:
    """Return the page at `url`; raises `NotFetched`. Takes no longer than `timeout` seconds."""
    deadline = time.monotonic() + timeout
    for _ in range(MOST_REDIRECTS + 1):
        answer = _Exchange(url, allow_private, deadline).answer()
        if isinstance(answer, Fetched):
            return answer
        if url.startswith("https:") and answer.startswith("http:"):
            raise NotFetched("leads from an encrypted page to one that is not: open it in a browser")
        url = answer
    raise NotFetched(f"leads through more than {MOST_REDIRECTS} redirects: open it in a browser")


class _Exchange:
    """One request and its answer."""

    def __init__(self, url: str, allow_private: bool, deadline: float) -> None:
        self.url = url
        self.allow_private = allow_private
        self.deadline = deadline

    def answer(self) -> "Fetched | str":
        """Return the page, or the address it redirects to."""
        try:
            parts = urlsplit(self.url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            raise NotFetched("is no address of a page: write it with https:// before it") from None
        if parts.scheme not in ("http", "https") or not host:
            raise NotFetched("is no address of a page: write it with https:// before it")
        if not self.url.isprintable() or " " in self.url:
            raise NotFetched("has characters that no address has: copy it again")
        port = port or (443 if parts.scheme == "https" else 80)
        target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
        line = self._connected(host, port)
        # Each call below waits for one packet only; the watchdog ends what drips on and on.
        watchdog = threading.Timer(max(self.deadline - time.monotonic(), 0.0), lambda: _shut(line))
        watchdog.daemon = True
        watchdog.start()
        try:
            connection = http.client.HTTPConnection(host, port)
            if parts.scheme == "https":
                line = ssl.create_default_context().wrap_socket(line, server_hostname=host)
            connection.sock = line
            connection.request(
                "GET", _ascii(target),
                headers={"User-Agent": _USER_AGENT, "Accept": "text/html,*/*;q=0.5", **_HEADERS},
            )  # fmt: skip
            response = connection.getresponse()
            if response.status in _REDIRECTS and (location := response.getheader("Location")):
                return urljoin(self.url, location)
            return self._fetched(response)
        except ssl.SSLError as error:
            raise NotFetched(f"has no valid certificate ({error.reason or 'TLS failed'}): check the address") from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            if time.monotonic() >= self.deadline:
                raise NotFetched("did not answer in time: try again later") from None
            raise NotFetched(f"broke off ({type(error).__name__}): try again later") from None
        finally:
            watchdog.cancel()
            _shut(line)

    def _connected(self, host: str, port: int) -> socket.socket:
        last: OSError | None = None
        for family, address in self._addresses(host, port):
            if not self.allow_private and not _is_public(address[0]):
                raise NotFetched("is on a private network: add --allow-private if you mean it")
            raw = socket.socket(family, socket.SOCK_STREAM)
            raw.settimeout(max(self.deadline - time.monotonic(), 0.01))
            try:
                raw.connect(address)
                return raw
            except OSError as error:
                raw.close()
                last = error
        if last is None or isinstance(last, TimeoutError):
            raise NotFetched("did not answer in time: try again later")
        raise NotFetched(f"cannot be reached ({(last.strerror or 'no connection').lower()}): check the network")

    def _addresses(self, host: str, port: int) -> "list[tuple[socket.AddressFamily, tuple[str, int]]]":
        found: list[tuple[socket.AddressFamily, tuple[str, int]]] = []
        failures: list[OSError | UnicodeError] = []

        def look_up() -> None:
            try:
                for family, _, _, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
                    found.append((family, address))  # type: ignore[arg-type]
            except (OSError, UnicodeError) as error:
                failures.append(error)

        # The name service of the system cannot be told to hurry.
        thread = threading.Thread(target=look_up, daemon=True)
        thread.start()
        thread.join(max(self.deadline - time.monotonic(), 0.0))
        if thread.is_alive():
            raise NotFetched("did not answer in time: its name could not be looked up")
        if failures or not found:
            raise NotFetched("cannot be reached (its name is not known here): check the network")
        return found

    def _fetched(self, response: http.client.HTTPResponse) -> Fetched:
        if response.status != 200:
            raise NotFetched(f"was refused by its server (status {response.status}): open it in a browser")
        kind = response.headers.get_content_type()
        if kind not in KINDS:
            raise NotFetched("is no page of text but another type of content: save it by hand")
        coding = (response.getheader("Content-Encoding") or "identity").strip().lower()
        if coding not in ("identity", "gzip", "x-gzip"):
            raise NotFetched("came in a packing that was not asked for: save it by hand")
        data = self._content(response, packed=coding != "identity")
        if not data:
            raise NotFetched("is empty: nothing to save")
        return Fetched(self.url, kind, response.headers.get_content_charset() or "", data)

    def _content(self, response: http.client.HTTPResponse, packed: bool) -> bytes:
        unpack = zlib.decompressobj(16 + zlib.MAX_WBITS) if packed else None
        gathered: list[bytes] = []
        size = 0
        while piece := response.read1(_PIECE):
            if time.monotonic() >= self.deadline:
                raise TimeoutError
            if unpack is not None:
                try:
                    piece = unpack.decompress(piece, LARGEST - size + 1)
                except zlib.error:
                    raise NotFetched("came damaged: try again later") from None
                if unpack.unused_data:
                    raise NotFetched("came in a packing of several parts: save it by hand")
            size += len(piece)
            if size > LARGEST:
                raise NotFetched(f"is larger than {LARGEST >> 20} MB: save the article by hand")
            gathered.append(piece)
        if time.monotonic() >= self.deadline:  # the watchdog's end looks like the server's
            raise TimeoutError
        if unpack is not None and not unpack.eof:
            raise NotFetched("came damaged: try again later")
        if response.length:
            raise http.client.IncompleteRead(b"")
        return b"".join(gathered)


def _is_public(address: str) -> bool:
    try:
        found = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    if teredo := getattr(found, "teredo", None):
        inner = teredo[1]
    elif found in _NAT64:
        inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
    return (
        found.is_global and not found.is_multicast and (inner is None or (inner.is_global and not inner.is_multicast))
    )


def _shut(raw: socket.socket) -> None:
    with contextlib.suppress(OSError):
        raw.shutdown(socket.SHUT_RDWR)
    raw.close()


def _ascii(target: str) -> str:
    from urllib.parse import quote

    return quote(target, safe="/?&=%:;,+@!$'()*~#[]-._")
