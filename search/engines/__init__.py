"""Full-text engines behind one small interface: open, add, delete, commit, search, close."""

from search.engines.engine import Document, Engine, Found
from search.engines.fence import Untrusted
from search.engines.highlight import Highlight
from search.engines.query import Query, parse_query

__all__ = ["Document", "Engine", "Found", "Highlight", "Query", "Untrusted", "parse_query"]
