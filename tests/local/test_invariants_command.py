"""The command reads a stage's tables, asks its engine, and names what breaks an invariant."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto import mock_aws

from chalicelib.domain.change import Insert, change
from chalicelib.domain.dossier import Execution, ExecutionState
from chalicelib.storage.callbacks import DynamoCallbacks
from chalicelib.storage.commits import DynamoCommits
from chalicelib.storage.tables import Tables
from infra.aws import Cloud
from local import invariants
from local.records import read_records
from tests.builders import CODE, MONDAY, PROVIDER, a_paid_order, a_transaction, filed_free
from tests.storage.moto_tables import fresh_tables

ARN = "arn:aws:states:ap-southeast-1:123456789012:stateMachine:Dossiers"


@dataclass(frozen=True)
class FakeStage:
    """A cloud whose stack was deployed by nobody, over moto's tables."""

    tables: Tables

    def client(self, service: str) -> Any:
        """A client of one service."""
        if service == "cloudformation":
            return self
        return boto3.client(service, region_name="ap-southeast-1")  # type: ignore[call-overload]

    def describe_stacks(self, **asked: str) -> Any:
        """CloudFormation's answer."""
        roles = ("procedures", "dossiers", "transactions", "callbacks")
        outputs = {f"{role.capitalize()}Table": self.tables.name(role) for role in roles}
        pairs = {**outputs, "WorkflowArn": ARN}.items()
        found = [{"OutputKey": key, "OutputValue": value} for key, value in pairs]
        return {"Stacks": [{"StackStatus": "UPDATE_COMPLETE", "Outputs": found}]}


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch) -> Iterator[Tables]:
    """A stage with one sound dossier, whose execution is owed."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    monkeypatch.setattr(invariants, "SECOND_LOOK_AFTER_SECONDS", 0)
    with mock_aws():
        made = fresh_tables(boto3.client("dynamodb", region_name="ap-southeast-1"))
        stage: Any = FakeStage(made)
        monkeypatch.setattr(invariants, "_cloud", lambda run_file, stage_name: stage)
        put(made, *filed_free().entities)
        yield made


def put(tables: Tables, *entities: Any) -> None:
    DynamoCommits(tables).commit(change(*(Insert(entity, "given") for entity in entities)))


def test_a_sound_stage_ends_with_0(tables: Tables, capsys: pytest.CaptureFixture[str]) -> None:
    assert invariants.main([]) == 0
    said = capsys.readouterr().out
    assert "1 dossiers" in said
    assert "0 breaches" in said
    assert "✗" not in said


def test_a_breach_is_named_by_its_key(tables: Tables, capsys: pytest.CaptureFixture[str]) -> None:
    """A payment whose bill is not there."""
    put(tables, a_paid_order(), a_transaction())
    assert invariants.main([]) == 1
    said = capsys.readouterr().out
    assert "✗ bill_is_sum_of_transactions" in said
    assert f"{CODE}/1" in said


def test_the_engine_is_asked(tables: Tables, capsys: pytest.CaptureFixture[str]) -> None:
    """Another dossier is recorded as running, and the engine has never heard of it."""
    other = filed_free(code="H32.12-261123-0002", execution=Execution(state=ExecutionState.RUNNING))
    put(tables, *other.entities)
    assert invariants.main([]) == 1
    assert "the engine says VANISHED" in capsys.readouterr().out


def test_a_kept_call_without_a_home_is_a_breach(
    tables: Tables, capsys: pytest.CaptureFixture[str]
) -> None:
    DynamoCallbacks(tables).keep(
        provider=PROVIDER, at=MONDAY, body=b"paid", verdict="verified", order_id="261123000000998"
    )
    assert [one.order_id for one in read_records(tables).kept] == ["261123000000998"]
    assert invariants.main([]) == 1
    assert "✗ verified_fact_is_booked" in capsys.readouterr().out


def test_no_stage_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert invariants.main(["--run-file", str(tmp_path / "run.json")]) == 1
    said = capsys.readouterr().err
    assert "make up" in said
    assert said.count("\n") == 1


def test_the_run_file_says_where_a_local_stage_is(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    path.write_text(json.dumps({"aws_endpoint_url": "http://127.0.0.1:4999"}))
    found: Cloud = invariants._cloud(path, "local")
    assert found.endpoint_url == "http://127.0.0.1:4999"
