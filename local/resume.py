"""Resumes what a restart of the local cloud broke: it fails every running execution, silently."""

from collections.abc import Iterator
from typing import Any

import httpx
from botocore.exceptions import ClientError

REASON = "The local cloud was restarted."
ALIVE = {"RUNNING", "SUCCEEDED"}


class Engine:
    """What Step Functions itself says about the executions of one state machine."""

    def __init__(self, states: Any, workflow_arn: str) -> None:
        self._states = states
        self._prefix = workflow_arn.replace(":stateMachine:", ":execution:")
        pages = states.get_paginator("list_executions").paginate(
            stateMachineArn=workflow_arn, statusFilter="RUNNING"
        )
        self._running = {one["name"] for page in pages for one in page["executions"]}

    def runs(self, name: str) -> bool:
        """Whether it runs, or has just ended well; one that started after our list is asked for."""
        if name in self._running:
            return True
        try:
            found = self._states.describe_execution(executionArn=f"{self._prefix}:{name}")
        except ClientError as error:
            if error.response["Error"]["Code"] != "ExecutionDoesNotExist":
                raise
            return False
        return found["status"] in ALIVE


def resume_broken(api: httpx.Client, engine: Engine) -> int:
    """Resume every execution that its dossier believes to run and the engine does not; how many.

    What was closed or resumed meanwhile is not counted.
    """
    believed = list(_believed_running(api))
    broken = [item for item in believed if not engine.runs(item["execution"]["name"])]
    return sum(_resume(api, item["dossier_code"]) for item in broken)


def _believed_running(api: httpx.Client) -> Iterator[dict[str, Any]]:
    cursor: str | None = None
    while True:
        query = {"state": "running", "limit": "100"} | ({"cursor": cursor} if cursor else {})
        answer = api.get("/v1/ops/executions", params=query).raise_for_status().json()
        yield from answer["items"]
        cursor = answer["next_cursor"]
        if cursor is None:
            return


def _resume(api: httpx.Client, dossier_code: str) -> bool:
    """False if there was nothing to resume any more."""
    answer = api.post(f"/v1/ops/executions/{dossier_code}/resumption", json={"reason": REASON})
    if answer.status_code == httpx.codes.CONFLICT:
        return False
    answer.raise_for_status()
    return True
