"""Evidence is kept as it came, and forgotten after 400 days."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.marker import digest
from chalicelib.storage.callbacks import HEAD, LARGEST, DynamoCallbacks
from chalicelib.storage.items import from_wire
from chalicelib.storage.tables import Tables
from tests.builders import MONDAY


def kept(tables: Tables, body: bytes, order_id: str | None = "1") -> dict[str, Any]:
    """The one item that was written."""
    DynamoCallbacks(tables).keep(
        provider="momo", at=MONDAY, body=body, verdict="verified", order_id=order_id
    )
    (item,) = tables.client.scan(TableName=tables.callbacks)["Items"]
    return from_wire(item)


@pytest.mark.parametrize("body", [b"", b"\x00\xff", b"x" * LARGEST], ids=["empty", "bytes", "full"])
def test_a_call_is_kept_to_the_byte(body: bytes, tables: Tables) -> None:
    item = kept(tables, body)
    assert bytes(item["body"]) == body
    assert (item["body_size"], item["body_sha256"]) == (len(body), digest(body))
    assert (item["verdict"], item["order_id"]) == ("verified", "1")


def test_of_a_larger_one_its_hash_size_and_head_are_kept(tables: Tables) -> None:
    body = b"0123456789" * 30_000
    item = kept(tables, body)
    assert bytes(item["body"]) == body[:HEAD]
    assert (item["body_size"], item["body_sha256"]) == (300_000, digest(body))


def test_it_is_forgotten_after_400_days(tables: Tables) -> None:
    assert kept(tables, b"x")["expires_at"] == int((MONDAY + timedelta(days=400)).timestamp())


def test_a_call_that_failed_verification_carries_no_order(tables: Tables) -> None:
    assert "order_id" not in kept(tables, b"x", order_id=None)


def test_two_calls_in_the_same_instant_are_both_kept(tables: Tables) -> None:
    callbacks = DynamoCallbacks(tables)
    for body in (b"one", b"two"):
        callbacks.keep(provider="momo", at=MONDAY, body=body, verdict="x", order_id=None)
    assert tables.client.scan(TableName=tables.callbacks)["Count"] == 2
