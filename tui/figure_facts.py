"""Before a command asks a library for figures they are read, and stories compared, where that is not yet done."""

from typing import TYPE_CHECKING

from tui.progress import Progress

if TYPE_CHECKING:
    from search.library import Library


def read_figures(library: "Library", *, stories: bool) -> None:
    """Read the figures of all articles that are not known yet; with `stories` look for contradictions too."""
    from search.facts import FigureFacts

    library.fact_reader = FigureFacts()
    told = Progress("figures of {done} of {total} articles")
    library.read_figures(progress=told)
    told.end()
    if stories:
        told = Progress("{done} of {total} articles compared with their stories")
        library.compare_stories(progress=told)
        told.end()
