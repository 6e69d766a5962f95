import pytest

from tui.commands import COMMANDS, Context, bindings, commands
from tui.screens.compare import CompareView
from tui.screens.find import FindView
from tui.screens.reader import Reader
from tui.widgets.find_line import FindLine
from tui.widgets.lines import Lines
from tui.widgets.overlay import Overlay
from tui.widgets.side_list import SideList

OWNERS = {
    Context.FIND: FindView,
    Context.SEARCH: FindView,
    Context.NAMING: FindView,
    Context.SIDE: SideList,
    Context.COMPARE: CompareView,
    Context.PAGE: FindLine,
    Context.ROWS: Lines,
    Context.OVER: Overlay,
    Context.EVERYWHERE: Reader,
}
TAKEN_BY_MULTIPLEXERS_AND_TERMINALS = {"ctrl+a", "ctrl+s", "ctrl+q", "ctrl+z", "ctrl+j", "ctrl+m", "ctrl+i", "ctrl+h"}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_has_an_action_a_key_and_a_sentence(command) -> None:
    assert callable(getattr(OWNERS[command.context], f"action_{command.id}"))
    assert command.keys
    assert command.help.endswith(".")
    assert len(command.title) <= 12


@pytest.mark.parametrize("context", Context)
def test_every_binding_comes_from_the_table(context: Context) -> None:
    assert [binding.id for binding in bindings(context)] == [command.id for command in commands(context)]
    bound = {binding.id for binding in OWNERS[context].BINDINGS}
    assert bound >= {command.id for command in commands(context)}


@pytest.mark.parametrize("context", Context)
def test_no_key_means_two_things_in_one_place(context: Context) -> None:
    keys = [key for command in commands(context) for key in command.keys]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("context", [Context.FIND, Context.COMPARE, Context.OVER])
def test_no_key_hides_one_that_works_everywhere(context: Context) -> None:
    here = {key for command in commands(context) for key in command.keys}
    assert not here & {key for command in commands(Context.EVERYWHERE) for key in command.keys}


def test_nothing_hangs_on_a_key_that_others_keep() -> None:
    for command in COMMANDS:
        if command.id == "suspend":  # means on every terminal what it means here
            continue
        assert set(command.keys) - TAKEN_BY_MULTIPLEXERS_AND_TERMINALS, command.id
