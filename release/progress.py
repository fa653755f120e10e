"""How a long step tells what it does: (what, done, of). Nobody need listen."""

from collections.abc import Callable

Tell = Callable[[str, int, int], None]


def quiet(what: str, done: int, of: int) -> None:
    """Tell nobody."""


Step = Callable[[int, int], None]


def no_step(done: int, of: int) -> None:
    """Tell nobody."""
