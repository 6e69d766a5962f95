"""How each service is asked: deep-translator's own classes, each on a stand-in for the `requests` that it imports.

deep-translator 1.11.4 passes no timeout, shares state between threads, puts key and text into the address, and its
errors repeat both. The stand-ins send what the service really wants through `search.translate.transport`; the library
itself never gets a key. A new object is made for every request.
"""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from search.text import clean_line
from search.translate.error import TranslateError, Trouble
from search.translate.provider import Service
from search.translate.transport import Errand, Request, fetch, reported

LANGUAGES_LIMIT = 500
"""Languages that are read from a server's list; the largest servers have about a hundred and fifty."""
ANY_SOURCE = "auto"
"""What deep-translator calls a source language that the server is to guess."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language that the server translates from."""

    code: str
    name: str
    """As the server calls it, cleaned."""
    targets: frozenset[str]
    """Codes that it translates it into; empty where the server does not say."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one service is spoken to."""

    library: str
    """Name of the module and class of deep_translator, "libre.LibreTranslator"."""
    construct: Mapping[str, str]
    """Arguments that its constructor takes without complaint; the languages are set afterwards."""
    ask: Callable[[Errand, Mapping[str, str]], object]
    """Sends what the library wants to send, and returns the answer as the library expects it."""
    read_languages: Callable[[Errand], tuple[Language, ...]]


def translate_piece(errand: Errand, piece: str, source: str, target: str) -> str:
    """One piece by one request of the real library. The answer is as the server sent it: to be judged and cleaned.

    Args:
        errand: whom to ask, and how long.
        piece: a text within the limit of one request.
        source: the server's code, or `ANY_SOURCE`.
        target: the server's code.

    Raises:
        TranslateError: with a sentence that is safe to show.
    """
    dialect = DIALECTS[errand.provider.service]
    problem = None
    answer: object = None
    try:
        with _sent_on(errand):
            library = _library(errand, dialect)(**dialect.construct)
            library.api_key = None
            library.source, library.target = source, target  # the setters take any code, the constructor its own
            answer = library.translate(piece)
    except TranslateError:
        raise
    except Exception as failure:
        problem = type(failure).__name__  # its message may hold the text
    if problem:
        raise errand.trouble(Trouble.ANSWER, f"deep-translator stopped with {problem}")
    if not isinstance(answer, str):
        raise errand.trouble(Trouble.ANSWER, "it sent something that is no text")
    return answer


def read_languages(errand: Errand) -> tuple[Language, ...]:
    """What the server translates; empty if it answers that it keeps no list.

    Not asked by the library, whose tables are its own and old.

    Raises:
        TranslateError: with a sentence that is safe to show.
    """
    try:
        languages = DIALECTS[errand.provider.service].read_languages(errand)
    except TranslateError as failure:
        if failure.status == 404:
            return ()
        raise
    if not languages:
        raise errand.trouble(Trouble.ADDRESS, "its list of languages is empty or unreadable")
    return languages


_errand: ContextVar[Errand] = ContextVar("_errand")


@contextmanager
def _sent_on(errand: Errand) -> Iterator[None]:
    """Requests that a stand-in makes within this context, in this thread, belong to the errand."""
    token = _errand.set(errand)
    try:
        yield
    finally:
        _errand.reset(token)


@dataclass(frozen=True, slots=True)
class _Answer:
    """As much of requests.Response as deep_translator looks at."""

    content: object
    status_code: int = 200

    def json(self) -> object:
        """What the library takes the translation from."""
        return self.content


class _NeverRaised(Exception):
    """Stands for the exceptions of requests, which no stand-in raises."""


class StandIn:
    """Stands where a module of deep_translator expects the module `requests`."""

    class exceptions:
        """The part of requests.exceptions that deep_translator.microsoft looks up, under its own name."""

        RequestException = _NeverRaised

    def post(self, _url: str, **sent: Any) -> _Answer:
        """Send what the library wants to send, the way the service wants it, for the errand under way."""
        errand = _errand.get()
        wanted = {**(sent.get("params") or {}), "json": sent.get("json")}
        return _Answer(DIALECTS[errand.provider.service].ask(errand, wanted))

    def get(self, url: str, **sent: Any) -> _Answer:
        """The same for what the library would put into an address. Its own list of languages is not asked for."""
        if "/languages" in url:
            return _Answer({"translation": {"en": {"name": "English"}}})
        return self.post(url, **sent)


_loading = threading.Lock()


def _library(errand: Errand, dialect: Dialect) -> Any:
    """The class of deep_translator, with a stand-in in the place of its `requests`."""
    name, _, kind = dialect.library.partition(".")
    problem = ""
    module: Any = None
    with _loading:
        try:
            import_module("deep_translator")
            module = import_module(f"deep_translator.{name}")
        except ImportError:
            problem = "it is not installed"
        else:
            if not hasattr(module, "requests"):
                problem = "another version is installed"
            elif not isinstance(module.requests, StandIn):
                module.requests = StandIn()
    if problem:
        raise errand.trouble(Trouble.MISSING, problem)
    return getattr(module, kind)


def _ask_libre(errand: Errand, wanted: Mapping[str, str]) -> object:
    form = {name: wanted[name] for name in ("q", "source", "target", "format") if name in wanted}
    if errand.provider.key:
        form["api_key"] = errand.provider.key.reveal()
    answer = fetch(errand, Request("/translate", form))
    return {"translatedText": _text_in(errand, answer, "translatedText")}


def _libre_languages(errand: Errand) -> tuple[Language, ...]:
    answer = fetch(errand, Request("/languages"))
    listed = answer if isinstance(answer, list) else []
    entries = [each for each in listed[:LANGUAGES_LIMIT] if isinstance(each, dict) and is_code(each.get("code"))]
    return tuple(Language(each["code"], _name(each, each["code"]), _codes(each.get("targets"))) for each in entries)


def _ask_deepl(errand: Errand, wanted: Mapping[str, str]) -> object:
    content = {"text": [wanted["text"]], "target_lang": wanted["target_lang"]}
    if wanted["source_lang"] != ANY_SOURCE:
        content["source_lang"] = wanted["source_lang"]
    answer = fetch(errand, Request("/v2/translate", content=content, headers=_deepl_key(errand)))
    listed = answer.get("translations") if isinstance(answer, dict) else answer
    first = listed[0] if isinstance(listed, list) and listed else answer
    return {"translations": [{"text": _text_in(errand, first, "text")}]}


def _deepl_languages(errand: Errand) -> tuple[Language, ...]:
    def listed(kind: str) -> list[dict[str, Any]]:
        answer = fetch(errand, Request(f"/v2/languages?type={kind}", headers=_deepl_key(errand)))
        entries = answer if isinstance(answer, list) else []
        return [each for each in entries[:LANGUAGES_LIMIT] if isinstance(each, dict) and is_code(each.get("language"))]

    targets = frozenset(entry["language"] for entry in listed("target"))
    return tuple(Language(entry["language"], _name(entry, entry["language"]), targets) for entry in listed("source"))


def _deepl_key(errand: Errand) -> Mapping[str, str]:
    return {"Authorization": f"DeepL-Auth-Key {errand.provider.key.reveal()}"}


def _ask_microsoft(errand: Errand, wanted: Mapping[str, str]) -> object:
    codes = {"to": wanted["to"], **({"from": wanted["from"]} if wanted["from"] != ANY_SOURCE else {})}
    if not all(map(is_code, codes.values())):  # they stand in the address
        raise errand.trouble(Trouble.LANGUAGE, "the code of a language is none")
    query = "".join(f"&{name}={code}" for name, code in codes.items())
    headers = {"Ocp-Apim-Subscription-Key": errand.provider.key.reveal()}
    if errand.provider.region:
        headers["Ocp-Apim-Subscription-Region"] = errand.provider.region
    request = Request(f"/translate?api-version=3.0{query}", content=wanted["json"], headers=headers)
    answer = fetch(errand, request)
    entry = answer[0] if isinstance(answer, list) and answer else answer
    listed = entry.get("translations") if isinstance(entry, dict) else None
    first = listed[0] if isinstance(listed, list) and listed else entry
    return [{"translations": [{"text": _text_in(errand, first, "text")}]}]


def _microsoft_languages(errand: Errand) -> tuple[Language, ...]:
    answer = fetch(errand, Request("/languages?api-version=3.0&scope=translation"))
    listed = answer.get("translation") if isinstance(answer, dict) else None
    entries = listed if isinstance(listed, dict) else {}
    codes = [code for code in list(entries)[:LANGUAGES_LIMIT] if is_code(code)]
    return tuple(Language(code, _name(entries[code], code), frozenset(codes)) for code in codes)


def _text_in(errand: Errand, answer: object, key: str) -> str:
    """The text under this key of an answer.

    Raises:
        TranslateError: if there is none.
    """
    if not isinstance(answer, dict):
        raise errand.trouble(Trouble.ANSWER, "it sent a list or a bare value")
    if key not in answer:
        raise errand.trouble(*reported(answer, Trouble.ANSWER, "it sent no text"))
    if not isinstance(answer[key], str):
        raise errand.trouble(Trouble.ANSWER, "it sent something that is no text")
    return str(answer[key])


def _name(entry: object, code: str) -> str:
    name = entry.get("name") if isinstance(entry, dict) else None
    return (clean_line(name[:80]) if isinstance(name, str) else "") or code


def _codes(listed: object) -> frozenset[str]:
    return (
        frozenset(each for each in listed[:LANGUAGES_LIMIT] if is_code(each))
        if isinstance(listed, list)
        else frozenset()
    )


def is_code(value: object) -> bool:
    """Whether a value from outside can be the code of a language."""
    return isinstance(value, str) and 2 <= len(value) <= 12 and value.isascii() and value.replace("-", "").isalnum()


DIALECTS = {
    Service.LIBRETRANSLATE: Dialect(
        "libre.LibreTranslator",
        {"source": ANY_SOURCE, "target": "en", "api_key": "none", "custom_url": "/"},
        _ask_libre,
        _libre_languages,
    ),
    Service.DEEPL: Dialect(
        "deepl.DeeplTranslator", {"source": "de", "target": "en", "api_key": "none"}, _ask_deepl, _deepl_languages
    ),
    Service.MICROSOFT: Dialect(
        "microsoft.MicrosoftTranslator",
        {"source": ANY_SOURCE, "target": "en", "api_key": "none"},
        _ask_microsoft,
        _microsoft_languages,
    ),
}
