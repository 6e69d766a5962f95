from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.article import Article
from search.compare import Comparison
from tui.roles import Role
from tui.text.blocks import BlockKind, blocks
from tui.text.marks import figure_marks
from tui.text.page import MEASURE, Page, PageRow, lay_out
from tui.text.page_search import Hit, occurrences
from tui.text.rendition import Rendition
from tui.text.rows import Span, row_width


def text_of(page: Page) -> list[str]:
    return ["".join(run.text for run in row.row) for row in page.rows]


def article(body: str, title: str = "") -> Article:
    return Article("a.txt", title, "", "en", None, body)


def test_a_figure_bears_the_sign_of_its_verdict() -> None:
    page = lay_out(article("It cost 15 million euros then."), 60, marks=(Span(8, 24, Role.CONTRADICT),))
    assert text_of(page) == ["  It cost ≠15 million euros then."]
    assert [run.text for run in page.rows[0].row if Role.CONTRADICT in run.roles] == ["≠15 million euros"]


def test_rows_know_their_place_in_the_body_in_spite_of_signs() -> None:
    body = "One two three four five six 7 million eight nine ten eleven twelve thirteen"
    page = lay_out(article(body), 24, marks=(Span(28, 37, Role.SAME),))
    for row in page.rows:
        assert body.startswith("".join(run.text for run in row.row[1:]).split("=")[0].strip(), row.start)
    assert "=7 million" in text_of(page)[page.row_of(28)]


@pytest.mark.parametrize("width", [20, 34, 60, 200])
def test_no_row_is_wider_than_the_pane_nor_the_measure(width: int, story: Comparison) -> None:
    for number, each in enumerate(story.articles):
        page = lay_out(each, width, marks=figure_marks(story, number))
        widest = max(row_width(row.row) for row in page.rows)
        assert widest <= min(width, MEASURE + 2)


def test_the_whole_body_is_shown(story: Comparison) -> None:
    for each in story.articles:
        shown = "".join("".join(text_of(lay_out(replace(each, title=""), 70))).split())
        assert shown == "".join(each.body.split())


def test_furniture_is_dimmed_and_never_deleted() -> None:
    body = "top of page\n\nThe story goes on and on for quite some time.\nArticle 1 of 4"
    page = lay_out(replace(article(body), furniture=((0, 11), (59, 73))), 60)
    dimmed = "".join(run.text for row in page.rows for run in row.row if Role.DIM in run.roles)
    assert "top of page" in dimmed
    assert "Article 1 of 4" in dimmed
    assert "story" not in dimmed


def test_the_sentence_in_view_lies_below_the_mark_of_its_figure() -> None:
    page = lay_out(article("It cost 15 euros."), 60, marks=(Span(8, 16, Role.CONTRADICT),), here=(0, 17))
    (figure,) = [run for run in page.rows[0].row if "15" in run.text]
    assert figure.roles == (Role.HERE, Role.CONTRADICT)
    assert page.rows[0].row[0].text.startswith("▌")


def test_a_translated_block_bears_no_figures() -> None:
    body = "It cost 15 euros.\n\nIt cost 16 euros."
    page = lay_out(
        article(body),
        60,
        marks=(Span(8, 16, Role.CONTRADICT), Span(27, 35, Role.CONTRADICT)),
        renditions={0: Rendition("Costó 15 euros.")},
    )
    assert text_of(page) == ["┆ Costó 15 euros.", "", "  It cost ≠16 euros."]


def test_a_block_that_failed_keeps_its_original_and_says_why() -> None:
    page = lay_out(article("It rains."), 60, renditions={0: Rendition("the server is busy.", failed=True)})
    assert text_of(page) == ["  It rains.", "! Not translated: the server is busy. R asks again."]


def test_a_title_is_not_repeated_when_the_page_has_it_already() -> None:
    story = "It rains, and it will go on."
    assert text_of(lay_out(article(f"Big news\n\n{story}", "Big news"), 60)).count("  Big news") == 1
    assert text_of(lay_out(article(story, "Big news"), 60))[0] == "  Big news"


def test_lines_broken_to_a_width_are_joined_to_paragraphs() -> None:
    line = "this is a line that somebody broke at a width of about seventy"
    body = "\n".join([line] * 4) + "\n\n" + "\n".join([line] * 3)
    assert len(blocks(article(body))) == 2


def test_headings_and_items_are_told_from_text() -> None:
    body = "A heading\nA paragraph that is longer than its heading.\n- first\n- second\n## Another\nThe end, at last."
    kinds = [block.kind for block in blocks(article(body))]
    assert kinds == [
        BlockKind.HEADING,
        BlockKind.TEXT,
        BlockKind.ITEM,
        BlockKind.ITEM,
        BlockKind.HEADING,
        BlockKind.TEXT,
    ]


def test_emoji_joiners_are_not_drawn_and_offsets_stay_right() -> None:
    body = "⚠\ufe0f It cost 15 euros and 👨\u200d👩\u200d👧 paid 16 euros."
    first, second = body.index("15"), body.index("16")
    marks = (Span(first, first + 8, Role.SAME), Span(second, second + 8, Role.SAME))
    assert text_of(lay_out(article(body), 70, marks=marks)) == ["  ⚠ It cost =15 euros and 👨👩👧 paid =16 euros."]


def test_an_empty_article_is_an_empty_page() -> None:
    assert lay_out(article(""), 60).rows == ()


@given(
    st.lists(st.text(alphabet="ab 7", min_size=1, max_size=40), min_size=1, max_size=6),
    st.lists(st.sampled_from(["", "a", "b", "ab", "7"]), min_size=2, max_size=4),
)
def test_rows_that_were_kept_are_those_that_would_be_laid_out_again(paragraphs: list[str], typed: list[str]) -> None:
    text = article("\n\n".join(paragraphs))
    marks = tuple(Span(at, at + 1, Role.SAME) for at, letter in enumerate(text.body) if letter == "7")
    kept: dict[int, list[PageRow]] = {}
    for word in typed:
        hits = tuple(Hit(*place) for place in occurrences(text.body, word))
        current = hits[-1] if hits else None
        again = lay_out(text, 20, marks=marks, found=hits, current=current)
        assert lay_out(text, 20, marks=marks, found=hits, current=current, kept=kept) == again
