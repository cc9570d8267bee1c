"""What one notification costs: counted calls to DynamoDB, with the real provider and storage."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from chalicelib.domain.agency import MerchantRef
from chalicelib.domain.change import Insert, change
from chalicelib.domain.order import Order, OrderState
from chalicelib.ports.provider import Inbound
from chalicelib.providers.momo import RESULT, MoMo, signature, signed_text
from chalicelib.storage.callbacks import DynamoCallbacks
from chalicelib.storage.commits import DynamoCommits
from chalicelib.storage.debts import DynamoDebts
from chalicelib.storage.dossiers import DynamoDossiers
from chalicelib.storage.orders import DynamoOrders
from chalicelib.storage.tables import Tables
from chalicelib.usecases.take_notification import take_notification
from tests.builders import FEE, an_order, filed
from tests.fakes import FakeSecrets, FakeWorld, a_world

CREDENTIALS = {"access_key": "access-1", "secret_key": "secret-1"}


def a_stored_world(tables: Tables) -> FakeWorld:
    """Fakes for everything but the storage and the provider."""
    secrets = FakeSecrets(MOMO=(CREDENTIALS,))
    return replace(
        a_world(provider=MoMo(), secrets=secrets),
        commits=DynamoCommits(tables),  # type: ignore[arg-type]
        dossiers=DynamoDossiers(tables),  # type: ignore[arg-type]
        orders=DynamoOrders(tables),  # type: ignore[arg-type]
        debts=DynamoDebts(tables),  # type: ignore[arg-type]
        callbacks=DynamoCallbacks(tables),  # type: ignore[arg-type]
    )


def a_momo_order() -> Order:
    merchant = MerchantRef(provider="momo", merchant_id="MOMO")
    return an_order(merchant=merchant, method="momo_wallet", state=OrderState.PENDING)


def a_signed_payment(order: Order) -> Inbound:
    said = dict.fromkeys(RESULT, "") | {
        "partnerCode": order.merchant.merchant_id,
        "orderId": order.order_id,
        "requestId": order.order_id,
        "amount": str(order.amount),
        "resultCode": "0",
        "transId": "4088878653",
        "responseTime": "1763860000000",
    }
    said["signature"] = signature(signed_text(RESULT, said, CREDENTIALS), CREDENTIALS)
    fields = ",".join(f'"{name}":"{value}"' for name, value in said.items())
    return Inbound(method="POST", body=f"{{{fields}}}".encode())


@contextmanager
def counted(tables: Tables) -> Iterator[Counter[str]]:
    """The calls made meanwhile, by operation."""
    calls: Counter[str] = Counter()

    def note(params: Any, model: Any, **_: Any) -> None:
        calls[model.name] += 1

    events = tables.client.meta.events
    events.register("before-parameter-build.dynamodb", note)
    yield calls
    events.unregister("before-parameter-build.dynamodb", note)


def test_a_notification_costs_one_read_one_transaction_and_one_raw_row(tables: Tables) -> None:
    world, order = a_stored_world(tables), a_momo_order()
    given = (*filed().entities, order)
    world.commits.commit(change(*(Insert(entity, "given") for entity in given)))
    with counted(tables) as calls:
        assert take_notification(world, "momo", a_signed_payment(order)).status == 204
    assert calls == {"GetItem": 1, "TransactWriteItems": 1, "PutItem": 1}
    bill = world.dossiers.bill(order.dossier_code, order.bill_id)
    assert bill
    assert bill.paid == FEE


def test_a_repeated_one_costs_no_transaction(tables: Tables) -> None:
    world, order = a_stored_world(tables), a_momo_order()
    given = (*filed().entities, order)
    world.commits.commit(change(*(Insert(entity, "given") for entity in given)))
    take_notification(world, "momo", a_signed_payment(order))
    with counted(tables) as calls:
        for _ in range(50):
            assert take_notification(world, "momo", a_signed_payment(order)).status == 204
    assert calls == {"GetItem": 50, "PutItem": 50}
    assert len(world.orders.transactions(order.order_id)) == 1


def test_noise_costs_one_raw_row(tables: Tables) -> None:
    world = a_stored_world(tables)
    with counted(tables) as calls:
        noise = Inbound(method="POST", body=b"\xff" * 300_000)
        assert take_notification(world, "momo", noise).status == 400
    assert calls == {"PutItem": 1}
