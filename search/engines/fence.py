"""A fence round whoosh's index files: opening an index must never run what somebody wrote into it.

whoosh keeps parts of an index as pickles, and a pickle names the functions that are called when it is read. The index
lies in a folder of the user's own, but nothing that merely lies there is trusted: only the classes that whoosh itself
writes may be named, by module and name exactly (a rule such as "whoosh.*" lets in whoosh's own importer and
dotted names that lead out of it), the loaders of old formats, which have an unpickler of their own, are removed, and
a folder that others can write to is refused.
"""

import functools
import io
import os
import pickle
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import IO, Any

_ALLOWED = frozenset(
    {
        ("whoosh.codec.whoosh3", "W3Segment"),
        ("search.engines.whoosh_codec", "Codec"),
        ("collections", "defaultdict"),
        ("builtins", "int"),
        ("builtins", "set"),
        ("builtins", "frozenset"),
        ("__builtin__", "int"),  # the names of protocol 2
        ("__builtin__", "set"),
        ("__builtin__", "frozenset"),
    }
)
_MOST_FILES = 10_000


class Untrusted(Exception):
    """An index that may have been written by somebody else, or is damaged: it must be built again."""


class _Fence(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _ALLOWED:
            raise Untrusted(f"the index names {module}.{name}, which no index of ours holds")
        return super().find_class(module, name)


def load(file: IO[bytes]) -> Any:
    """Read one pickle from `file`; raise `Untrusted` when it names anything but the classes of an index."""
    return _Fence(file).load()


def loads(data: bytes) -> Any:
    """Read the pickle in `data`; raise `Untrusted` when it names anything but the classes of an index."""
    return _Fence(io.BytesIO(data)).load()


def _dumps(value: Any, _protocol: int = 0) -> bytes:
    return pickle.dumps(value, 4)


class _Pickle:
    """Stands where whoosh's modules hold the module `pickle`."""

    PicklingError = pickle.PicklingError
    UnpicklingError = pickle.UnpicklingError
    load = staticmethod(load)
    loads = staticmethod(loads)
    dump = staticmethod(pickle.dump)
    dumps = staticmethod(pickle.dumps)


def raise_fence() -> None:
    """Put the fence into every module of whoosh that reads pickles.

    Call it before any index is touched; calling it again is harmless. The codecs of older formats read pickles too,
    but no index can name them any more.
    """
    with _own_cached_property():
        import whoosh.codec.whoosh3
    import whoosh.compat
    import whoosh.externalsort
    import whoosh.filedb.structfile
    import whoosh.formats
    import whoosh.index
    import whoosh.legacy

    modules = (
        whoosh.compat,  # for what is imported later
        whoosh.codec.whoosh3,
        whoosh.externalsort,
        whoosh.filedb.structfile,
        whoosh.formats,
        whoosh.index,
        whoosh.legacy,
    )
    replacements = {"load": load, "load_pickle": load, "loads": loads, "pickle": _Pickle}
    for module in modules:
        for name, replacement in replacements.items():
            if hasattr(module, name):
                setattr(module, name, replacement)
    # whoosh asks for protocol 2, which writes bytes as a call of a codec: the fence would have to let that through.
    whoosh.codec.whoosh3.dumps = _dumps
    # The same dictionary is known under both names; each loader in it unpickles on its own.
    whoosh.index.toc_loaders = {}
    whoosh.legacy.toc_loaders = {}


@contextmanager
def _own_cached_property() -> Iterator[None]:
    """Give whoosh the `cached_property` of Python: the package of that name loads asyncio, which takes long."""
    name = "cached_property"
    if name in sys.modules:
        yield
        return
    module = ModuleType(name)
    module.cached_property = functools.cached_property  # type: ignore[attr-defined]
    sys.modules[name] = module
    try:
        yield
    finally:
        del sys.modules[name]


def check_folder(folder: Path) -> None:
    """Raise `Untrusted` when anyone but this user owns, or can write to, the folder of an index or a file in it."""
    _check(folder, os.lstat(folder), stat.S_ISDIR)
    with os.scandir(folder) as entries:
        for count, entry in enumerate(entries):
            if count >= _MOST_FILES:
                raise Untrusted("the folder of the index holds too many files")
            if not entry.is_dir(follow_symlinks=False):
                _check(Path(entry.path), entry.stat(follow_symlinks=False), stat.S_ISREG)


def close_to_others(folder: Path) -> None:
    """Take the permissions of group and others from the folder of an index and the files in it."""
    os.chmod(folder, 0o700)
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_file(follow_symlinks=False):
                os.chmod(entry.path, 0o600)


def _check(path: Path, status: os.stat_result, kind: Any) -> None:
    if not kind(status.st_mode):
        raise Untrusted(f"{path.name} is not what an index is made of")
    if status.st_uid != os.geteuid():
        raise Untrusted(f"{path.name} belongs to somebody else")
    if status.st_mode & 0o022:
        raise Untrusted(f"{path.name} can be written by others")
