"""The man page, written from the definitions of the command line and of the reader's commands."""

from collections.abc import Iterator

from tui import __version__
from tui.command_line import HELP, READ, SUBCOMMANDS, VERSION, Argument, Option, Subcommand
from tui.commands import Context, commands

_ENVIRONMENT = (
    ("ATODDS_CONFIG", "The configuration file, in place of the usual one."),
    ("ATODDS_PAGER, PAGER", "The pager for long output at a terminal; less without them, none if it is cat or empty."),
    ("VISUAL, EDITOR", "What opens the file of an article from the reader."),
    ("ATODDS_DRIVER", "plain: send whole regions of the screen, for terminals that show rests of what was there."),
    (
        "DEEPL_API_KEY, MICROSOFT_API_KEY, LIBRETRANSLATE_API_KEY",
        "The key for atodds translate with --provider or --server; the configuration names its own.",
    ),
    ("SSL_CERT_FILE", "Certificates to trust, for a translation server with an authority of its own."),
    ("NO_COLOR", "If it is not empty, no colours are used."),
    ("ATODDS_ASCII", "1 draws marks and rules in ASCII, 0 never does; without it locale and terminal decide."),
    ("LC_ALL, LC_MESSAGES, LANG", "Your locale: how values and days are written."),
    (
        "XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_CACHE_HOME",
        "Where the folder atodds for configuration, decisions, indexes is.",
    ),
)
_EXAMPLES = (
    ("atodds ~/stories/flood", "Read the articles of a folder side by side."),
    ("atodds search 'inversión OR investment lang:es' ~/stories", "Find articles."),
    ("atodds compare a.txt b.txt c.txt", "Print where their figures are at odds."),
    ("atodds compare --format html -o flood.html ~/stories/flood", "A report for a colleague."),
    ("pbpaste | atodds compare - other.txt", "Compare what is on the clipboard with a file."),
    ("atodds compare ~/stories/flood --json | jq '.quantities[].verdict'", "Give the comparison to a program."),
    ("atodds translate nota.txt --to en --server http://127.0.0.1:5000", "Print a translation."),
)


def manual() -> str:
    """The page in roff, section 1, for the macros "man"."""
    lines = [
        f'.TH ATODDS 1 "" "atodds {__version__}" "User Commands"',
        ".SH NAME",
        r"atodds \- read articles on one story side by side and see where their figures are at odds",
        ".SH SYNOPSIS",
        *_synopsis(),
        ".SH DESCRIPTION",
        _text(READ.help),
        "Without a command the reader is opened. A file that is called like a command is opened as ./search.",
        "Data go to standard output, messages to standard error.",
        ".SH OPTIONS",
        *_options(READ),
        ".SH COMMANDS",
    ]
    for command in SUBCOMMANDS:
        lines += _command(command)
    lines += [".SH KEYS IN THE READER", *_keys()]
    lines += [".SH EXIT STATUS", ".TP", ".B 130", "Ended by Ctrl-C. The others stand with each command."]
    lines += [".SH ENVIRONMENT"]
    for name, told in _ENVIRONMENT:
        lines += [".TP", f".B {_text(name)}", _text(told)]
    lines += [".SH EXAMPLES"]
    for example, told in _EXAMPLES:
        lines += [".TP", f".B {_text(example)}", _text(told)]
    return "\n".join(lines) + "\n"


def _synopsis() -> Iterator[str]:
    for command in (READ, *SUBCOMMANDS):
        yield f".B {_text(command.program)}"
        yield _text(f"[OPTION...] {command.usage}".rstrip())
        yield ".br"


def _command(command: Subcommand) -> Iterator[str]:
    yield f".SS {_text(command.program)}"
    yield _text(command.help)
    if command.details:
        yield ".PP"
        yield _text(command.details)
    for argument in command.arguments:
        yield from _argument(argument)
    yield from _options(command)
    yield ".PP"
    yield _text(f"Exit status: {command.status}.")


def _keys() -> Iterator[str]:
    """The usual keys; the configuration may give others."""
    for context in Context:
        yield f".SS {_text(context.value)}"
        for command in commands(context):
            yield ".TP"
            yield f".B {_text(command.shown_keys)}"
            yield _text(command.help)


def _argument(argument: Argument) -> Iterator[str]:
    yield ".TP"
    yield f".I {_text(argument.metavar)}"
    yield _text(argument.help)


def _options(command: Subcommand) -> Iterator[str]:
    for option in (*command.options, HELP, VERSION) if not command.name else command.options:
        yield from _option(option)


def _option(option: Option) -> Iterator[str]:
    value = option.metavar or "|".join(option.choices)
    names = ", ".join(option.names)
    yield ".TP"
    yield rf"\fB{_text(names)}\fR" + (rf" \fI{_text(value)}\fR" if value else "")
    default = f" (default: {option.default})" if option.default and option.choices else ""
    yield _text(option.help + default)


def _text(text: str) -> str:
    """A line of text that roff shows as it is."""
    safe = text.replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{safe}" if safe[:1] in (".", "'") else safe
