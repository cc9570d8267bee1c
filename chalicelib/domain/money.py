"""Money: whole đồng as int, and double entry."""

from typing import Annotated

from pydantic import Field

from chalicelib.domain.value import Value

MOST_DONG = 10**13
Dong = Annotated[int, Field(strict=True, ge=0, le=MOST_DONG)]


class Posting(Value):
    """One side of an entry: what an account gains (positive) or gives (negative), in đồng."""

    account: str
    amount: Annotated[int, Field(strict=True)]


def balanced(postings: tuple[Posting, ...]) -> bool:
    """Whether the postings sum to zero, as every entry must."""
    return sum(posting.amount for posting in postings) == 0
