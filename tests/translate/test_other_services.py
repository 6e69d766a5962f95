"""DeepL and Microsoft through the real library, against a server that speaks as they document it."""

import json
from collections.abc import Callable

import pytest

from search.translate import SERVICES, Provider, Secret, Service, TranslateError, Translator
from tests.translate.conftest import HASTE, PATIENCE
from tests.translate.libre_server import KEY, LibreServer

TEXT = "La inversión secreta es de 15 millones de euros."
KEYED = [Service.DEEPL, Service.MICROSOFT]


@pytest.fixture
def translator_of(server: LibreServer) -> Callable[..., Translator]:
    def make(service: Service, fault: str = "", key: str = KEY, region: str = "") -> Translator:
        path = fault or service
        provider = Provider("test", f"{server.address}/{path}", Secret(key), service=service, region=region)
        return Translator(provider, HASTE if fault == "hang" else PATIENCE)

    return make


@pytest.mark.parametrize(("service", "target"), [(Service.DEEPL, "EN-GB"), (Service.MICROSOFT, "en")])
def test_a_text_is_translated_with_the_languages_of_the_server(service, target, translator_of) -> None:
    assert translator_of(service).translate(TEXT, "es", "en") == f"{target}: {TEXT}"


def test_deepl_is_sent_the_text_in_the_body_and_the_key_in_a_header(translator_of, server) -> None:
    translator_of(Service.DEEPL).translate(TEXT, "es", "pt")
    (request,) = server.translations
    assert request.line == "POST /deepl/v2/translate HTTP/1.1"
    assert json.loads(request.form["json"]) == {"text": [TEXT], "source_lang": "ES", "target_lang": "PT-BR"}


def test_microsoft_is_sent_the_text_in_the_body_and_only_codes_in_the_address(translator_of, server) -> None:
    translator_of(Service.MICROSOFT, region="westeurope").translate(TEXT, "es", "zh")
    (request,) = server.translations
    assert request.line == "POST /microsoft/translate?api-version=3.0&to=zh-Hans&from=es HTTP/1.1"
    assert json.loads(request.form["json"]) == [{"text": TEXT}]
    assert request.headers["Ocp-Apim-Subscription-Region"] == "westeurope"


@pytest.mark.parametrize("service", KEYED)
def test_a_source_that_is_not_known_is_left_to_the_server(service, translator_of, server) -> None:
    translator_of(service).translate(TEXT, "", "en")
    (request,) = server.translations
    assert "from=" not in request.line
    assert "source" not in request.form["json"]


@pytest.mark.parametrize("service", KEYED)
def test_a_wrong_key_is_refused_without_being_shown(service, translator_of) -> None:
    with pytest.raises(TranslateError) as caught:
        translator_of(service, key="wrong-9876").translate(TEXT, "es", "en")
    assert caught.value.kind == "key"
    assert "wrong-9876" not in f"{caught.value} {vars(caught.value)}"
    assert "secreta" not in str(caught.value)


@pytest.mark.parametrize("service", KEYED)
@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ("429/9", "busy"),
        ("456", "quota"),
        ("500", "server"),
        ("413", "too long"),
        ("html", "address"),
        ("null", "answer"),
        ("empty", "answer"),
        ("barelist", "answer"),
        ("emptylist", "answer"),
        ("hang", "timeout"),
        ("reset", "offline"),
        ("badtarget", "language"),
    ],
)
def test_a_fault_becomes_one_sentence(service, fault, kind, translator_of) -> None:
    with pytest.raises(TranslateError) as caught:
        translator_of(service, fault).translate(TEXT, "es", "en")
    assert caught.value.kind == kind, str(caught.value)
    assert KEY not in str(caught.value)
    assert caught.value.__context__ is None


@pytest.mark.parametrize("service", KEYED)
def test_a_service_that_needs_a_key_is_not_asked_without(service) -> None:
    with pytest.raises(ValueError, match="needs a key"):
        Provider("x", "", service=service)


def test_a_free_key_of_deepl_goes_where_free_keys_belong() -> None:
    assert Provider("x", "", Secret("abc:fx"), service=Service.DEEPL).host == "api-free.deepl.com"
    assert Provider("x", "", Secret("abc"), service=Service.DEEPL).host == "api.deepl.com"


def test_every_service_says_what_it_sends_where() -> None:
    for service in Service:
        assert SERVICES[service].sends.startswith("The text goes"), service
        assert SERVICES[service].server.startswith("https://") or service is Service.LIBRETRANSLATE
