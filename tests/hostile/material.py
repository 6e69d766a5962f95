"""Hostile material in every place where text comes in, and what the program may send to a terminal."""

import os
import re
import tomllib
import unicodedata
from pathlib import Path

ATTACKS: dict[str, str] = {
    each["name"]: each["text"]
    for each in tomllib.loads(Path(__file__).with_name("attacks.toml").read_text("utf-8"))["attack"]
}
EVERYTHING = " ".join(ATTACKS.values())

OWN_SEQUENCE = re.compile(
    r"\x1b\[\d{0,4}(?:;\d{1,4})?[HC]"  # where the cursor goes
    r"|\x1b\[[\d;]{0,120}m"  # colours
    r"|\x1b\[\d{1,3};\d{1,3}r|\x1b\[r|\x1bM"  # margins, and a row back
    r"|\x1b\[2J"
    r"|\x1b\[\?(?:1049|25|7|1000|1002|1003|1004|1006|1015|1016|2004|2026|2048)[hl]"
    r"|\x1b\[\?(?:2026|2048)\$p|\x1b\[[<>=]?\d{0,2}u|\x1b\[\?u"
    r"|\x1b\]22;[a-z-]{0,20}\x07"  # the shape of the pointer
)
"""All that the reader has a reason to send besides text and line ends."""
COPIED = re.compile(r"\x1b\]52;c;[A-Za-z0-9+/=]*\x07")
"""What it sends when the user copies: the text is in base64, so that nothing in it ends the sequence."""
JOINERS = "\u200c\u200d"


PRINTED = re.compile(r"\x1b\[[\d;]{0,120}m|\r\x1b\[K")
"""All that a command sends besides text and line ends: colours, and the line of its progress wiped."""


def foreign(sent: str, own: re.Pattern[str] = PRINTED) -> str:
    """What was sent that a terminal obeys, or nobody sees, and that is no sequence of our own; "" is what is wanted."""
    rest = own.sub("", sent)
    bad = [
        at
        for at, character in enumerate(rest)
        if character not in "\r\n" + JOINERS and unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")
    ]
    return ascii(rest[max(0, bad[0] - 60) : bad[0] + 60]) if bad else ""


def name_of(text: str) -> str:
    """The text as a file may be called: any byte but slash and NUL."""
    return os.fsdecode(text.replace("/", "|").replace("\0", "0").encode("utf-8", "surrogatepass")[:180] + b"\xff")


def hostile_folder(folder: Path) -> Path:
    """A folder whose articles attack by name, title, source, language, date, body and manifest, all at once."""
    folder.mkdir()
    texts = list(ATTACKS.values())
    in_one_line = EVERYTHING.translate(dict.fromkeys(map(ord, "\r\x0b\x0c\x85\u2028\u2029")))
    for number in (1, 2):
        lines = "\n\n".join(
            f"Attack: {text}. Acme invested {number}.{at} million euros in company {at}."
            for at, text in enumerate(texts)
        )
        head = (
            f"---\ntitle: Money {in_one_line}\nsource: Paper {number} {in_one_line}\nlanguage: en\n"
            f"date: 2024-02-26\n---\n"
        )
        body = (
            f"{head}Acme {EVERYTHING} invested {number} million euros in Initech on Monday.\n\n"
            f"In Rome {number}4 people died in the fire, the mayor said.\n\n{lines}\n"
        )
        (folder / f"{number} {name_of(texts[number])}.txt").write_bytes(body.encode("utf-8", "surrogatepass"))
    (folder / f"3 {name_of(texts[4])}.txt").write_bytes(b"")
    stated = EVERYTHING.replace("\\", "\\\\").replace('"', "'")
    stated = "".join(c if c.isprintable() else f"\\U{ord(c):08X}" for c in stated)
    (folder / "4.txt").write_text("Acme invested 9 million euros in Initech on Monday.\n", "utf-8")
    (folder / "manifest.toml").write_text(
        f'[[article]]\nfile = "4.txt"\ntitle = "{stated}"\nsource = "{stated}"\nlanguage = "{stated}"\n'
        f'date = "{stated}"\n\n[[article]]\nfile = "gone {stated}.txt"\nrating = "{stated}"\n',
        "utf-8",
    )
    return folder
