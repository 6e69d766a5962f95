"""Numbers in idioms, which say nothing of a quantity."""

from search.figures.lexicon import Lexicon
from search.figures.page import Page, same


def end_of_idiom(page: Page, index: int, lexicon: Lexicon) -> int:
    """The index after an idiom that token `index` is part of, else 0."""
    word = "#" if page.is_number(index) else page.words[index]
    beside = lexicon.idiom_neighbours.get(word)
    if beside is None:
        return 0
    before = "#" if page.is_number(index - 1) else page.words[index - 1]
    after = "#" if page.is_number(index + 1) else page.words[index + 1]
    if before not in beside and after not in beside and word not in beside:
        return 0
    table = lexicon.idioms
    for first, pair in ((index - 1, (before, word)), (index, (word, after)), (index, (word,))):
        for position, phrase in table.get(pair, ()):
            if same(page.words, first - position, phrase):
                return max(index + 1, first - position + len(phrase))
    return 0
