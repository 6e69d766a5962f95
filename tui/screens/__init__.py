"""The reader's screen and its two views: find, and compare."""
