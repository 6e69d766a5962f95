"""The diff-style sheet of a comparison: one group of rows a quantity, and at the end what was not compared."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from search.compare import Comparison, NotCompared, Pair, Quantity, Statement, Verdict
from search.compare.comparison import GRAVITY
from search.compare.copies import told, witnesses
from tui.roles import SIGN, VERDICT_ROLE, Role
from tui.text.camps import camps
from tui.text.marks import role_of, worst_verdicts
from tui.text.names import byline
from tui.text.rows import Row, Run, cut, fill, row_width, shown, width_of
from tui.text.wrap import wrap

WIDE = 100
"""Cells from which sources that are at odds stand on two sides, and reasons in a column of their own."""

NARROW = 72
"""Cells below which the normalised value stands under its line as well."""

LEAST_HALF = 56
"""Cells of the left side where the screen has them: fewer break reasons into scraps."""

WIDEST_SOURCE = 32
"""Cells of the name of a source on either side; titles stand in for it where it is not known, and are long."""

INDENT = 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """A comparison as rows of a width."""

    rows: tuple[Row, ...]
    heads: Mapping[int, int]
    """Number of the row at which each quantity that is shown begins, by index into `Comparison.quantities`."""
    quantity_of: tuple[int, ...]
    """Quantity that each row belongs to; -1 for rows of none."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One statement in the sheet: what it says, and what it is to the statement it is best explained by."""

    number: str
    source: str
    language: str
    written: str
    role: Role
    normalised: str
    relation: Role | None
    reason: str


@dataclass(frozen=True, slots=True)
class _Columns:
    number: int
    source: int
    language: int
    written: int
    normalised: int
    reason: int


@dataclass(frozen=True, slots=True)
class _Half:
    width: int
    source: int
    written: int


_AROUND = 12
"""Cells of a line of one half beside its source and what is written: sign, number, language, and space."""


def summary(comparison: Comparison, width: int = 10**6) -> str:
    """Return how many quantities got which verdict, in words as far as there is room, the gravest last without.

    >>> summary(Comparison((), (), (), (), ()))
    'nothing compared'
    """
    names = {
        Verdict.CONTRADICT: ("contradiction", "contradictions"),
        Verdict.UPDATED: ("updated", "updated"),
        Verdict.COMPATIBLE: ("compatible", "compatible"),
        Verdict.SAME: ("same", "same"),
    }
    verdicts = [quantity.verdict for quantity in comparison.quantities]
    parts = [
        (f"{SIGN[VERDICT_ROLE[verdict]]} {verdicts.count(verdict)}", f" {words[verdicts.count(verdict) > 1]}")
        for verdict, words in names.items()
        if verdict in verdicts
    ]
    left_out = sum(len(entry.statements) for entry in comparison.not_compared)
    if left_out:
        parts.append((f"{SIGN[Role.FIGURE]} {left_out}", " not compared"))
    for named in range(len(parts), -1, -1):
        text = "   ".join(count + (words if place < named else "") for place, (count, words) in enumerate(parts))
        if width_of(text) <= width:
            break
    return text or "nothing compared"


def lay_out_sheet(comparison: Comparison, width: int, shown_quantities: Sequence[int] | None = None) -> Sheet:
    """Lay the comparison out in rows of at most `width` cells.

    Args:
        comparison: What to lay out.
        width: Cells.
        shown_quantities: Indices of the quantities to show, None for all of them; what was not compared is listed
            below all quantities only.

    """
    rows: list[Row] = []
    heads: dict[int, int] = {}
    owner: list[int] = []
    worst = worst_verdicts(comparison)
    indices = range(len(comparison.quantities)) if shown_quantities is None else shown_quantities
    groups = {index: list(_lines(comparison, comparison.quantities[index], worst)) for index in indices}
    columns = _columns([line for group in groups.values() for line in group], width)
    sides_of = {index: camps(comparison, comparison.quantities[index]) for index in indices} if width >= WIDE else {}
    halves = _halves(groups, {index: sides for index, sides in sides_of.items() if len(sides) > 1}, comparison, width)
    for index, lines in groups.items():
        quantity = comparison.quantities[index]
        if rows:
            rows.append(())
            owner.append(-1)
        heads[index] = len(rows)
        rows += _head(comparison, quantity, width)
        sides = sides_of.get(index, ())
        if len(sides) > 1:
            rows += _split(quantity, dict(zip(quantity.statements, lines, strict=True)), sides, halves)
        else:
            for line in lines:
                rows += _line_rows(line, columns, width)
        owner += [index] * (len(rows) - len(owner))
    if shown_quantities is None:
        rows += _copies(comparison, width, after=bool(rows))
        rows += _not_compared(comparison, width, after=bool(rows))
        if not comparison.quantities:
            rows.insert(0, (Run(" No figure of one article speaks of the same thing as one of another.", (Role.DIM,)),))
    elif not rows:
        rows.append((Run(" No quantity is like that.", (Role.DIM,)),))
    owner += [-1] * (len(rows) - len(owner))
    return Sheet(tuple(rows), heads, tuple(owner))


def _halves(
    groups: Mapping[int, Sequence[_Line]],
    sides_of: Mapping[int, Sequence[Sequence[int]]],
    comparison: Comparison,
    width: int,
) -> tuple[_Half, _Half]:
    """Two halves whose columns are those of all quantities, the left one no wider than it needs."""
    left: list[_Line] = []
    right: list[_Line] = []
    for index, sides in sides_of.items():
        for number, line in zip(comparison.quantities[index].statements, groups[index], strict=True):
            (left if number in sides[0] else right).append(line)
    widest = (width - 3) // 2
    first = _half(left, widest)
    taken = min(widest, max(LEAST_HALF, first.source + first.written + _AROUND + 2))
    return replace(first, width=taken), _half(right, width - 3 - taken)


def _half(lines: Sequence[_Line], width: int) -> _Half:
    written = min(max((width_of(line.written) for line in lines), default=0), max(10, width // 2))
    source = max((width_of(line.source) for line in lines), default=0)
    return _Half(width, min(source, WIDEST_SOURCE, max(6, width - written - _AROUND - 1)), written)


def _split(
    quantity: Quantity, lines: Mapping[int, _Line], sides: Sequence[Sequence[int]], halves: tuple[_Half, _Half]
) -> Iterator[Row]:
    """What most sources state at the left, what is at odds with it at the right."""
    left = list(_side(lines, sides[:1], quantity.reason, halves[0], None))
    right = list(_side(lines, sides[1:], quantity.reason, halves[1], VERDICT_ROLE[quantity.verdict]))
    for first, second in zip_longest(left, right, fillvalue=(Run(" "),)):
        yield (*first, Run(" " * (halves[0].width - row_width(first))), Run(" │ ", (Role.RULE,)), *second)


def _side(
    lines: Mapping[int, _Line], sides: Sequence[Sequence[int]], reason: str, half: _Half, odd: Role | None
) -> Iterator[Row]:
    """Statements of one half, in columns; below each what explains it, and its value unless that was said before.

    The first statement of each side that is at odds with the other half bears the sign `odd`.
    """
    for side in sides:
        said = reason
        for index in side:
            line = lines[index]
            relation = odd if index == side[0] else line.relation
            sign = (relation,) if relation else ()
            yield (
                Run(" "),
                Run(f" {SIGN[sign[0]]} " if sign else "   ", sign),
                Run(fill(line.number, 2, right=True) + " ", (Role.DIM,)),
                Run(fill(line.source, half.source)),
                Run(" " + fill(line.language, 2) + "  ", (Role.DIM,)),
                Run(cut(line.written, half.written), (line.role,)),
            )
            value = "" if line.normalised in said else line.normalised
            explained = line.reason if relation is Role.COMPATIBLE else ""
            said += line.normalised
            if below := " · ".join(filter(None, (value, explained))):
                yield from _under(below, 7, half.width, (Role.DIM,))


def _head(comparison: Comparison, quantity: Quantity, width: int) -> Iterator[Row]:
    role = VERDICT_ROLE[quantity.verdict]
    sign = Run(f" {SIGN[role]} ", (role,))
    label = Run(" " + cut(_name(comparison, quantity), width - 5), (Role.TITLE,))
    room = width - width_of(sign.text) - width_of(label.text) - 3
    reason = shown(quantity.reason)
    if width_of(reason) <= room:
        yield (sign, label, Run("   " + reason, (Role.DIM,)))
        return
    yield (sign, label)
    yield from _under(reason, 4, width, (Role.DIM,))


def _name(comparison: Comparison, quantity: Quantity) -> str:
    """Its label, whether a person decided what belongs to it, and how many sources it has if copies are among them."""
    articles = len({comparison.statements[index].article for index in quantity.statements})
    sources = witnesses(comparison, quantity)
    parts = [quantity.label, "decided by you" if quantity.by_reader else ""]
    if sources < articles:
        parts.append(f"{articles} articles, {sources} {'source' if sources == 1 else 'sources'}")
    return " · ".join(filter(None, parts))


def _under(text: str, indent: int, width: int, roles: tuple[Role, ...]) -> Iterator[Row]:
    """Rows of wrapped text behind an indent."""
    text = shown(text)
    for start, end in wrap(text, max(10, width - indent - 1)):
        yield Run(" " * indent), Run(text[start:end], roles)


def _lines(comparison: Comparison, quantity: Quantity, worst: dict[int, Verdict]) -> Iterator[_Line]:
    pairs = [comparison.pairs[index] for index in quantity.pairs]
    for position, index in enumerate(quantity.statements):
        statement = comparison.statements[index]
        pair, other = _telling_pair(pairs, index, quantity.statements[:position])
        reason = ""
        if pair is not None and other is not None:
            reason = _explained(comparison, quantity, pair, index, other, only_one_above=position == 1)
        relation = VERDICT_ROLE[pair.verdict] if pair else None
        yield _line(comparison, statement, role_of(worst.get(index)), relation, reason)


def _telling_pair(pairs: list[Pair], index: int, before: tuple[int, ...]) -> tuple[Pair | None, int | None]:
    """The pair that best places a statement among those above it: with the nearest agreement, else the worst."""
    above = [(pair, pair.a if pair.b == index else pair.b) for pair in pairs if index in (pair.a, pair.b)]
    above = [(pair, other) for pair, other in above if other in before]
    if not above:
        return None, None
    return min(above, key=lambda each: (GRAVITY[each[0].verdict], before.index(each[1])))


def _explained(
    comparison: Comparison, quantity: Quantity, pair: Pair, index: int, other: int, *, only_one_above: bool
) -> str:
    """What a line says of its pair: what it is to which article, and why, where the head does not say so already."""
    statement = comparison.statements[other]
    number = statement.article + 1
    reason = "" if pair.reason == quantity.reason else pair.reason
    match pair.verdict:
        case Verdict.SAME:
            return "" if only_one_above else f"as in {number}"
        case Verdict.COMPATIBLE:
            return reason if only_one_above else f"fits {number}: {reason}" if reason else f"fits {number}"
        case Verdict.UPDATED:
            when = _when(comparison, comparison.statements[index], statement)
            return reason or ("" if only_one_above else f"{when} in {number}, {_value(statement)}")
        case Verdict.CONTRADICT:
            return reason or ("" if only_one_above else f"at odds with {number}, {_value(statement)}")


def _when(comparison: Comparison, statement: Statement, other: Statement) -> str:
    """How the day of a statement's article lies to that of another's."""
    mine = comparison.articles[statement.article].published
    its = comparison.articles[other.article].published
    if mine is None or its is None or mine == its:
        return "otherwise"
    return "later than" if mine > its else "earlier than"


def _value(statement: Statement) -> str:
    return statement.normalised or shown(statement.figure.text)


def _line(comparison: Comparison, statement: Statement, role: Role, relation: Role | None, reason: str) -> _Line:
    article = comparison.articles[statement.article]
    source = byline(article)
    if statement.speaker:
        source = f"{source}, {statement.speaker}"
    return _Line(
        number=str(statement.article + 1),
        source=source,
        language=article.language,
        written=shown(statement.figure.text),
        role=role,
        normalised=statement.normalised,
        relation=relation,
        reason=reason,
    )


def _columns(lines: list[_Line], width: int) -> _Columns:
    """Widths that give every column what it needs as far as there is room."""

    def widest(texts: Iterable[str], limit: int) -> int:
        return min(limit, max((width_of(text) for text in texts), default=0))

    number = widest((line.number for line in lines), 4)
    language = widest((line.language for line in lines), 3)
    wide = width >= WIDE
    written = widest((line.written for line in lines), 34 if wide else 28)
    normalised = widest((line.normalised for line in lines), 26 if wide else 24 if width >= NARROW else 0)
    fixed = INDENT + 4 + number + 1 + language + 2 + written + 2 + normalised + 1
    free = max(0, width - fixed)
    source = widest((line.source for line in lines), min(free, 30) if not wide else min(26, free))
    source = max(source, min(8, free))
    reason = width - fixed - source - 2 if wide else 0
    return _Columns(number, source, language, written, normalised, max(0, reason))


def _line_rows(line: _Line, columns: _Columns, width: int) -> Iterator[Row]:
    relation = (line.relation,) if line.relation else ()
    sign = SIGN[line.relation] if line.relation else " "
    row = (
        Run(" " * INDENT),
        Run(f" {sign} ", relation),
        Run(" " + fill(line.number, columns.number, right=True), (Role.DIM,)),
        Run(" " + fill(line.source, columns.source)),
        Run(" " + fill(line.language, columns.language), (Role.DIM,)),
        Run("  "),
        *_written(line, columns.written),
        Run("  " + fill(line.normalised, columns.normalised, right=True)),
    )
    below = line.reason if columns.normalised else " · ".join(filter(None, (line.normalised, line.reason)))
    if not below:
        yield row
    elif columns.reason >= 24:
        text = shown(line.reason)
        before = sum(width_of(run.text) for run in row) + 2
        for index, (start, end) in enumerate(wrap(text, columns.reason)):
            lead = (*row, Run("  ")) if index == 0 else (Run(" " * before),)
            yield (*lead, Run(text[start:end], (Role.DIM,)))
    else:
        yield row
        yield from _under(below, INDENT + 4 + columns.number + 1, width, (Role.DIM,))


def _written(line: _Line, width: int) -> Row:
    written = cut(line.written, width)
    return (Run(written, (line.role,)), Run(" " * (width - width_of(written))))


def _copies(comparison: Comparison, width: int, *, after: bool) -> Iterator[Row]:
    if comparison.copies and after:
        yield ()
    for group in comparison.copies:
        yield from _under(told(group), 4, width, (Role.TITLE,))


def _not_compared(comparison: Comparison, width: int, *, after: bool) -> Iterator[Row]:
    if not comparison.not_compared:
        return
    if after:
        yield ()
    yield (Run(f" {SIGN[Role.FIGURE]} ", (Role.FIGURE,)), Run(" not compared, because", (Role.TITLE,)))
    for entry in comparison.not_compared:
        yield from _under(_what(comparison, entry), 4, width, (Role.DIM,))


def _what(comparison: Comparison, entry: NotCompared) -> str:
    if entry.article is not None:
        return f"{entry.article + 1} {byline(comparison.articles[entry.article])}: {entry.reason}"
    by_article: dict[int, list[str]] = {}
    for index in entry.statements:
        statement = comparison.statements[index]
        by_article.setdefault(statement.article, []).append(statement.figure.text)
    figures = "; ".join(f"{article + 1} " + ", ".join(texts) for article, texts in sorted(by_article.items()))
    return f"{entry.reason}: {figures}" if figures else entry.reason
