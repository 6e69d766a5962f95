"""A translator that asks the server of our own."""

from collections.abc import Callable

import pytest

from search.translate import Patience, Provider, Secret, Translator
from tests.translate.libre_server import LibreServer

HASTE = Patience(connect=1, read=0.4, total=0.8, attempts=3, pause=0.02, longest_pause=2)
"""For a server that does not answer in time."""
PATIENCE = Patience(pause=0.02, longest_pause=2)
"""For one that does, however busy the machine is."""


@pytest.fixture
def translator_for(server: LibreServer) -> Callable[..., Translator]:
    """Makes a translator for a fault of the server: translator_for("flaky/2")."""

    def make(fault: str = "ok", key: str = "", patience: Patience = PATIENCE) -> Translator:
        return Translator(Provider("test", f"{server.address}/{fault}", Secret(key)), patience)

    return make
