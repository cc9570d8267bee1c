"""The running stage as its users reach it: tokens, the API, the sandbox, the AWS endpoint."""

import json
import os
import signal
import subprocess
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import httpx

from infra.aws import open_cloud
from local.cloud import cloud
from local.demo import FILING
from local.process import Background
from local.sandbox import sandbox
from local.settings import ROOT, LocalSettings

PATIENCE_SECONDS = 60.0


def environment(settings: LocalSettings, **more: str) -> dict[str, str]:
    """What `make` needs to work on this stage; nothing of the `make` that runs the tests."""
    outer = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS", "AWS_"))}
    return {
        **outer,
        "HOSOPAY_STATE": str(settings.state),
        "HOSOPAY_CLOUD_PORT": str(settings.cloud_port),
        "HOSOPAY_SANDBOX_PORT": str(settings.sandbox_port),
        **more,
    }


@dataclass(frozen=True)
class Stage:
    """One local stage; what it knows of itself is read afresh from its run file."""

    settings: LocalSettings

    @property
    def run(self) -> Any:
        """`.local/run.json`."""
        return json.loads(self.settings.run_file.read_text())

    def make(self, target: str, **more: str) -> str:
        """Run one of the project's commands; its output."""
        done = subprocess.run(
            ["make", target],
            cwd=ROOT,
            env=environment(self.settings, **more),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def kill(self) -> None:
        """The power fails: both programs are gone at once."""
        for program in (cloud(self.settings), sandbox(self.settings)):
            pid = program.pid()
            assert pid, f"the {program.name} runs"
            os.kill(pid, signal.SIGKILL)
            until(partial(_is_gone, program))

    def aws(self, service: str) -> Any:
        """A client of the local AWS endpoint."""
        return open_cloud(self.run["aws_endpoint_url"]).client(service)

    def ask(
        self,
        role: str | None,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> httpx.Response:
        """One call to the API with a role's token (None: without any)."""
        run = self.run
        given = {"Authorization": f"Bearer {run['tokens'][role]}"} if role else {}
        with httpx.Client(trust_env=False, timeout=60) as client:
            return client.request(
                method, run["api_url"] + path, headers={**given, **(headers or {})}, **more
            )

    def post(self, role: str, path: str, body: object, key: str | None = None) -> Any:
        """A POST that must succeed; its answer."""
        headers = {"Idempotency-Key": key or str(uuid.uuid4())}
        answer = self.ask(role, "POST", path, json=body, headers=headers)
        assert answer.is_success, answer.text
        return answer.json()

    def get(self, role: str, path: str) -> Any:
        """A GET that must succeed; its answer."""
        answer = self.ask(role, "GET", path)
        assert answer.is_success, answer.text
        return answer.json()

    def file(self, delivery: str = "counter", procedure: str = "3.000347") -> str:
        """File a dossier; its code."""
        filing = {**FILING, "procedure_code": procedure, "result_delivery": {"method": delivery}}
        return str(self.post("portal", "/v1/dossiers", filing)["code"])

    def open_order(self, code: str, method: str = "momo_wallet") -> Any:
        """An order for the dossier's bill."""
        return self.post("portal", f"/v1/dossiers/{code}/orders", {"method": method})

    def notification(self, order_id: str) -> dict[str, Any]:
        """What MoMo would send for a successful payment, signed, without sending it."""
        path = f"/control/momo/orders/{order_id}/notification?resultCode=0"
        with httpx.Client(trust_env=False) as client:
            answer = client.get(self.run["sandbox_url"] + path).raise_for_status()
        found: dict[str, Any] = answer.json()
        return found

    def pay(self, order_id: str) -> None:
        """Approve the order as a citizen does."""
        path = f"/control/momo/orders/{order_id}/approve"
        with httpx.Client(trust_env=False, timeout=60) as client:
            client.post(self.run["sandbox_url"] + path, json={}).raise_for_status()

    def until_waiting(self, code: str, kind: str | None, seconds: float = PATIENCE_SECONDS) -> Any:
        """The dossier, once it waits for such a task with a running execution, or is finished."""

        def arrived() -> Any:
            dossier = self.get("portal", f"/v1/dossiers/{code}")
            state, waiting = dossier["execution"]["state"], dossier["waiting_for"]
            if kind is None:
                return dossier if state == "finished" else None
            return dossier if waiting and waiting["kind"] == kind and state == "running" else None

        return until(arrived, seconds)

    def decide(
        self,
        code: str,
        kind: str,
        outcome: str,
        seconds: float = PATIENCE_SECONDS,
        **more: Any,
    ) -> None:
        """The officer decides the task of this kind, once it is open."""
        waiting = self.until_waiting(code, kind, seconds)["waiting_for"]
        path = f"/v1/dossiers/{code}/tasks/{waiting['task_id']}/decision"
        self.post("officer", path, {"outcome": outcome, **more})

    def make_due(self, code: str, item: str = "DOSSIER") -> None:
        """Let the dossier owe its daily look at the engine now, or another item what it owes."""
        tables = self.aws("dynamodb")
        (name,) = (t for t in tables.list_tables()["TableNames"] if "-Dossiers-" in t)
        tables.update_item(
            TableName=name,
            Key={"pk": {"S": code}, "sk": {"S": item}},
            UpdateExpression="SET due_at = :past",
            ExpressionAttributeValues={":past": {"S": "2026-01-01T00:00:00.000000Z"}},
        )

    def finish(self, code: str, *, delivered: bool, seconds: float = PATIENCE_SECONDS) -> Any:
        """Take a paid dossier to its end."""
        self.decide(code, "intake", "accepted", seconds)
        self.decide(code, "processing", "completed", seconds)
        if not delivered:
            self.decide(code, "delivery", "delivered", seconds)
        return self.until_waiting(code, None, seconds)

    def events(self, code: str) -> list[Any]:
        """The dossier's timeline."""
        found: list[Any] = self.get("portal", f"/v1/dossiers/{code}/events?limit=100")["items"]
        return found


def _is_gone(program: Background) -> bool:
    return program.pid() is None


def until(found: Callable[[], Any], seconds: float = PATIENCE_SECONDS) -> Any:
    """What `found` gives, once it is something."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if answer := found():
            return answer
        time.sleep(0.2)
    raise AssertionError(f"not within {seconds} s")
