"""Digits and words become figures."""

from search.figures.figure import Approximation, Figure, Kind
from search.figures.find import find_figures

__all__ = ["Approximation", "Figure", "Kind", "find_figures"]
