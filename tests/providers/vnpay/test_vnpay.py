"""What only VNPAY's protocol has: queries that are decoded, two codes, hundredths, Hanoi's time."""

import json
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import product
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest

from chalicelib.domain.instant import VIETNAM
from chalicelib.domain.statement import Outcome, Statement
from chalicelib.ports.provider import Inbound, Malformed, Opened, Payer, Question
from chalicelib.providers.vnpay import (
    RESPONSE,
    STATUS,
    VNPay,
    agreed,
    encoded,
    local_time,
    plain,
    signature,
)
from tests.providers.contract.cases import folder
from tests.providers.contract.replay import order, replay

CASES = folder("vnpay")
PAID = CASES.notifications["paid"]
CREDENTIALS = CASES.setting.credentials


def _read(call: Inbound) -> Statement | None:
    return VNPay().read(call, (CREDENTIALS,))


def _signed(**changes: str) -> Inbound:
    fields = {**PAID.fields, **changes}
    return PAID.inbound({**fields, "vnp_SecureHash": signature(encoded(fields), CREDENTIALS)})


def _opened(payer: Payer | None = None, **changes: object) -> dict[str, str]:
    """The parameters of the address at which an order is paid, decoded."""
    given = order(CASES.setting.order.model_copy(update=changes), VNPay())
    talk = VNPay().open(given, CREDENTIALS, CASES.setting.urls, payer or Payer())
    requests, result = replay(talk, [])
    assert not requests
    assert isinstance(result, Opened)
    query = urlsplit(str(result.checkout.pay_url)).query
    return {name: value for name, (value,) in parse_qs(query, strict_parsing=True).items()}


@pytest.fixture(params=["UTC", "America/New_York", "Asia/Ho_Chi_Minh"])
def _anywhere(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The machine is in another zone than the payer."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


# As received


@pytest.mark.parametrize("name", CASES.notifications)
def test_a_query_string_that_vnpay_signed_is_believed_once_decoded(name: str) -> None:
    case = CASES.notifications[name]
    received = f"{encoded(case.fields)}&vnp_SecureHash={case.fields['vnp_SecureHash']}"
    decoded = dict(parse_qsl(received, strict_parsing=True))
    assert _read(Inbound("GET", b"", query=decoded)) == case.meaning


def test_a_plus_that_was_escaped_is_not_a_space() -> None:
    assert _read(_signed(vnp_OrderInfo="A+B")) is not None
    signed = _signed(vnp_OrderInfo="A+B")
    spaced = PAID.inbound({**signed.query, "vnp_OrderInfo": "A B"})
    twice = PAID.inbound({**signed.query, "vnp_OrderInfo": "A%2BB"})
    assert (_read(spaced), _read(twice)) == (None, None)


def test_an_unknown_parameter_of_vnpay_is_signed_like_the_others() -> None:
    assert _read(_signed(vnp_New="1")) == PAID.meaning
    assert _read(PAID.inbound({**PAID.fields, "vnp_New": "1"})) is None


def test_what_is_empty_is_not_signed_and_changes_nothing() -> None:
    empty = {**PAID.fields, "vnp_New": "", "kenh": "", "": ""}
    assert _read(PAID.inbound(empty)) == PAID.meaning
    assert _read(PAID.inbound({**PAID.fields, "vnp_BankTranNo": ""})) is None


def test_names_are_written_as_vnpay_writes_them() -> None:
    lower = {name.lower(): value for name, value in PAID.fields.items()}
    with pytest.raises(Malformed):
        VNPay().claim(PAID.inbound(lower))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("vnp_Amount", ""),
        ("vnp_Amount", "-15000000"),
        ("vnp_Amount", "15000000.0"),
        ("vnp_Amount", "15,000,000"),
        ("vnp_Amount", "１5000000"),
        ("vnp_Amount", "1" * 13),
        ("vnp_TmnCode", "DEMOV21"),
        ("vnp_TmnCode", "DEMOV2/0"),
        ("vnp_TxnRef", ""),
        ("vnp_TxnRef", "HS-1"),
        ("vnp_TxnRef", "1" * 101),
        ("vnp_TxnRef", "1\n"),
        ("vnp_ResponseCode", ""),
        ("vnp_TransactionStatus", ""),
        ("vnp_TransactionStatus", "00,00"),
        ("vnp_SecureHash", "0" * 127),
        ("vnp_SecureHash", "g" * 128),
        ("vnp_OrderInfo", "\ud800"),
        ("vnp_\ud800", "1"),
    ],
)
def test_a_value_of_another_form_is_malformed(name: str, value: str) -> None:
    with pytest.raises(Malformed):
        VNPay().claim(PAID.inbound({**PAID.fields, name: value}))


def test_a_notification_is_a_get() -> None:
    with pytest.raises(Malformed):
        VNPay().read(Inbound("POST", b"", query=PAID.fields), (CREDENTIALS,))
    with pytest.raises(Malformed):
        VNPay().claim(Inbound("GET", json.dumps(dict(PAID.fields)).encode()))


# Amounts


@pytest.mark.parametrize("fraction", ["1", "15000001", "15000050", "15000099"])
def test_a_fraction_of_a_dong_is_refused_only_once_it_is_known_to_be_vnpays(fraction: str) -> None:
    with pytest.raises(Malformed, match="fraction"):
        _read(_signed(vnp_Amount=fraction))
    assert _read(PAID.inbound({**PAID.fields, "vnp_Amount": fraction})) is None


@pytest.mark.parametrize("amount", [5_000, 150_001, 999_999_999])
def test_an_amount_comes_back_as_it_was_ordered(amount: int) -> None:
    sent = _opened(amount=amount)["vnp_Amount"]
    assert sent == f"{amount}00"
    assert len(sent) <= 12
    stated = _read(_signed(vnp_Amount=sent))
    assert stated is not None
    assert stated.amount == amount


# Codes


def test_both_codes_must_say_paid() -> None:
    paid = {pair for pair in product(RESPONSE, STATUS) if agreed(*pair) is Outcome.PAID}
    assert paid == {("00", "00")}


def test_money_that_was_taken_is_never_called_a_failure() -> None:
    taken = {"00", "07"}
    for response, status in product([*RESPONSE, "31"], [*STATUS, "31"]):
        if response in taken or status in (*taken, "04", "05", "06", "09"):
            outcome = agreed(response, status)
            assert outcome in (Outcome.PAID, Outcome.REVIEW, Outcome.PENDING), (response, status)


def test_a_code_that_nobody_knows_ends_nothing() -> None:
    for known in (*RESPONSE, *STATUS):
        assert agreed(known, "31") in (Outcome.PENDING, Outcome.REVIEW)
        assert agreed("31", known) in (Outcome.PENDING, Outcome.REVIEW)


# Times


@pytest.mark.usefixtures("_anywhere")
@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("20260313235959", "2026-03-13T16:59:59+00:00"),
        ("20260314000001", "2026-03-13T17:00:01+00:00"),
        ("20251231235959", "2025-12-31T16:59:59+00:00"),
    ],
)
def test_times_are_hanois_wherever_the_machine_is(written: str, instant: str) -> None:
    at = datetime.fromisoformat(instant)
    assert local_time(at) == written
    assert local_time(at.astimezone(VIETNAM)) == written
    stated = _read(_signed(vnp_PayDate=written))
    assert stated is not None
    assert stated.occurred_at == at
    sent = _opened(opened_at=at, expires_at=at + timedelta(seconds=1))
    assert sent["vnp_CreateDate"] == written
    assert sent["vnp_ExpireDate"] == local_time(at + timedelta(seconds=1))


@pytest.mark.parametrize(
    "written", ["20260230000000", "20261301000000", "soon", "0" * 14, "00010101000000", "20"]
)
def test_money_without_a_time_is_still_money(written: str) -> None:
    stated = _read(_signed(vnp_PayDate=written))
    assert stated is not None
    assert (stated.outcome, stated.occurred_at) == (Outcome.PAID, None)


# What VNPAY is told


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("Nộp phí, lệ phí hồ sơ H32.12-261122-0001", "Nop phi le phi ho so H32.12-261122-0001"),
        ("ĐĂNG KÝ ĐẤT ĐAI", "DANG KY DAT DAI"),
        ("ươ ƯƠ ăâêô ỵ ọ ẵ", "uo UO aaeo y o a"),
        ("  a\tb\n c  ", "a b c"),
        ("a!'()*~b", "a b"),
        ("<script>&=%2B", "script 2B"),
        ("中文", ""),
        ("x" * 300, "x" * 255),
    ],
)
def test_a_description_is_spelled_plainly(text: str, sent: str) -> None:
    assert plain(text) == sent


def test_a_description_of_which_nothing_is_left_is_the_order_number() -> None:
    assert _opened(description="中文")["vnp_OrderInfo"] == CASES.setting.order.order_id


@pytest.mark.parametrize(
    ("ip", "sent"),
    [
        ("203.162.4.191", "203.162.4.191"),
        ("1.1.1.1", "1.1.1.1"),
        ("::1", "0000:0000:0000:0000:0000:0000:0000:0001"),
        (None, "127.0.0.1"),
        ("", "127.0.0.1"),
        ("203.162.4.191, 10.0.0.1", "127.0.0.1"),
        ("fe80::1%eth0", "127.0.0.1"),
        ("1&vnp_Amount=1", "127.0.0.1"),
    ],
)
def test_an_address_is_one_or_the_one_of_nobody(ip: str | None, sent: str) -> None:
    assert _opened(Payer(ip=ip))["vnp_IpAddr"] == sent


def test_nothing_of_the_payer_but_the_address_is_told() -> None:
    with_email = _opened(Payer(ip="203.162.4.191", email="payer@example.vn"))
    assert with_email == _opened(Payer(ip="203.162.4.191"))


def test_a_question_has_an_id_of_letters_and_digits() -> None:
    subject = order(CASES.setting.order, VNPay())
    for given, sent in {"-_aZ09": "aZ09", "x" * 40: "x" * 32}.items():
        request = next(
            VNPay().query(
                subject, CREDENTIALS, CASES.setting.urls, Question(given, subject.opened_at)
            )
        )
        assert json.loads(request.body)["vnp_RequestId"] == sent
