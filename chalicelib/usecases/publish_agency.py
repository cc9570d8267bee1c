"""An agency is set up, moved, renamed, or takes the place of others after a merger."""

from collections.abc import Iterator
from datetime import date

from chalicelib.domain.agency import (
    ANYWHERE,
    MOST_PREDECESSORS,
    MOST_SUCCESSORS,
    Agency,
    AgencyDraft,
    AgencyFacts,
    covered,
    upwards,
)
from chalicelib.domain.caller import Caller
from chalicelib.domain.change import Change, Replace, Write
from chalicelib.domain.entry import Edition
from chalicelib.domain.errors import Forbidden, Invalid, NotFound
from chalicelib.domain.instant import Instant, vietnam_day
from chalicelib.ports.catalogue import Catalogue
from chalicelib.ports.world import World
from chalicelib.usecases.publish import MOVED, edition, following, propose
from chalicelib.usecases.redate_tasks import redating
from chalicelib.usecases.until_committed import until_committed


def publish_agency(
    world: World, code: str, draft: AgencyDraft, caller: Caller
) -> tuple[Agency, bool]:
    """The agency's next version, and whether it is new.

    A successor and those that it replaces are written in one change. The caller must hold the
    agency, the parent that it is put under and each agency that it replaces; a root can only be
    made by who holds all. Raises NotFound, Forbidden, Invalid, Conflict `version_moved`.
    """
    catalogue = world.catalogue.fresh()

    def decide() -> tuple[Change | None, tuple[Agency, bool]]:
        current = catalogue.agency(code)
        _check_rights(catalogue, current, code, draft, caller)
        successors = current.replaced_by if current else ()
        proposed = propose(Agency, AgencyFacts, draft, code=code, replaced_by=successors)
        made = edition(world, draft, caller)
        _check_tree(catalogue, current, proposed, caller)
        _check_merger(catalogue, current, proposed, vietnam_day(made.at))
        change, result = following(current, proposed, draft, made)
        if change is None:
            return None, result
        told = Change(tuple(_told(catalogue, current, proposed, made)))
        return change + told + _moved(current, result[0], world.clock.now()), result

    return until_committed(world, decide)


def _check_rights(
    catalogue: Catalogue, current: Agency | None, code: str, draft: AgencyDraft, caller: Caller
) -> None:
    if current and not covered(current, caller.agencies, catalogue.agency):
        raise NotFound("agency_not_found", agency_code=code)
    root = draft.parent is None and not (current and current.parent is None)
    if root and ANYWHERE not in caller.agencies:
        raise Forbidden("agency_needs_parent")


def _check_tree(
    catalogue: Catalogue, current: Agency | None, proposed: Agency, caller: Caller
) -> None:
    """What it is newly put under and newly replaces are there and the caller's; no circle."""
    if proposed.parent and proposed.parent != (current and current.parent):
        parent = _held(catalogue, proposed.parent, caller, "/parent")
        above = list(upwards(parent, catalogue.agency))
        if any(one.code == proposed.code for one in above):
            raise Invalid("agency_circle", [("/parent", "agency_circle")])
        if current is None and not _named_after(proposed.code, above, caller):
            raise Invalid("code_of_another", parent=parent.code)
    standing = {one.code for one in upwards(proposed, catalogue.agency)}
    for number, code in enumerate(proposed.replaces):
        if current is None or code not in current.replaces:
            _held(catalogue, code, caller, f"/replaces/{number}")
        if code in standing:
            raise Invalid("agency_circle", [(f"/replaces/{number}", "agency_circle")])


def _named_after(code: str, above: list[Agency], caller: Caller) -> bool:
    """Whether a new code begins with that of an agency above it: nobody takes others' codes."""
    return ANYWHERE in caller.agencies or any(code.startswith(f"{one.code}.") for one in above)


def _check_merger(
    catalogue: Catalogue, current: Agency | None, proposed: Agency, today: date
) -> None:
    """A merger is written on its day: from then on the successor acts, and not before.

    Those that it touches fit one change, and each of them has room for one more successor.
    """
    before, after = set(current.replaces if current else ()), set(proposed.replaces)
    if after - before and proposed.valid_from and proposed.valid_from > today:
        raise Invalid("merger_later", [("/valid_from", "merger_later")])
    if len(before ^ after) > MOST_PREDECESSORS:
        said = [("/replaces", "merger_too_large")]
        raise Invalid("merger_too_large", said, most=MOST_PREDECESSORS)
    for number, code in enumerate(proposed.replaces):
        if code not in before and _is_full(catalogue.agency(code)):
            said = [(f"/replaces/{number}", "successors_full")]
            raise Invalid("successors_full", said, agency_code=code, most=MOST_SUCCESSORS)


def _is_full(predecessor: Agency | None) -> bool:
    return predecessor is not None and len(predecessor.replaced_by) >= MOST_SUCCESSORS


def _held(catalogue: Catalogue, code: str, caller: Caller, pointer: str) -> Agency:
    found = catalogue.agency(code)
    if found is None or not covered(found, caller.agencies, catalogue.agency):
        raise Invalid("agency_unknown", [(pointer, "agency_unknown")], agency_code=code)
    return found


def _moved(current: Agency | None, now: Agency, at: Instant) -> Change:
    """Who stands elsewhere may work by another calendar."""
    if current and (current.parent, current.replaces) == (now.parent, now.replaces):
        return Change()
    return redating(now, at)


def _told(
    catalogue: Catalogue, current: Agency | None, proposed: Agency, made: Edition
) -> Iterator[Write]:
    """Predecessors that are gained or let go know their successor."""
    before, after = set(current.replaces if current else ()), set(proposed.replaces)
    for code in sorted(before ^ after):
        predecessor = catalogue.agency(code)
        if predecessor is None:
            continue
        others = tuple(one for one in predecessor.replaced_by if one != proposed.code)
        successors = (*others, proposed.code) if code in after else others
        yield Replace(predecessor.succeed(replaced_by=successors, edition=made), MOVED)
