"""Which of a procedure's legal time limits a filing has."""

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from chalicelib.domain.fee_line import Channel
from chalicelib.domain.procedure import Procedure, ProcessingTime, TimeUnit
from chalicelib.domain.value import Value


class Term(Value):
    """So much time, counted in this unit; of `same_day` the number says nothing."""

    value: Annotated[int, Field(ge=0, le=1000)]
    unit: TimeUnit


class Limit(Value):
    """The limit of a filing; `longest`: the most that the agency may take if it says why."""

    term: Term
    longest: Term | None = None


def limit_of(
    procedure: Procedure,
    *,
    channel: Channel,
    case: str | None = None,
    options: Iterable[str] = (),
) -> Limit | None:
    """The limit that the procedure states for this filing; None when it states none.

    A row for a chosen option stands before one for the case, and that before one for all. Of
    equal rows the one for fewer channels, then the first as published.
    """
    chosen = frozenset(options)
    rows = [row for row in procedure.processing_times if channel in row.channels]
    rows = [row for row in rows if row.case in (None, case) and row.option in (None, *chosen)]
    term = _narrowest([row for row in rows if not row.with_reason])
    longest = _narrowest([row for row in rows if row.with_reason])
    if term is None:
        return None
    return Limit(term=_term(term), longest=_term(longest) if longest else None)


def _narrowest(rows: list[ProcessingTime]) -> ProcessingTime | None:
    def rank(row: ProcessingTime) -> tuple[bool, bool, int]:
        return row.option is None, row.case is None, len(row.channels)

    return min(rows, key=rank, default=None)


def _term(row: ProcessingTime) -> Term:
    return Term(value=row.value, unit=row.unit)
