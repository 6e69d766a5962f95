"""Full-text engines behind one small interface: open, add, delete, commit, search, suggest, close."""

from search.engines.document import Document
from search.engines.engine import Engine, Found
from search.engines.fence import Untrusted
from search.engines.highlight import Highlight
from search.engines.narrowing import Order, Within
from search.engines.query import Asked, Query, asked_in, parse_query

__all__ = [
    "Asked",
    "Document",
    "Engine",
    "Found",
    "Highlight",
    "Order",
    "Query",
    "Untrusted",
    "Within",
    "asked_in",
    "parse_query",
]
