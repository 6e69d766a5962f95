"""Many articles as one thing: scan, store, search.

>>> library = Library([Path("seeds")], cache, state)
>>> library.refresh()
>>> library.search("inversión lang:es").hits
"""

from search.articles import Problem
from search.library.decisions import Decisions, DecisionsError
from search.library.library import Library
from search.library.related import Related
from search.library.results import Hit, Refreshed, Results

__all__ = ["Decisions", "DecisionsError", "Hit", "Library", "Problem", "Refreshed", "Related", "Results"]
