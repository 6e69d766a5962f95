"""Why a translation failed, in a closed set of kinds and one sentence that is safe to show."""

from enum import StrEnum


class Trouble(StrEnum):
    """The kinds of failure."""

    OFFLINE = "offline"
    """No connection, or it broke."""
    TIMEOUT = "timeout"
    BUSY = "busy"
    """The server asks to wait (429)."""
    SERVER = "server"
    """The server failed (5xx)."""
    KEY = "key"
    """The server refuses the key, or wants one."""
    TOO_LONG = "too long"
    QUOTA = "quota"
    """The account has used up what it may translate."""
    LANGUAGE = "language"
    """The server does not translate between these languages."""
    REQUEST = "request"
    """The server refuses the request for another reason."""
    ADDRESS = "address"
    """There is no translation service at that address (404, a redirect, a page instead of an answer)."""
    ANSWER = "answer"
    """It answered, but with no translation."""
    CANCELLED = "cancelled"
    MISSING = "missing"
    """The deep-translator package is not installed or not the version that this was written for."""


RETRIED = frozenset({Trouble.OFFLINE, Trouble.TIMEOUT, Trouble.BUSY, Trouble.SERVER})
"""The kinds that may pass by themselves; asking again for any other would only repeat the refusal."""

_SENTENCES = {
    Trouble.OFFLINE: "{host} cannot be reached ({detail}): check that the server runs and that its address is right.",
    Trouble.TIMEOUT: "{host} did not answer in time ({detail}): try again later.",
    Trouble.BUSY: "{host} is busy and asks to wait ({detail}): try again later.",
    Trouble.SERVER: "{host} failed ({detail}): try again later, or tell who runs it.",
    Trouble.KEY: "{host} refuses the request without a valid key ({detail}): check api_key_env or api_key_file, or the "
    "key in the environment.",
    Trouble.TOO_LONG: "{host} finds the text too long ({detail}): it allows less than usual, tell who runs it.",
    Trouble.QUOTA: "{host} translates no more for this account ({detail}): wait for its next period.",
    Trouble.LANGUAGE: "{host} does not translate this language ({detail}): choose another target language.",
    Trouble.REQUEST: "{host} refuses the request ({detail}): check the server's address and the languages.",
    Trouble.ADDRESS: "{host} does not answer like a translation server ({detail}): check its address.",
    Trouble.ANSWER: "{host} answered without a translation ({detail}): read the original.",
    Trouble.CANCELLED: "Translation with {host} was cancelled.",
    Trouble.MISSING: "Translation with {host} needs deep-translator 1.11.4 ({detail}): install atodds again.",
}


class TranslateError(Exception):
    """A translation failed. `str()` of it is one sentence that names the host, the reason and what to do.

    It never contains the key, the text, the path or query of an address, or words of the server.
    """

    def __init__(
        self, kind: Trouble, host: str, detail: str = "", *, status: int | None = None, retry_after: float | None = None
    ) -> None:
        """Word the error.

        Args:
            kind: what failed.
            host: host and port of the server.
            detail: the reason in a few words of our own, never of the server's.
            status: HTTP status, where there was one.
            retry_after: seconds that the server asked to wait, where it did.
        """
        super().__init__(_SENTENCES[kind].format(host=host, detail=detail))
        self.kind = kind
        self.host = host
        self.detail = detail
        self.status = status
        self.retry_after = retry_after
