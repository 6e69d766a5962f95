"""Articles and comparisons become rows of text: pure functions that know no widget."""
