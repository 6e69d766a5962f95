"""The version of the readers, apart from them: an unchanged library asks for it without loading any."""

VERSION = 3
"""Goes up when the same bytes would become another article, so that what was stored before is read again."""
