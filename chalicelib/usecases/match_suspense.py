"""Money without a home is tried again: has its order appeared?"""

from chalicelib.domain.change import Replace, change
from chalicelib.domain.errors import ConditionFailed
from chalicelib.domain.suspense import Suspense
from chalicelib.ports.world import World
from chalicelib.usecases.book_statement import book_statement


def match_suspense(world: World, held: Suspense) -> None:
    """Booked like a statement that comes now, and only then taken out of suspense.

    In between, the money stands in both places; the next try finds it booked and goes on.
    """
    if held.matched_at:
        return
    now = world.clock.now()
    order = world.orders.get(held.statement.order_id)
    if order and held.belongs_to(order):
        book_statement(world, held.statement)
        following = held.matched(order, now)
    else:
        following = held.put_off(now)
    try:
        world.commits.commit(change(Replace(following, "suspense_moved")))
    except ConditionFailed:
        return  # nothing else writes it: whoever was faster did the same
