"""An article as tokens: what all readers of figures look at.

A token is a number with its separators ("1.234,5"), a run of letters with a following apostrophe ("l'"), or one
other character. Offsets are those of the text, because nothing is added or removed.
"""

import re
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from operator import eq

_GROUP_SPACES = "\u00a0\u202f\u2009"
_TAIL = r"|[0-9]+(?:[.,'][0-9]+)*|[^\W\d_]+(?:'(?=\w))?|\S"
_TOKEN = re.compile(rf"[0-9]{{1,3}}(?:[{_GROUP_SPACES}][0-9]{{3}}(?![0-9]))+(?:[.,][0-9]+)?{_TAIL}")
_TOKEN_PLAIN_SPACES = re.compile(rf"[0-9]{{1,3}}(?:[ {_GROUP_SPACES}][0-9]{{3}}(?![0-9]))+(?:[.,][0-9]+)?{_TAIL}")

_OUTSIDE = 16
"""How far beyond either end of the text readers look."""
_PADDING = [""] * _OUTSIDE
_LOOSE = [False] * _OUTSIDE
DIGITS = frozenset("0123456789")
DASHES = frozenset("-–—‐‑−")
_OPENING = frozenset("«“„")
_FULL_STOPS = frozenset(".!?…")
_SENTENCE_ENDS = frozenset(".!?…:;")
_QUOTES = frozenset("\"“”„«»‘'([•*>—–-")
_CLOSERS = frozenset("\"”“»’)'")


class Page:
    """The tokens of one text, as parallel lists (a list of objects would cost five times as much to make).

    `words` and `raw` end in empty strings, so that readers may look a little beyond either end of the text.
    """

    __slots__ = (
        "_breaks",
        "_chunk",
        "_length",
        "_lines",
        "_sentences",
        "breaks",
        "ends",
        "glued",
        "is_number",
        "numbers",
        "raw",
        "shape",
        "starts",
        "text",
        "word",
        "words",
    )

    def __init__(self, text: str, plain_spaces: bool = False) -> None:
        """Cut a text into tokens; with `plain_spaces`, "18 500" is one number also with an ordinary space."""
        self.text = text
        pattern = _TOKEN_PLAIN_SPACES if plain_spaces else _TOKEN
        straight = text.replace("’", "'") if "’" in text else text
        tokens = list(pattern.finditer(straight))
        self.starts: list[int] = list(map(re.Match.start, tokens))
        self.ends: list[int] = list(map(re.Match.end, tokens))
        self.raw: list[str] = list(map(re.Match.group, tokens))
        self.numbers: list[int] = [index for index, word in enumerate(self.raw) if "0" <= word < ":"]
        """The tokens written in digits."""
        self.raw += _PADDING
        self.words: list[str] = list(map(str.lower, self.raw))
        self._length = len(tokens)
        self._chunk = 0, 0
        self._breaks = _line_starts(text, self.starts)
        self._lines = sorted(self._breaks)
        self._sentences: list[int] = []
        # Readers ask these a hundred times a number, so they are the look-ups themselves.
        self.word: Callable[[int], str] = self.words.__getitem__
        """The token in lower case, "" outside the text."""
        self.shape: Callable[[int], str] = self.raw.__getitem__
        """The token as written, "" outside the text."""
        self.glued: Callable[[int], bool] = [False, *map(eq, self.starts[1:], self.ends), *_LOOSE].__getitem__
        """Whether token `index` touches the one before it."""
        self.breaks: Callable[[int], bool] = self._breaks.__contains__
        """Whether a line ends right before token `index`, or the text begins or ends there."""
        self.is_number: Callable[[int], bool] = frozenset(self.numbers).__contains__
        """Whether token `index` is written in digits."""

    def __len__(self) -> int:
        """The number of tokens."""
        return self._length

    def is_word(self, index: int) -> bool:
        """Whether token `index` is a run of letters."""
        return self.raw[index][:1].isalpha()

    def is_capitalised(self, index: int) -> bool:
        """Whether token `index` begins with a capital."""
        return self.raw[index][:1].isupper()

    def is_name_like(self, index: int) -> bool:
        """Whether token `index` is a word with a capital anywhere ("Llama", "iPhone")."""
        return self.is_word(index) and self.raw[index] != self.words[index]

    def opens_sentence(self, index: int) -> bool:
        """Whether token `index` is the first word of a sentence, line or quotation."""
        for _ in range(3):
            if self.breaks(index):
                return True
            index -= 1
            if self.raw[index] in _SENTENCE_ENDS:
                return True
            if self.raw[index] not in _QUOTES:
                return False
        return False

    def ends_clause(self, index: int) -> bool:
        """Whether the clause is over before token `index`: punctuation, a line's or the text's end."""
        return self.breaks(index) or not (self.raw[index][0].isalnum() or self.raw[index] in "$€£%")

    def sentence(self, index: int, reach: int = 60) -> tuple[int, int]:
        """Token span (start, end) of the sentence around token `index`, cut at `reach` tokens to either side."""
        if not self._sentences:
            self._sentences = sorted({*self._lines, *self._sentence_starts()})
        after = bisect(self._sentences, index)
        return max(self._sentences[after - 1], index - reach, 0), min(self._sentences[after], index + reach)

    def line(self, index: int, reach: int = 60) -> tuple[int, int]:
        """Token span (start, end) of the line around token `index`, cut at `reach` tokens to either side."""
        after = bisect(self._lines, index)
        return max(self._lines[after - 1], index - reach), min(self._lines[after], index + reach)

    def chunk(self, index: int) -> tuple[int, int]:
        """Token span (start, end) without white space around token `index`."""
        start, end = self._chunk
        if start <= index < end:
            return self._chunk
        starts, ends = self.starts, self.ends
        start = end = index
        while start > 0 and starts[start] == ends[start - 1]:
            start -= 1
        end = index + 1
        while end < len(starts) and starts[end] == ends[end - 1]:
            end += 1
        self._chunk = start, end
        return self._chunk

    def gap(self, start: int, end: int) -> tuple[str, ...]:
        """The words of tokens [start, end)."""
        return tuple(self.words[max(start, 0) : max(end, 0)])

    def slice(self, start: int, end: int) -> str:
        """The text from token `start` to the end of token `end - 1`."""
        return self.text[self.starts[start] : self.ends[end - 1]]

    def _sentence_starts(self) -> Iterator[int]:
        """The tokens with a capital after a full stop, also where a quotation mark or bracket closes between them."""
        for index, token in enumerate(self.raw[: self._length], 1):
            if token not in _FULL_STOPS:
                continue
            if self._has_capital(index):
                yield index
            if self.raw[index] in _CLOSERS and self._has_capital(index + 1):
                yield index + 1

    def _has_capital(self, index: int) -> bool:
        """Whether token `index` begins with a capital, or opens a quotation that does."""
        return self.is_capitalised(index) or (self.raw[index] in _OPENING and self.is_capitalised(index + 1))


def _line_starts(text: str, starts: list[int]) -> frozenset[int]:
    """Indices of the tokens that come first after a line end, and those just outside the text."""
    found = [*range(-_OUTSIDE, 1), *range(len(starts), len(starts) + _OUTSIDE)]
    position = text.find("\n")
    while position >= 0:
        index = bisect(starts, position)
        found.append(index)
        if index == len(starts):
            break
        position = text.find("\n", starts[index])
    return frozenset(found)


def split(phrase: str) -> tuple[str, ...]:
    """The tokens of a phrase from a data file, in lower case."""
    return tuple(word.lower() for word in split_raw(phrase))


def split_raw(phrase: str) -> tuple[str, ...]:
    """The tokens of a phrase from a data file, as written; a final apostrophe is read as before a word ("d'")."""
    straight = phrase.replace("’", "'")
    return tuple(_TOKEN.findall(straight + "a")[:-1] if straight.endswith("'") else _TOKEN.findall(straight))


def same(words: Sequence[str], start: int, phrase: Sequence[str]) -> bool:
    """Whether `phrase` stands at `start`; "#" in it stands for any number in digits."""
    if start < 0 or start + len(phrase) > len(words):
        return False
    for position, word in enumerate(phrase, start):
        if word != words[position] and (word != "#" or words[position][:1] not in DIGITS):
            return False
    return True
