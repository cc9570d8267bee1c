"""What only MoMo's protocol has: identifiers, texts without escapes, and its own pattern."""

import json
import time
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.ports.provider import Inbound, Malformed, Payer, Question
from chalicelib.providers.json_text import LIMIT
from chalicelib.providers.momo import RESULT, MoMo, signature, signed_text
from tests.providers.contract.cases import folder, raw
from tests.providers.contract.replay import order

CASES = folder("momo")
PAID = CASES.notifications["paid"]
CREDENTIALS = CASES.setting.credentials


def _signed(**changes: Any) -> Inbound:
    fields = {**PAID.fields, **changes}
    fields["signature"] = signature(signed_text(RESULT, fields, CREDENTIALS), CREDENTIALS)
    return PAID.inbound(fields)


def _post(body: bytes) -> Inbound:
    return Inbound("POST", body)


def test_a_text_that_can_be_cut_in_two_ways_is_not_believed() -> None:
    call = _signed(message="ok&orderId=A1", orderId="B2")
    moved = _signed(message="ok", orderId="A1", orderInfo=PAID.fields["orderInfo"])
    assert MoMo().read(call, (CREDENTIALS,)) is None
    assert MoMo().read(moved, (CREDENTIALS,)) is not None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("orderId", "a" * 51),
        ("orderId", "-1"),
        ("orderId", "1-"),
        ("orderId", "1/2"),
        ("orderId", "٣"),
        ("orderId", ""),
        ("partnerCode", "MOMO/../OTHER"),
        ("partnerCode", "MOMO\n"),
        ("partnerCode", "M" * 51),
        ("amount", -1),
        ("amount", 50000.0),
        ("amount", 10**13),
        ("amount", True),
        ("amount", "５0000"),
        ("amount", [50000]),
        ("resultCode", {"0": 0}),
        ("resultCode", False),
        ("resultCode", None),
        ("responseTime", 1700000060),
        ("transId", "x"),
        ("signature", "0" * 63),
    ],
)
def test_a_value_of_another_form_is_malformed(name: str, value: object) -> None:
    with pytest.raises(Malformed):
        MoMo().claim(PAID.inbound({**PAID.fields, name: value}))


def test_the_longest_order_id_is_a_claim() -> None:
    longest = f"0{'.-_a' * 12}z"
    assert len(longest) == 50
    assert MoMo().claim(_signed(orderId=longest)).order_id == longest


def test_an_identifier_made_to_backtrack_costs_nothing() -> None:
    started = time.perf_counter()
    with pytest.raises(Malformed):
        MoMo().claim(PAID.inbound({**PAID.fields, "orderId": "a" * 60_000 + "!"}))
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"\xff\xfe{}",
        b"[" * 60_000,
        b'{"amount":NaN}',
        raw(dict(PAID.fields))[:-1] + b',"amount":1}',
        raw(dict(PAID.fields)).replace(b'"qr"', b'"\\ud800"'),
        raw(dict(PAID.fields)) + b" " * LIMIT,
    ],
    ids=["nothing", "null", "array", "utf-16", "deep", "nan", "twice", "half a pair", "large"],
)
def test_what_is_not_one_clean_object_is_malformed(body: bytes) -> None:
    with pytest.raises(Malformed):
        MoMo().claim(_post(body))


def test_a_number_is_verified_as_it_was_written() -> None:
    spelled = raw(dict(PAID.fields)).replace(b'"amount":50000', b'"amount":"050000"')
    assert MoMo().read(_post(spelled), (CREDENTIALS,)) is None


def test_spaces_and_order_of_the_json_do_not_matter() -> None:
    turned = json.dumps(dict(reversed([*PAID.fields.items()])), indent=2).encode()
    assert MoMo().read(_post(turned), (CREDENTIALS,)) == PAID.meaning


def test_a_notification_is_its_body_whatever_the_address_carries() -> None:
    body = raw(dict(PAID.fields))
    call = Inbound("POST", body, query={"orderId": "261122481902637"})
    assert MoMo().read(call, (CREDENTIALS,)) == PAID.meaning
    with pytest.raises(Malformed):
        MoMo().read(Inbound("GET", body), (CREDENTIALS,))


@pytest.mark.parametrize(("seconds", "minutes"), [(59, 1), (60, 1), (119, 1), (6030, 100)])
def test_an_order_lives_for_whole_minutes_and_at_least_one(seconds: int, minutes: int) -> None:
    given = CASES.setting.order
    short = given.model_copy(update={"expires_at": given.opened_at + timedelta(seconds=seconds)})
    request = next(MoMo().open(order(short, MoMo()), CREDENTIALS, CASES.setting.urls, Payer()))
    assert json.loads(request.body)["orderExpireTime"] == minutes


def test_a_base_address_may_end_in_a_slash() -> None:
    urls = CASES.setting.urls
    slashed = type(urls)(f"{urls.endpoint}/", urls.notify, urls.back)
    subject = order(CASES.setting.order, MoMo())
    assert next(
        MoMo().query(subject, CREDENTIALS, slashed, Question("Q1", subject.opened_at))
    ).url == ("https://test-payment.momo.vn/v2/gateway/api/query")
