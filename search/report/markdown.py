"""A comparison as Markdown (GitHub's tables), whole or one quantity, and a statement as a quotation with its source."""

import re
from collections.abc import Iterator

from search.report.content import Content, Entry, Line, Source
from search.report.sides import MEANING, Side

# Backslash before whatever Markdown or HTML in it would obey; a line cannot begin with a block's mark, for none of
# our lines begins with text from outside.
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>|~&#!$]")


def markdown(content: Content) -> str:
    """The whole comparison."""
    lines = ["# Where the figures are at odds", "", escaped(content.summary), "", "## Sources", ""]
    lines += [f"{source.number}. {_source(source)}" for source in content.sources]
    lines += ["", *map(escaped, content.copies)] if content.copies else []
    for entry in content.entries:
        lines += ["", *_entry(entry)]
    if content.left:
        lines += ["", "## Not compared", ""]
    for left in content.left:
        if left.source is not None:
            lines.append(f"- article {left.source.number}: {escaped(left.reason)}")
        else:
            figures = "; ".join(f"\\[{line.source.number}\\] {escaped(line.written)}" for line in left.lines)
            lines.append(f"- {escaped(left.reason)}: {figures}")
    used = [side for side in Side if any(line.side is side for entry in content.entries for line in entry.lines)]
    if used:
        lines += ["", "; ".join(f"`{side.value}` {MEANING[side]}" for side in used) + "."]
    return "\n".join(lines) + "\n"


def quantity_markdown(entry: Entry) -> str:
    """One quantity: its verdict, its statements as a table, the reason."""
    return "\n".join(_entry(entry)) + "\n"


def citation(line: Line) -> str:
    """A statement as a quotation with its title, source, day and place; plain text with a Markdown quotation mark."""
    said = f" ({line.speaker})" if line.speaker else ""
    source = line.source
    return (
        f"> {line.quote}{said}\n"
        f"— {source.name}; {source.publisher}, {source.shown_day}. {line.place} #{line.reference}\n"
    )


def escaped(text: str) -> str:
    """The text so that Markdown shows it as it is, in one line."""
    return _SPECIAL.sub(r"\\\g<0>", " ".join(text.split()))


def _source(source: Source) -> str:
    about = f"{escaped(source.publisher)}, {source.language_name}, {source.shown_day}"
    return f"{escaped(source.name)} ({about}), {_code(source.path)}"


def _entry(entry: Entry) -> Iterator[str]:
    quantity = entry.quantity
    yield f"## {escaped(entry.mark)} {escaped(quantity.label)}: {quantity.verdict.value}"
    yield ""
    yield escaped("; ".join([quantity.reason, *entry.remarks]))
    yield ""
    yield "|  | source | as written | value | quote | place |"
    yield "|---|---|---|---|---|---|"
    for line in entry.lines:
        said = f" ({escaped(line.speaker)})" if line.speaker else ""
        about = f"{line.source.number}, {line.source.language}, {line.source.shown_day}"
        cells = (f"`{line.side.value}`", about, escaped(line.written), escaped(line.value), f"“{_quoted(line)}”{said}")
        yield f"| {' | '.join(cells)} | {_code(line.place)} `#{line.reference}` |"


def _quoted(line: Line) -> str:
    """The quotation with the spaces around the figure that escaping took."""
    before, figure, after = (escaped(part) for part in (line.quote.before, line.quote.figure, line.quote.after))
    left = " " if line.quote.before.endswith(" ") else ""
    right = " " if line.quote.after.startswith(" ") else ""
    return f"{before}{left}**{figure}**{right}{after}"


def _code(text: str) -> str:
    """The text as code: a file's name may hold any character but a new line."""
    if "`" in text or "|" in text:
        return escaped(text)
    return f"`{text}`"
