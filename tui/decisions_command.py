"""`atodds decisions`: what the reader decided, as lines, as JSON, in a file to keep or to pass on."""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.opening import say_problems
from tui.output import Status, print_data, say

if TYPE_CHECKING:
    from search.article import Article
    from search.decision import Decision, Reference
    from search.library import Decisions


def run(options: argparse.Namespace) -> int:
    """Import, undo, then list or export; return the exit status."""
    from search.library import Decisions, DecisionsError
    from tui.folders import user_folders

    kept = Decisions(user_folders().state)
    try:
        return _run(options, kept)
    except DecisionsError as trouble:
        say(str(trouble))
        return Status.TROUBLE


def _run(options: argparse.Namespace, kept: "Decisions") -> int:
    from search.library.decisions import export, read_export

    source = getattr(options, "import")
    if source:
        before = len(kept.all())
        kept.keep_all(read_export(Path(source)))
        say(f"{len(kept.all()) - before} decisions were new in {source}.")
    if options.undo:
        if not options.undo.isascii() or not options.undo.isdigit():
            say(f"--undo {options.undo}: this is no number of a decision; atodds decisions lists them.")
            return Status.TROUBLE
        undone = kept.undo(int(options.undo[:18]))
        if undone is None:
            say(f"There is no decision {options.undo}; atodds decisions lists them.")
            return Status.TROUBLE
        say(f"Undone: {undone.act} “{undone.label}”.")
    articles = _read(options.paths)
    if options.paths and not articles:
        say("Nothing could be read, so no decision was looked for.")
        return Status.TROUBLE
    decisions = _on(kept, articles) if options.paths else kept.all()
    if options.export:
        return _export(export(decisions), options.export, len(decisions))
    print_data(export(decisions) if options.format == "json" else _lines(decisions, articles))
    if not decisions:
        say("Nothing was decided on these articles." if options.paths else "Nothing was decided.")
    return Status.OK if decisions else Status.NO


def _read(paths: Sequence[str]) -> "list[Article]":
    from search.articles import Problem, read_articles

    problems: list[Problem] = []
    articles = [article for path in paths for article in read_articles(Path(path), problems.append)]
    say_problems(problems)
    return articles


def _on(kept: "Decisions", articles: "Sequence[Article]") -> "tuple[Decision, ...]":
    from search.decision import content_hash

    return kept.on(content_hash(article) for article in articles)


def _export(text: str, target: str, number: int) -> int:
    if target == "-":
        print_data(text)
        return Status.OK
    try:
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        say(f"{target} exists already: name another file.")
        return Status.TROUBLE
    except OSError as error:
        say(f"{target} cannot be written ({error.strerror}).")
        return Status.TROUBLE
    say(f"{number} decisions were written to {target}.")
    return Status.OK


def _lines(decisions: "Sequence[Decision]", articles: "Sequence[Article]") -> str:
    """For each decision its number, what was decided and when, then a line a statement with its reference."""
    from search.decision import content_hash

    by_hash: dict[str, list[Article]] = {}
    for article in articles:
        by_hash.setdefault(content_hash(article), []).append(article)
    lines = []
    for decision in decisions:
        made = decision.made[:16].replace("T", " ")
        lines.append(f"{decision.number}  {decision.act}: {decision.label}  ({made})")
        for named in decision.references:
            where = _place(named, by_hash.get(named.article, [])) if articles else ""
            lines.append(f"    {named}  {' '.join(named.text.split())}{where}")
    return "".join(f"{line}\n" for line in lines)


def _place(named: "Reference", articles: "Sequence[Article]") -> str:
    for article in articles:
        if article.body.startswith(named.text, named.offset):
            return f"  {article.path}"
    return "  (not in these articles, or changed since)"
