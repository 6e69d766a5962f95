"""Many articles as one thing: scan, store, search.

>>> library = Library([Path("seeds")], cache, state)
>>> library.refresh()
>>> library.search("inversión lang:es").hits
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from search.library.library import Library
from search.library.results import Facets, Hit, Refreshed, Results

if TYPE_CHECKING:
    from search.articles import Problem
    from search.library.decisions import Decisions, DecisionsError
    from search.library.related import Related

__all__ = [
    "Decisions",
    "DecisionsError",
    "Facets",
    "Hit",
    "Library",
    "Problem",
    "Refreshed",
    "Related",
    "Results",
]

_ON_DEMAND = {
    "Decisions": "search.library.decisions",
    "DecisionsError": "search.library.decisions",
    "Problem": "search.articles",
    "Related": "search.library.related",
}


def __getattr__(name: str) -> Any:
    """Load what the first screen does without when it is first asked for."""
    if name not in _ON_DEMAND:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_ON_DEMAND[name]), name)
