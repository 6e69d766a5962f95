"""The one definition of the commands and their options: parsers, help, completion and man page follow it.

A new command is an entry of `SUBCOMMANDS` and a module with `run(options) -> exit status`.
"""

import argparse
import shutil
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any, NoReturn

from tui import __version__
from tui.output import Status, say


class Completes(Enum):
    """What a shell offers for a value that is free."""

    NOTHING = "nothing"
    FILES = "files"


@dataclass(frozen=True, slots=True)
class Argument:
    """A word of the command line that has its meaning from its place."""

    name: str
    """The name of its value in the parsed options."""
    metavar: str
    help: str
    count: str = ""
    """"" for exactly one, "*" for any number, "+" for one or more, "?" for one or none."""
    completes: Completes = Completes.FILES
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """A word that begins with a dash; its value is parsed under its first long name, "-" written as "_"."""

    names: tuple[str, ...]
    help: str
    metavar: str = ""
    """"" for a switch, or where `choices` say what can be given."""
    choices: tuple[str, ...] = ()
    default: str = ""
    completes: Completes = Completes.NOTHING

    @property
    def is_switch(self) -> bool:
        """Whether it takes no value."""
        return not self.metavar and not self.choices


@dataclass(frozen=True, slots=True)
class Subcommand:
    """One command: what it is called with and the module that does it."""

    name: str
    """"" for `atodds` without a command."""
    help: str
    """One sentence, for the list of commands and the head of its own help."""
    module: str
    """A module with `run(options) -> int`, imported when the command is given."""
    arguments: tuple[Argument, ...] = ()
    options: tuple[Option, ...] = ()
    status: str = "0 done, 2 trouble"
    """What its exit status means."""
    details: str = ""
    """Paragraphs for the man page and the end of the help."""

    @property
    def program(self) -> str:
        """How it is called: "atodds search"."""
        return f"atodds {self.name}".rstrip()

    @property
    def usage(self) -> str:
        """Its arguments as a usage line writes them: "QUERY [PATH...]"."""
        shapes = {"": "{}", "*": "[{}...]", "+": "{}...", "?": "[{}]"}
        return " ".join(shapes[argument.count].format(argument.metavar) for argument in self.arguments)


_PATHS = Argument("paths", "PATH", "files and folders; - is standard input", "+")
_COLOR = Option(
    ("--color",), "colour on stdout; auto: at a terminal, unless NO_COLOR is set", choices=("auto", "always", "never"),
    default="auto",
)  # fmt: skip
_CONFIG = Option(
    ("--config",), "configuration file (default: in your configuration folder)", "FILE", completes=Completes.FILES
)
_JSON = Option(("--json",), "print one JSON object")
_LOCALE = Option(("--locale",), "how values are written (default: your locale)", "XX")
_NO_PAGER = Option(("--no-pager",), "print to the terminal directly")
VERSION = Option(("--version",), "print the version and leave")
HELP = Option(("-h", "--help"), "print this help and leave")

READ = Subcommand(
    "",
    "Read articles on one story side by side and see where their figures are at odds.",
    "tui.read_command",
    (
        Argument(
            "paths",
            "PATH",
            "files and folders to open, or PATH#REFERENCE for a statement; - is standard input, which is compared and "
            "printed (default: the bundled articles)",
            "*",
        ),
    ),
    (
        Option(("--theme",), "colour theme: atodds-dark, atodds-light, or yours", "NAME"),
        _CONFIG,
    ),
    "0 left by the user, 2 trouble",
)
SUBCOMMANDS = (
    Subcommand(
        "search",
        "Find articles by their words.",
        "tui.search_command",
        (
            Argument("query", "QUERY", 'words, "phrases", AND OR NOT, word*, word~, title:, source:, lang:es, '
                     "date:2024-02, figure:3%, quantity:deaths, has:contradiction",
                     completes=Completes.NOTHING),
            Argument("paths", "PATH", "files and folders; - is standard input (default: the bundled articles)", "*"),
        ),
        (
            Option(("--save",), "keep the search under NAME, in the place of one of that name", "NAME",
                   completes=Completes.NOTHING),
            Option(("--saved",), "QUERY is the name of a search that is kept"),
            Option(("--expand",), "find the words of other languages for the concepts of the query too"),
            Option(("--limit",), "print at most N articles, the best (default: 200)", "N"),
            _JSON,
            Option(("--facets",), "count what was found by language, source and month"),
            Option(("--explain",), "tell how the query was read"),
            _COLOR,
            _NO_PAGER,
        ),
        "0 found, 1 nothing found, 2 trouble",
    ),
    Subcommand(
        "compare",
        "Print where the figures of articles are at odds.",
        "tui.compare_command",
        (_PATHS,),
        (
            Option(
                ("--format",), "what to print", choices=("text", "markdown", "html", "csv", "json"), default="text"
            ),
            Option(("--json",), "the same as --format json"),
            Option(("--plain",), "text with one fact a line and nothing drawn, for screen readers and scripts"),
            Option(("--plot",), "text with a picture of each quantity in characters"),
            Option(("-o", "--output"), "write to FILE and not to stdout", "FILE", completes=Completes.FILES),
            Option(("--force",), "replace FILE if it exists"),
            Option(("--story",), "compare the article at the first PATH with all that tell its story at the other PATHs"
                   " (default: the folder it is in)"),
            Option(("--no-decisions",), "leave out what you decided in the reader"),
            _LOCALE,
            _COLOR,
            _NO_PAGER,
        ),
        "0 nothing contradictory, 1 contradictions, 2 trouble, 3 partial: some could not be read or compared",
    ),
    Subcommand(
        "figures",
        "Print the figures of articles, with their values.",
        "tui.figures_command",
        (_PATHS,),
        (
            Option(("--format",), "what to print", choices=("text", "json"), default="text"),
            Option(("--language",), "language of the articles (default: theirs)", "XX"),
            _LOCALE,
            Option(("--why",), "tell how each figure was read"),
            _COLOR,
        ),
        "0 found, 1 nothing found, 2 trouble",
    ),
    Subcommand(
        "translate",
        "Print articles in another language, with their figures checked.",
        "tui.translate_command",
        (Argument("paths", "PATH", "files and folders; - is standard input", "*"),),
        (
            Option(("--to",), "language to translate into (default: yours)", "XX"),
            Option(("--provider",), "who translates (default: as configured)",
                   choices=("libretranslate", "deepl", "microsoft")),
            Option(("--server",), "address of a server that speaks the provider's protocol", "URL"),
            Option(("--yes",), "agree that the text leaves this machine, this time"),
            Option(("--forget",), "empty the cache of translations, and forget to which hosts text may go"),
            _CONFIG,
        ),
        "0 done, 2 trouble, 3 partial: some could not be read or translated",
        "The translation goes to stdout, paragraph by paragraph; what could not be translated is printed as it is. A "
        "figure that is not the same in the translation is named on stderr.\n\nA key for --provider is looked up in "
        "the environment: DEEPL_API_KEY, MICROSOFT_API_KEY, LIBRETRANSLATE_API_KEY.",
    ),
    Subcommand(
        "decisions",
        "List what you decided on the statements of articles; export, import or undo it.",
        "tui.decisions_command",
        (Argument("paths", "PATH", "files and folders (default: whatever you decided on)", "*"),),
        (
            Option(("--format",), "what to print", choices=("text", "json"), default="text"),
            Option(("--export",), "write them to a new file; - is standard output", "FILE", completes=Completes.FILES),
            Option(("--import",), "take over the decisions of an exported file", "FILE", completes=Completes.FILES),
            Option(("--undo",), "undo the decision of this number", "N"),
        ),
        "0 there are some, 1 there are none, 2 trouble",
    ),
    Subcommand(
        "sources",
        "List what was read in each file, what was skipped and why.",
        "tui.sources_command",
        (_PATHS,),
        (Option(("--format",), "what to print", choices=("text", "json"), default="text"),),
        "0 all read, 2 nothing read, 3 partial: some could not be read",
    ),
    Subcommand(
        "add",
        "Fetch one page and write it into a folder of articles.",
        "tui.add_command",
        (
            Argument("url", "URL", "address of the page, http:// or https://", completes=Completes.NOTHING),
            Argument("folder", "FOLDER", "where to put it (default: this folder)", "?"),
        ),
        (Option(("--allow-private",), "fetch from this machine and private networks too"),),
        "0 added, 2 trouble",
    ),
    Subcommand(
        "index",
        "Read and index articles now, so that opening and searching them later takes no time.",
        "tui.index_command",
        (Argument("paths", "PATH", "files and folders", "+"),),
        (Option(("--figures",), "read all figures and look for contradictions too, which takes longer"), _JSON),
        "0 indexed, 2 no article, 3 partial: some could not be read",
    ),
    Subcommand(
        "config",
        "Print the settings in force and where they stand.",
        "tui.config_command",
        (),
        (Option(("--path",), "print only the path of the configuration file"), _JSON, _CONFIG),
    ),
    Subcommand(
        "doctor",
        "Print versions, terminal, encodings, folders and what is wrong with them.",
        "tui.doctor_command",
        (),
        (_JSON,),
        "0 nothing is wrong, 2 something is",
    ),
    Subcommand(
        "completion",
        "Print the completion of the commands for a shell.",
        "tui.completion_command",
        (Argument("shell", "SHELL", "bash, zsh or fish", "", Completes.NOTHING, ("bash", "zsh", "fish")),),
    ),
    Subcommand("manual", "Print the man page.", "tui.manual_command"),
)  # fmt: skip


def subcommand(name: str) -> Subcommand:
    """The command of this name, `READ` for a word that names none."""
    return next((each for each in SUBCOMMANDS if each.name == name), READ)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        _, _, unknown = message.partition("unrecognized arguments: ")
        said = self._unknown(unknown.split()[0]) if unknown.split() else message.removeprefix("argument ")
        say(f"{said} ({self.prog} --help tells the usage)")
        raise SystemExit(Status.TROUBLE)

    def _unknown(self, word: str) -> str:
        """What to say of a word that is no option; an argument too many is one too."""
        if not word.startswith("-"):
            return f"{word}: there is one argument too many"
        name = word.partition("=")[0]
        meant = nearest(name, self._option_string_actions)
        return f"{name}: there is no such option{f'; did you mean {meant}?' if meant else ''}"

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            name = action.option_strings[-1] if action.option_strings else action.metavar
            raise argparse.ArgumentError(None, f"{name} {value}: choose one of {', '.join(map(str, action.choices))}")


def nearest(word: str, known: Iterable[str]) -> str:
    """What of the known was probably meant by a word, "" where nothing is near."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, list(known), 1, 0.7)), "")


def parse(command: Subcommand, words: list[str]) -> argparse.Namespace:
    """The options and arguments of a command.

    Raises:
        SystemExit: after the help or the version was printed, or what is wrong was said in one sentence.
    """
    return parser(command).parse_intermixed_args(words)


def parser(command: Subcommand) -> argparse.ArgumentParser:
    """An argument parser for the command; words may stand before, between and after options."""
    made = _Parser(
        prog=command.program,
        usage=f"{command.program} [OPTION...] {command.usage}".rstrip(),
        description=_description(command),
        epilog=_folded(f"Exit status: {command.status}."),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,  # what is short for one option today would be short for two tomorrow
        add_help=False,
    )
    for argument in command.arguments:
        made.add_argument(
            argument.name,
            metavar=argument.metavar,
            help=argument.help.replace("%", "%%"),
            choices=argument.choices or None,
            **_count(argument),
        )
    for option in command.options:
        _add(made, option)
    made.add_argument(*HELP.names, action="help", help=HELP.help)
    made.add_argument(*VERSION.names, action="version", version=f"atodds {__version__}", help=VERSION.help)
    return made


def _count(argument: Argument) -> dict[str, Any]:
    if not argument.count:
        return {}
    return {"nargs": argument.count, "default": [] if argument.count == "*" else None}


def _add(made: argparse.ArgumentParser, option: Option) -> None:
    if option.is_switch:
        made.add_argument(*option.names, action="store_true", help=option.help.replace("%", "%%"))
        return
    told = f"{option.help} (default: {option.default})" if option.default and option.choices else option.help
    made.add_argument(
        *option.names,
        metavar=option.metavar or None,
        choices=option.choices or None,
        default=option.default,
        help=told.replace("%", "%%"),
    )


def _description(command: Subcommand) -> str:
    if command.name:
        return "\n\n".join(_folded(part) for part in (command.help, *command.details.split("\n\n")) if part)
    rows = [(f"{each.program} {each.usage}".rstrip(), each.help) for each in (READ, *SUBCOMMANDS)]
    rows[0] = (rows[0][0], "Open the reader (without PATH: on the bundled articles).")
    width = max(len(left) for left, _ in rows)
    lines = [_folded(right, f"  {left:<{width}}  ") for left, right in rows]
    return "\n".join([_folded(command.help), "", *lines, "", "atodds COMMAND --help tells more of each."])


def _folded(text: str, before: str = "") -> str:
    """A text in lines that fit the terminal, all below the place where it begins, behind `before`."""
    width = min(100, max(60, shutil.get_terminal_size().columns)) - 2
    return textwrap.fill(
        text, width, initial_indent=before, subsequent_indent=" " * len(before), break_on_hyphens=False
    )
