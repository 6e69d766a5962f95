"""An index that somebody forged is refused, and what was written into it never runs."""

import json
import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from search.engines import Document, Engine, Untrusted, parse_query
from search.engines.fence import loads

FORGE = """
import json, os, pickle, sys
from whoosh.codec.whoosh3 import W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh import fields, index

folder, marker, kind = sys.argv[1:]
command = f"touch {marker}"

class Plain:
    def __reduce__(self):
        return os.system, (command,)

def by_importer():
    # GLOBAL whoosh.util.loading find_object, which imports whatever it is told
    return (b"cwhoosh.util.loading\\nfind_object\\n(X\\x09\\x00\\x00\\x00os.systemtR"
            b"(X" + len(command).to_bytes(4, "little") + command.encode() + b"tR.")

def by_dotted_name():
    # STACK_GLOBAL with a dotted name that leads out of an innocent module
    name = b"os.system"
    module = b"whoosh.index"
    return (b"\\x80\\x04\\x8c" + bytes([len(module)]) + module + b"\\x8c" + bytes([7 + 4 - 2 + 0 + 0]) + name
            + b"\\x93(X" + len(command).to_bytes(4, "little") + command.encode() + b"tR.")

payload = {"plain": lambda: pickle.dumps(Plain(), 2), "importer": by_importer, "dotted": by_dotted_name,
           "old": lambda: pickle.dumps(Plain(), 2)}[kind]()
storage = FileStorage(folder)
stream = storage.create_file("_MAIN_99.toc")
from whoosh.system import _INT_SIZE, _LONG_SIZE, _FLOAT_SIZE
for size in (_INT_SIZE, _LONG_SIZE, _FLOAT_SIZE):
    stream.write_varint(size)
stream.write_int(-12345)
stream.write_int(-110 if kind == "old" else -111)
for number in (2, 7, 5):
    stream.write_varint(number)
if kind == "old":
    schema = pickle.dumps({"a": 1}, 2)
    stream.write_varint(len(schema))
    stream.write(schema)
    stream.write_int(99)
    stream.write_int(0)
else:
    stream.write_string(pickle.dumps(fields.Schema(key=fields.ID()), 2))
    stream.write_int(99)
    stream.write_int(0)
stream.write(payload)
stream.close()
os.chmod(os.path.join(folder, "_MAIN_99.toc"), 0o600)
"""

OPEN_WITHOUT_FENCE = """
import sys, whoosh.index
from whoosh import fields
if sys.argv[2] == "dotted":
    whoosh.index.os = __import__("os")
try:
    whoosh.index.open_dir(sys.argv[1], schema=fields.Schema(key=fields.ID()))
except Exception:
    pass
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("good") / "index"
    engine = Engine(folder)
    engine.open()
    engine.add(Document("k", "A title", "hello world", "El Faro", "en"))
    engine.commit()
    engine.close()
    return folder


@pytest.fixture
def copy(index: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "index"
    shutil.copytree(index, folder)
    folder.chmod(0o700)
    return folder


@pytest.mark.parametrize("kind", ["plain", "importer", "dotted", "old"])
def test_a_forged_index_is_refused_and_runs_nothing(copy: Path, tmp_path: Path, kind: str) -> None:
    marker = tmp_path / "executed"
    subprocess.run([sys.executable, "-c", FORGE, str(copy), str(marker), kind], check=True)

    engine = Engine(copy)
    with pytest.raises(Untrusted):
        engine.open()
    assert not marker.exists()

    subprocess.run([sys.executable, "-c", OPEN_WITHOUT_FENCE, str(copy), kind], check=True)
    assert marker.exists(), "the forgery must be one that whoosh alone would have run"


def test_a_refused_index_can_be_made_anew(copy: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", FORGE, str(copy), str(tmp_path / "executed"), "plain"], check=True)
    engine = Engine(copy)
    engine.reset()
    assert engine.keys() == set()
    engine.add(Document("n", "", "again", "", "en"))
    engine.commit()
    assert engine.search(parse_query("again"), 5).total == 1
    engine.close()
    assert not (tmp_path / "executed").exists()


def test_postings_are_read_through_the_fence_too(index: Path) -> None:
    Engine(index).open()
    import whoosh.codec.whoosh3
    import whoosh.filedb.structfile
    import whoosh.formats
    import whoosh.index

    class Evil:
        def __reduce__(self) -> tuple[object, ...]:
            return os.getpid, ()

    evil = pickle.dumps(Evil())
    for read in (whoosh.codec.whoosh3.loads, whoosh.formats.loads, whoosh.index.pickle.loads, loads):
        with pytest.raises(Untrusted):
            read(evil)
    assert whoosh.filedb.structfile.load_pickle.__module__ == "search.engines.fence"


def test_plain_values_pass_the_fence() -> None:
    value = (1, 2.5, "a", b"b", None, (3,), [4], {"c": 5})
    assert loads(pickle.dumps(value, 4)) == value


@pytest.mark.parametrize("who", ["folder", "file"])
def test_an_index_that_others_can_write_to_is_refused(copy: Path, who: str) -> None:
    target = copy if who == "folder" else next(copy.glob("*.toc"))
    target.chmod(0o777)
    with pytest.raises(Untrusted, match="written by others"):
        Engine(copy).open()


def test_an_index_of_somebody_else_is_refused(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    with pytest.raises(Untrusted, match="somebody else"):
        Engine(copy).open()


def test_a_link_in_the_place_of_a_file_is_refused(copy: Path, tmp_path: Path) -> None:
    toc = next(copy.glob("*.toc"))
    toc.rename(tmp_path / "elsewhere")
    toc.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Untrusted, match="not what an index is made of"):
        Engine(copy).open()


def test_the_files_of_an_index_are_for_their_owner_alone(index: Path) -> None:
    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in [index, *index.iterdir()]}
    assert {mode for name, mode in modes.items() if name != "index"} == {"0o600"}, json.dumps(modes)
    assert modes["index"] == "0o700"


@pytest.mark.parametrize("pattern", ["*.toc", "*.trm", "*.pst", "*.col", "lexicon.sqlite"])
@pytest.mark.parametrize("damage", ["cut", "noise"])
def test_a_damaged_index_is_noticed_at_the_latest_by_the_first_search(copy: Path, pattern: str, damage: str) -> None:
    for path in copy.glob(pattern):
        data = path.read_bytes()
        path.write_bytes(data[: len(data) // 2] if damage == "cut" else bytes(255 - byte for byte in data))
    engine = Engine(copy)

    def use() -> None:
        engine.open()
        engine.search(parse_query('hello "hello world"'), 5)

    with pytest.raises(Untrusted):
        use()
    engine.close()
