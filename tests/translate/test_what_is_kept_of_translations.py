"""The file of translations that were made before, and the hosts that were agreed to."""

import os
import sqlite3
import stat
import threading
from datetime import date
from pathlib import Path

import pytest

from search.translate import Cache, Consent, Provider, Service, Translator
from tests.translate.conftest import PATIENCE
from tests.translate.libre_server import LibreServer

TEXT = "La inversión secreta es de 15 millones."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "translations.sqlite"


def fresh(server: LibreServer, path: Path, fault: str = "ok") -> Translator:
    return Translator(Provider("test", f"{server.address}/{fault}"), PATIENCE, Cache(path))


def test_a_second_run_sends_nothing_and_knows_the_day(server, path) -> None:
    first = fresh(server, path).render(TEXT, "es", "en")
    sent = len(server.recorded)
    again = fresh(server, path).render(TEXT, "es", "en")
    assert again == first
    assert again.day == date.today()
    assert len(server.recorded) == sent


def test_another_language_or_server_is_another_translation(server, path) -> None:
    fresh(server, path).translate("Hola a todos.", "es", "en")
    assert not fresh(server, path).knows("Hola a todos.", "es", "fr")
    assert not fresh(server, path, "key").knows("Hola a todos.", "es", "en")
    assert fresh(server, path).knows("Hola a todos.\n\n15 %", "es", "en")


def test_the_file_is_its_owners_alone_and_holds_no_original(server, path) -> None:
    fresh(server, path).translate(TEXT, "es", "en")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    row = sqlite3.connect(path).execute("select * from translation").fetchone()
    assert len(row[1]) == 32, "a fingerprint"


def test_a_file_that_others_could_read_is_closed_to_them(server, path) -> None:
    path.parent.mkdir()
    path.touch(0o644)
    path.chmod(0o644)
    fresh(server, path).translate(TEXT, "es", "en")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_forgetting_leaves_no_word_in_the_file(server, path) -> None:
    fresh(server, path).translate(TEXT, "es", "en")
    assert b"secreta" in path.read_bytes()
    assert Cache(path).forget() == 1
    assert b"secreta" not in path.read_bytes()
    assert Cache(path).forget() == 0


def test_forgetting_what_never_was_makes_no_file(path) -> None:
    assert Cache(path).forget() == 0
    assert not path.exists()


@pytest.mark.parametrize(
    "content", [b"this is no database, it is a text" * 100, b"", b"SQLite format 3\x00" + b"\xff" * 5000]
)
def test_a_damaged_file_is_begun_anew(content: bytes, server, path) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    fresh(server, path).translate(TEXT, "es", "en")
    assert fresh(server, path).knows(TEXT, "es", "en")


def test_without_a_usable_file_it_translates_all_the_same(server, tmp_path) -> None:
    (tmp_path / "file").touch()
    translator = fresh(server, tmp_path / "file" / "translations.sqlite")
    assert translator.translate(TEXT, "es", "en") == f"en: {TEXT}"


def test_a_link_that_somebody_laid_is_not_followed(server, path, tmp_path) -> None:
    path.parent.mkdir()
    path.symlink_to(tmp_path / "elsewhere")
    assert fresh(server, path).translate(TEXT, "es", "en") == f"en: {TEXT}"
    assert not (tmp_path / "elsewhere").exists()


def test_eight_threads_share_one_file_without_a_wrong_answer(server, path) -> None:
    wrong: list[str] = []
    cache = Cache(path)
    translators = [Translator(Provider("test", f"{server.address}/slow/0.005"), PATIENCE, cache) for _ in range(8)]

    def work(translator: Translator, first: int) -> None:
        for number in range(60):
            text = f"El texto {(first * 7 + number) % 90} de la prueba."
            answer = translator.translate(text, "es", "en")
            if answer != f"en: {text}":
                wrong.append(answer)

    threads = [threading.Thread(target=work, args=each) for each in zip(translators, range(8), strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert wrong == []


AWAY = Provider("x", "https://translate.example")


def test_a_yes_is_remembered_for_its_host_alone(tmp_path) -> None:
    consent = Consent(tmp_path / "state" / "hosts")
    assert not consent.covers(AWAY)
    consent.give(AWAY)
    later = Consent(tmp_path / "state" / "hosts")
    assert later.covers(AWAY)
    assert later.covers(Provider("x", "https://translate.example/other"))
    assert not later.covers(Provider("x", "https://other.example"))
    assert not later.covers(Provider("x", "http://translate.example", allow_http=True)), "it was agreed to encrypted"
    assert stat.S_IMODE((tmp_path / "state" / "hosts").stat().st_mode) == 0o600


def test_this_machine_needs_no_yes_and_writes_none(tmp_path) -> None:
    assert Consent(tmp_path / "hosts").covers(Provider("x", "http://127.0.0.1:5000"))
    assert os.listdir(tmp_path) == []


def test_a_yes_can_be_withdrawn(tmp_path) -> None:
    consent = Consent(tmp_path / "hosts")
    consent.give(AWAY)
    assert consent.withdraw() == 1
    assert not consent.covers(AWAY)
    assert not Consent(tmp_path / "hosts").covers(AWAY)
    assert Consent(tmp_path / "hosts").withdraw() == 0


def test_where_it_cannot_be_written_a_yes_holds_for_the_run(tmp_path) -> None:
    (tmp_path / "file").touch()
    consent = Consent(tmp_path / "file" / "hosts")
    consent.give(AWAY)
    assert consent.covers(AWAY)


def test_consent_is_for_a_service_and_not_only_a_name(tmp_path) -> None:
    from search.translate import Secret

    consent = Consent(tmp_path / "hosts")
    consent.give(AWAY)
    assert not consent.covers(Provider("x", "https://translate.example", Secret("k"), service=Service.DEEPL))
