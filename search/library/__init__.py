"""Many articles as one thing: scan, store, search.

>>> library = Library([Path("seeds")], cache, state)
>>> library.refresh()
>>> library.search("inversión lang:es").hits
"""

from search.articles import Problem
from search.library.library import Library
from search.library.results import Hit, Refreshed, Results

__all__ = ["Hit", "Library", "Problem", "Refreshed", "Results"]
