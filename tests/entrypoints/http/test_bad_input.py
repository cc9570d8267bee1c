"""What nobody should send, at the doors that are open to everybody: refused, never our fault."""

import base64
from dataclasses import replace
from urllib.parse import quote

import pytest

from app import app
from chalicelib.domain.agency import MerchantRef
from chalicelib.domain.order import Order
from chalicelib.domain.statement import Statement
from chalicelib.ports.provider import Claim, Credentials, Inbound
from chalicelib.providers.momo import RESULT, MoMo, signature, signed_text
from tests.builders import PROVIDER, filed
from tests.entrypoints.http.conftest import Serve
from tests.fakes import FakeProvider, FakeSecrets, FakeWorld, a_notification, a_world
from tests.usecases.scenes import a_pending_order, the_order, while_paying

HOOK, RETURN = f"/webhooks/{PROVIDER}", f"/return/{PROVIDER}"
MEGABYTE = 1024 * 1024
CREDENTIALS = {"access_key": "access-1", "secret_key": "secret-1"}


class ByQuery(FakeProvider):
    """Says everything in the query, as providers do that notify with GET."""

    def read(self, call: Inbound, credentials: tuple[Credentials, ...]) -> Statement | None:
        return super().read(Inbound("GET", call.query["said"].encode()), credentials)

    def claim(self, call: Inbound) -> Claim:
        return super().claim(Inbound("GET", call.query.get("said", "").encode()))


def by_query() -> FakeWorld:
    return replace(while_paying(), providers={PROVIDER: ByQuery()})


def said() -> str:
    return a_notification(a_pending_order()).body.decode()


def a_momo_order() -> Order:
    merchant = MerchantRef(provider="momo", merchant_id="MOMO")
    return a_pending_order(merchant=merchant, method="momo_wallet")


def momo_world() -> FakeWorld:
    secrets = FakeSecrets(MOMO=(CREDENTIALS,))
    return a_world(*filed().entities, a_momo_order(), provider=MoMo(), secrets=secrets)


def momo_query(message: str) -> dict[str, str]:
    """A redirect that MoMo signed."""
    order = a_momo_order()
    fields = dict.fromkeys(RESULT, "") | {
        "partnerCode": "MOMO",
        "orderId": order.order_id,
        "requestId": order.order_id,
        "amount": str(order.amount),
        "resultCode": "0",
        "transId": "4088878653",
        "responseTime": "1763860000000",
        "message": message,
    }
    return fields | {"signature": signature(signed_text(RESULT, fields, CREDENTIALS), CREDENTIALS)}


def encoded(fields: dict[str, str], space: str = "%20") -> str:
    return "&".join(
        f"{name}={quote(value, safe='').replace('%20', space)}" for name, value in fields.items()
    )


def test_a_notification_by_query_is_booked_and_kept_as_evidence(serve: Serve) -> None:
    world = by_query()
    assert serve(world, anonymous=True).get(f"{HOOK}?said={said()}&x=").status == 204
    assert the_order(world).state == "paid"
    [kept] = world.callbacks.kept
    assert kept.body.startswith(f"said={quote(the_order(world).order_id)}".encode())
    assert kept.body.endswith(b"&x=")


@pytest.mark.parametrize("other", ["", "x", said()], ids=["nothing", "another", "the same"])
@pytest.mark.parametrize("path", [HOOK, f"{HOOK}/ipn"])
def test_a_repeated_parameter_gets_the_providers_own_refusal(
    path: str, other: str, serve: Serve
) -> None:
    world = by_query()
    before = dict(world.store.items)
    answer = serve(world, anonymous=True).get(f"{path}?said={said()}&said={other}")
    assert (answer.status, answer.text) == (400, "malformed")
    assert world.store.items == before
    [kept] = world.callbacks.kept
    assert (kept.verdict, kept.order_id) == ("malformed", None)
    assert kept.body.count(b"said=") == 2


def test_a_return_with_a_repeated_parameter_shows_a_page_and_changes_nothing(serve: Serve) -> None:
    world = by_query()
    before = dict(world.store.items)
    answer = serve(world, anonymous=True).get(f"{RETURN}?said={said()}&said={said()}")
    assert answer.status == 404
    assert answer.headers["Content-Type"].startswith("text/html")
    assert world.store.items == before


def test_a_repeated_parameter_is_nothing_to_a_provider_that_reads_the_body(serve: Serve) -> None:
    world = while_paying()
    body = said().encode()
    answer = serve(world, anonymous=True).request("POST", f"{HOOK}?x=1&x=2", data=body)
    assert answer.status == 204
    assert the_order(world).state == "paid"


@pytest.mark.parametrize("message", ["a+b", "a b", "Thành công. 100%", "1 + 1 = 2 & more", ""])
@pytest.mark.parametrize("space", ["%20", "+"])
def test_plus_and_percent_2b_are_told_apart(message: str, space: str, serve: Serve) -> None:
    """The signature covers the text: a plus that became a space would not verify."""
    world, query = momo_world(), encoded(momo_query(message), space)
    answer = serve(world, anonymous=True).get(f"/webhooks/momo?{query}")
    assert answer.status == 204
    assert the_order(world).state == "paid"


def test_a_plus_that_was_not_encoded_is_a_space_and_does_not_verify(serve: Serve) -> None:
    query = encoded(momo_query("a+b")).replace("%2B", "+")
    assert serve(momo_world(), anonymous=True).get(f"/webhooks/momo?{query}").status == 400


@pytest.mark.parametrize("charset", ["utf-16", "utf-32", "cp1258"])
@pytest.mark.parametrize("path", ["/webhooks/momo", HOOK])
def test_a_charset_that_is_not_utf_8_is_refused(charset: str, path: str, serve: Serve) -> None:
    world = momo_world() if path.endswith("momo") else while_paying()
    before = dict(world.store.items)
    body = (said() + "đ").encode(charset)
    headers = {"content-type": f"application/json; charset={charset}"}
    answer = serve(world, anonymous=True).request("POST", path, data=body, headers=headers)
    assert answer.status == 400
    assert world.store.items == before
    assert [kept.body for kept in world.callbacks.kept] == [body]


@pytest.mark.parametrize("filling", [b" ", b"[", b'"a":', b"\xff"])
@pytest.mark.parametrize("path", [HOOK, "/v1/dossiers"])
def test_a_body_of_five_megabytes_is_413(path: str, filling: bytes, serve: Serve) -> None:
    world = while_paying()
    body = filling * (5 * MEGABYTE // len(filling))
    answer = serve(world).request("POST", path, data=body, headers={"idempotency-key": "k"})
    assert (answer.status, answer.code) == (413, "body_too_large")


@pytest.mark.parametrize("as_text", [True, False])
def test_a_body_is_the_same_whether_it_travels_as_text_or_as_base64(
    as_text: bool, serve: Serve
) -> None:
    world = while_paying()
    api = serve(world, anonymous=True)
    sent = {"text": said()} if as_text else {"data": said().encode()}
    assert api.request("POST", HOOK, **sent).status == 204
    assert the_order(world).state == "paid"
    assert [kept.body for kept in world.callbacks.kept] == [said().encode()]


@pytest.mark.parametrize("path", [HOOK, "/v1/dossiers"])
@pytest.mark.parametrize("text", ["\ud800", "a\udfffb"])
def test_a_body_that_is_no_text_is_400(text: str, path: str, serve: Serve) -> None:
    answer = serve(while_paying()).request(
        "POST", path, text=text, headers={"idempotency-key": "k"}
    )
    assert (answer.status, answer.code) == (400, "bad_request")


@pytest.mark.parametrize("body", ["a", "not base64 é", "====="])
def test_a_body_that_is_not_the_base64_that_it_says_it_is_is_400(body: str, serve: Serve) -> None:
    api = serve(while_paying(), anonymous=True)
    event = {
        "resource": "/webhooks/{provider}",
        "headers": {"content-type": "application/json"},
        "multiValueQueryStringParameters": None,
        "pathParameters": {"provider": PROVIDER},
        "stageVariables": None,
        "body": body,
        "isBase64Encoded": True,
        "requestContext": {"httpMethod": "POST", "resourcePath": "/webhooks/{provider}"},
    }
    assert app(event, None)["statusCode"] == 400
    assert [line["status"] for line in api.logged] == [400]


@pytest.mark.parametrize(
    "path", [f"{HOOK}?x=\ud800", f"{RETURN}?\ud800=1", "/pay/261123000000012?t=\ud800"]
)
def test_a_query_that_is_no_text_is_400(path: str, serve: Serve) -> None:
    answer = serve(by_query(), anonymous=True).get(path)
    assert (answer.status, answer.code) == (400, "bad_request")


@pytest.mark.parametrize("path", [HOOK, RETURN, "/webhooks/momo", "/return/momo"])
@pytest.mark.parametrize(
    "query", ["", "x", "said", "said=%FF%FE", "=", "&&&", "said[]=1", "a=" + "b" * 9000]
)
def test_noise_in_a_query_is_never_our_fault(path: str, query: str, serve: Serve) -> None:
    world = momo_world() if path.endswith("momo") else by_query()
    before = dict(world.store.items)
    answer = serve(world, anonymous=True).get(f"{path}?{query}")
    assert 400 <= answer.status < 500
    assert world.store.items == before


def test_a_body_of_base64_is_read_once_only(serve: Serve) -> None:
    """What looks like base64 within the body is the provider's own text."""
    world = while_paying()
    inner = base64.b64encode(said().encode())
    assert serve(world, anonymous=True).request("POST", HOOK, data=inner).status == 400
    assert [kept.body for kept in world.callbacks.kept] == [inner]
