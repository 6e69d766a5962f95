"""What tests of several parts share: a translation server of our own."""

from collections.abc import Iterator

import pytest

from tests.translate.libre_server import LibreServer


@pytest.fixture
def server() -> Iterator[LibreServer]:
    """A LibreTranslate-compatible server on loopback that fails in the way its path asks for."""
    running = LibreServer()
    yield running
    running.close()
