"""Fetching a document: only a 200 counts."""

import pytest

from chalicelib.gateways import fetch as module
from chalicelib.gateways.fetch import HttpFetch
from chalicelib.ports.provider import Answer, Request
from chalicelib.ports.transport import Unanswered


class FakeTransport:
    """Answers everything with one status, and remembers."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.status = 200
        self.requests: list[Request] = []

    def send(self, request: Request) -> Answer:
        self.requests.append(request)
        return Answer(self.status, b"keys")


@pytest.fixture
def transport(monkeypatch: pytest.MonkeyPatch) -> FakeTransport:
    made = FakeTransport(0)
    monkeypatch.setattr(module, "HttpTransport", lambda seconds: made)
    return made


def test_a_document_is_got_by_its_address(transport: FakeTransport) -> None:
    assert HttpFetch(3)("https://issuer.example/keys") == b"keys"
    (request,) = transport.requests
    assert (request.method, request.url, request.body) == (
        "GET",
        "https://issuer.example/keys",
        b"",
    )


@pytest.mark.parametrize("status", [204, 301, 404, 500])
def test_any_other_status_is_no_document(transport: FakeTransport, status: int) -> None:
    transport.status = status
    with pytest.raises(Unanswered, match=str(status)):
        HttpFetch(3)("https://issuer.example/keys")
