"""`atodds search`: the articles that a query finds, as lines or as JSON."""

import argparse
import json
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from search.engines import asked_in, parse_query
from search.library.searches import SearchesError
from tui.figure_facts import read_figures
from tui.opening import STANDARD_INPUT, passing_library, say_problems
from tui.output import Status, print_data, say, wants_colour

if TYPE_CHECKING:
    from search.article import Article
    from search.library import Facets, Library, Results
    from tui.expansion import Expansion

_MOST_COUNTS = 12  # values that are counted in one line
_MOST_PRINTED = 200
"""Articles that are printed where no limit is given."""


def run(options: argparse.Namespace) -> int:
    """Print what `options.query` finds under `options.paths` and return the exit status."""
    if not options.query.strip():
        say("The query is empty: name a word to search for.")
        return Status.TROUBLE
    limit = options.limit or str(_MOST_PRINTED)
    if not (limit.isascii() and limit.isdigit() and int(limit[:10]) > 0):
        say(f"--limit {limit}: this is no number of articles; write it as --limit 50.")
        return Status.TROUBLE
    with passing_library(options.paths) as library:
        library.refresh()
        try:
            typed = _kept(library, options)
        except SearchesError as trouble:
            say(str(trouble))
            return Status.TROUBLE
        if asked := asked_in(parse_query(typed)):
            read_figures(library, stories="has" in asked)
        expansion = _expansion(typed, library.articles) if options.expand else None
        query = expansion.query if expansion else typed
        results = library.search(query, int(limit[:10]), facets=options.facets)
        say_problems(library.problems)
        words = [path for path in options.paths if path != STANDARD_INPUT and _is_word(path)]
    if words:
        say("A query of several words stands between quotation marks: atodds search 'two words' PATH.")
    if not library.articles:
        say("There is no article to search in; name a folder of articles.")
        return Status.TROUBLE
    if expansion and expansion.added:
        say(expansion.sentence)
    if options.explain:
        say(f"{results.meaning}; {results.reading}" if results.reading else results.meaning)
    elif results.reading and not (expansion and expansion.added):
        say(results.reading)
    if results.suggestion:
        say(f"Did you mean {results.suggestion}?")
    if options.json:
        print_data(_as_json(typed, results))
        return Status.OK if results.hits else Status.NO
    if not results.hits:
        say("No article matches.")
        return Status.NO
    if results.total > len(results.hits):
        say(f"These are the best {len(results.hits):,} of {results.total:,} articles found; --limit N prints more.")
    counts = _as_counts(results.facets) if results.facets is not None else ""
    print_data(_as_lines(results, wants_colour(options.color)) + counts, paged=not options.no_pager)
    return Status.OK


def _kept(library: "Library", options: argparse.Namespace) -> str:
    """Return what is searched for; keep it under a name, or take what is kept under one."""
    typed: str = options.query
    if options.saved:
        kept = {each.name: each.query for each in library.searches.saved()}
        if typed not in kept:
            names = f"kept are {', '.join(kept)}" if kept else "keep one with --save NAME"
            raise SearchesError(f"No search is kept as {typed}: {names}.")
        typed = kept[typed]
    if options.save:
        library.searches.save(options.save, typed)
    return typed


def _is_word(path: str) -> bool:
    """Whether what stands where a path belongs is none, and may be a word of the query."""
    return not os.path.lexists(path) and os.sep not in path and "." not in path


def _expansion(query: str, articles: "Sequence[Article]") -> "Expansion":
    from tui.expansion import expand

    return expand(query, {article.language for article in articles if article.language})


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
    found: dict[str, object] = {"version": 1, "query": query, "total": results.total, "hits": hits}
    if results.facets is not None:
        found["facets"] = {name: dict(counts) for name, counts in _named(results.facets)}
    return json.dumps(found) + "\n"


def _as_counts(facets: "Facets") -> str:
    lines = []
    for name, counts in _named(facets):
        shown = ", ".join(f"{value or 'unknown'} {count:,}" for value, count in counts[:_MOST_COUNTS])
        more = len(counts) - _MOST_COUNTS
        lines.append(f"{name}: {shown}{f' and {more} more' if more > 0 else ''}")
    return "".join(f"{line}\n" for line in ["", *lines])


def _named(facets: "Facets") -> list[tuple[str, tuple[tuple[str, int], ...]]]:
    return [("language", facets.languages), ("source", facets.sources), ("month", facets.months)]


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
