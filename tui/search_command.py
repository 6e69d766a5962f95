"""`atodds search`: the articles that a query finds, as lines or as JSON."""

import argparse
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.opening import library_of, say_problems
from tui.output import Status, print_data, say, wants_colour

if TYPE_CHECKING:
    from search.library import Results


def run(options: argparse.Namespace) -> int:
    """Print what `options.query` finds under `options.paths` and return the exit status."""
    library = library_of(options.paths)
    try:
        library.refresh()
        results = library.search(options.query)
        say_problems(library.problems)
    finally:
        library.close()
    if not library.articles:
        say("There is no article to search in; name a folder with .txt or .md files.")
        return Status.TROUBLE
    if results.reading:
        say(results.reading)
    if options.json:
        print_data(_as_json(options.query, results))
        return Status.OK if results.hits else Status.NO
    if not results.hits:
        say("No article matches.")
        return Status.NO
    print_data(_as_lines(results, wants_colour(options.color)), paged=not options.no_pager)
    return Status.OK


def _as_json(query: str, results: "Results") -> str:
    hits = [
        {
            "path": hit.article.path,
            "title": hit.article.title,
            "source": hit.article.source,
            "language": hit.article.language,
            "date": hit.article.published.isoformat() if hit.article.published else "",
            "score": round(hit.score, 4),
            "snippet": hit.snippet,
        }
        for hit in results.hits
    ]
    return json.dumps({"version": 1, "query": query, "total": results.total, "hits": hits}) + "\n"


def _as_lines(results: "Results", colour: bool) -> str:
    lines = []
    for hit in results.hits:
        article = hit.article
        day = article.published.isoformat() if article.published else "date unknown"
        lines.append(f"{article.path}: {article.name}")
        lines.append(f"    {article.language or '??'}, {article.source or 'source unknown'}, {day}")
        lines.append(f"    {_marked(hit.snippet, hit.marks) if colour else hit.snippet}")
    return "".join(f"{line}\n" for line in lines)


def _marked(snippet: str, marks: Sequence[tuple[int, int]]) -> str:
    pieces, place = [], 0
    for start, end in marks:
        pieces += [snippet[place:start], "\x1b[1m", snippet[start:end], "\x1b[0m"]
        place = end
    return "".join([*pieces, snippet[place:]])
