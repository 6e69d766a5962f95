"""Digits and words become figures."""

from search.figures.figure import Approximation, Figure, Kind

__all__ = ["Approximation", "Figure", "Kind"]
