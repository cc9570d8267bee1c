"""Whatever is still owed when its time has come is done now: the cure for every lost event."""

from collections.abc import Callable
from datetime import timedelta

from chalicelib.domain.owed import ItemRef
from chalicelib.ports.world import World
from chalicelib.usecases.discharge import lease_and_discharge
from chalicelib.usecases.patience import Patience

FAST_PATH_GRACE = timedelta(seconds=5)
"""The stream has this long to do it first; the sweeper only does what is left."""

BATCH = 50

SHARES = 3
"""No provider may use more than this part of a sweep."""


def run_due(
    world: World,
    *,
    budget: timedelta,
    on_failure: Callable[[ItemRef, Exception], None],
    grace: timedelta = FAST_PATH_GRACE,
) -> int:
    """How many debts were paid within the budget; one that fails never stops the others."""
    end = world.clock.now() + budget
    patience = Patience(world.clock, budget / SHARES)
    done = 0
    while world.clock.now() < end:
        refs = list(world.debts.due(world.clock.now() - grace, limit=BATCH))
        for ref in refs:
            if world.clock.now() >= end:
                break
            try:
                done += lease_and_discharge(world, ref, patience)
            except Exception as error:
                on_failure(ref, error)
        if not refs:
            break
    return done
