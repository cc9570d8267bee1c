"""Carry out a provider's exchange: each request it yields is sent, each answer handed back."""

from typing import TypeVar

from chalicelib.ports.provider import Exchange
from chalicelib.ports.transport import Transport

Result = TypeVar("Result")


def converse(transport: Transport, exchange: Exchange[Result]) -> Result:
    """What the exchange concludes. Raises Unanswered if an answer did not come."""
    try:
        request = next(exchange)
        while True:
            request = exchange.send(transport.send(request))
    except StopIteration as done:
        result: Result = done.value
        return result
