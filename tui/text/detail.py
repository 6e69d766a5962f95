"""All that is known of one quantity: its values on a scale, each statement in its sentence, and the reasons."""

from collections.abc import Iterator
from itertools import combinations

from search.article import Article
from search.compare import Comparison, Pair, Quantity, Statement
from tui.roles import SIGN, VERDICT_ROLE, Role
from tui.text.camps import camps
from tui.text.names import byline
from tui.text.rows import Row, Run, Span, cut, cut_row, shown, styled
from tui.text.wrap import wrap

INDENT = 4
QUOTE_LIMIT = 600
"""Characters of a sentence that are quoted; longer ones are cut around the figure."""


def lay_out_detail(comparison: Comparison, quantity: Quantity, width: int, locale: str = "en") -> tuple[Row, ...]:
    """Return the detail of a quantity as rows of at most `width` cells; values on its scale as `locale` writes them."""
    rows: list[Row] = [()]
    role = VERDICT_ROLE[quantity.verdict]
    rows.append((Run(f" {SIGN[role]} ", (role,)), Run(" " + cut(quantity.label, width - 6), (Role.TITLE,))))
    rows += _text(quantity.reason, width, (Role.DIM,))
    sides = camps(comparison, quantity)
    rows += _picture(comparison, quantity, width, locale)
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


def _picture(comparison: Comparison, quantity: Quantity, width: int, locale: str) -> Iterator[Row]:
    """The values of the statements on one axis, those in other units converted as for the verdict."""
    # Heavy: rates and Babel, which only those who look into a quantity need.
    from search.report.chart import chart
    from search.report.plot import plot

    drawn = chart(comparison, quantity, locale)
    if drawn is None or width < _LEAST_PICTURE:
        return
    yield ()
    looks = {"-": Role.CONTRADICT, "+": Role.CONTRADICT, "=": Role.SAME, "~": Role.COMPATIBLE}
    for row in plot(drawn, min(width - INDENT - 1, _WIDEST_PICTURE)):
        start, end = row.drawn
        text = shown(row.text)
        if row.side is None or len(text) != len(row.text):
            yield (Run(" " * INDENT), Run(text, (Role.DIM,)))
        else:
            # The look of a contradiction has a ground: only what is drawn bears it, not the room around.
            end = start + len(text[start:end].rstrip())
            start = end - len(text[start:end].lstrip())
            look = (looks[row.side.value],)
            yield (Run(" " * INDENT), Run(text[:start]), Run(text[start:end], look), Run(text[end:]))


_LEAST_PICTURE, _WIDEST_PICTURE = 48, 100


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
    read_as: dict[str, dict[int, None]] = {}
    for statement in statements:
        if statement.reason:
            read_as.setdefault(statement.reason, {})[statement.article + 1] = None
    for reason, numbers in read_as.items():
        rows += _text(f"{', '.join(map(str, numbers))}: {reason}", width)
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
