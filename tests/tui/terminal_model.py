"""A small terminal, written from ECMA-48 and the VT100 manual: what is on its screen after some output."""

import re
import unicodedata

SEQUENCE = re.compile(r"\x1b\[([\d;?<>=$]*)([A-Za-z])|\x1b(M)|([\n\r])|([^\x00-\x1f\x7f-\x9f])|\x1b\][^\x07\x1b]*\x07")
OFF = {"22": ("1", "2"), "23": ("3",), "24": ("4",), "25": ("5",), "27": ("7",), "28": ("8",), "29": ("9",)}


class Terminal:
    """Cells of (text, look); it does not wrap, and scrolls inside its margins alone."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.rows = [[(" ", frozenset())] * width for _ in range(height)]
        self.x = self.y = 0
        self.look: dict[str, str] = {}
        self.top, self.bottom = 0, height - 1

    def feed(self, output: str) -> str:
        """Obey; returns the beginning of a sequence at the end of the output, to be fed again with the rest of it."""
        place = 0
        while match := SEQUENCE.match(output, place):
            place = match.end()
            if match[2]:
                self._control(match[1], match[2])
            elif match[3]:
                if self.y == self.top:
                    self.rows.insert(self.top, [(" ", frozenset())] * self.width)
                    del self.rows[self.bottom + 1]
                else:
                    self.y -= 1
            elif match[4] == "\r":
                self.x = 0
            elif match[4]:
                self.x = 0
                if self.y == self.bottom:
                    del self.rows[self.top]
                    self.rows.insert(self.bottom, [(" ", frozenset())] * self.width)
                else:
                    self.y = min(self.y + 1, self.height - 1)
            elif match[5]:
                self._put(match[5])
        rest = output[place:]
        assert rest[:1] in ("", "\x1b"), repr(rest[:30])
        assert len(rest) < 100 or rest.startswith("\x1b]52;c;"), repr(rest[:30])  # a text to copy is long
        return rest

    def _control(self, parameters: str, final: str) -> None:
        if final in "hlupqt":  # modes and questions
            return
        numbers = [int(each or 0) for each in parameters.strip("?").split(";")]
        first = max(1, numbers[0])
        if final == "H":
            self.y, self.x = first - 1, max(1, numbers[1] if len(numbers) > 1 else 1) - 1
            assert self.y < self.height
        elif final == "C":
            self.x += first
        elif final == "r":
            self.top, self.bottom = first - 1, (numbers[1] if len(numbers) > 1 else self.height) - 1
            self.x = self.y = 0
        elif final == "J":
            assert numbers == [2]
            self.rows = [[(" ", frozenset())] * self.width for _ in range(self.height)]
        elif final == "m":
            self._looks(parameters.split(";"))
        else:
            raise AssertionError(f"unexpected CSI {parameters}{final}")

    def _looks(self, codes: list[str]) -> None:
        codes = list(codes)
        while codes:
            code = codes.pop(0)
            if code in ("", "0"):
                self.look = {}
            elif code in ("38", "48"):
                taken = [codes.pop(0) for _ in range(4 if codes[0] == "2" else 2)]
                self.look["fg" if code == "38" else "bg"] = ";".join([code, *taken])
            elif code in OFF:
                for each in OFF[code]:
                    self.look.pop(each, None)
            elif code in ("39", "49"):
                self.look.pop("fg" if code == "39" else "bg", None)
            elif len(code) == 1:
                self.look[code] = code
            else:
                self.look["fg" if code[:-1] in ("3", "9") else "bg"] = code

    def _put(self, character: str) -> None:
        wide = unicodedata.east_asian_width(character) in "WF"
        if unicodedata.category(character) in ("Mn", "Me", "Cf"):
            x = self.x - 1 if self.x and self.rows[self.y][self.x - 1][0] else self.x - 2
            if x >= 0:
                text, look = self.rows[self.y][x]
                self.rows[self.y][x] = (text + character, look)
            return
        look = frozenset(self.look.values())
        row = self.rows[self.y]
        for offset in range(2 if wide else 1):
            if self.x + offset < self.width:
                self._blank_half(row, self.x + offset)
                row[self.x + offset] = (character if not offset else "", look)
        self.x += 2 if wide else 1

    def _blank_half(self, row: list, x: int) -> None:
        """What stays of a wide character when one half of it is drawn over is blank."""
        if row[x][0] == "" and x:
            row[x - 1] = (" ", row[x - 1][1])
        if x + 1 < self.width and row[x + 1][0] == "":
            row[x + 1] = (" ", row[x + 1][1])

    def text(self) -> str:
        return "\n".join("".join(text for text, _ in row).rstrip() for row in self.rows)

    def screen(self) -> list[list[tuple[str, frozenset]]]:
        return self.rows
