"""The real deep-translator, through our transport, against a real HTTP server that misbehaves on demand."""

import socket
import sys
import threading
import time
import tomllib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from search.translate import Patience, Provider, Secret, TranslateError, Translator
from tests.translate.conftest import HASTE, PATIENCE
from tests.translate.libre_server import HANGS, KEY, LibreServer

FAULTS = tomllib.loads(Path(__file__).with_name("faults.toml").read_text("utf-8"))["fault"]
DOCUMENTED = (Path(__file__).parents[2] / "docs" / "translation.md").read_text("utf-8").splitlines()
TEXT = "La inversión secreta es de 15 millones de euros."

Maker = Callable[..., Translator]


def test_a_text_is_translated_and_its_lines_and_bare_numbers_stay(translator_for: Maker, server: LibreServer) -> None:
    answer = translator_for().translate("  Hola a todos.\n\n15 %\nAdiós.\n", "es", "en")
    assert answer == "  en: Hola a todos.\n\n15 %\nen: Adiós.\n"
    assert [request.form["q"] for request in server.translations] == ["Hola a todos.", "Adiós."]


@pytest.mark.parametrize("row", FAULTS, ids=lambda row: row["fault"])
def test_a_fault_becomes_one_sentence_without_key_or_text(
    row: dict[str, str | int], translator_for: Maker, server: LibreServer
) -> None:
    patience = HASTE if row["kind"] == "timeout" else PATIENCE
    start = time.monotonic()
    with pytest.raises(TranslateError) as caught:
        translator_for(row["fault"], KEY, patience).translate(TEXT, "es", "en")
    seconds = time.monotonic() - start
    error = caught.value
    assert error.kind == row["kind"], str(error)
    assert len(server.translations) == row["requests"], str(error)
    assert str(error).startswith(server.host), str(error)
    assert str(row["says"]) in str(error), str(error)
    assert error.__cause__ is None
    assert error.__context__ is None, "the error that caused it may hold the key"
    shown = f"{error} {error!r} {vars(error)}"
    for secret in (KEY, "secreta", "15 millones", "/translate", str(row["fault"]) + "/"):
        assert secret not in shown
    assert seconds < HANGS, f"{seconds:.1f} s: the deadline of the requests did not hold"
    told = str(error).replace(server.host, "HOST").replace("in 0.8 seconds", "in 60 seconds")
    assert f"| {row['does']} | {told} | {row['requests']} |" in DOCUMENTED, "the table of docs/translation.md"


def test_neither_key_nor_text_is_in_an_address_or_a_header(translator_for: Maker, server: LibreServer) -> None:
    translator_for("key", key=KEY).translate(TEXT, "es", "en")
    request = server.translations[0]
    assert request.line == "POST /key/translate HTTP/1.1"
    assert request.form == {"q": TEXT, "source": "es", "target": "en", "format": "text", "api_key": KEY}
    for each in server.recorded:
        assert KEY not in each.line + str(each.headers)
        assert "inver" not in each.line + str(each.headers)


def test_a_server_without_keys_is_sent_none(translator_for: Maker, server: LibreServer) -> None:
    translator_for().translate(TEXT, "es", "en")
    assert "api_key" not in server.translations[0].form


def test_a_redirect_leads_nowhere(translator_for: Maker, server: LibreServer) -> None:
    with pytest.raises(TranslateError):
        translator_for("redirect").translate(TEXT, "es", "en")
    assert [request.line.split()[1] for request in server.translations] == ["/redirect/translate"]


def test_the_total_deadline_ends_a_dripping_answer(translator_for: Maker) -> None:
    start = time.monotonic()
    with pytest.raises(TranslateError, match=r"0\.6 seconds"):
        translator_for("drip", patience=Patience(read=0.5, total=0.6, attempts=1)).translate(TEXT, "es", "en")
    assert 0.5 < time.monotonic() - start < HANGS


@pytest.mark.parametrize("fault", ["hang", "drip", "hanglist", "429/20", "slow/5"])
def test_cancelling_ends_a_call_long_before_its_deadlines(fault: str, translator_for: Maker) -> None:
    patience = Patience(read=20, total=20, longest_pause=60)
    cancelled = threading.Event()
    threading.Timer(0.3, cancelled.set).start()
    start = time.monotonic()
    with pytest.raises(TranslateError) as caught:
        translator_for(fault, patience=patience).translate(TEXT, "es", "en", cancelled=cancelled.is_set)
    assert caught.value.kind == "cancelled"
    assert time.monotonic() - start < HANGS / 2


def test_nothing_is_sent_once_cancelled(translator_for: Maker, server: LibreServer) -> None:
    with pytest.raises(TranslateError, match="cancelled"):
        translator_for().translate(TEXT, "es", "en", cancelled=lambda: True)
    assert server.recorded == []


def test_the_request_thread_of_an_ended_call_ends_too(translator_for: Maker) -> None:
    with pytest.raises(TranslateError):
        translator_for("hang", patience=Patience(read=20, total=0.3, attempts=1)).translate(TEXT, "es", "en")
    for thread in threading.enumerate():
        if thread.name == "translation request":
            thread.join(HANGS / 2)
            assert not thread.is_alive()


def test_a_server_that_recovers_is_asked_again(translator_for: Maker, server: LibreServer) -> None:
    assert translator_for("flaky/2").translate(TEXT, "es", "en") == f"en: {TEXT}"
    assert len(server.translations) == 3


def test_the_wait_that_the_server_asks_for_is_kept(translator_for: Maker, server: LibreServer) -> None:
    start = time.monotonic()
    with pytest.raises(TranslateError) as caught:
        translator_for("429/1", patience=Patience(attempts=2)).translate(TEXT, "es", "en")
    assert time.monotonic() - start >= 1
    assert caught.value.retry_after == 1
    assert len(server.translations) == 2


def test_eight_threads_get_their_own_answers(translator_for: Maker) -> None:
    translator = translator_for("slow/0.01", patience=Patience())
    texts = [f"El texto número {number} de la prueba." for number in range(80)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda text: translator.translate(text, "es", "en"), texts))
    assert answers == [f"en: {text}" for text in texts]


def test_a_piece_is_sent_once(translator_for: Maker, server: LibreServer) -> None:
    translator = translator_for()
    assert translator.translate("Hola.\nHola.", "es", "en") == translator.translate("Hola.\nHola.", "es", "en")
    assert len(server.translations) == 1


def test_an_answer_passes_the_gate_and_keeps_to_its_line(translator_for: Maker) -> None:
    answer = translator_for("escapes").translate(TEXT, "es", "en")
    assert "\x1b" not in answer
    assert "\x07" not in answer
    assert "\n" not in answer


def test_names_may_stay_as_they_are(translator_for: Maker) -> None:
    assert (
        translator_for("unchanged").translate("Banco de España\nMistral AI", "es", "en")
        == "Banco de España\nMistral AI"
    )


@pytest.mark.parametrize("text", ["", "15 000 000 €\n– 2,5 %", " \n"])
def test_what_has_no_letters_never_leaves(text: str, translator_for: Maker, server: LibreServer) -> None:
    assert translator_for().translate(text, "es", "en") == text
    assert server.recorded == []


def test_the_same_language_never_leaves(translator_for: Maker, server: LibreServer) -> None:
    assert translator_for().translate(TEXT, "es", "es") == TEXT
    assert server.recorded == []


def test_languages_are_the_servers_own_and_clean(translator_for: Maker, server: LibreServer) -> None:
    translator = translator_for()
    languages = {language.code: language for language in translator.languages()}
    translator.languages()
    assert set(languages) == {"en", "es", "fr"}
    assert languages["es"].targets == {"en", "es"}
    assert "\x1b" not in languages["es"].name
    assert [request.line for request in server.recorded] == ["GET /ok/languages HTTP/1.1"]


@pytest.mark.parametrize(
    ("source", "target", "sent"),
    [
        ("es", "EN", ("es", "en")),
        ("en", "pt", ("en", "pt-BR")),
        ("es-MX", "en", ("es", "en")),
        ("", "en", ("auto", "en")),
    ],
)
def test_languages_are_called_by_the_servers_codes(
    source: str, target: str, sent: tuple[str, str], translator_for: Maker, server: LibreServer
) -> None:
    translator_for().translate(TEXT, source, target)
    assert (server.translations[0].form["source"], server.translations[0].form["target"]) == sent


@pytest.mark.parametrize(("source", "target"), [("it", "en"), ("es", "fr"), ("", "de")])
def test_a_language_that_the_server_lacks_is_named_before_anything_is_sent(
    source: str, target: str, translator_for: Maker, server: LibreServer
) -> None:
    with pytest.raises(TranslateError) as caught:
        translator_for().translate(TEXT, source, target)
    assert caught.value.kind == "language"
    assert repr(target if source in ("", "es") else source) in str(caught.value)
    assert server.translations == []


def test_a_server_without_a_list_of_languages_translates(translator_for: Maker) -> None:
    assert translator_for("nolist").translate(TEXT, "it", "en") == f"en: {TEXT}"


@pytest.mark.parametrize("fault", ["badlist", "deeplist"])
def test_a_list_of_languages_that_is_none_is_an_error(fault: str, translator_for: Maker) -> None:
    with pytest.raises(TranslateError) as caught:
        translator_for(fault).languages()
    assert caught.value.kind == "address"


def test_proxies_of_the_environment_are_not_used(translator_for: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(variable, "http://127.0.0.1:9")
    assert translator_for().translate(TEXT, "es", "en") == f"en: {TEXT}"


def test_a_closed_port_says_that_it_refuses() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    with pytest.raises(TranslateError, match="refuses the connection") as caught:
        Translator(Provider("x", f"http://127.0.0.1:{port}"), Patience(attempts=1)).translate(TEXT, "es", "en")
    assert caught.value.kind == "offline"


def test_an_unencrypted_server_behind_https_says_so(server: LibreServer) -> None:
    provider = Provider("x", server.address.replace("http:", "https:"), Secret(KEY))
    with pytest.raises(TranslateError, match="no encrypted connection"):
        Translator(provider, Patience(connect=1, attempts=1)).translate(TEXT, "es", "en")
    assert server.recorded == []


def test_a_figure_that_the_server_alters_comes_back_altered_and_the_original_is_untouched(
    translator_for: Maker,
) -> None:
    assert "50 millones" in translator_for("figures").translate(TEXT, "es", "en")


def test_without_the_library_it_says_what_is_missing(
    translator_for: Maker, server: LibreServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "deep_translator", None)
    with pytest.raises(TranslateError, match="not installed") as caught:
        translator_for().translate(TEXT, "es", "en")
    assert caught.value.kind == "missing"
    assert server.translations == []


def test_a_library_that_bypasses_the_transport_is_not_used(
    translator_for: Maker, server: LibreServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from deep_translator import libre

    monkeypatch.delattr(libre, "requests")
    with pytest.raises(TranslateError, match="another version"):
        translator_for().translate(TEXT, "es", "en")
    assert server.translations == []
