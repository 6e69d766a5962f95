"""The title of an article that states none: its first line, where that is plainly a heading."""

LONGEST = 160
"""Characters of the longest line that is taken for a heading."""
_BULLETS = ("- ", "* ", "• ", "– ", "— ", "> ")


def find_title(body: str, furniture: tuple[tuple[int, int], ...], markdown: bool = False) -> str:
    """Return the heading that opens `body`, after any page furniture, or "" when the text starts at once.

    A heading is short, ends without a full stop, and an empty line or a longer text follows it. In Markdown a line
    `# heading` before any other text is the title, whatever its form.
    """
    starts = {start for start, _ in furniture}
    start = 0
    while start < len(body):
        end = body.find("\n", start)
        end = len(body) if end < 0 else end
        line = body[start:end].strip()
        if line and start not in starts:
            if markdown and line.startswith("#"):
                return " ".join(line.strip("# ").split())
            return " ".join(line.split()) if _is_heading(line, body, end + 1) else ""
        start = end + 1
    return ""


def _is_heading(line: str, body: str, after: int) -> bool:
    if len(line) > LONGEST or line.endswith((".", ",", ";", ":")) or line.startswith(_BULLETS):
        return False
    if not any(character.isalpha() for character in line):
        return False
    following = body[after : after + 2 * LONGEST + 2]
    next_line = following.split("\n", 1)[0].strip()
    return (not next_line and bool(following.strip())) or len(next_line) > len(line)


def without_site(title: str, body: str) -> str:
    """Return a stated title without what programs append to it, when the text shows it so near its beginning.

    >>> without_site("Dam bursts | The Valley Post", "Dam bursts\n\nThe dam …")
    'Dam bursts'
    """
    for line in body[: 20 * LONGEST].split("\n")[:12]:
        heading = " ".join(line.split())
        if len(heading) >= 8 and title.startswith((f"{heading} | ", f"{heading} - ", f"{heading} – ", f"{heading} — ")):
            return heading
    return title
