"""Who translates: a named server, its key, and what a translation would send there."""

from dataclasses import dataclass, field
from enum import StrEnum
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


class Service(StrEnum):
    """The protocols that are spoken; the values are what a configuration calls them.

    Of deep-translator's others, Google, Pons and Linguee are scraped pages, MyMemory takes the text in the address of
    a request only, and the rest were shut down, need a library that no longer exists, or fail in their constructor.
    """

    LIBRETRANSLATE = "libretranslate"
    DEEPL = "deepl"
    MICROSOFT = "microsoft"


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """What is to be known of a service before a text is given to it."""

    name: str
    """As it calls itself."""
    sends: str
    """What goes where, as one sentence."""
    server: str = ""
    """Its address; "" where the user has to name one."""
    needs_key: bool = False


_SENDS = "paragraph by paragraph, with the codes of the two languages"
SERVICES = {
    Service.LIBRETRANSLATE: ServiceFacts(
        "LibreTranslate", f"The text goes {_SENDS}, to the server that you name, which may be your own."
    ),
    Service.DEEPL: ServiceFacts(
        "DeepL",
        f"The text goes {_SENDS} and your key, to DeepL SE in Germany; with a free key they may keep it.",
        "https://api.deepl.com",
        needs_key=True,
    ),
    Service.MICROSOFT: ServiceFacts(
        "Microsoft Translator",
        f"The text goes {_SENDS} and your key, to Microsoft Azure.",
        "https://api.cognitive.microsofttranslator.com",
        needs_key=True,
    ),
}
_DEEPL_FREE = "https://api-free.deepl.com"
"""Where keys that end in ":fx" belong (DeepL API reference, "Authentication")."""


@dataclass(frozen=True, slots=True)
class Provider:
    """A translation server, and how it is spoken to.

    Raises:
        ValueError: if the server's address cannot be used; the message is one sentence that says why.
    """

    name: str
    """What to call it on the screen."""
    server: str
    """Address of the server, https://HOST[:PORT][/PATH]; a final slash is dropped; "" for the service's own."""
    key: Secret = field(default=Secret(""))
    """The key that the server asks for, or an empty secret."""
    allow_http: bool = False
    """Whether text may travel unencrypted to another machine."""
    service: Service = Service.LIBRETRANSLATE
    region: str = ""
    """Region of the account, which Microsoft wants of keys that belong to one."""

    def __post_init__(self) -> None:
        """Refuse an address that would send text to nowhere, or in clear."""
        object.__setattr__(self, "server", self._address().strip().rstrip("/"))
        reason = _unusable(self.server)
        if reason:
            raise ValueError(f"The address of the translation server {reason}.")
        if not (self.is_encrypted or self.is_loopback or self.allow_http):
            raise ValueError(
                f"The translation server {self.host} is addressed with http://, so that others on the way could read "
                "the text: use https://, or say allow_http = true."
            )

        if SERVICES[self.service].needs_key and not self.key:
            raise ValueError(f"{SERVICES[self.service].name} needs a key: name it with api_key_env or api_key_file.")
        if not all(character.isalnum() or character == "-" for character in self.region):
            raise ValueError("The region of the translation server must be a name such as westeurope.")

    def _address(self) -> str:
        if not self.server and self.service is Service.DEEPL and self.key.reveal().endswith(":fx"):
            return _DEEPL_FREE
        return self.server or SERVICES[self.service].server

    @property
    def label(self) -> str:
        """The provider and where it is: "LibreTranslate (127.0.0.1:5000)"."""
        return f"{self.name} ({self.host})"

    @property
    def sends(self) -> str:
        """What goes where, as one sentence."""
        return SERVICES[self.service].sends

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
