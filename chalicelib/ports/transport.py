"""The way to a provider over HTTP."""

from typing import Protocol

from chalicelib.ports.provider import Answer, Request


class Unanswered(Exception):  # noqa: N818 -- what happened
    """No answer came. `sent` is False only if the request surely never reached the provider."""

    def __init__(self, reason: str, *, sent: bool) -> None:
        super().__init__(reason)
        self.sent = sent


class Transport(Protocol):
    """Sends one request within the time budget. Raises Unanswered."""

    def send(self, request: Request) -> Answer:
        """The provider's answer."""
