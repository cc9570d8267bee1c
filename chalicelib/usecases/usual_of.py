"""What is usual for the task that a dossier waits for."""

from collections.abc import Callable
from functools import cache
from typing import TypeAlias

from chalicelib.domain.dossier import Dossier
from chalicelib.domain.task import TaskKind
from chalicelib.domain.usual import Usual
from chalicelib.ports.world import World

UsualOf: TypeAlias = Callable[[Dossier], Usual | None]


def usual_by(world: World) -> UsualOf:
    """Looks up each procedure and kind of task once; None for a dossier that waits for nothing."""

    @cache
    def counted(procedure_code: str, kind: TaskKind) -> Usual:
        return world.waits.usual(procedure_code, kind)

    def usual_of(dossier: Dossier) -> Usual | None:
        waiting = dossier.waiting_for
        return counted(dossier.procedure.code, waiting.kind) if waiting else None

    return usual_of
