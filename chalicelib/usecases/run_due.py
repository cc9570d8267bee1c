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
        tried = 0
        due = world.debts.due(world.clock.now() - grace, limit=BATCH)
        for ref in [ref for ref in due if ref not in patience.passed_over]:
            if world.clock.now() >= end:
                break
            try:
                paid = lease_and_discharge(world, ref, patience)
                tried, done = tried + paid, done + paid
            except Exception as error:
                tried += 1
                on_failure(ref, error)
        if not tried:  # nothing left, or an index that does not show yet what was leased
            break
    return done
