"""A refresh brings a library up to date with its paths: as it was, or by a look at every file."""

import sqlite3

from search.articles import Problem
from search.engines.state import state_of
from search.library import survey
from search.library.filling import Shelves
from search.library.opening import Opening
from search.library.place import Place
from search.library.results import Progress, Refreshed, Stop
from search.library.traits import TRAITS_VERSION


def refresh(library: Shelves, place: Place, progress: Progress, stop: Stop) -> Refreshed:
    """Read what is new or changed, forget what is gone, bring store and index up to date."""
    problems: list[Problem] = []
    opening = Opening(place, problems.append)
    try:
        opening.open_store()
        if opening.store is not None:
            shelf = opening.store.shelf
            library.stories.kept = lambda: shelf.traits(TRAITS_VERSION)
        number = None if library.known is not None else _as_it_was(library, opening, problems)
        opening.open_index(library.engine)
        library.engine = opening.engine
        if number is not None and opening.engine is not None and opening.engine.size() == number:
            progress(number, number)
            return Refreshed(0, number, 0, 0)
        from search.library.look import Look

        return Look(library, opening, problems, progress, stop).run()
    finally:
        opening.close()


def _as_it_was(library: Shelves, opening: Opening, problems: list[Problem]) -> int | None:
    """Show a library in which nothing has changed since the last time; return how many articles, None when it has."""
    if opening.store is None:
        return None
    try:
        same = survey.unchanged(opening.store.note(survey.NOTE), library.paths, state_of(opening.place.index))
        if same is None:
            return None
        by_row = opening.store.articles()
    except (sqlite3.Error, ValueError, TypeError):
        return None
    if len(by_row) != len(same.rows) or not by_row.keys() >= set(same.rows):
        return None
    in_order = [by_row[row] for row in same.rows]
    library.all_articles = [article for _, article in in_order]
    library.by_key = dict(in_order)
    library.all_problems = [*problems, *same.problems]
    return len(in_order)
