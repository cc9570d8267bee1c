"""The list of agencies that a token reaches."""

from chalicelib.domain.agency import Agency
from chalicelib.entrypoints.http.answer import Answer
from chalicelib.entrypoints.http.call import Call
from chalicelib.entrypoints.http.lists import Listed, PageQuery, paged
from chalicelib.ports.page import Page


def list_agencies(call: Call[None, PageQuery]) -> Answer:
    """List the agencies that the token covers, by code: those of today, of before and to come."""
    tree = call.world.catalogue.fresh().agencies(call.caller.agencies)
    page = paged(call, lambda limit, cursor: _after(tree, cursor, limit))
    return Answer(Listed[Agency](items=tuple(page.items), next_cursor=page.next_cursor))


def _after(tree: list[Agency], cursor: str | None, limit: int) -> Page[Agency]:
    """Those behind the code that was shown last; an agency set up meanwhile skips nobody else."""
    rest = [agency for agency in tree if agency.code > (cursor or "")]
    shown = rest[:limit]
    return Page(shown, shown[-1].code if len(rest) > limit else None)
