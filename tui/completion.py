"""Completion for bash, zsh and fish, written from the definition of the commands."""

from collections.abc import Sequence

from tui.command_line import HELP, READ, SUBCOMMANDS, VERSION, Argument, Completes, Option, Subcommand


def bash() -> str:
    """A file for bash-completion."""
    cases = "".join(
        f"    {each.name}) options={_quoted(_names(each))} words={_quoted(_choices(each))} ;;\n" for each in SUBCOMMANDS
    )
    valued = "".join(_bash_value(option) for option in _all_options() if not option.is_switch)
    return f"""\
# bash completion for atodds, generated from its definition of the commands
_atodds() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}} options words
  case $previous in
{valued}  esac
  case ${{COMP_WORDS[1]}} in
{cases}    *) options={_quoted(_names(READ))}
       if [ "$COMP_CWORD" -eq 1 ]; then words={_quoted(_commands())}; fi ;;
  esac
  case $current in
    -*) mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current") ;;
    *) compopt -o filenames 2>/dev/null
       mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current"; compgen -f -- "$current") ;;
  esac
}}
complete -F _atodds atodds
"""


def zsh() -> str:
    """A file for a folder of zsh's fpath, named _atodds."""
    commands = "\n".join(f"    {_quoted(f'{each.name}:{each.help}')}" for each in SUBCOMMANDS)
    cases = "\n".join(f"    {each.name}) _arguments -s {_zsh_specs(each)} ;;" for each in SUBCOMMANDS)
    return f"""\
#compdef atodds
# zsh completion for atodds, generated from its definition of the commands
local -a commands
commands=(
{commands}
)
if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
  _describe -t commands command commands
  _files
  return
fi
local name=$words[2]
if (( ${{commands[(I)$name:*]}} )); then
  shift words
  (( CURRENT-- ))
  case $name in
{cases}
  esac
else
  _arguments -s {_zsh_specs(READ)}
fi
"""


def fish() -> str:
    """A file for fish's folder of completions."""
    lines = ["# fish completion for atodds, generated from its definition of the commands"]
    for each in SUBCOMMANDS:
        lines.append(f"complete -c atodds -n __fish_use_subcommand -a {each.name} -d {_quoted(each.help)}")
    for each in (READ, *SUBCOMMANDS):
        condition = f"{'' if each.name else 'not '}__fish_seen_subcommand_from {each.name or _commands()}"
        for argument in each.arguments:
            if argument.choices:
                lines.append(f"complete -c atodds -n {_quoted(condition)} -f -a {_quoted(' '.join(argument.choices))}")
        for option in _options(each):
            lines.append(f"complete -c atodds -n {_quoted(condition)} {_fish_option(option)}")
    return "\n".join(lines) + "\n"


def _options(command: Subcommand) -> Sequence[Option]:
    return (*command.options, HELP, VERSION)


def _all_options() -> Sequence[Option]:
    """Every option once, by its names; the first command that has it decides what its value can be."""
    found: dict[tuple[str, ...], Option] = {}
    for command in (READ, *SUBCOMMANDS):
        for option in command.options:
            known = found.setdefault(option.names, option)
            if set(option.choices) - set(known.choices):
                found[option.names] = option
    return tuple(found.values())


def _commands() -> str:
    return " ".join(each.name for each in SUBCOMMANDS)


def _names(command: Subcommand) -> str:
    return " ".join(name for option in _options(command) for name in option.names)


def _choices(command: Subcommand) -> str:
    return " ".join(choice for argument in command.arguments for choice in argument.choices)


def _bash_value(option: Option) -> str:
    names = "|".join(option.names)
    if option.choices:
        offer = f'mapfile -t COMPREPLY < <(compgen -W {_quoted(" ".join(option.choices))} -- "$current")'
    elif option.completes is Completes.FILES:
        offer = 'compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$current")'
    else:
        offer = "COMPREPLY=()"
    return f"    {names}) {offer}; return ;;\n"


def _zsh_specs(command: Subcommand) -> str:
    specs = [_zsh_option(option) for option in _options(command)]
    specs += [_zsh_argument(number, argument) for number, argument in enumerate(command.arguments, 1)]
    return " ".join(specs)


def _zsh_option(option: Option) -> str:
    told = option.help.replace("[", "\\[").replace("]", "\\]").replace(":", "\\:")
    value = ""
    if not option.is_switch:
        action = f"({' '.join(option.choices)})" if option.choices else ""
        action = "_files" if option.completes is Completes.FILES else action
        value = f":{(option.metavar or option.names[-1].lstrip('-')).lower()}:{action}"
    return " ".join(_quoted(f"{name}[{told}]{value}") for name in option.names)


def _zsh_argument(number: int, argument: Argument) -> str:
    action = f"({' '.join(argument.choices)})" if argument.choices else ""
    action = action or ("_files" if argument.completes is Completes.FILES else " ")
    place = "*" if argument.count in ("*", "+") else str(number)
    return _quoted(f"{place}:{argument.metavar.lower()}:{action}")


def _fish_option(option: Option) -> str:
    names = " ".join(f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names)
    if option.is_switch:
        value = ""
    elif option.choices:
        value = f" -x -a {_quoted(' '.join(option.choices))}"
    else:
        value = " -r" if option.completes is Completes.FILES else " -x"
    return f"{names}{value} -d {_quoted(option.help)}"


def _quoted(text: str) -> str:
    """As one word for all three shells; an apostrophe would need three notations, so it becomes a curved one."""
    return "'" + text.replace("'", "’") + "'"


SHELLS = {"bash": bash, "zsh": zsh, "fish": fish}
