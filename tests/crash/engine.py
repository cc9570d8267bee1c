"""A workflow engine of a few lines: it waits on tokens, and opens the task it is told is next."""

from typing import Any

from chalicelib.domain.errors import Transient
from chalicelib.domain.task import CLOSE, TaskKind
from chalicelib.usecases.open_task import open_task
from tests.fakes import FakeWorkflow, FakeWorld


class FakeEngine(FakeWorkflow):
    """`wanted` is the kind of task that each execution still has to open; `waits` its token."""

    def __init__(self) -> None:
        super().__init__()
        self.wanted: dict[str, str] = {}
        self.waits: dict[str, str] = {}
        self._count = 0

    def start(self, name: str, data: dict[str, Any]) -> bool:
        fresh = super().start(name, data)
        if fresh:
            self.wanted[name] = data["next"]
        return fresh

    def runs(self, name: str, dossier: str, token: str) -> None:
        """An execution that has waited on a token since before the scene."""
        super().start(name, {"dossier": dossier, "run": 1, "next": "-"})
        self.waits[name] = token

    def answer(self, token: str, data: dict[str, Any]) -> bool:
        name = next((name for name, held in self.waits.items() if held == token), None)
        if name is None:
            self._reach()
            return False
        heard = super().answer(token, data)
        del self.waits[name]
        if data["next"] == CLOSE:
            self.end(name, "SUCCEEDED")
        else:
            self.wanted[name] = data["next"]
        return heard

    def drive(self, world: FakeWorld) -> None:
        """Call `open_task` for whatever is to be opened, as often as it takes."""
        for name, kind in tuple(self.wanted.items()):
            self._count += 1
            data, token = self.started[name], f"engine-{self._count}"
            self.waits[name] = token
            del self.wanted[name]
            try:
                open_task(world, data["dossier"], data["run"], TaskKind(kind), token)
            except BaseException as error:  # the function died: the engine calls it again
                self.wanted[name] = kind
                if not isinstance(error, Transient):
                    raise
