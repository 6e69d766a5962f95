"""Who translates: a named server, its key, and what a translation would send there."""

from dataclasses import dataclass, field
from typing import NoReturn
from urllib.parse import urlsplit


class Secret:
    """A key or password that shows itself nowhere: printed, formatted or inspected it is `****`."""

    __slots__ = ("__value",)

    def __init__(self, value: str) -> None:
        """Wrap the value."""
        self.__value = value

    def reveal(self) -> str:
        """The value itself, for the one place that sends it."""
        return self.__value

    def __repr__(self) -> str:
        """Four stars, so that crash reports and logs say nothing."""
        return "****"

    def __format__(self, specification: str) -> str:
        """Four stars in f-strings too."""
        return "****"

    def __bool__(self) -> bool:
        """Whether there is a value."""
        return bool(self.__value)

    def __eq__(self, other: object) -> bool:
        """Whether both hide the same value."""
        return isinstance(other, Secret) and other.__value == self.__value

    def __hash__(self) -> int:
        """In accord with `==`."""
        return hash(self.__value)

    def __reduce__(self) -> NoReturn:
        """Refuse pickling and copying."""
        raise TypeError("a secret is not written anywhere")


@dataclass(frozen=True, slots=True)
class Provider:
    """A LibreTranslate-compatible server.

    Raises:
        ValueError: if the server's address cannot be used; the message is one sentence that says why.
    """

    name: str
    """What to call it on the screen."""
    server: str
    """Address of the server, https://HOST[:PORT][/PATH]; a final slash is dropped."""
    key: Secret = field(default=Secret(""))
    """The key that the server asks for, or an empty secret."""
    allow_http: bool = False
    """Whether text may travel unencrypted to another machine."""

    def __post_init__(self) -> None:
        """Refuse an address that would send text to nowhere, or in clear."""
        object.__setattr__(self, "server", self.server.strip().rstrip("/"))
        reason = _unusable(self.server)
        if reason:
            raise ValueError(f"The address of the translation server {reason}.")
        if not (self.is_encrypted or self.is_loopback or self.allow_http):
            raise ValueError(
                f"The translation server {self.host} is addressed with http://, so that others on the way could read "
                "the text: use https://, or say allow_http = true."
            )

    @property
    def host(self) -> str:
        """Host and, where it is stated, port, as it may be shown."""
        return urlsplit(self.server).netloc

    @property
    def is_encrypted(self) -> bool:
        """Whether the way to the server is encrypted."""
        return urlsplit(self.server).scheme == "https"

    @property
    def is_loopback(self) -> bool:
        """Whether the server runs on this machine, judged by its name alone: no name is looked up."""
        return _is_loopback(urlsplit(self.server).hostname or "")


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What a translation sends, and where: for the reader to agree to before any text leaves."""

    host: str
    characters: int
    is_loopback: bool
    is_encrypted: bool

    @property
    def must_ask(self) -> bool:
        """Whether the reader has to agree first, once for each host and session: text would leave the machine."""
        return not self.is_loopback

    @property
    def sentence(self) -> str:
        """The same in one sentence, without the name of the article, which the caller knows."""
        if self.is_loopback:
            return f"{self.characters} characters go to {self.host}, which is this machine."
        clear = "" if self.is_encrypted else ", unencrypted"
        return f"{self.characters} characters leave this machine for {self.host}{clear}."


def disclose(provider: Provider, text: str) -> Disclosure:
    """What translating this text with this provider would send. Sends nothing."""
    return Disclosure(provider.host, len(text), provider.is_loopback, provider.is_encrypted)


def _unusable(server: str) -> str:
    """Why the address cannot be used, as the rest of a sentence; "" if it can. Never repeats a password in it."""
    if any(ord(character) <= 32 or ord(character) >= 127 for character in server):
        return "contains spaces or letters that an address cannot have"
    try:
        parts = urlsplit(server)
        host, port = parts.hostname, parts.port
    except ValueError:
        return "is not a valid address"
    if parts.scheme not in ("http", "https") or not host or port == 0:
        return "must look like https://HOST or http://127.0.0.1:5000"
    if "@" in parts.netloc:
        return "must not contain a user name or a password"
    if parts.query or parts.fragment:
        return "must not contain ? or #"
    return ""


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):  # RFC 6761, section 6.3
        return True
    import ipaddress

    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)
