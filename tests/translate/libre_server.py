"""A LibreTranslate-compatible server on loopback that fails in the way its path asks for, and records every request."""

import json
import socket
import struct
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

KEY = "sesame-0123456789"
HANGS = 20.0
"""Seconds after which a request that hangs is given up by the server itself; nobody may wait as long."""
LANGUAGES = [
    {"code": "en", "name": "English", "targets": ["en", "es", "fr", "pt-BR"]},
    {"code": "es", "name": "Spa\x1b[31mnish", "targets": ["en", "es"]},
    {"code": "fr", "name": "French", "targets": ["en", "fr"]},
]
ERRORS = {
    400: {"error": "Invalid request: missing q parameter"},
    401: {"error": "Unauthorized"},
    403: {"error": "Invalid API key"},
    404: {"error": "Not found"},
    413: {"error": "Too large"},
    414: {"error": "Request-URI Too Long"},
    429: {"error": "Slowdown: too many requests"},
    500: {"error": "Cannot translate text: Traceback"},
    456: {"message": "Quota exceeded"},
    503: {"error": "Unavailable"},
}


@dataclass
class Recorded:
    """One request as the server saw it."""

    line: str
    headers: dict[str, str]
    form: dict[str, str]


@dataclass
class LibreServer:
    """The server, running; `address` + "/FAULT" makes a provider's address."""

    recorded: list[Recorded] = field(default_factory=list)
    tries: Counter[str] = field(default_factory=Counter)
    quitting: threading.Event = field(default_factory=threading.Event)
    under_way: int = 0
    """Slow or held answers that are being waited for."""
    most_at_once: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    came_together: threading.Event = field(default_factory=threading.Event)
    """Set when as many requests were under way at once as a path "together" asks for."""
    attack: str = ""
    """What the paths "attack", "attack-error" and "attack-list" answer with."""

    def __post_init__(self) -> None:
        handler = type("Handler", (_Handler,), {"house": self})
        self.http = _Server(("127.0.0.1", 0), handler)
        self.address = f"http://127.0.0.1:{self.http.server_port}"
        self.host = f"127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def close(self) -> None:
        self.quitting.set()
        self.http.shutdown()
        self.http.server_close()

    @property
    def translations(self) -> list[Recorded]:
        return [request for request in self.recorded if request.line.startswith("POST")]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64  # the usual 5 makes the ninth client wait a second


class _Handler(BaseHTTPRequestHandler):
    house: LibreServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._record({})
        fault, _ = self._fault()
        if fault == "nolist":
            self._json(404, ERRORS[404])
        elif fault == "badlist":
            self._json(200, [{"code": 3}, "x", {"code": "../.."}])
        elif fault == "attack-list":
            evil = self.house.attack
            known = [{"code": code, "name": evil, "targets": ["en", "es", evil]} for code in ("en", "es", "fr")]
            self._json(200, [*known, {"code": evil, "name": evil, "targets": [evil]}])
        elif fault == "deeplist":
            self._bytes(200, b"[" * 200_000)
        elif fault == "hanglist":
            self.house.quitting.wait(HANGS)
        elif "/v2/languages" in self.path:
            codes = ["DE", "EN", "ES"] if "type=source" in self.path else ["DE", "EN-GB", "EN-US", "ES", "PT-BR"]
            self._json(200, [{"language": code, "name": code} for code in codes])
        elif "/languages?api-version=3.0" in self.path:
            codes = ["en", "es", "zh-Hans"]
            self._json(200, {"translation": {code: {"name": f"Language {code}"} for code in codes}})
        elif self.path.endswith("/languages"):
            self._json(200, LANGUAGES)
        else:
            self._json(404, ERRORS[404])

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.headers.get("Content-Type") == "application/json":
            form = {"json": body.decode()}
        else:
            form = {name: values[0] for name, values in parse_qs(body.decode(), keep_blank_values=True).items()}
        self._record(form)
        fault, value = self._fault()
        if fault.isdigit():
            extra = {"Retry-After": value} if value else {}
            return self._json(int(fault), ERRORS[int(fault)], extra)
        respond = getattr(self, f"_{fault.replace('-', '_') or 'ok'}")
        return respond(form, value)

    def _ok(self, form: dict[str, str], _: str) -> None:
        self._json(200, {"translatedText": f"{form['target']}: {form['q']}"})

    _nolist = _badlist = _ok

    def _slow(self, form: dict[str, str], value: str) -> None:
        with self._under_way():
            self.house.quitting.wait(float(value))
        self._ok(form, "")

    def _together(self, form: dict[str, str], value: str) -> None:
        """The first is answered; the others are held until so many are under way at once."""
        house = self.house
        with self._under_way() as now:
            if now >= int(value):
                house.came_together.set()
            elif len(house.translations) > 1:
                house.came_together.wait(HANGS)
        self._ok(form, "")

    def _held(self, form: dict[str, str], value: str) -> None:
        """So many are answered, the others are not."""
        with self.house.lock:
            self.house.tries["held"] += 1
            is_held = self.house.tries["held"] > int(value)
        with self._under_way():
            if is_held:
                self.house.quitting.wait(HANGS)
        self._ok(form, "")

    @contextmanager
    def _under_way(self) -> Iterator[int]:
        house = self.house
        with house.lock:
            house.under_way += 1
            house.most_at_once = max(house.most_at_once, house.under_way)
            now = house.under_way
        try:
            yield now
        finally:
            with house.lock:
                house.under_way -= 1

    def _drip(self, *_: object) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        try:
            while not self.house.quitting.wait(0.05):
                self.wfile.write(b" ")
        except OSError:
            pass

    def _hang(self, *_: object) -> None:
        self.house.quitting.wait(HANGS)
        self.close_connection = True

    def _reset(self, *_: object) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True

    def _short(self, *_: object) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self.wfile.write(b'{"translatedText": "the beginn')
        self.close_connection = True

    def _html(self, *_: object) -> None:
        self._bytes(200, b"<!doctype html><title>Welcome to Hotel Wi-Fi</title>")

    def _garbage(self, *_: object) -> None:
        self.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n" * 3)
        self.close_connection = True

    def _empty(self, *_: object) -> None:
        self._json(200, {})

    def _blank(self, *_: object) -> None:
        self._json(200, {"translatedText": "\u200b \n"})

    def _null(self, *_: object) -> None:
        self._json(200, {"translatedText": None})

    def _list(self, form: dict[str, str], _: str) -> None:
        self._json(200, {"translatedText": [form["q"]]})

    def _barelist(self, form: dict[str, str], _: str) -> None:
        self._json(200, [form.get("q", "text")])

    def _emptylist(self, *_: object) -> None:
        self._json(200, [])

    def _deep(self, *_: object) -> None:
        self._bytes(200, b"[" * 200_000)

    def _nokey(self, *_: object) -> None:
        self._json(400, {"error": "Please contact the server operator to get an API key"})

    def _error200(self, form: dict[str, str], _: str) -> None:
        self._json(200, {"error": f"{form['source']} is not supported: {form['q']}"})

    def _key(self, form: dict[str, str], _: str) -> None:
        if form.get("api_key") == KEY:
            self._ok(form, "")
        else:
            self._json(403, {"error": f"Invalid API key {form.get('api_key')}"})

    def _redirect(self, *_: object) -> None:
        self.send_response(307)
        self.send_header("Location", f"{self.house.address}/ok/translate")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _redirectout(self, *_: object) -> None:
        self.send_response(302)
        self.send_header("Location", "http://translate.invalid/translate")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _textlimit(self, form: dict[str, str], _: str) -> None:
        self._json(400, {"error": f"Invalid request: request ({len(form['q'])}) exceeds text limit (10)"})

    def _badjson(self, *_: object) -> None:
        self._bytes(200, b'{"translatedText": "the beginn')

    def _big(self, *_: object) -> None:
        self._bytes(200, b'{"translatedText": "' + b"x" * (3 << 20) + b'"}')

    def _long(self, form: dict[str, str], _: str) -> None:
        self._json(200, {"translatedText": form["q"] * 100})

    def _unchanged(self, form: dict[str, str], _: str) -> None:
        self._json(200, {"translatedText": form["q"]})

    def _emoji(self, *_: object) -> None:
        self._json(200, {"translatedText": "🙃"})

    def _quota(self, *_: object) -> None:
        self._json(200, {"translatedText": "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY"})

    def _deepl(self, form: dict[str, str], _: str) -> None:
        if self.headers.get("Authorization") != f"DeepL-Auth-Key {KEY}":
            self._json(403, {})
            return
        asked = json.loads(form["json"])
        text = f"{asked['target_lang']}: {asked['text'][0]}"
        self._json(200, {"translations": [{"detected_source_language": "ES", "text": text}]})

    def _microsoft(self, form: dict[str, str], _: str) -> None:
        if self.headers.get("Ocp-Apim-Subscription-Key") != KEY:
            self._json(401, {"error": {"code": 401000, "message": "The request is not authorized"}})
            return
        target = parse_qs(self.path.partition("?")[2])["to"][0]
        text = f"{target}: {json.loads(form['json'])[0]['text']}"
        self._json(200, [{"translations": [{"text": text, "to": target}]}])

    def _badtarget(self, *_: object) -> None:
        self._json(400, {"error": {"code": 400036, "message": "The target language is not valid."}})

    def _escapes(self, form: dict[str, str], _: str) -> None:
        self._json(200, {"translatedText": f"\x1b]0;title\x07{form['q']}\x1b[2J\nmore"})

    def _attack(self, form: dict[str, str], _: str) -> None:
        self._json(200, {"translatedText": f"{self.house.attack} {form['q']} {self.house.attack}"})

    def _attack_error(self, *_: object) -> None:
        self._json(400, {"error": self.house.attack})

    _attack_list = _attack

    def _figures(self, form: dict[str, str], _: str) -> None:
        self._json(200, {"translatedText": "en: " + form["q"].replace("15", "50")})

    def _flaky(self, form: dict[str, str], value: str) -> None:
        self.house.tries[form["q"]] += 1
        if self.house.tries[form["q"]] <= int(value):
            self._json(503, ERRORS[503])
        else:
            self._ok(form, "")

    def _fault(self) -> tuple[str, str]:
        """Name and value from a path like /FAULT/translate or /FAULT/VALUE/translate."""
        parts = self.path.strip("/").split("/")[:-1]
        return (parts[0] if parts else ""), (parts[1] if len(parts) > 1 else "")

    def _record(self, form: dict[str, str]) -> None:
        self.house.recorded.append(Recorded(self.requestline, dict(self.headers), form))

    def _json(self, status: int, content: object, extra: dict[str, str] | None = None) -> None:
        self._bytes(status, json.dumps(content).encode(), extra)

    def _bytes(self, status: int, content: bytes, extra: dict[str, str] | None = None) -> None:
        try:
            self.send_response(status)
            for name, value in {"Content-Length": str(len(content)), **(extra or {})}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)
        except OSError:
            pass  # the client has left

    def log_message(self, *_: object) -> None:
        """Nothing: the tests look at `recorded`."""
