"""Resume those that broke alike: a capped number, each by a change of its own, each with a result."""

from collections.abc import Iterator
from datetime import timedelta
from enum import StrEnum

from chalicelib.domain.caller import Caller
from chalicelib.domain.change import Insert, change
from chalicelib.domain.dossier import Dossier, ExecutionState
from chalicelib.domain.errors import ConditionFailed, Conflict, NotFound, name_of
from chalicelib.domain.value import Value
from chalicelib.ports.world import World
from chalicelib.usecases.broken_groups import broken_groups
from chalicelib.usecases.drive_execution import resume_dossier
from chalicelib.usecases.once import KEY_USED, Once, made_before
from chalicelib.usecases.reach import reach_dossier

BUDGET = timedelta(seconds=18)
"""No dossier is begun after this: the answer must be there before the gateway gives up."""


class Fate(StrEnum):
    """What became of one dossier, or would."""

    RESUMED = "resumed"
    WOULD_RESUME = "would_resume"
    ALREADY_RUNNING = "already_running"
    BROKE_AGAIN = "broke_again"
    CLOSED = "closed"
    FAILED = "failed"
    NOT_TRIED = "not_tried"


class Result(Value):
    """One dossier's fate; `error` names what failed."""

    dossier_code: str
    run: int
    fate: Fate
    error: str | None = None


class Chosen(Value):
    """A dossier and the run that broke: a later run of it is not meant."""

    code: str
    run: int


def resume_group(
    world: World,
    fingerprint: str,
    reason: str,
    caller: Caller,
    *,
    limit: int,
    dry_run: bool = False,
    once: Once | None = None,
) -> tuple[list[Result], bool]:
    """A result for each, those longest broken first, and whether the request came before.

    The same request with the same key takes the dossiers that it took the first time, and never
    the next ones. Raises NotFound if nothing within reach has this fingerprint.
    """
    chosen, replayed = _chosen(world, fingerprint, caller, limit, None if dry_run else once)
    end = world.clock.now() + BUDGET
    fates = []
    for one in chosen:
        if world.clock.now() >= end:
            fates.append(_result(one, Fate.NOT_TRIED))
        else:
            fates.append(_tried(world, one, reason, caller, dry_run=dry_run))
    return fates, replayed


def _chosen(
    world: World, fingerprint: str, caller: Caller, limit: int, once: Once | None
) -> tuple[list[Chosen], bool]:
    if once and (before := made_before(world, once)):
        return list(_read(before)), True
    chosen = _first_of_group(world, fingerprint, caller, limit)
    if once is None:
        return chosen, False
    said = " ".join(f"{one.code}#{one.run}" for one in chosen)
    try:
        world.commits.commit(change(Insert(once.made(said), KEY_USED)))
    except ConditionFailed:  # the same request, at the same time
        return _chosen(world, fingerprint, caller, limit, once)
    return chosen, False


def _first_of_group(world: World, fingerprint: str, caller: Caller, limit: int) -> list[Chosen]:
    agencies = frozenset(world.catalogue.agencies_covered(caller.agencies))
    groups, _ = broken_groups(world, agencies)
    for group in groups:
        if group.breakage.fingerprint == fingerprint:
            return [Chosen(code=one.code, run=one.execution.run) for one in group.dossiers[:limit]]
    raise NotFound("broken_group_not_found", fingerprint=fingerprint)


def _read(said: str) -> Iterator[Chosen]:
    for each in said.split():
        code, _, run = each.rpartition("#")
        yield Chosen(code=code, run=int(run))


def _tried(world: World, one: Chosen, reason: str, caller: Caller, *, dry_run: bool) -> Result:
    """One that fails never stops the others."""
    try:
        if fate := _no_longer(reach_dossier(world, caller, one.code), one.run):
            return _result(one, fate)
        if dry_run:
            return _result(one, Fate.WOULD_RESUME)
        resume_dossier(world, one.code, reason, caller, run=one.run)
    except Conflict as refusal:
        closed = refusal.code == "dossier_closed"
        return _result(one, Fate.CLOSED if closed else Fate.ALREADY_RUNNING)
    except Exception as error:
        return _result(one, Fate.FAILED, name_of(error))
    return _result(one, Fate.RESUMED)


def _no_longer(dossier: Dossier, run: int) -> Fate | None:
    """Why there is nothing to resume, if so; the index by which it was found may lag behind."""
    if dossier.closed:
        return Fate.CLOSED
    if dossier.execution.state is not ExecutionState.BROKEN:
        return Fate.ALREADY_RUNNING
    return Fate.BROKE_AGAIN if dossier.execution.run != run else None


def _result(one: Chosen, fate: Fate, error: str | None = None) -> Result:
    return Result(dossier_code=one.code, run=one.run, fate=fate, error=error)
