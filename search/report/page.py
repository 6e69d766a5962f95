"""A comparison as one HTML page: it loads nothing, runs nothing, can be printed, mailed and read without a mouse."""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files

from search.article import Article
from search.compare import Comparison, Verdict
from search.report.chart import Chart, chart
from search.report.content import Content, Entry, Line, Source
from search.report.notation import day_written
from search.report.scale import Scale
from search.report.sides import MEANING, Side
from search.report.svg import svg

_SIDES = {Side.FIRST: "first", Side.OTHER: "other", Side.SAME: "agree", Side.CLOSE: "agree"}
_WORDS = {
    Verdict.CONTRADICT: "at odds",
    Verdict.UPDATED: "updated",
    Verdict.COMPATIBLE: "compatible",
    Verdict.SAME: "the same",
}
_FURNITURE = -1
"""Stands for page furniture where the number of a statement says what a span is."""


def page(content: Content) -> str:
    """The whole comparison: the quantities, each with its picture and its table, and the articles side by side."""
    style = files("search.report").joinpath("page.css").read_text("utf-8") + _linked(content)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = _title(content)
    parts = [
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        '<meta name="referrer" content="no-referrer">\n',
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n",
        '<a class="skip" href="#articles">To the articles</a>\n',
        f'<header><h1>{escape(title)}</h1>\n<p class="standfirst">{escape(_standfirst(content))}</p>\n</header>\n',
        *_overview(content),
        '<main>\n<h2 id="quantities">Quantity by quantity</h2>\n',
        *_quantities(content),
        *_not_compared(content),
        '<h2 id="articles">The articles side by side</h2>\n<div class="articles">\n',
        *_articles(content),
        "</div>\n</main>\n",
        '<footer class="small">Compared by atodds. It says what each source states and whether two statements fit '
        "together; it does not say who is right.</footer>\n</body>\n</html>\n",
    ]
    return "".join(parts)


def _title(content: Content) -> str:
    at_odds = sum(entry.quantity.verdict is Verdict.CONTRADICT for entry in content.entries)
    if not at_odds:
        return "No figures at odds"
    return f"{at_odds} {'quantity' if at_odds == 1 else 'quantities'} at odds"


def _standfirst(content: Content) -> str:
    languages = dict.fromkeys(source.language_name for source in content.sources)
    count = len(content.sources)
    return f"{count} article{'s' * (count != 1)} in {', '.join(languages)}. {content.summary}"


def _linked(content: Content) -> str:
    """Rules that light up all statements of the quantity that was jumped to."""
    return "".join(
        f"body:has(#q{entry.number}:target) .q{entry.number}{{background:var(--here)}}\n" for entry in content.entries
    )


def _overview(content: Content) -> Iterator[str]:
    if not content.entries:
        yield "<p>No figure of one article speaks of the same thing as one of another.</p>\n"
        return
    yield '<nav aria-label="Quantities"><ol>\n'
    for entry in content.entries:
        verdict = entry.quantity.verdict
        yield (
            f'<li class="{verdict.value}"><span class="mark" aria-hidden="true">{entry.mark}</span>'
            f'<a href="#q{entry.number}">{escape(entry.quantity.label)}</a>'
            f'<span class="reason"><span class="verdict">{_WORDS[verdict]}</span> · {escape(_states(entry))}</span>'
            "</li>\n"
        )
    yield "</ol></nav>\n"
    yield from (f'<p class="small">{escape(remark)}</p>\n' for remark in content.copies)


def _states(entry: Entry) -> str:
    """Each value once, with the numbers of the articles that state it."""
    who: dict[str, list[str]] = {}
    for line in entry.lines:
        who.setdefault(line.value, []).append(str(line.source.number))
    return "; ".join(f"{value} ({', '.join(dict.fromkeys(numbers))})" for value, numbers in who.items())


def _quantities(content: Content) -> Iterator[str]:
    scale = Scale(content.comparison)
    for entry in content.entries:
        quantity, key = entry.quantity, f"q{entry.number}"
        yield f'<section class="quantity {quantity.verdict.value}" id="{key}" aria-labelledby="{key}-head">\n'
        yield f'<h3 id="{key}-head"><span class="mark" aria-hidden="true">{entry.mark}</span> '
        yield f'{escape(quantity.label)}: <span class="verdict">{_WORDS[quantity.verdict]}</span></h3>\n'
        yield f'<p class="reason">{escape("; ".join([quantity.reason, *entry.remarks]))}</p>\n<div class="pair">\n'
        picture = chart(content.comparison, quantity, content.locale, scale)
        if picture is not None:
            yield from _figure(picture, key, content.locale)
        yield from _table(entry, content.locale)
        yield "</div>\n</section>\n"
    used = [side for side in Side if any(line.side is side for entry in content.entries for line in entry.lines)]
    if used:
        told = " &nbsp; ".join(f'<b class="is-{_SIDES[side]}">{side.value}</b> {MEANING[side]}' for side in used)
        yield f'<p class="small legend">{told}. Pale bars: how far a hedge or a conversion lets a value reach.</p>\n'


def _figure(picture: Chart, key: str, locale: str) -> Iterator[str]:
    caption = picture.unit[:1].upper() + picture.unit[1:]
    if picture.axis.logarithmic:
        caption += ("; " if caption else "") + ("each" if caption else "Each") + " power of ten takes the same room"
    yield f"<figure><figcaption>{escape(caption)}</figcaption>" if caption else "<figure>"
    yield svg(picture, f"{key}-chart", locale)
    notes = [f"* {note}" for note in dict.fromkeys(mark.note for mark in picture.marks) if note]
    if picture.missing:
        notes.append(f"Not on the axis, for want of an exchange rate: {'; '.join(picture.missing)}")
    if notes:
        yield f'<p class="small foot">{escape("; ".join(notes))}.</p>'
    yield "</figure>\n"


def _table(entry: Entry, locale: str) -> Iterator[str]:
    yield "<table><thead><tr><th></th><th>Source</th><th>Figure and what it stands for</th></tr></thead><tbody>\n"
    for line in entry.lines:
        source = line.source
        said = f", {escape(line.speaker)}" if line.speaker else ""
        yield (
            f'<tr><td class="is-{_SIDES[line.side]}" title="{escape(MEANING[line.side])}">{line.side.value}</td>'
            f'<td><a href="#a{source.number}">{escape(source.name)}</a>'
            f'<span class="about said">[{source.number}] {escape(source.publisher)}, '
            f"{escape(day_written(source.day, locale))}, {escape(source.language_name)}{said}</span></td>"
            f"<td><strong>{escape(line.written)}</strong>{_value(line)}"
            f'<span class="said">“<span lang="{escape(_language(source))}" dir="auto">{escape(line.quote.before)}'
            f"<strong>{escape(line.quote.figure)}</strong>{escape(line.quote.after)}</span>”</span>"
            f'<a class="place" href="#s{line.statement}"><code>{escape(line.place)}</code></a></td></tr>\n'
        )
    yield "</tbody></table>\n"


def _value(line: Line) -> str:
    if line.value == line.written:
        return ""
    return f" {'' if line.value[:1] in '≈≥≤' else '= '}{escape(line.value)}"


def _language(source: Source) -> str:
    return source.language if source.language.isalpha() else ""


def _not_compared(content: Content) -> Iterator[str]:
    if not content.left:
        return
    yield '<h2 id="left">Not compared</h2>\n<ul>\n'
    for left in content.left:
        if left.source is not None:
            yield f'<li><a href="#a{left.source.number}">Article {left.source.number}</a>: {escape(left.reason)}</li>\n'
            continue
        links = "; ".join(
            f'<a href="#s{line.statement}">[{line.source.number}] {escape(line.written)}</a>' for line in left.lines
        )
        yield f"<li>{escape(left.reason)}: {links}</li>\n"
    yield "</ul>\n"


def _articles(content: Content) -> Iterator[str]:
    owner = {line.statement: entry for entry in content.entries for line in entry.lines}
    for number, article in enumerate(content.comparison.articles):
        source = content.sources[number]
        about = f"{source.publisher}, {day_written(source.day, content.locale)}, {source.language_name}"
        yield (
            f'<article id="a{source.number}" aria-labelledby="a{source.number}-head"><header>'
            f'<h3 id="a{source.number}-head">[{source.number}] {escape(source.name)}</h3>'
            f'<span class="small">{escape(about)}<br><code>{escape(source.path)}</code></span></header>\n'
            f'<div class="body" tabindex="0" role="region" aria-label="Text of article {source.number}" '
            f'lang="{escape(_language(source))}" dir="auto">'
        )
        yield from _body(content.comparison, article, number, owner)
        yield "</div></article>\n"


def _body(comparison: Comparison, article: Article, number: int, owner: dict[int, Entry]) -> Iterator[str]:
    """The text in paragraphs, with its figures as links to their quantities and page furniture dimmed."""
    figures = [
        (statement.figure.start, statement.figure.end, index)
        for index, statement in enumerate(comparison.statements)
        if statement.article == number
    ]
    spans = sorted([*figures, *((first, last, _FURNITURE) for first, last in article.furniture)])
    start = 0
    for end in _paragraph_ends(article.body):
        if article.body[start:end].strip():
            inside = [(max(a, start), min(b, end), index) for a, b, index in spans if a < end and b > start]
            yield f"<p>{_marked(article.body, start, end, inside, owner)}</p>\n"
        start = end


def _paragraph_ends(body: str) -> Iterator[int]:
    """Where paragraphs end: at empty lines. Single line ends stay within them."""
    place = body.find("\n\n")
    while place >= 0:
        yield place + 2
        place = body.find("\n\n", place + 2)
    yield len(body)


def _marked(body: str, start: int, end: int, spans: Sequence[tuple[int, int, int]], owner: dict[int, Entry]) -> str:
    pieces, place = [], start
    for first, last, index in spans:
        if first < place:
            continue
        pieces.append(escape(body[place:first]))
        text, entry = escape(body[first:last]), owner.get(index)
        if index == _FURNITURE:
            pieces.append(f'<span class="furniture">{text}</span>')
        elif entry is None:
            pieces.append(f'<span class="figure alone" id="s{index}">{text}</span>')
        else:
            verdict = entry.quantity.verdict
            pieces.append(
                f'<a class="figure {verdict.value} q{entry.number}" id="s{index}" href="#q{entry.number}" '
                f'title="{escape(entry.quantity.label)}: {_WORDS[verdict]}">{text}<sup>{entry.mark}</sup></a>'
            )
        place = last
    pieces.append(escape(body[place:end]))
    return "".join(pieces).strip("\n")
