"""What is owed as people read it: in order, each with its agency, sifted while it is read."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from chalicelib.domain.bill import Bill
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.owed import Debt, ItemRef, Owed, OwingItem, debt_of
from chalicelib.domain.redating import Redating
from chalicelib.domain.suspense import Suspense
from chalicelib.ports.page import Page, Wanted
from chalicelib.storage import keys
from chalicelib.storage.due_order import BATCH, ROLES, Place, cursor_of, in_due_order, place_of
from chalicelib.storage.owing import UNREADABLE, owing_entity
from chalicelib.storage.tables import Tables

MOST_READ = 1_000
"""One page costs no more items than these, however rare what is looked for is: it may then be
short, even empty, and its cursor goes on."""


def owed_page(
    tables: Tables, before: datetime, *, limit: int, cursor: str | None, keep: Wanted[Owed]
) -> Page[Owed]:
    """One page of what `keep` wants of what is due before an instant, the oldest first."""
    places = in_due_order(tables, before, place_of(cursor) if cursor is not None else None)
    found: list[Owed] = []
    for _ in range(0, MOST_READ, BATCH):
        batch = list(islice(places, BATCH))
        for number, owed in _read(tables, batch):
            if keep is None or keep(owed):
                found.append(owed)
            if len(found) == limit:
                rest = number + 1 < len(batch) or next(places, None)
                return Page(found, cursor_of(batch[number]) if rest else None)
        if len(batch) < BATCH:
            return Page(found)
    return Page(found, cursor_of(batch[-1]))


def _read(tables: Tables, places: Sequence[Place]) -> Iterator[tuple[int, Owed]]:
    """The items themselves, which the index does not hold; some may owe nothing any more."""
    refs = [place.ref for place in places]
    items = {
        (role, item["pk"]["S"], item["sk"]["S"]): item
        for role in ROLES
        for item in tables.get_many(role, [(r.pk, r.sk) for r in refs if r.table == role])
    }
    found = [(n, ref, items.get((ref.table, ref.pk, ref.sk))) for n, ref in enumerate(refs)]
    owing = [(n, owed) for n, ref, item in found if item for owed in _shown(ref, item)]
    agencies = _agencies(tables, [owed for _, owed in owing])
    for number, owed in owing:
        agency = owed.agency_code or agencies.get(owed.dossier_code)
        yield number, owed.model_copy(update={"agency_code": agency})


def _agencies(tables: Tables, owing: Sequence[Owed]) -> Mapping[str | None, str]:
    """The agencies of those dossiers of which an item, as a bill, does not name any."""
    codes = dict.fromkeys(o.dossier_code for o in owing if o.dossier_code and not o.agency_code)
    read = tables.get_many("dossiers", [keys.dossier(code) for code in codes])
    return {item["pk"]["S"]: item["agency_code"]["S"] for item in read if "agency_code" in item}


def _shown(ref: ItemRef, item: Mapping[str, Any]) -> list[Owed]:
    try:
        entity = owing_entity(item)
    except ValueError:
        return [_unreadable(ref, item)] if "due_at" in item else []
    return [_owed(ref, entity, entity.due_at)] if entity and entity.due_at else []


def _unreadable(ref: ItemRef, item: Mapping[str, Any]) -> Owed:
    """People must see that it is there, although nobody can say what it owes."""
    return Owed(
        ref=ref,
        debt=Debt.UNREADABLE,
        dossier_code=ref.pk if ref.table == "dossiers" else None,
        agency_code=None,
        due_at=datetime.fromisoformat(item["due_at"]["S"]),
        attempts=int(item.get("attempts", {"N": "0"})["N"]),
        last_error=UNREADABLE,
    )


def _owed(ref: ItemRef, entity: OwingItem, due_at: datetime) -> Owed:
    return Owed(
        ref=ref,
        debt=debt_of(entity),
        dossier_code=_dossier_code(entity),
        agency_code=None if isinstance(entity, Bill | Suspense) else entity.agency_code,
        due_at=due_at,
        attempts=entity.attempts,
        last_error=entity.last_error,
    )


def _dossier_code(entity: OwingItem) -> str | None:
    match entity:
        case Dossier():
            return entity.code
        case Suspense() | Redating():
            return None
    return entity.dossier_code
