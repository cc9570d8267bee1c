"""Find procedures by words, field, and what an agency offers today."""

import unicodedata

from chalicelib.domain.caller import Caller
from chalicelib.domain.entry import Code
from chalicelib.domain.instant import vietnam_day
from chalicelib.domain.offering import Offering, ServiceLevel
from chalicelib.domain.procedure import Procedure
from chalicelib.domain.value import Value
from chalicelib.ports.page import Page
from chalicelib.ports.world import World
from chalicelib.usecases.reach import reach_agency


class Sought(Value):
    """What a procedure must be like; None: it does not matter.

    Level and payability are an agency's, so they mean something beside an agency only.
    """

    q: str | None = None
    field: str | None = None
    agency: Code | None = None
    level: ServiceLevel | None = None
    payable: bool | None = None


def offered_today(world: World, caller: Caller, sought: Sought) -> dict[str, Offering] | None:
    """What the sought agency offers today, by procedure; None if none is sought.

    An agency that is not there yet, or no more, offers nothing. Raises NotFound.
    """
    if sought.agency is None:
        return None
    agency = reach_agency(world, caller, sought.agency)
    today = vietnam_day(world.clock.now())
    found = world.catalogue.offerings(agency.code) if agency.holds_on(today) else []
    return {each.procedure_code: each for each in found if each.holds_on(today)}


def list_procedures(
    world: World,
    sought: Sought,
    offered: dict[str, Offering] | None,
    *,
    limit: int,
    cursor: str | None,
) -> Page[Procedure]:
    """One page of those that are as sought, by code."""
    words = plain(sought.q or "").split()
    field = plain(sought.field or "")

    def keep(each: Procedure) -> bool:
        offering = offered.get(each.code) if offered is not None else None
        return (
            (offered is None or (offering is not None and _as_sought(offering, sought)))
            and field in ("", plain(each.field.vi), plain(each.field.en))
            and _found(words, each)
        )

    return world.catalogue.procedures(limit=limit, cursor=cursor, keep=keep)


def plain(text: str) -> str:
    """Lower case without accents, one space between words: `Đổi  giấy` becomes `doi giay`."""
    apart = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(bare.split())


def _as_sought(offering: Offering, sought: Sought) -> bool:
    return sought.level in (None, offering.level) and sought.payable in (
        None,
        offering.payable_online,
    )


def _found(words: list[str], procedure: Procedure) -> bool:
    """Whether every word stands in the code or one of the names."""
    names = [procedure.name, *([procedure.short_name] if procedure.short_name else [])]
    said = " ".join(text for name in names for text in (name.vi, name.en))
    text = plain(f"{procedure.code} {said}")
    return all(word in text for word in words)
