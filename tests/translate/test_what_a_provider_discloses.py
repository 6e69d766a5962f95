"""A provider's address, its secret, and what is said before the first text leaves."""

import copy
import pickle
import subprocess
import sys

import pytest

from search.translate import Provider, Secret, TranslateError, Trouble, disclose


@pytest.mark.parametrize(
    "server",
    [
        "http://127.0.0.1:5000",
        "http://localhost:5000/",
        "http://[::1]:5000",
        "http://127.9.9.9",
        "http://box.localhost",
    ],
)
def test_this_machine_needs_no_question_and_no_encryption(server: str) -> None:
    disclosure = disclose(Provider("x", server), "Hola")
    assert disclosure.is_loopback
    assert "this machine" in disclosure.sentence


def test_another_host_is_named_with_the_number_of_characters_before_anything_leaves() -> None:
    disclosure = disclose(Provider("x", "https://translate.example:8443/api"), "Hola a todos")
    assert not disclosure.is_loopback
    assert disclosure.sentence == "12 characters leave this machine for translate.example:8443."


def test_the_way_in_clear_is_said_where_the_user_allowed_it() -> None:
    disclosure = disclose(Provider("x", "http://translate.example", allow_http=True), "Hola")
    assert disclosure.sentence == "4 characters leave this machine for translate.example, unencrypted."


@pytest.mark.parametrize(
    ("server", "reason"),
    [
        ("http://translate.example", "allow_http"),
        ("http://127.0.0.1.example.org", "allow_http"),
        ("http://localhost.example.org", "allow_http"),
        ("http://2130706433", "allow_http"),
        ("ftp://translate.example", "https://HOST"),
        ("translate.example", "https://HOST"),
        ("https://", "https://HOST"),
        ("https://user:hunter2@translate.example", "password"),
        ("https://translate.example/?api_key=hunter2", "?"),
        ("https://translate.example:99999", "not a valid address"),
        ("https://[::1", "not a valid address"),
        ("https://translate.exa mple", "spaces"),
        ("https://tránslate.example", "letters"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_without_repeating_secrets(server: str, reason: str) -> None:
    with pytest.raises(ValueError, match="address") as caught:
        Provider("x", server)
    assert reason in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_a_secret_shows_itself_nowhere() -> None:
    provider = Provider("x", "https://translate.example", Secret("hunter2"))
    assert "hunter2" not in f"{provider} {provider!r} {provider.key} {provider.key:>9} {[provider.key]}"
    assert not hasattr(provider.key, "__dict__")
    for write in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            write(provider.key)
    assert provider.key.reveal() == "hunter2"


@pytest.mark.parametrize("kind", Trouble)
def test_every_kind_of_trouble_has_a_sentence_that_names_the_host(kind: Trouble) -> None:
    sentence = str(TranslateError(kind, "translate.example", "why"))
    assert "translate.example" in sentence
    assert sentence.endswith(".")


def test_importing_the_folder_loads_neither_the_library_nor_a_network() -> None:
    heavy = "{'deep_translator', 'requests', 'bs4', 'http.client', 'ssl', 'socket', 'asyncio', 'textual'}"
    code = (
        f"import sys, search.translate; sys.exit(str({heavy} & set(sys.modules)) if {heavy} & set(sys.modules) else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
