"""Webhooks and returns: what providers and payers' browsers send."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from chalicelib.domain.statement import Statement
from chalicelib.entrypoints.http.body import LARGEST_BODY
from chalicelib.ports.provider import Claim, Credentials, Inbound, Outbound, Verdict
from tests.builders import PORTAL_HOST, PROVIDER
from tests.entrypoints.http.conftest import Serve
from tests.fakes import FakeProvider, FakeWorld, a_notification, a_world
from tests.usecases.scenes import a_pending_order, the_order, while_paying

HOOK = f"/webhooks/{PROVIDER}"


class ByQuery(FakeProvider):
    """Signs what stands in the query, as returns do."""

    def read(self, call: Inbound, credentials: tuple[Credentials, ...]) -> Statement | None:
        return super().read(Inbound("GET", call.query["said"].encode()), credentials)

    def claim(self, call: Inbound) -> Claim:
        return super().claim(Inbound("GET", call.query.get("said", "").encode()))


def by_query(world: FakeWorld) -> FakeWorld:
    return replace(world, providers={PROVIDER: ByQuery()})


class Wordy(FakeProvider):
    """Acknowledges in words and with a form of its own."""

    def acknowledge(self, verdict: Verdict) -> Outbound:
        return Outbound(200, "kết quả".encode(), "text/plain; charset=utf-8")


@pytest.mark.parametrize(
    "media_type",
    ["application/json", "text/plain", "application/x-www-form-urlencoded", "application/x-odd"],
)
@pytest.mark.parametrize("path", [HOOK, f"{HOOK}/ipn"])
def test_a_notification_of_any_type_is_booked(path: str, media_type: str, serve: Serve) -> None:
    world = while_paying()
    body = a_notification(a_pending_order()).body
    answer = serve(world, anonymous=True).request(
        "POST", path, data=body, headers={"content-type": media_type}
    )
    assert answer.status == 204
    assert the_order(world).state == "paid"


def test_the_answer_is_in_the_providers_words(serve: Serve) -> None:
    world = a_world(provider=Wordy())
    answer = serve(world, anonymous=True).request("POST", HOOK, data=b"x")
    assert (answer.status, answer.text) == (200, "kết quả")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff\xfe\x00", b"[" * 5000, b"a:b:c:d:e", b"x" * (LARGEST_BODY + 1)],
    ids=["empty", "broken", "not text", "deep", "wrong words", "too much"],
)
def test_noise_changes_nothing_and_is_never_our_fault(body: bytes, serve: Serve) -> None:
    world = while_paying()
    before = dict(world.store.items)
    answer = serve(world, anonymous=True).request("POST", HOOK, data=body)
    assert 400 <= answer.status < 500
    assert world.store.items == before


def test_a_wrong_signature_changes_nothing(serve: Serve) -> None:
    world = while_paying()
    before = dict(world.store.items)
    body = a_notification(a_pending_order(), secret="guessed").body
    assert serve(world, anonymous=True).request("POST", HOOK, data=body).status == 400
    assert world.store.items == before


def test_a_provider_that_we_do_not_have_is_404(serve: Serve) -> None:
    answer = serve(a_world(), anonymous=True).request("POST", "/webhooks/nopay", data=b"{}")
    assert (answer.status, answer.code) == (404, "provider_not_found")


def test_the_query_reaches_the_provider_decoded(serve: Serve) -> None:
    world = a_world(provider=ByQuery())
    serve(world, anonymous=True).get(f"{HOOK}?said=a%2Bb%3A%C4%90")
    assert world.callbacks.kept[0].verdict == "malformed"


def test_a_payer_who_comes_back_is_sent_to_the_portal_with_our_own_state(serve: Serve) -> None:
    order = a_pending_order(return_url=f"https://{PORTAL_HOST}/back?from=1&state=forged")
    api = serve(by_query(while_paying(order)), anonymous=True)
    said = a_notification(order).body.decode()
    answer = api.get(f"/return/{PROVIDER}?said={said}")
    assert answer.status == 302
    target = urlsplit(answer.headers["Location"])
    assert (target.scheme, target.netloc, target.path) == ("https", PORTAL_HOST, "/back")
    found = parse_qs(target.query)
    assert found["from"] == ["1"]
    assert found["order_id"] == [order.order_id]
    assert found["state"] == ["paid"]


def test_a_payer_without_a_portal_is_sent_to_our_page(serve: Serve) -> None:
    order = a_pending_order()
    api = serve(by_query(while_paying(order)), anonymous=True)
    answer = api.get(f"/return/{PROVIDER}?said={a_notification(order).body.decode()}")
    assert answer.headers["Location"] == (
        f"https://api.example/pay/{order.order_id}?t={order.view_token}"
    )


@pytest.mark.parametrize("path", [f"/return/{PROVIDER}?said=forged", "/return/nopay"])
def test_a_return_that_is_not_verified_shows_a_page_and_changes_nothing(
    path: str, serve: Serve
) -> None:
    world = by_query(while_paying())
    before = dict(world.store.items)
    answer = serve(world, anonymous=True).get(path)
    assert answer.status == 404
    assert answer.headers["Content-Type"].startswith("text/html")
    assert world.store.items == before
