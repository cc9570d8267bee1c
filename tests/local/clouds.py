"""A local cloud for one test module: its own port and state, the shared environments."""

import io
import json
import socket
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from infra.aws import Cloud, open_cloud
from local.settings import HOST, LocalSettings, read_settings

TRUST_LAMBDA = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "lambda.amazonaws.com"},
                "Action": "sts:AssumeRole",
            }
        ],
    }
)


def own_settings(state: Path) -> LocalSettings:
    """Settings with free ports and a state folder of their own."""
    return replace(read_settings(), cloud_port=free_port(), sandbox_port=free_port(), state=state)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def client(settings: LocalSettings, service: str) -> Any:
    """A client that may do everything."""
    cloud: Cloud = open_cloud(settings.cloud_url)
    return cloud.client(service)


def create_function(
    settings: LocalSettings, name: str, source: str, statements: list[dict[str, Any]] | None = None
) -> Callable[[Any], Any]:
    """Deploy one handler whose role has these statements; gives a way to call it."""
    iam, functions = client(settings, "iam"), client(settings, "lambda")
    role = iam.create_role(RoleName=f"{name}Role", AssumeRolePolicyDocument=TRUST_LAMBDA)["Role"]
    if statements:
        document = json.dumps({"Version": "2012-10-17", "Statement": statements})
        iam.put_role_policy(RoleName=f"{name}Role", PolicyName="own", PolicyDocument=document)
    functions.create_function(
        FunctionName=name,
        Runtime="python3.11",
        Handler="index.handler",
        Role=role["Arn"],
        Code={"ZipFile": _zip(source)},
        Timeout=30,
    )

    def call(event: Any) -> Any:
        answer = functions.invoke(FunctionName=name, Payload=json.dumps(event))
        return json.loads(answer["Payload"].read())

    return call


def create_table(settings: LocalSettings, name: str, *, stream: bool = False) -> str:
    """A table keyed by `pk`; gives its ARN, or that of its stream."""
    made = client(settings, "dynamodb").create_table(
        TableName=name,
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"}
        if stream
        else {"StreamEnabled": False},
    )["TableDescription"]
    return str(made["LatestStreamArn"] if stream else made["TableArn"])


def eventually(holds: Callable[[], bool], patience: float = 15.0) -> bool:
    """Whether something comes true in time."""
    deadline = time.monotonic() + patience
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def _zip(source: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as opened:
        opened.writestr("index.py", source)
    return packed.getvalue()
