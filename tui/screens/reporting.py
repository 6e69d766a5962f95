"""What the screen does to write a report: offer the forms, write the file in a thread, say where it is."""

from pathlib import Path
from typing import TYPE_CHECKING

from tui.jobs import Job, Lane
from tui.messages import ReportWritten
from tui.screens.translating import Translating

if TYPE_CHECKING:  # loaded when they are first needed, after the first paint
    from search.compare import Comparison
    from tui.screens.compare import CompareView


class Reporting(Translating):
    """The part of the reader's screen that writes reports; `Reader` is the rest."""

    def on_compare_view_report_requested(self, event: "CompareView.ReportRequested") -> None:
        """Let the reader choose a form, and write it into the folder that the reader was started in."""
        from tui.report_forms import Form
        from tui.widgets.choice import choice

        comparison = event.comparison
        forms = {form.value: form.told for form in Form}
        self.app.push_screen(choice(forms, lambda form: self._write(comparison, form), "Write a report as…"))

    def _write(self, comparison: "Comparison", form: str) -> None:
        locale = self.settings.reader_locale

        def work(job: Job) -> None:
            from tui.report_forms import Form, write_report
            from tui.writing import NotWritten

            try:
                path = write_report(comparison, Form(form), locale, Path.cwd())
            except (NotWritten, OSError) as trouble:
                reason = str(trouble) if isinstance(trouble, NotWritten) else "The folder that atodds runs in is gone."
                job.tell(ReportWritten(job.generation, "", reason))
            else:
                job.tell(ReportWritten(job.generation, str(path)))

        self.say("Writing the report…")
        Lane("writing the report", self.post_message).submit(work)

    def on_report_written(self, message: ReportWritten) -> None:
        """Say where the report is, or why there is none."""
        if message.trouble:
            self.say(message.trouble, trouble=True)
        else:
            self.say(f"Written: {message.path}")
