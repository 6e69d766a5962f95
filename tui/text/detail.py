"""All that is known of one quantity: its values on a scale, each statement in its sentence, and the reasons."""

from collections.abc import Iterator
from itertools import combinations

from search.article import Article
from search.compare import Comparison, Pair, Quantity, Statement
from search.figures import Figure, Kind
from tui.roles import SIGN, VERDICT_ROLE, Role
from tui.text.camps import camps
from tui.text.dotplot import Extent, dot_plot
from tui.text.names import byline
from tui.text.rows import Row, Run, Span, cut, cut_row, fill, shown, styled, width_of
from tui.text.wrap import wrap

INDENT = 4
QUOTE_LIMIT = 600
"""Characters of a sentence that are quoted; longer ones are cut around the figure."""


def lay_out_detail(comparison: Comparison, quantity: Quantity, width: int) -> tuple[Row, ...]:
    """Return the detail of a quantity as rows of at most `width` cells."""
    rows: list[Row] = [()]
    role = VERDICT_ROLE[quantity.verdict]
    rows.append((Run(f" {SIGN[role]} ", (role,)), Run(" " + cut(quantity.label, width - 6), (Role.TITLE,))))
    rows += _text(quantity.reason, width, (Role.DIM,))
    sides = camps(comparison, quantity)
    rows += _scale(comparison, sides, width)
    for number, side in enumerate(sides):
        if len(sides) > 1:
            rows += [(), (Run("  " + cut(_side_title(comparison, side, number), width - 3), (Role.TITLE,)),)]
        for index in side:
            rows += [(), *_statement(comparison, index, role if len(sides) > 1 else Role.FIGURE, width)]
    rows += _pairs(comparison, quantity, width)
    rows += _grouping(comparison, quantity, width)
    return tuple(cut_row(row, width) for row in rows)


def _side_title(comparison: Comparison, side: tuple[int, ...], number: int) -> str:
    sources = len({comparison.statements[index].article for index in side})
    value = comparison.statements[side[0]].normalised
    return f"{'against it, ' if number else ''}{value}: {sources} source{'' if sources == 1 else 's'}"


def _text(text: str, width: int, roles: tuple[Role, ...] = (), indent: int = INDENT) -> Iterator[Row]:
    text = shown(text)
    for start, end in wrap(text, max(10, width - indent - 1)):
        yield (Run(" " * indent), Run(text[start:end], roles))


def _name(article: Article, statement: Statement) -> str:
    return byline(article) + (f", {statement.speaker}" if statement.speaker else "")


def _scale(comparison: Comparison, sides: tuple[tuple[int, ...], ...], width: int) -> Iterator[Row]:
    """The dot plot of the statements in the unit that most of them have."""
    order = [index for side in sides for index in side]
    units = [_unit(comparison.statements[index].figure) for index in order]
    unit = max(dict.fromkeys(units), key=units.count)
    drawn = [index for index, each in zip(order, units, strict=True) if each == unit]
    extents = [Extent(comparison.statements[i].figure.low, comparison.statements[i].figure.high) for i in drawn]
    if len(drawn) < 2 or all(extent == Extent(None, None) for extent in extents):
        return
    names = [
        f"{s.article + 1} {_name(comparison.articles[s.article], s)}" for s in (comparison.statements[i] for i in drawn)
    ]
    label = min(24, max(map(width_of, names)), max(6, width // 3))
    values = [comparison.statements[i].normalised for i in drawn]
    value = min(22, max(map(width_of, values)))
    room = width - INDENT - label - value - 5
    if room < 12:
        return
    lines, logarithmic = dot_plot(extents, min(room, 60))
    yield ()
    for name, line, text in zip(names, lines, values, strict=True):
        yield (
            Run(" " * INDENT + fill(name, label)),
            Run("  " + line, (Role.ACCENT,)),
            Run("  " + fill(text, value, right=True)),
        )
    notes = ["logarithmic scale"] if logarithmic else []
    left_out = sorted({each or "no unit" for each in units if each != unit})
    if left_out:
        notes.append(f"not drawn, because in another unit: {', '.join(left_out)}")
    if notes:
        yield from _text("; ".join(notes), width, (Role.DIM,))


def _unit(figure: Figure) -> str:
    """What values are drawn on one scale by; the unit of a count is a noun, in the language of its article."""
    return "" if figure.kind is Kind.COUNT else figure.unit


def _statement(comparison: Comparison, index: int, role: Role, width: int) -> Iterator[Row]:
    statement = comparison.statements[index]
    article = comparison.articles[statement.article]
    day = article.published.isoformat() if article.published else "date unknown"
    head = f"{statement.article + 1} {_name(article, statement)} · {article.language or '??'} · {day}"
    yield (Run("  "), Run(cut(head, width - 3), (Role.KEY,)))
    text, span = _quoted(article.body, statement)
    for start, end in wrap(text, max(10, width - INDENT - 3)):
        yield (Run(" " * INDENT), Run("│ ", (Role.RULE,)), *styled(text, start, end, [Span(*span, role)], ()))
    if statement.normalised:
        yield from _text(f"= {statement.normalised}", width, (Role.DIM,))


def _quoted(body: str, statement: Statement) -> tuple[str, tuple[int, int]]:
    """The sentence of a statement on one line, and where its figure stands in it."""
    start, end = statement.sentence
    figure = statement.figure
    if end - start > QUOTE_LIMIT:
        start = max(start, figure.start - QUOTE_LIMIT // 2)
        end = min(end, figure.end + QUOTE_LIMIT // 2)
    before, inside, after = body[start : figure.start], body[figure.start : figure.end], body[figure.end : end]
    parts = [shown(part) for part in (before, inside, after)]
    first = len(parts[0])
    return "".join(parts), (first, first + len(parts[1]))


def _pairs(comparison: Comparison, quantity: Quantity, width: int) -> Iterator[Row]:
    """Why two statements got their verdict, the gravest first and each reason once; what is the same needs none."""
    found = [comparison.pairs[index] for index in quantity.pairs]
    shown_pairs = [pair for pair in found if VERDICT_ROLE[pair.verdict] is not Role.SAME]
    if not shown_pairs:
        return
    yield ()
    yield (Run("  Why", (Role.TITLE,)),)
    gravest = list(VERDICT_ROLE)
    said: set[str] = set()
    for pair in sorted(shown_pairs, key=lambda pair: -gravest.index(pair.verdict.value)):
        if pair.reason in said:
            continue
        said.add(pair.reason)
        role = VERDICT_ROLE[pair.verdict]
        first, *others = _text(f"{_both(comparison, pair)}: {pair.reason}", width, (), INDENT)
        yield (Run("  "), Run(SIGN[role], (role,)), Run(" "), *first[1:])
        yield from others


def _both(comparison: Comparison, pair: Pair) -> str:
    one, other = comparison.statements[pair.a], comparison.statements[pair.b]
    return f"{one.article + 1} “{shown(one.figure.text)}” and {other.article + 1} “{shown(other.figure.text)}”"


def _grouping(comparison: Comparison, quantity: Quantity, width: int) -> Iterator[Row]:
    """Why the statements were taken for ones of a quantity: what each was read as, and which words they share."""
    statements = [comparison.statements[index] for index in quantity.statements]
    rows: list[Row] = []
    reasons = dict.fromkeys((statement.article + 1, statement.reason) for statement in statements if statement.reason)
    for number, reason in reasons:
        rows += _text(f"{number}: {reason}", width)
    shared = [
        one.objects & other.objects
        for one, other in combinations(statements, 2)
        if one.article != other.article and one.objects & other.objects
    ]
    words = sorted({word for words in shared for word in words})
    if words:
        rows += _text(f"words they share: {', '.join(words[:12])}", width)
    if rows:
        yield ()
        yield (Run(cut("  Taken for one quantity, because", width), (Role.TITLE,)),)
        yield from rows
