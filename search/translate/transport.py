"""The way to the server: one HTTP request with deadlines, and every failure in words of our own.

Key and text travel in headers and body, redirects are not followed, proxies and ~/.netrc are not looked at, an answer
has a largest size, and every failure becomes a `TranslateError` that knows neither key nor text.
"""

import json
import re
import socket
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from search.translate.error import TranslateError, Trouble
from search.translate.provider import Provider

if TYPE_CHECKING:
    from http.client import HTTPConnection, HTTPResponse

ANSWER_LIMIT = 2 << 20
"""Bytes of an answer; the longest piece gives a few thousand."""
REPORT_LIMIT = 64 << 10
"""Bytes of an error's body that are looked at for its kind."""
POLL = 0.05
"""Seconds between two looks at whether the caller has lost interest."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for a server, in seconds, and how often to ask it again."""

    connect: float = 5
    read: float = 30
    """Silence of the server. A piece is computed before its first byte comes, slowly on a small machine."""
    total: float = 60
    """One request from its start to the last byte of its answer, whatever happens."""
    attempts: int = 3
    """Requests for one piece at most, the first included."""
    pause: float = 0.4
    """Wait before the second attempt; doubled for each further one, with up to a half more by chance."""
    longest_pause: float = 30
    """A server that asks to wait longer than this is not asked again."""


@dataclass(frozen=True, slots=True)
class Errand:
    """What a request is made for: whom to ask, how patiently, and whether anybody still wants the answer."""

    provider: Provider
    patience: Patience
    cancelled: Callable[[], bool]

    def trouble(self, kind: Trouble, detail: str = "", **facts: Any) -> TranslateError:
        """The error of this kind, for this errand's host."""
        return TranslateError(kind, self.provider.host, detail, **facts)


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a server. Key and text stand in headers and body only: an address is logged on the way."""

    path: str
    """Below the server's address, with its first slash; may have a query of codes."""
    form: Mapping[str, str] | None = None
    """What to send as a form; a request with neither form nor content is a GET."""
    content: object = None
    """What to send as JSON, in place of a form."""
    headers: Mapping[str, str] = field(default_factory=dict)

    def body(self) -> tuple[bytes | None, str]:
        """The bytes to send, and their media type."""
        if self.form is not None:
            return urlencode(self.form, errors="replace").encode("ascii"), "application/x-www-form-urlencoded"
        if self.content is not None:
            return json.dumps(self.content).encode("ascii"), "application/json"
        return None, ""


def fetch(errand: Errand, request: Request) -> object:
    """The JSON that the server answers to one request.

    The exchange runs in a daemon thread of its own, so that not even a name server that hangs can hold the caller.

    Args:
        errand: whom to ask.
        request: what to ask.

    Raises:
        TranslateError: of any kind but LANGUAGE for our own reasons, ANSWER and MISSING.
    """
    exchange = _Exchange(errand.provider, errand.patience, request)
    threading.Thread(target=exchange.run, name="translation request", daemon=True).start()
    deadline = time.monotonic() + errand.patience.total
    try:
        while not exchange.done.wait(POLL):
            if errand.cancelled():
                raise errand.trouble(Trouble.CANCELLED)
            if time.monotonic() >= deadline:
                raise errand.trouble(Trouble.TIMEOUT, f"no whole answer in {errand.patience.total:g} seconds")
    finally:
        exchange.abandon()
    if isinstance(exchange.outcome, _Failure):
        failure = exchange.outcome
        raise errand.trouble(failure.kind, failure.detail, status=failure.status, retry_after=failure.retry_after)
    return exchange.outcome


@dataclass(frozen=True, slots=True)
class _Failure:
    """What went wrong in an exchange, without the exception, whose frames hold key and text."""

    kind: Trouble
    detail: str
    status: int | None = None
    retry_after: float | None = None


class _Exchange:
    """One request and its answer, run in one thread and ended early from another."""

    def __init__(self, provider: Provider, patience: Patience, request: Request) -> None:
        self.done = threading.Event()
        self.outcome: object = None
        """The parsed JSON, or a `_Failure`; valid once `done` is set."""
        self._address = urlsplit(provider.server + request.path)
        self._patience = patience
        self._request: Request | None = request
        self._connection: HTTPConnection | None = None
        self._socket: socket.socket | None = None
        """Kept apart, because a connection forgets its socket as soon as an answer says that it is the last."""
        self._abandoned = False

    def run(self) -> None:
        """Fill `outcome`; never raises."""
        try:
            self._connection = self._connect()
            self.outcome = self._talk(self._connection)
        except BaseException as failure:
            self.outcome = _explain(failure)
        finally:
            if self._connection:
                self._connection.close()
            self._request = None  # it holds the text, and its thread may outlive the call
            self.done.set()

    def abandon(self) -> None:
        """End the exchange now, whatever it waits for."""
        self._abandoned = True
        if self._socket and not self.done.is_set():
            with suppress(OSError):  # closed in this moment
                # Not the method of an SSL socket, which also takes apart what the other thread is using.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def _connect(self) -> "HTTPConnection":
        from http.client import HTTPConnection, HTTPSConnection

        host, port = self._address.hostname or "", self._address.port
        make = HTTPSConnection if self._address.scheme == "https" else HTTPConnection
        connection = make(host, port, timeout=self._patience.connect)
        connection.connect()
        self._socket = connection.sock
        connection.sock.settimeout(self._patience.read)
        return connection

    def _talk(self, connection: "HTTPConnection") -> object:
        headers = {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": "atodds"}
        headers["Connection"] = "close"
        request = self._request
        if self._abandoned or request is None:
            return None  # nothing is sent after the caller has left
        body, media_type = request.body()
        headers.update(request.headers)
        if media_type:
            headers["Content-Type"] = media_type
        target = f"{self._address.path}?{self._address.query}" if self._address.query else self._address.path
        connection.request("POST" if body is not None else "GET", target, body, headers)
        response = connection.getresponse()
        if response.status != 200:
            return _refusal(response)
        content = _read(response, ANSWER_LIMIT)
        if len(content) > ANSWER_LIMIT:
            return _Failure(Trouble.ANSWER, f"it sent more than {ANSWER_LIMIT >> 20} MiB", 200)
        try:
            return json.loads(content)
        except (ValueError, RecursionError):
            return _Failure(Trouble.ADDRESS, "it sent a page or something else that is not JSON", 200)


def _read(response: "HTTPResponse", limit: int) -> bytes:
    """The body, or limit + 1 bytes of it. Raises ConnectionError if it ends before its stated length."""
    stated = response.length
    parts, size = [], 0
    while size <= limit and (part := response.read(min(65536, limit + 1 - size))):
        parts.append(part)
        size += len(part)
    if stated is not None and size < min(stated, limit):
        raise ConnectionError
    return b"".join(parts)


_REFUSALS = {
    401: (Trouble.KEY, "it refuses the key or asks for one"),
    403: (Trouble.KEY, "it refuses the key or asks for one"),
    404: (Trouble.ADDRESS, "nothing is found there"),
    405: (Trouble.ADDRESS, "it takes no translations there"),
    408: (Trouble.TIMEOUT, "it waited too long for the request"),
    413: (Trouble.TOO_LONG, "413"),
    414: (Trouble.TOO_LONG, "414"),
    429: (Trouble.BUSY, "too many requests"),
    456: (Trouble.QUOTA, "its characters are used up"),  # DeepL's own
}


def _refusal(response: "HTTPResponse") -> _Failure:
    """Why the server did not answer with 200. Its own words choose among kinds but are never repeated."""
    status = response.status
    wait = _seconds(response.headers.get("Retry-After", ""))
    if status in _REFUSALS:
        kind, detail = _REFUSALS[status]
        if kind is Trouble.BUSY and wait is not None:
            detail = f"for {wait:.0f} seconds"
        return _Failure(kind, detail, status, wait)
    if 300 <= status < 400:
        return _Failure(Trouble.ADDRESS, "it sends elsewhere, which is not followed", status)
    if status >= 500:
        return _Failure(Trouble.SERVER, f"status {status}", status, wait)
    try:
        answer = json.loads(_read(response, REPORT_LIMIT))
    except (ValueError, RecursionError):
        answer = None
    kind, detail = reported(answer, Trouble.REQUEST, f"status {status}")
    return _Failure(kind, detail, status, wait)


_REPORTS = (
    ("api key", Trouble.KEY, "it refuses the key or asks for one"),
    ("text limit", Trouble.TOO_LONG, "longer than its limit"),
    ("not supported", Trouble.LANGUAGE, "not supported there"),
    ("not available", Trouble.LANGUAGE, "not available there"),
    ("language is not valid", Trouble.LANGUAGE, "not offered there"),
    ("slowdown", Trouble.BUSY, "too many requests"),
)
"""Words in errors and what they mean (libretranslate/app.py, 1.9; the API references of DeepL and Microsoft)."""


def reported(answer: object, kind: Trouble, detail: str) -> tuple[Trouble, str]:
    """Kind and detail of an error that the server describes, or those given if it does not."""
    report = answer.get("error", answer.get("message")) if isinstance(answer, dict) else None
    report = report.get("message") if isinstance(report, dict) else report
    words = report[:1000].casefold() if isinstance(report, str) else ""
    return next(((found, reason) for word, found, reason in _REPORTS if word in words), (kind, detail))


def _seconds(retry_after: str) -> float | None:
    """The header Retry-After in seconds from now: a number or a date (RFC 9110, section 10.2.3)."""
    if re.fullmatch(r"\s{0,8}[0-9]{1,9}\s{0,8}", retry_after):
        return float(retry_after)
    from email.utils import parsedate_to_datetime

    try:
        return max(0.0, parsedate_to_datetime(retry_after[:64]).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError, OSError):
        return None


def _explain(failure: BaseException) -> _Failure:
    """What an exception of the exchange means, in words of our own."""
    import http.client
    import ssl

    if isinstance(failure, TimeoutError):
        return _Failure(Trouble.TIMEOUT, "it is silent")
    if isinstance(failure, ssl.SSLCertVerificationError):
        return _Failure(Trouble.OFFLINE, "its certificate is not trusted")
    if isinstance(failure, ssl.SSLError):
        return _Failure(Trouble.OFFLINE, "no encrypted connection")
    if isinstance(failure, socket.gaierror):
        return _Failure(Trouble.OFFLINE, "its name is not known")
    if isinstance(failure, ConnectionRefusedError):
        return _Failure(Trouble.OFFLINE, "it refuses the connection")
    if isinstance(failure, (http.client.IncompleteRead, ConnectionError)):
        return _Failure(Trouble.OFFLINE, "the connection broke")
    if isinstance(failure, http.client.HTTPException):
        return _Failure(Trouble.ADDRESS, "it does not speak HTTP")
    if isinstance(failure, OSError):
        return _Failure(Trouble.OFFLINE, "no way to it")
    return _Failure(Trouble.OFFLINE, "the request could not be made")
