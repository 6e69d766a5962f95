"""Figures of several articles become quantities with verdicts."""

from search.compare.comparison import Comparison, NotCompared, Pair, Quantity, Statement, Verdict
from search.compare.pipeline import compare

__all__ = ["Comparison", "NotCompared", "Pair", "Quantity", "Statement", "Verdict", "compare"]
