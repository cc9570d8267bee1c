"""Broken dossiers, grouped by what broke them."""

from collections.abc import Iterator
from itertools import islice

from chalicelib.domain.breakage import UNKNOWN, UNNAMED, Breakage
from chalicelib.domain.dossier import Dossier, ExecutionState
from chalicelib.domain.value import Value
from chalicelib.ports.world import World

MOST = 2_000
"""So many are looked at; where more are broken, the oldest filings show what is wrong with them."""

PAGE = 100


class Group(Value):
    """Those that broke alike, those longest broken first."""

    breakage: Breakage
    dossiers: tuple[Dossier, ...]


def broken_groups(world: World, agencies: frozenset[str]) -> tuple[list[Group], bool]:
    """The groups at these agencies, the largest first, and whether everything was looked at."""
    seen = list(islice(broken_dossiers(world, agencies), MOST + 1))
    members: dict[str, list[Dossier]] = {}
    for dossier in seen[:MOST]:
        members.setdefault(breakage_of(dossier).fingerprint, []).append(dossier)
    groups = [_group(alike) for alike in members.values()]
    groups.sort(key=lambda group: (-len(group.dossiers), group.breakage.fingerprint))
    return groups, len(seen) <= MOST


def broken_dossiers(world: World, agencies: frozenset[str]) -> Iterator[Dossier]:
    """All that are broken and open, page by page. The index may lag behind by a moment."""
    cursor: str | None = None
    while True:
        page = world.dossiers.by_execution(
            [ExecutionState.BROKEN.value],
            limit=PAGE,
            cursor=cursor,
            keep=lambda one: one.agency_code in agencies and not one.closed,
        )
        yield from page.items
        cursor = page.next_cursor
        if cursor is None:
            return


def breakage_of(dossier: Dossier) -> Breakage:
    """What broke it; of those that broke before this was recorded, the little that is known."""
    if dossier.broken:
        return dossier.broken
    error = (dossier.execution.reason or UNNAMED)[:100]
    return Breakage(state=UNKNOWN, error=error, code_version=UNKNOWN, at=dossier.filed_at)


def _group(alike: list[Dossier]) -> Group:
    alike.sort(key=lambda one: (breakage_of(one).at, one.code))
    return Group(breakage=breakage_of(alike[0]), dossiers=tuple(alike))
