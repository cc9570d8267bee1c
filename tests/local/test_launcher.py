"""One test for each change that the launcher makes to the local cloud, on the running thing:
each fails when the change no longer fits the pinned version."""

import json
import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from infra.aws import LOCAL_ACCOUNT, LOCAL_REGION
from local.cloud import cloud, start_cloud, stop_cloud
from local.engine_faults import ERRORS
from local.environments import lambda_environment
from local.launcher import GATE, LONGEST_INTERVAL
from local.settings import LocalSettings
from tests.local.clouds import client, create_function, create_table, eventually, own_settings

pytestmark = [pytest.mark.e2e, pytest.mark.enable_socket]

WHERE = """
import importlib.util, sys
def handler(event, context):
    return {"prefix": sys.prefix, "sees": [n for n in event if importlib.util.find_spec(n)]}
"""
START = """
import boto3
def handler(event, context):
    states = boto3.client("stepfunctions")
    try:
        states.describe_execution(executionArn=event)
    except states.exceptions.ClientError as error:
        return error.response["Error"]["Code"]
"""
WHO = """
import os, time
def handler(event, context):
    time.sleep(0.2)
    return os.getpid()
"""
PUT = """
import boto3
def handler(event, context):
    table = boto3.client("dynamodb")
    try:
        table.put_item(TableName=event["table"], Item={"pk": {"S": event["pk"]}})
    except table.exceptions.ClientError as error:
        return error.response["Error"]["Code"]
    return "written"
"""
COPY = """
import boto3
def handler(event, context):
    for record in event["Records"]:
        boto3.client("dynamodb").put_item(TableName="Copies", Item=record["dynamodb"]["NewImage"])
"""

DIE_ONCE = """
import boto3, os
def handler(event, context):
    table = boto3.client("dynamodb")
    try:
        table.put_item(TableName="Deaths", Item={"pk": {"S": "1"}}, Expected={"pk": {"Exists": False}})
    except table.exceptions.ConditionalCheckFailedException:
        boto3.client("stepfunctions").send_task_success(taskToken=event["token"], output="1")
    else:
        os._exit(1)
"""


def test_functions_run_on_their_own_interpreter_and_see_boto3_only(running: LocalSettings) -> None:
    call = create_function(running, "Where", WHERE)
    found = call(["boto3", "ministack", "pydantic", "yaml", "requests", "cryptography"])
    assert found == {"prefix": str(lambda_environment(running)), "sees": ["boto3"]}


def test_the_gate_lets_a_few_in_and_makes_the_others_wait(running: LocalSettings) -> None:
    call = create_function(running, "Who", WHO)
    with ThreadPoolExecutor(5 * GATE) as pool:
        processes = list(pool.map(call, range(5 * GATE)))
    assert len(processes) == 5 * GATE
    assert 1 < len(set(processes)) <= GATE


def test_calls_of_roles_are_written_down_once_allowed_or_not(running: LocalSettings) -> None:
    arns = {name: create_table(running, name) for name in ("Mine", "Others")}
    mine = {"Effect": "Allow", "Action": "dynamodb:PutItem", "Resource": arns["Mine"]}
    call = create_function(running, "Put", PUT, [mine])
    answers = [call({"table": name, "pk": "1"}) for name in ("Mine", "Mine", "Others")]
    assert answers == ["written", "written", "AccessDeniedException"]
    lines = [json.loads(line) for line in running.iam_calls.read_text().splitlines()]
    action = {"role": "PutRole", "action": "dynamodb:PutItem"}
    assert [line for line in lines if line["role"] == "PutRole"] == [
        {**action, "resource": arns["Mine"], "allowed": True},
        {**action, "resource": arns["Others"], "allowed": False},
    ]


def test_the_engine_fails_for_functions_while_a_file_asks_for_it(running: LocalSettings) -> None:
    mine = {"Effect": "Allow", "Action": "states:*", "Resource": "*"}
    call = create_function(running, "Start", START, [mine])
    arn = f"arn:aws:states:{LOCAL_REGION}:{LOCAL_ACCOUNT}:execution:machine:none"
    assert call(arn) == "ExecutionDoesNotExist"
    running.engine_faults.write_text('{"share": 1}')
    try:
        assert call(arn) in {code for _, code in ERRORS}
    finally:
        running.engine_faults.unlink()
    assert call(arn) == "ExecutionDoesNotExist"


def test_a_function_that_died_with_a_token_is_tried_again(running: LocalSettings) -> None:
    everything = {"Effect": "Allow", "Action": ["dynamodb:*", "states:*"], "Resource": "*"}
    create_table(running, "Deaths")
    create_function(running, "DieOnce", DIE_ONCE, [everything])
    retry = {"ErrorEquals": ["Lambda.Unknown"], "IntervalSeconds": 1, "MaxAttempts": 1}
    ask = {
        "Type": "Task",
        "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
        "Parameters": {"FunctionName": "DieOnce", "Payload": {"token.$": "$$.Task.Token"}},
        "TimeoutSeconds": 60,
        "Retry": [retry],
        "End": True,
    }
    states = client(running, "stepfunctions")
    machine = states.create_state_machine(
        name="Ask",
        definition=json.dumps({"StartAt": "Ask", "States": {"Ask": ask}}),
        roleArn=f"arn:aws:iam::{LOCAL_ACCOUNT}:role/DieOnceRole",
    )["stateMachineArn"]
    arn = states.start_execution(stateMachineArn=machine)["executionArn"]
    assert eventually(lambda: states.describe_execution(executionArn=arn)["status"] == "SUCCEEDED")


def test_what_is_older_than_ten_seconds_survives_a_kill(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    settings = own_settings(tmp_path_factory.mktemp("killed"))
    start_cloud(settings)
    try:
        create_table(settings, "Kept")
        table = client(settings, "dynamodb")
        for number in range(30):  # changes that never pause must not keep a save from beginning
            table.put_item(TableName="Kept", Item={"pk": {"S": str(number)}})
            time.sleep(0.05)
        time.sleep(10)
        _kill(settings)
        start_cloud(settings)
        assert client(settings, "dynamodb").scan(TableName="Kept")["Count"] == 30
    finally:
        stop_cloud(settings)


def test_saving_never_waits_longer_than_a_kill_allows() -> None:
    assert LONGEST_INTERVAL < 10


def test_streams_are_heard_after_a_restart_from_the_first_change(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    settings = own_settings(tmp_path_factory.mktemp("restarted"))
    start_cloud(settings)
    try:
        _copy_changes(settings)
        for number in range(3):  # positions that a restart would have to catch up with
            _put(settings, f"before-{number}")
        assert eventually(lambda: _copies(settings) == 3)
        assert stop_cloud(settings)
        start_cloud(settings)
        _put(settings, "after")
        assert eventually(lambda: _copies(settings) == 4)
    finally:
        stop_cloud(settings)


def _kill(settings: LocalSettings) -> None:
    pid = cloud(settings).pid()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    assert eventually(lambda: cloud(settings).pid() is None)


def _copy_changes(settings: LocalSettings) -> None:
    stream = create_table(settings, "Sources", stream=True)
    everything = {"Effect": "Allow", "Action": "dynamodb:*", "Resource": "*"}
    create_table(settings, "Copies")
    create_function(settings, "Copy", COPY, [everything])
    client(settings, "lambda").create_event_source_mapping(
        FunctionName="Copy", EventSourceArn=stream, StartingPosition="TRIM_HORIZON", BatchSize=10
    )


def _put(settings: LocalSettings, key: str) -> None:
    client(settings, "dynamodb").put_item(TableName="Sources", Item={"pk": {"S": key}})


def _copies(settings: LocalSettings) -> int:
    return int(client(settings, "dynamodb").scan(TableName="Copies")["Count"])
