"""The one table of what can be done: it feeds the keys, the foot of the screen, the help and the palette."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the configuration is checked without a screen
    from textual.binding import Binding


class Context(StrEnum):
    """Where a command's keys work; the values head its part of the help."""

    FIND = "Finding"
    SEARCH = "In the search line"
    SIDE = "In the filters and the kept searches"
    NAMING = "Naming a search"
    COMPARE = "Reading and comparing"
    PAGE = "In the line to find in the texts"
    ROWS = "Moving"
    OVER = "In this help and other lists over the screen"
    EVERYWHERE = "Everywhere"


@dataclass(frozen=True, slots=True)
class Command:
    """Something the reader can be told to do."""

    id: str
    """Also the name of its action: the method `action_<id>` of the widget that its context belongs to."""
    keys: tuple[str, ...]
    """Keys as Textual names them; the first is the one that is shown."""
    title: str
    """One or two words, for the foot of the screen."""
    help: str
    """One sentence, for the help and the palette."""
    context: Context
    in_foot: bool = True
    """Whether the foot of the screen names it where it is possible."""
    in_palette: bool = True

    @property
    def shown_keys(self) -> str:
        """Its keys for people: "j, ↓"."""
        return ", ".join(key_name(key) for key in self.keys) or "no key"


AGREE = Command(
    "agree", ("y",), "yes, send it", "Agree that the text leaves this machine, when asked.", Context.COMPARE,
    in_palette=False,
)  # fmt: skip
COMMANDS = (
    Command("open", ("enter",), "open", "Open the article under the cursor.", Context.FIND),
    Command("choose", ("space",), "choose", "Choose the article for comparing, or drop it again.", Context.FIND),
    Command("compare", ("c",), "compare", "Compare the chosen articles, or all that are listed.", Context.FIND),
    Command("search", ("slash",), "search", "Type what to search for; results come as you type.", Context.FIND),
    Command("problems", ("p",), "problems", "Show what could not be read, and why.", Context.FIND),
    Command("clear", ("escape",), "clear", "Empty the search line, then drop filters, then chosen articles.",
            Context.FIND),
    Command("agree_query", AGREE.keys, AGREE.title, "Agree that the query leaves this machine, when asked.",
            Context.FIND, in_palette=False),
    Command("leave_search", ("escape", "enter"), "to the list", "Go from the search line to the list.", Context.SEARCH,
            in_palette=False),
    Command("earlier", ("up",), "earlier", "Search for what was searched for before.", Context.SEARCH,
            in_palette=False),
    Command("later", ("down",), "later", "Search for what came after that; from the latest go to the list.",
            Context.SEARCH, in_foot=False, in_palette=False),
    Command("take", ("enter", "space"), "take", "Set or drop the filter; search for what is under the cursor.",
            Context.SIDE, in_palette=False),
    Command("drop", ("x", "delete"), "forget", "Drop the filter, or forget the search.",
            Context.SIDE, in_palette=False),
    Command("next_section", ("tab",), "next kind", "Go to the next heading.", Context.SIDE, in_palette=False),
    Command("close_side", ("escape", "f", "H"), "close", "Show the preview again.", Context.SIDE, in_palette=False),
    Command("keep_search", ("enter",), "keep", "Keep the search under this name.", Context.NAMING, in_palette=False),
    Command("drop_name", ("escape",), "do not keep", "Keep nothing.", Context.NAMING, in_palette=False),
    Command("next_quantity", ("n",), "next", "Go to the next quantity in the panel and all panes.", Context.COMPARE),
    Command("previous_quantity", ("N",), "previous", "Go to the previous quantity.", Context.COMPARE, in_foot=False),
    Command("next_pane", ("tab",), "next pane", "Go to the next pane, and from the last one to the panel.",
            Context.COMPARE),
    Command("previous_pane", ("shift+tab",), "pane before", "Go to the pane before.", Context.COMPARE, in_foot=False),
    Command("next_article", ("right", "l"), "next article", "Show in this pane the next article that is in none.",
            Context.COMPARE, in_foot=False),
    Command("previous_article", ("left", "h"), "article back", "Show in this pane the article before.",
            Context.COMPARE, in_foot=False),
    Command("split", ("plus", "vertical_line"), "split", "Open a pane beside this one, with the next article.",
            Context.COMPARE, in_foot=False),
    Command("split_same", ("asterisk",), "split same",
            "Open a second pane with this article, at another place or translated.",
            Context.COMPARE, in_foot=False),
    Command("close_pane", ("minus",), "close pane", "Close this pane; its article stays open.", Context.COMPARE,
            in_foot=False),
    Command("wider", ("greater_than_sign",), "wider", "Make this pane wider.", Context.COMPARE, in_foot=False),
    Command("narrower", ("less_than_sign",), "narrower", "Make this pane narrower.", Context.COMPARE, in_foot=False),
    Command("pane_left", ("left_parenthesis",), "move left", "Move this pane to the left.", Context.COMPARE,
            in_foot=False),
    Command("pane_right", ("right_parenthesis",), "move right", "Move this pane to the right.", Context.COMPARE,
            in_foot=False),
    Command("even", ("equals_sign",), "even", "Show as many panes as fit again, all of one width.", Context.COMPARE,
            in_foot=False),
    Command("link", ("a",), "link", "Let the panes scroll together, by what paragraphs tell, or each alone.",
            Context.COMPARE, in_foot=False),
    Command("translate", ("t",), "translate", "Translate the pane, or show its original again.", Context.COMPARE),
    Command("both", ("T",), "both", "Show the original and below each paragraph its translation, or only that.",
            Context.COMPARE, in_foot=False),
    Command("retry", ("R",), "ask again", "Translate the paragraphs that could not be translated.", Context.COMPARE),
    Command("target", ("L",), "language", "Choose the language to translate into.", Context.COMPARE, in_foot=False),
    AGREE,
    Command("detail", ("enter",), "detail", "Look into the quantity in view: quotes, rates, a scale, reasons.",
            Context.COMPARE),
    Command("matrix", ("v",), "table", "Show all quantities in a table, with a column a source.", Context.COMPARE),
    Command("contradictions", ("c",), "only ≠", "Show the contradictions alone, or everything again.", Context.COMPARE),
    Command("kind", ("f",), "kind", "Show the quantities of the next kind alone: money, counts, dates.",
            Context.COMPARE, in_foot=False),
    Command("source", ("r",), "one source", "Show where the article with the keys differs from others.",
            Context.COMPARE, in_foot=False),
    Command("next_figure", ("full_stop",), "next figure", "Go to the next figure of the article.", Context.COMPARE,
            in_foot=False),
    Command("previous_figure", ("comma",), "figure back", "Go to the figure before.", Context.COMPARE, in_foot=False),
    Command("jump", ("J",), "jump", "Put letters on the figures and paragraphs in view; pressing them goes there.",
            Context.COMPARE, in_foot=False),
    Command("set_mark", ("M",), "mark", "Remember this place by a letter.", Context.COMPARE, in_foot=False),
    Command("go_to_mark", ("apostrophe",), "to mark", "Go to the place of a letter; ' goes to where you were before.",
            Context.COMPARE, in_foot=False),
    Command("source_file", ("E",), "file", "Open the file of the article in $VISUAL, $EDITOR or a pager.",
            Context.COMPARE, in_foot=False),
    Command("links", ("U",), "links", "List the links of the article and copy one; nothing is fetched.",
            Context.COMPARE, in_foot=False),
    Command("panel", ("d",), "panel", "Show or hide the panel of differences.", Context.COMPARE),
    Command("take_out", ("o",), "take out", "Take out of the quantity what the article in this pane states.",
            Context.COMPARE, in_foot=False),
    Command("join", ("m",), "join", "Join two quantities: press it at the one, then at the other.", Context.COMPARE,
            in_foot=False),
    Command("decisions", ("D",), "decisions", "List what you decided on these articles.", Context.COMPARE,
            in_foot=False),
    Command("story_here", ("s",), "story", "Compare the story that the article in this pane tells.", Context.COMPARE,
            in_foot=False),
    Command("copy", ("Y",), "copy", "Copy the quantity with its statements, as Markdown.", Context.COMPARE,
            in_foot=False),
    Command("copy_quote", ("e",), "copy quote", "Copy what this article states of the quantity, with its source.",
            Context.COMPARE, in_foot=False),
    Command("copy_all", ("C",), "copy all", "Copy the whole comparison, as Markdown.", Context.COMPARE, in_foot=False),
    Command("report", ("w",), "report", "Write the whole comparison into a new file: a page, text, a table, JSON.",
            Context.COMPARE, in_foot=False),
    Command("find", ("slash",), "find", "Find words in the texts that are open; n and N go through them.",
            Context.COMPARE),
    Command("search_all", ("S",), "search all", "Go back and search in all articles.", Context.COMPARE, in_foot=False),
    Command("keep_found", ("enter", "down"), "keep", "Go on reading with what was found marked.", Context.PAGE,
            in_palette=False),
    Command("drop_found", ("escape",), "close", "Close the line and go back to where you were.", Context.PAGE,
            in_palette=False),
    Command("leave", ("escape",), "back", "Go back to the list of articles.", Context.COMPARE, in_foot=False),
    Command("row_down", ("j", "down"), "down", "Go down a row.", Context.ROWS, in_foot=False, in_palette=False),
    Command("row_up", ("k", "up"), "up", "Go up a row.", Context.ROWS, in_foot=False, in_palette=False),
    Command("page_down", ("pagedown", "space", "ctrl+f"), "page down", "Go down a page; in the list space chooses.",
            Context.ROWS, in_foot=False, in_palette=False),
    Command("page_up", ("pageup", "b", "ctrl+b"), "page up", "Go up a page.", Context.ROWS, in_foot=False,
            in_palette=False),
    Command("top", ("g", "home"), "top", "Go to the beginning.", Context.ROWS, in_foot=False, in_palette=False),
    Command("bottom", ("G", "end"), "bottom", "Go to the end.", Context.ROWS, in_foot=False, in_palette=False),
    Command("close", ("escape",), "close", "Close it.", Context.OVER, in_palette=False),
    Command("help", ("question_mark",), "help", "Show or hide the keys.", Context.EVERYWHERE),
    Command("palette", ("ctrl+p",), "commands", "Find a command by its name.", Context.EVERYWHERE, in_foot=False,
            in_palette=False),
    Command("redraw", ("ctrl+l",), "redraw", "Draw the screen again, after something else has written on it.",
            Context.EVERYWHERE, in_foot=False),
    Command("suspend", ("ctrl+z",), "suspend", "Stop the reader and go to the shell, from which fg goes on.",
            Context.EVERYWHERE, in_foot=False, in_palette=False),
    Command("back", ("q",), "quit", "Go back, and from the list of articles quit.", Context.EVERYWHERE),
    # Last, so that the foot of a narrow screen names how to leave before it names these.
    Command("story", ("s",), "story", "Compare all articles that tell the story of the one under the cursor.",
            Context.FIND),
    Command("filter", ("f",), "filter", "Show languages, months and sources to filter by, with counts.", Context.FIND),
    Command("elsewhere", ("w",), "more words", "Search for the words of other languages too, or no longer.",
            Context.FIND),
    Command("clear_filters", ("X",), "no filters", "Drop all filters.", Context.FIND),
    Command("order", ("o",), "order", "Put the best, the newest, the oldest first, or sort by source.", Context.FIND),
    Command("searches", ("H",), "searches", "Show the searches that are kept and those made last.", Context.FIND),
    Command("keep", ("S",), "keep", "Keep what is searched for, with its filters, under a name.", Context.FIND),
    Command("translate_query", ("W",), "translate", "Have the words of the query translated, to find more languages.",
            Context.FIND, in_foot=False),
    Command("dismiss", ("x",), "dismiss", "Dismiss the quantity: it is none, or does not matter.", Context.COMPARE),
    Command("undo", ("u",), "undo", "Undo your last decision on these articles.", Context.COMPARE),
)  # fmt: skip

_NAMES = {
    "slash": "/",
    "full_stop": ".",
    "comma": ",",
    "question_mark": "?",
    "space": "space",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "minus": "-",
    "equals_sign": "=",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "vertical_line": "|",
    "plus": "+",
    "asterisk": "*",
    "apostrophe": "'",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "escape": "esc",
    "backslash": "\\",
    "at": "@",
    "underscore": "_",
    "delete": "del",
}


def key_name(key: str) -> str:
    """Return a key as people call it: "/" for "slash"."""
    *modifiers, last = key.split("+")
    return "+".join((*modifiers, _NAMES.get(last) or _sign(last)))


def _sign(key: str) -> str:
    """The sign that a key with the name of a Unicode character types; other names as they are."""
    if len(key) == 1:
        return key
    try:
        sign = unicodedata.lookup(key.replace("_", " "))
    except KeyError:
        return key
    return sign if sign.isprintable() else key  # "backspace" is a name of U+0008


def commands(*contexts: Context) -> Iterator[Command]:
    """Yield the commands of the contexts, in the order of the table."""
    return (command for command in COMMANDS if command.context in contexts)


def bindings(*contexts: Context) -> "list[Binding]":
    """Return the key bindings of the contexts, for a widget's BINDINGS.

    All but those that move have priority: they are run before the next key is given to anybody, so that in a burst of
    keys the ones after "/" reach the search line.
    """
    from textual.binding import Binding

    return [
        Binding(
            ",".join(command.keys),
            command.id,
            command.title,
            show=False,
            id=command.id,
            priority=command.context is not Context.ROWS,
        )
        for command in commands(*contexts)
    ]
