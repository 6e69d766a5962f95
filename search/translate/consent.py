"""To which hosts text may leave this machine: what the reader agreed to, remembered between runs."""

import contextlib
import os
from pathlib import Path

from search.translate.provider import Provider

_LIMIT = 64 << 10  # bytes that are read; each host takes some dozens


class Consent:
    """The hosts that the reader agreed to, in a file of one address a line that only its owner can read."""

    def __init__(self, path: Path) -> None:
        """Name the file; it is created with its folder when something is first agreed to."""
        self.path = path
        self._agreed: set[str] = set()

    def covers(self, provider: Provider) -> bool:
        """Whether text may go to the provider without a question: it is this machine, or was agreed to.

        An agreement is to a service at a host in one way: a server that is later asked unencrypted is asked for again.
        """
        return provider.is_loopback or _line(provider) in self._agreed | self._read()

    def give(self, provider: Provider) -> None:
        """Remember that text may go to the provider; for this run only, if the file cannot be written."""
        self._agreed.add(_line(provider))
        content = "".join(f"{line}\n" for line in sorted(self._agreed | self._read()))
        with contextlib.suppress(OSError):
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh = self.path.with_name(f"{self.path.name}.{os.getpid()}")
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(content)
            os.replace(fresh, self.path)

    def withdraw(self) -> int:
        """Forget all that was agreed to, and return how many hosts it was.

        Raises:
            OSError: if the file cannot be deleted.
        """
        number = len(self._agreed | self._read())
        self._agreed.clear()
        self.path.unlink(missing_ok=True)
        return number

    def _read(self) -> set[str]:
        try:
            with open(self.path, "rb") as file:
                return set(file.read(_LIMIT).decode("utf-8", "replace").split("\n")) - {""}
        except OSError:
            return set()


def _line(provider: Provider) -> str:
    scheme = "https" if provider.is_encrypted else "http"
    return f"{provider.service} {scheme}://{provider.host}"
