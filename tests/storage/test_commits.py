"""A change is written as a whole or not at all; a loser is told by name what it lost."""

from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError

from chalicelib.domain.bill import BillState
from chalicelib.domain.change import Credit, Insert, Replace, change
from chalicelib.domain.errors import ConditionFailed, Transient
from chalicelib.storage import commits as module
from chalicelib.storage import keys
from chalicelib.storage.commits import DynamoCommits
from chalicelib.storage.items import from_item
from chalicelib.storage.tables import Tables
from tests.builders import CODE, FEE, MONDAY, a_bill, a_dossier, a_procedure, an_order
from tests.storage.moto_tables import refusing
from tests.storage.stores import Store

LATER = MONDAY + timedelta(hours=1)


def lost(store: Store, *writes: Any) -> str:
    with pytest.raises(ConditionFailed) as caught:
        store.commits.commit(change(*writes))
    return caught.value.condition


def a_credit(amount: int = FEE, *, only_while_owing: bool = True, bill_id: str = "1") -> Credit:
    return Credit(
        dossier_code=CODE,
        bill_id=bill_id,
        amount=amount,
        at=LATER,
        only_while_owing=only_while_owing,
        otherwise="bill_not_owing",
    )


def test_what_is_new_is_written_once(store: Store) -> None:
    store.put(an_order())
    assert store.orders.get(an_order().order_id) == an_order()
    assert lost(store, Insert(an_order(resends=1), "taken")) == "taken"
    assert store.orders.get(an_order().order_id) == an_order()


def test_the_next_version_replaces_the_one_that_was_read(store: Store) -> None:
    store.put(an_order())
    following = an_order().succeed(resends=1, due_at=None)
    store.commits.commit(change(Replace(following, "moved")))
    assert store.orders.get(following.order_id) == following


def test_a_version_that_somebody_else_wrote_is_not_overwritten(store: Store) -> None:
    store.put(an_order())
    winner, loser = an_order().succeed(resends=1), an_order().succeed(resends=2)
    store.commits.commit(change(Replace(winner, "moved")))
    assert lost(store, Replace(loser, "moved")) == "moved"
    assert store.orders.get(winner.order_id) == winner


def test_what_is_not_there_cannot_be_replaced(store: Store) -> None:
    assert lost(store, Replace(an_order().succeed(), "moved")) == "moved"


def test_one_failed_condition_undoes_the_whole_change(store: Store) -> None:
    store.put(an_order())
    writes = (
        Insert(a_dossier(), "dossier"),
        a_credit(),
        Replace(an_order().succeed(), "order"),
        Insert(an_order(order_id="261123000000020"), "number"),
    )
    assert lost(store, *writes) == "bill_not_owing"
    assert store.dossiers.get(CODE) is None
    assert store.orders.get("261123000000020") is None
    assert store.orders.get(an_order().order_id) == an_order()


def test_of_several_failed_conditions_the_first_is_named(store: Store) -> None:
    store.put(an_order(), a_bill())
    writes = (
        Insert(a_dossier(), "dossier"),
        Insert(a_bill(), "bill"),
        Insert(an_order(), "order"),
    )
    assert lost(store, *writes) == "bill"


def test_a_credit_adds_money_and_owes_its_settlement(store: Store) -> None:
    store.put(a_bill(paid=1, attempts=3, version=4))
    store.commits.commit(change(a_credit(amount=5)))
    bill = store.dossiers.bill(CODE, "1")
    assert bill == a_bill(paid=6, paid_at=LATER, attempts=0, version=5, due_at=LATER)


def test_money_that_nothing_was_owed_for_is_not_when_the_fee_was_paid(store: Store) -> None:
    store.put(a_bill(paid=FEE, paid_at=MONDAY))
    store.commits.commit(change(a_credit(only_while_owing=False)))
    bill = store.dossiers.bill(CODE, "1")
    assert bill
    assert (bill.paid, bill.paid_at, bill.due_at) == (2 * FEE, MONDAY, LATER)


def test_a_credit_makes_readers_of_the_bill_read_again(store: Store) -> None:
    store.put(a_bill())
    store.commits.commit(change(a_credit(amount=5)))
    assert lost(store, Replace(a_bill().succeed(), "bill_moved")) == "bill_moved"


def test_a_credit_brings_a_bill_that_owed_nothing_back_into_the_index(store: Store) -> None:
    store.put(a_bill(state=BillState.LAPSED, due_at=None))
    store.commits.commit(change(a_credit(only_while_owing=False)))
    assert [ref.sk for ref in store.debts.due(LATER, limit=10)] == ["BILL#1"]


@pytest.mark.parametrize(
    "bill",
    [
        a_bill(paid=FEE),
        a_bill(paid=FEE + 1),
        a_bill(state=BillState.COVERED, paid=FEE),
        a_bill(state=BillState.LAPSED),
        a_bill(state=BillState.CANCELLED),
    ],
    ids=["paid", "overpaid", "covered", "lapsed", "cancelled"],
)
def test_a_bill_that_owes_nothing_is_credited_only_if_that_is_meant(
    bill: Any, store: Store
) -> None:
    store.put(bill)
    assert lost(store, a_credit()) == "bill_not_owing"
    store.commits.commit(change(a_credit(only_while_owing=False)))
    found = store.dossiers.bill(CODE, "1")
    assert found
    assert (found.paid, found.state) == (bill.paid + FEE, bill.state)


@pytest.mark.parametrize("only_while_owing", [True, False])
def test_a_bill_that_is_not_there_cannot_be_credited(only_while_owing: bool, store: Store) -> None:
    store.put(a_bill())
    write = a_credit(bill_id="7", only_while_owing=only_while_owing)
    assert lost(store, write) == "bill_not_owing"
    assert store.dossiers.bill(CODE, "7") is None


def test_every_version_of_a_procedure_is_kept(tables: Tables) -> None:
    commits, first = DynamoCommits(tables), a_procedure()
    commits.commit(change(Insert(first, "there")))
    commits.commit(change(Replace(first.succeed(payment_days=5), "moved")))
    for key, version in (
        (keys.procedure(first.code), 2),
        (keys.version_of(keys.procedure(first.code), 1), 1),
        (keys.version_of(keys.procedure(first.code), 2), 2),
    ):
        item = tables.get("procedures", key)
        assert item
        assert from_item(type(first), item).version == version


def an_error(code: str, *reasons: str) -> ClientError:
    response: Any = {"Error": {"Code": code}, "CancellationReasons": [{"Code": r} for r in reasons]}
    return ClientError(response, "TransactWriteItems")


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long the commits slept, instead of sleeping."""
    slept: list[float] = []
    monkeypatch.setattr("chalicelib.storage.commits.time.sleep", slept.append)
    return slept


CONFLICT = an_error("TransactionCanceledException", "None", "TransactionConflict")
PASSING = [
    CONFLICT,
    an_error("TransactionCanceledException", "ThrottlingError"),
    an_error("TransactionInProgressException"),
]


@pytest.mark.parametrize("error", PASSING, ids=["conflict", "throttled", "in progress"])
def test_what_passes_is_tried_again_as_the_same_transaction(
    error: ClientError, tables: Tables, naps: list[float]
) -> None:
    behind, client = refusing(tables, error, error)
    DynamoCommits(behind).commit(change(Insert(an_order(), "there")))
    assert len(client.tokens) == 3
    assert len(set(client.tokens)) == 1
    assert len(naps) == 2


def test_a_conflict_that_does_not_pass_is_an_incident(tables: Tables, naps: list[float]) -> None:
    behind, client = refusing(tables, *[CONFLICT] * 99)
    with pytest.raises(Transient):
        DynamoCommits(behind).commit(change(Insert(an_order(), "there")))
    assert len(client.tokens) == module.ATTEMPTS
    assert sum(naps) < 6


def test_a_condition_is_reported_even_if_another_item_was_in_conflict(tables: Tables) -> None:
    error = an_error(
        "TransactionCanceledException", "TransactionConflict", "ConditionalCheckFailed"
    )
    behind, _ = refusing(tables, error)
    writes = change(Insert(an_order(), "first"), Insert(a_bill(), "second"))
    with pytest.raises(ConditionFailed, match="second"):
        DynamoCommits(behind).commit(writes)


def test_any_other_error_is_not_hidden(tables: Tables) -> None:
    behind, client = refusing(tables, an_error("AccessDeniedException"))
    with pytest.raises(ClientError):
        DynamoCommits(behind).commit(change(Insert(an_order(), "there")))
    assert len(client.tokens) == 1
