"""Figures of several articles become quantities with verdicts."""

from search.compare.comparison import Comparison, NotCompared, Pair, Quantity, Statement, Verdict

__all__ = ["Comparison", "NotCompared", "Pair", "Quantity", "Statement", "Verdict"]
