"""The forms of a report: which there are, how a comparison is told in each, and the file that it is written into."""

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from tui.places import first_line

if TYPE_CHECKING:  # each form is loaded when it is first asked for
    from search.compare import Comparison
    from search.report.text import Style

FILE_NAME = "atodds-report"
"""What a report is called that the reader writes; a number follows where there is one of that name."""
_MOST_NAMES = 10_000


class Form(Enum):
    """A form of a report; the value is what the command line calls it."""

    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"
    PLAIN = "plain"
    CSV = "csv"
    JSON = "json"

    @property
    def suffix(self) -> str:
        """With which a file of this form ends."""
        return {Form.MARKDOWN: ".md", Form.TEXT: ".txt", Form.PLAIN: ".txt"}.get(self, f".{self.value}")

    @property
    def told(self) -> str:
        """For whom it is, in a few words."""
        return _TOLD[self]


_TOLD = {
    Form.HTML: "HTML page: for a colleague, for paper; with pictures, loads nothing",
    Form.MARKDOWN: "Markdown: for an editor, a ticket, a wiki",
    Form.TEXT: "Text: in 80 columns, with a picture of each quantity",
    Form.PLAIN: "Plain lines: one fact a line, for screen readers",
    Form.CSV: "CSV: for a spreadsheet, a row a statement",
    Form.JSON: "JSON: for programs",
}


def told(comparison: "Comparison", form: Form, locale: str, style: "Style | None" = None, plots: bool = False) -> str:
    """A comparison in a form.

    Args:
        comparison: what to tell.
        form: how.
        locale: in which values are written, as Babel writes it; JSON is the same in any.
        style: width and colour of the text; 80 columns without colour where none is given.
        plots: whether the text has a picture of each quantity.
    """
    if form is Form.JSON:
        import json

        from search.report.document import document

        return json.dumps(document(comparison)) + "\n"
    from search.report.content import content

    gathered = content(comparison, locale, [first_line(article) for article in comparison.articles])
    match form:
        case Form.MARKDOWN:
            from search.report.markdown import markdown

            return markdown(gathered)
        case Form.HTML:
            from search.report.page import page

            return page(gathered)
        case Form.CSV:
            from search.report.table import table

            return table(gathered)
        case Form.PLAIN:
            from search.report.plain import plain_report

            return plain_report(gathered)
        case Form.TEXT:
            from search.report.text import Style, report

            return report(gathered, style or Style(), plots)


def encoded(text: str, form: Form) -> bytes:
    """A report as the bytes of a file; CSV with the mark by which spreadsheets know UTF-8."""
    return text.encode("utf-8-sig" if form is Form.CSV else "utf-8")


def write_report(comparison: "Comparison", form: Form, locale: str, folder: Path) -> Path:
    """Write a comparison into a new file of a folder, never over another, and return the file.

    Raises:
        NotWritten: with one sentence that says why.
    """
    from tui.writing import NotWritten, write_file

    data = encoded(told(comparison, form, locale, plots=form is Form.TEXT), form)
    for number in range(1, _MOST_NAMES):
        path = folder / f"{FILE_NAME}{f'-{number}' if number > 1 else ''}{form.suffix}"
        if path.is_symlink() or path.exists():
            continue
        try:
            write_file(path, data)
        except NotWritten:
            if path.exists():  # somebody else was quicker
                continue
            raise
        return path
    raise NotWritten(f"{folder} holds {_MOST_NAMES:,} reports already: move some away.")
