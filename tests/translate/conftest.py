"""A translation server of our own for every test, and a translator with little patience."""

from collections.abc import Callable

import pytest

from search.translate import Patience, Provider, Secret, Translator
from tests.translate.libre_server import LibreServer

HASTE = Patience(connect=1, read=0.4, total=0.8, attempts=3, pause=0.02, longest_pause=2)


@pytest.fixture
def translator_for(server: LibreServer) -> Callable[..., Translator]:
    """Makes a translator for a fault of the server: translator_for("flaky/2")."""

    def make(fault: str = "ok", key: str = "", patience: Patience = HASTE) -> Translator:
        return Translator(Provider("test", f"{server.address}/{fault}", Secret(key)), patience)

    return make
