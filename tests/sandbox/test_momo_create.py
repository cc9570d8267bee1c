"""create: the documented answer, every documented limit, repeated numbers."""

import pytest

from tests.sandbox.shop import FakeClock, Visitor

CREATE = "/momo/v2/gateway/api/create"


def test_a_wallet_order_offers_every_way_to_pay(visitor: Visitor, clock: FakeClock) -> None:
    answer = visitor.create()
    body = answer.json()
    assert answer.status_code == 200
    assert (body["resultCode"], body["message"]) == (0, "Thành công.")
    assert (body["partnerCode"], body["orderId"], body["requestId"]) == ("MOMO", "O-1", "R-1")
    assert body["amount"] == 150_000
    assert body["responseTime"] == int(clock().timestamp() * 1000)
    assert body["payUrl"] == "http://127.0.0.1:4580/momo/pay/O-1"
    assert body["qrCodeUrl"].startswith("momo://")
    assert body["deeplink"].startswith("momo://")


@pytest.mark.parametrize("kind", ["payWithATM", "payWithCC"])
def test_a_card_order_offers_the_page_only(visitor: Visitor, kind: str) -> None:
    body = visitor.create(requestType=kind, userInfo={"email": "a@example.vn"}).json()
    assert body["resultCode"] == 0
    assert "payUrl" in body
    assert not {"qrCodeUrl", "deeplink", "applink"} & set(body)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"amount": 999}, 21),
        ({"amount": 1_000}, 0),
        ({"amount": 50_000_000}, 0),
        ({"amount": 50_000_001}, 21),
        ({"amount": 0}, 22),
        ({"amount": -1}, 22),
        ({"amount": 9_999, "requestType": "payWithATM"}, 21),
        ({"amount": 10_000, "requestType": "payWithATM"}, 0),
        ({"amount": 9_999, "requestType": "payWithCC", "userInfo": {"email": "a@b.vn"}}, 0),
        ({"amount": "150000"}, 20),
        ({"amount": 150_000.5}, 20),
        ({"amount": True}, 20),
        ({"orderId": "000.00.12.H29-260314-0001"}, 0),
        ({"orderId": "-O"}, 20),
        ({"orderId": "O-"}, 20),
        ({"orderId": "O 1"}, 20),
        ({"orderId": "O-1\n"}, 20),
        ({"orderId": ""}, 20),
        ({"orderId": "a" * 200}, 0),
        ({"orderId": "a" * 201}, 20),
        ({"orderId": "a-" * 99 + "!"}, 20),
        ({"requestId": "r" * 50}, 0),
        ({"requestId": "r" * 51}, 20),
        ({"requestId": ""}, 20),
        ({"orderInfo": "ơ" * 255}, 0),
        ({"orderInfo": "ơ" * 256}, 20),
        ({"orderInfo": ""}, 20),
        ({"redirectUrl": "not a link"}, 20),
        ({"ipnUrl": "ftp://example.vn/"}, 20),
        ({"requestType": "linkWallet"}, 20),
        ({"requestType": "payWithCC"}, 20),
        ({"lang": "fr"}, 20),
        ({"extraData": "e30="}, 0),
        ({"extraData": "{}"}, 20),
        ({"extraData": "e3s="}, 20),
        ({"items": [{}] * 50}, 0),
        ({"items": [{}] * 51}, 20),
        ({"orderExpireTime": 0}, 20),
        ({"orderExpireTime": 1}, 0),
        ({"autoCapture": "yes"}, 20),
        ({"storeId": "s" * 51}, 20),
    ],
    ids=str,
)
def test_a_limit_is_held(visitor: Visitor, change: dict[str, object], code: int) -> None:
    answer = visitor.create(**change)
    assert answer.json()["resultCode"] == code
    assert answer.status_code == (200 if code == 0 else 400)
    assert len(visitor.get("/control/momo/orders").json()["orders"]) == (code == 0)


@pytest.mark.parametrize(
    "noise",
    [
        b"",
        b"null",
        b"[]",
        b"{",
        b'"text"',
        b"\xff\xfe",
        b'{"amount": NaN}',
        b'{"orderId": "\\ud800"}',
        b"[" * 100_000,
        b'{"amount": 1' + b"0" * 10_000 + b"}",
        b"x" * 300_000,
    ],
    ids=lambda noise: repr(noise[:20]),
)
def test_noise_is_a_bad_format(visitor: Visitor, noise: bytes) -> None:
    answer = visitor.post_text(CREATE, noise)
    assert (answer.status_code, answer.json()["resultCode"]) == (400, 20)


def test_a_bad_format_names_the_field(visitor: Visitor) -> None:
    assert visitor.create(amount="1000").json()["subErrors"][0]["field"] == "amount"


def test_the_same_order_number_under_another_request_is_refused(visitor: Visitor) -> None:
    visitor.create()
    assert visitor.create(requestId="R-2").json()["resultCode"] == 41


def test_a_repeated_request_is_refused_while_its_order_waits(visitor: Visitor) -> None:
    visitor.create()
    assert visitor.create().json()["resultCode"] == 40
    assert visitor.create(orderId="O-2").json()["resultCode"] == 40


def test_a_repeated_request_gets_the_final_result_again(visitor: Visitor) -> None:
    first = visitor.create().json()
    visitor.approve()
    again = visitor.create().json()
    assert again["resultCode"] == 0
    assert again["payUrl"] == first["payUrl"]

    visitor.create(orderId="O-2", requestId="R-2")
    visitor.post("/control/momo/orders/O-2/refuse")
    assert visitor.create(orderId="O-2", requestId="R-2").json()["resultCode"] == 1006


def test_a_refused_request_does_not_use_up_its_numbers(visitor: Visitor) -> None:
    assert visitor.create(amount=1).json()["resultCode"] == 21
    assert visitor.create().json()["resultCode"] == 0


def test_refusals_are_told_in_the_language_asked_for(visitor: Visitor) -> None:
    assert visitor.create(amount=1, lang="en").json()["message"].startswith("Transaction amount")
