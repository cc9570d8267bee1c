"""Cases about what providers say: B5, B8, B9, B11, B12."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.instant import end_of_vietnam_day, vietnam_day
from chalicelib.domain.order import OrderState
from chalicelib.domain.order_number import order_number
from chalicelib.domain.statement import Outcome
from chalicelib.domain.transaction import Transaction
from chalicelib.usecases.query_order import query_order
from chalicelib.usecases.run_due import run_due
from chalicelib.usecases.take_notification import take_notification
from tests.builders import PROVIDER
from tests.cases.provided import NAMES, both_pending, order_of, recorded
from tests.fakes import a_notification
from tests.providers.contract.cases import CodeRow, folder
from tests.providers.contract.tampering import flipped
from tests.usecases.scenes import the_bill, the_order, while_paying

EACH_PROVIDER = pytest.mark.parametrize("provider", NAMES)
EACH_CODE = pytest.mark.parametrize(
    ("provider", "row"),
    [
        pytest.param(name, row, id=f"{name}-{row.code}")
        for name in NAMES
        for row in (*folder(name).codes.documented, *folder(name).codes.unknown)
    ],
)


@EACH_CODE
def test_b05_only_a_final_code_ends_an_order(provider: str, row: CodeRow) -> None:
    """Every documented code and some unknown ones: what is not final leaves it payable."""
    case = recorded(provider, folder(provider).codes.notification)
    world, order = both_pending(), order_of(provider)
    take_notification(world, provider, case.inbound({**case.fields, **row.changes}))
    final = {
        Outcome.PAID: OrderState.PAID,
        Outcome.REFUSED: OrderState.REFUSED,
        Outcome.CANCELLED: OrderState.CANCELLED,
        Outcome.EXPIRED: OrderState.EXPIRED,
    }
    assert the_order(world, order).state is final.get(row.notified, OrderState.PENDING)


def test_b05_pending_is_looked_at_again_and_paid_in_the_end() -> None:
    world = while_paying()
    take_notification(world, PROVIDER, a_notification(the_order(world), "pending"))
    for answer in ("pending:150000", "unclear:99", "paid:150000"):
        world.transport.will(answer)
        world.clock.forward(timedelta(minutes=20))
        run_due(world, budget=timedelta(seconds=45), on_failure=lambda ref, error: None)
    assert the_order(world).state is OrderState.PAID


@EACH_PROVIDER
def test_b08_a_flipped_field_is_refused_or_changes_nothing(provider: str) -> None:
    case = recorded(provider)
    for name in (*case.signed, *case.unsigned):
        world = both_pending()
        call = case.inbound({**case.fields, name: flipped(case.fields[name])})
        answer = take_notification(world, provider, call)
        refused = the_bill(world).paid == 0 and not world.store.all(Transaction)
        assert refused == (name in case.signed), name
        assert refused or the_bill(world).paid == case.meaning.amount, name
        assert answer.status < 500


@EACH_PROVIDER
def test_b09_a_thousand_forgeries_do_not_poison_the_genuine_one(provider: str) -> None:
    world, case = both_pending(), recorded(provider)
    name = case.signed[0]
    for number in range(1000):
        forged = {**case.fields, name: str(number)}
        take_notification(world, provider, case.inbound(forged))
    assert world.commits.done == []
    assert {kept.order_id for kept in world.callbacks.kept} == {None}
    take_notification(world, provider, case.inbound())
    assert the_order(world, order_of(provider)).state is OrderState.PAID


@EACH_PROVIDER
def test_b11_the_provider_and_we_mean_the_same_dong(provider: str) -> None:
    """Asked for, stated and booked: the raw amounts differ by the provider's factor only."""
    factor = {"momo": 1, "vnpay": 100}[provider]
    case, order = recorded(provider), order_of(provider)
    raw = {"momo": "amount", "vnpay": "vnp_Amount"}[provider]
    assert int(str(case.fields[raw])) == order.amount * factor
    opened = folder(provider).exchanges["open"].model_dump_json()
    assert f"{order.amount * factor}" in opened
    assert f"{order.amount * factor}0" not in opened
    world = both_pending()
    take_notification(world, provider, case.inbound())
    assert the_bill(world).paid == order.amount


@EACH_PROVIDER
def test_b12_an_instant_is_the_same_instant_wherever_the_server_stands(provider: str) -> None:
    """The recorded notification read by processes in three time zones."""
    program = (
        "from tests.cases.provided import recorded, PROVIDERS; from tests.providers.contract.cases"
        f" import folder; c = recorded({provider!r}); p = PROVIDERS[{provider!r}];"
        f" print(p.read(c.inbound(), (folder({provider!r}).setting.credentials,)).occurred_at)"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for zone in ("UTC", "America/New_York", "Asia/Ho_Chi_Minh")
    }
    assert found == {str(recorded(provider).meaning.occurred_at)}


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 11, 23, 16, 59, 59, tzinfo=UTC), "261123"),
        (datetime(2026, 11, 23, 17, 0, 1, tzinfo=UTC), "261124"),
    ],
    ids=["23:59:59 in Hanoi", "00:00:01 in Hanoi"],
)
def test_b12_the_day_ends_at_midnight_in_hanoi(instant: datetime, day: str) -> None:
    assert order_number(instant, "00000000")[:6] == day
    assert f"{vietnam_day(instant):%y%m%d}" == day
    ends = end_of_vietnam_day(vietnam_day(instant))
    assert timedelta() < ends - instant <= timedelta(days=1)
    world = while_paying()
    world.clock.at = instant
    world.transport.will("paid:150000")
    query_order(world, the_order(world).order_id)
    (transaction,) = world.store.all(Transaction)
    assert transaction.received_at == instant
