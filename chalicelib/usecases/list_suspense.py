"""Money without a home, for the people who look for where it belongs."""

from collections.abc import Callable
from datetime import date, timedelta

from chalicelib.domain.caller import Caller
from chalicelib.domain.errors import Invalid
from chalicelib.domain.instant import vietnam_day
from chalicelib.domain.suspense import TRIED_FOR, Suspense
from chalicelib.ports.page import Page, Wanted
from chalicelib.ports.world import World

SHOWN_FOR = 2 * TRIED_FOR
"""Without naming its day; by its day it is found for ever."""


def list_suspense(
    world: World,
    day: date | None,
    *,
    limit: int,
    cursor: str | None,
    keep: Wanted[Suspense] = None,
) -> Page[Suspense]:
    """Of one day in Vietnam, or of the last sixty, the latest first; what `keep` wants of it.

    The cursor carries the day on which the list began, so that midnight shifts nothing.
    """
    latest, rest = _begun(cursor) if cursor else (day or vietnam_day(world.clock.now()), None)
    length = 1 if day else SHOWN_FOR.days
    days = [latest - timedelta(days=back) for back in range(length)]
    page = world.orders.suspended(days, limit=limit, cursor=rest, keep=keep)
    following = f"{latest:%Y%m%d}.{page.next_cursor}" if page.next_cursor else None
    return Page(page.items, following)


def who_sees(world: World, caller: Caller) -> Callable[[Suspense], bool]:
    """What `caller` may see: all with `*`, else the money of accounts that their agencies hold.

    Whom the money concerns is not known; whose account it reached is. An agency that only uses
    the account of another one above it does not see that account's money.
    """
    if "*" in caller.agencies:
        return lambda _: True
    covered = world.catalogue.agencies_covered(caller.agencies)
    found = (
        world.catalogue.own_merchant(code, name) for code in covered for name in world.providers
    )
    own = {(merchant.provider, merchant.merchant_id) for merchant in found if merchant}
    return lambda held: (held.statement.provider, held.statement.merchant_id) in own


def _begun(cursor: str) -> tuple[date, str]:
    day, _, rest = cursor.partition(".")
    try:
        begun = date.fromisoformat(day)
        _ = begun - SHOWN_FOR
    except (ValueError, OverflowError):
        raise Invalid("cursor_invalid", [("/cursor", "cursor_invalid")]) from None
    return begun, rest
