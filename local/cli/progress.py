"""How far a long command is: a bar for a person who watches, silence for a log."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from chalicelib.domain.value import Named
from local.cli.language import heard
from local.cli.session import Session


@contextmanager
def waited(session: Session, what: Named) -> Iterator[None]:
    """What is going on, and for how long, where nobody knows how much there is."""
    console = session.screen.error
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    ) as progress:
        progress.add_task(heard(what, session.language), total=None)
        yield


@contextmanager
def counted(session: Session, what: Named, total: int) -> Iterator[Callable[[], None]]:
    """A function to call after each of `total` things."""
    console = session.screen.error
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    ) as progress:
        task = progress.add_task(heard(what, session.language), total=total)
        yield lambda: progress.advance(task)
