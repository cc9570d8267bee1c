"""The tables as designed."""

from typing import Any

import pytest

from infra.template import Template
from tests.infra.reading import of_type

TABLES = ("Procedures", "Dossiers", "Transactions", "Callbacks")
STREAMED = ("Dossiers", "Transactions")
# table -> index -> (hash key, range key, projection)
INDEXES = {
    "Procedures": {"listing": ("listing_pk", "listing_sk", "ALL")},
    "Dossiers": {
        "due": ("due_shard", "due_at", "KEYS_ONLY"),
        "work": ("work_pk", "work_sk", "ALL"),
        "executions": ("execution_pk", "execution_sk", "ALL"),
        "agency_day": ("agency_pk", "agency_sk", "ALL"),
        "course": ("course_pk", "course_sk", "KEYS_ONLY"),
        "applicant": ("applicant_pk", "applicant_sk", "INCLUDE"),
    },
    "Transactions": {
        "due": ("due_shard", "due_at", "KEYS_ONLY"),
        "dossier_orders": ("dossier_code", "order_id", "ALL"),
    },
}


@pytest.fixture
def tables(joined: Template) -> dict[str, dict[str, Any]]:
    return of_type(joined, "AWS::DynamoDB::Table")


def test_there_are_four(tables: dict[str, Any]) -> None:
    assert set(tables) == set(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_keyed_by_pk_and_sk_and_paid_by_use(tables: dict[str, Any], name: str) -> None:
    assert _keys(tables[name]) == ("pk", "sk")
    assert tables[name]["BillingMode"] == "PAY_PER_REQUEST"


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_encrypted_recoverable_and_kept(joined: Template, name: str) -> None:
    table = joined["Resources"][name]
    properties = table["Properties"]
    assert properties["SSESpecification"] == {"SSEEnabled": True}
    assert properties["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert properties["DeletionProtectionEnabled"] == {
        "Fn::If": ["TablesAreProtected", True, False]
    }
    assert table["DeletionPolicy"] == table["UpdateReplacePolicy"] == "Retain"


@pytest.mark.parametrize("name", TABLES)
def test_only_dossiers_and_transactions_have_streams(tables: dict[str, Any], name: str) -> None:
    wanted = {"StreamViewType": "NEW_IMAGE"} if name in STREAMED else None
    assert tables[name].get("StreamSpecification") == wanted


@pytest.mark.parametrize("name", TABLES)
def test_indexes_answer_the_named_questions(tables: dict[str, Any], name: str) -> None:
    found = {
        index["IndexName"]: (*_keys(index), index["Projection"]["ProjectionType"])
        for index in tables[name].get("GlobalSecondaryIndexes", [])
    }
    assert found == INDEXES.get(name, {})


def test_only_callbacks_are_forgotten(tables: dict[str, Any]) -> None:
    expiring = {
        name: table["TimeToLiveSpecification"]
        for name, table in tables.items()
        if "TimeToLiveSpecification" in table
    }
    assert expiring == {"Callbacks": {"AttributeName": "expires_at", "Enabled": True}}


def _keys(table: dict[str, Any]) -> tuple[str, str]:
    by_kind = {key["KeyType"]: key["AttributeName"] for key in table["KeySchema"]}
    return by_kind["HASH"], by_kind["RANGE"]
