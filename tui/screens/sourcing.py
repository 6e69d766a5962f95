"""What the screen does with where an article comes from: its file in an editor, its links on the clipboard."""

from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

from search.text import clean_line
from tui.screens.resuming import Resuming

if TYPE_CHECKING:
    from tui.screens.compare import CompareView


class Sourcing(Resuming):
    """The part of the reader's screen that leads out of it; `Reader` is the rest."""

    class LinkChosen(Message):
        """A link of an article is wanted on the clipboard."""

        def __init__(self, link: str) -> None:
            """Say which."""
            self.link = link
            super().__init__()

    def on_walking_source_requested(self, event: "CompareView.SourceRequested") -> None:
        """Leave the screen to the reader's editor or pager until it ends."""
        from tui.editor import command_for, show
        from tui.places import first_line

        path = Path(event.article.path)
        if not path.is_file():
            self.say(f"The file {clean_line(str(path))} is not there any more, or is a part of another file.")
            return
        command = command_for(path, first_line(event.article))
        if not command:
            self.say("No editor is known: set the environment variable EDITOR or PAGER.")
            return
        with self.app.suspend():
            started = show(command)
        if not started:
            self.say(f"{clean_line(command[0])} cannot be started; set EDITOR to another program.", trouble=True)

    def on_walking_links_requested(self, event: "CompareView.LinksRequested") -> None:
        """Offer the links of an article; the one that is chosen goes to the clipboard, and nothing is fetched."""
        from tui.text.links import links
        from tui.widgets.choice import choice

        found = links(event.article)
        if not found:
            self.say("This article names no link.")
            return

        def take(link: str) -> None:
            self.post_message(self.LinkChosen(link))

        self.app.push_screen(choice({each: each for each in found}, take, "Copy…"))
