"""Starts the local cloud with the few settings that no environment variable offers.

Runs in the local cloud's own environment and imports nothing of this project but what lies beside it and
needs nothing. Each change to the emulator is one function here and one test in tests/local, which
fails when it no longer fits:

functions run on an interpreter of their own   so that they see zip, layer and boto3, as in Lambda
a gate in front of each function               so that 50 calls at once do not start 50 processes
the state is saved every few seconds           so that a kill -9 loses little
the streams' old positions are forgotten       since positions are kept over a restart, records not
calls of the functions' roles are written down so that a test can hold each role against them
the engine's calls fail when a file asks for it so that effects without an answer can be had
a dead function fails its state at once         so that Retry and Catch run, as on AWS
"""

import argparse
import json
import logging
import os
import pickle
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

GATE = 4
SHORTEST_INTERVAL = 2.0
LONGEST_INTERVAL = 7.0  # a save must begin soon enough to end within ten seconds of a change
REST_PER_COST = 4.0


def main() -> None:
    """Prepare the emulator, then hand over to it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--worker-python", required=True)
    parser.add_argument("--iam-calls", required=True, type=Path)
    parser.add_argument("--engine-faults", required=True, type=Path)
    arguments = parser.parse_args()
    sys.argv = sys.argv[:1]  # the emulator reads its own arguments

    forget_stream_positions(Path(os.environ["STATE_DIR"]))
    run_functions_on(arguments.worker_python)
    open_gate(GATE)
    observe_roles(RoleCalls(arguments.iam_calls))
    let_the_engine_fail(arguments.engine_faults)
    let_dead_functions_fail_their_states()
    save_regularly()

    from ministack.app import main as serve

    serve()


def run_functions_on(interpreter: str) -> None:
    """The emulator starts functions with its own `sys.executable`."""
    sys.executable = interpreter


def forget_stream_positions(state: Path) -> None:
    """Let every event source begin with the first record after this start."""
    path = state / "lambda.json"
    if not path.exists():
        return
    saved = json.loads(path.read_text())
    if saved["payload"].pop("dynamodb_stream_positions", None) is not None:
        replacement = path.with_suffix(".json.new")
        replacement.write_text(json.dumps(saved))
        replacement.replace(path)


def open_gate(width: int) -> None:
    """At most `width` invocations of one function at a time; the others wait for their turn."""
    from ministack.services import lambda_svc

    run = lambda_svc._execute_function_warm
    gates: dict[str, threading.Semaphore] = {}
    guard = threading.Lock()

    def wait_and_run(func: dict[str, Any], event: Any, request_id: str) -> Any:
        name = (func.get("config") or func).get("FunctionArn", "")
        with guard:
            gate = gates.setdefault(name, threading.Semaphore(width))
        with gate:
            return run(func, event, request_id)

    lambda_svc._execute_function_warm = wait_and_run


class RoleCalls:
    """A file with one line for each kind of call that a role made."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = set(path.read_text().splitlines()) if path.exists() else set()
        self._guard = threading.Lock()

    def note(self, role: str, action: str, resource: str, allowed: bool) -> None:
        """Write a line unless it stands there already."""
        entry = {"role": role, "action": action, "resource": resource, "allowed": allowed}
        line = json.dumps(entry)
        with self._guard:
            if line not in self._known:
                self._known.add(line)
                with self._path.open("a") as file:
                    file.write(line + "\n")


def observe_roles(calls: RoleCalls) -> None:
    """Note every decision that the emulator makes about a role."""
    from ministack.core import iam_evaluator

    decide = iam_evaluator.evaluate

    def decide_and_note(ctx: Any, *policies: Any) -> Any:
        result = decide(ctx, *policies)
        if ":assumed-role/" in ctx.principal_arn:
            role = ctx.principal_arn.split("/")[1]
            calls.note(role, ctx.action, ctx.resource_arn, result.decision == "Allow")
        return result

    iam_evaluator.evaluate = decide_and_note


def let_the_engine_fail(switch: Path) -> None:
    """A share of the functions' calls of Step Functions fails while `switch` says so."""
    from ministack.services import stepfunctions

    sys.path.append(str(Path(__file__).parent.parent))
    from local.engine_faults import EngineFaults

    stepfunctions.handle_request = EngineFaults(stepfunctions.handle_request, switch).handle


def let_dead_functions_fail_their_states() -> None:
    """Without this the emulator waits for a token that nobody has, as long as the state allows.

    It has one word for whatever ended a function, and here that is AWS's own: a function that
    lives reports its failure with the token, which is answered by then.
    """
    from ministack.services import stepfunctions

    invoke, call = stepfunctions._invoke_with_callback, stepfunctions._call_lambda
    handed_out = threading.local()

    def invoke_with_token(resource: str, event: Any, token: str, state: Any) -> Any:
        handed_out.token = token
        try:
            return invoke(resource, event, token, state)
        finally:
            handed_out.token = None

    def call_and_answer(function: str, event: Any) -> Any:
        try:
            return call(function, event)
        except stepfunctions._ExecutionError as error:
            waiting = stepfunctions._task_tokens.get(getattr(handed_out, "token", None))
            if waiting and not waiting["event"].is_set():
                known = error.error.startswith(("Lambda.", "Sandbox."))
                name = error.error if known else "Lambda.Unknown"
                waiting["error"] = {"Error": name, "Cause": error.cause}
                waiting["event"].set()
            raise

    stepfunctions._invoke_with_callback = invoke_with_token
    stepfunctions._call_lambda = call_and_answer


def save_regularly() -> None:
    """Save what changed, in the background; the emulator itself saves only when asked to stop."""
    from ministack import app

    logging.getLogger("persistence").setLevel(logging.WARNING)  # else a line for each save
    autosave = Autosave(app)
    app.save_all = autosave.save_the_last_time
    threading.Thread(target=autosave.run, name="autosave", daemon=True).start()


class Autosave:
    """Saves services whose state changed, and rests the longer the more a save costs."""

    def __init__(self, app: Any) -> None:
        self._app = app
        self._save_all = app.save_all
        self._saved: dict[str, int] = {}
        self._writing = threading.Lock()
        self._ended = False

    def run(self) -> None:
        """Save for ever."""
        cost = 0.0
        while not self._ended:
            time.sleep(min(max(SHORTEST_INTERVAL, REST_PER_COST * cost), LONGEST_INTERVAL))
            begun = time.monotonic()
            if getattr(self._app, "_MAIN_LOOP", None) is not None:
                for service, get_state in self._app._build_persistence_save_dict().items():
                    self._save(service, get_state)
            cost = time.monotonic() - begun

    def save_the_last_time(self, services: dict[str, Callable[[], Any]]) -> None:
        """The emulator's own save when it stops; nothing may be written beside or after it."""
        self._ended = True
        with self._writing:
            self._save_all(services)

    def _save(self, service: str, get_state: Callable[[], Any]) -> None:
        from ministack.core.persistence import save_state

        try:
            state = self._on_the_loop(get_state)
        except (RuntimeError, TimeoutError):
            return  # a thread changed it meanwhile, or the loop is busy: the next round will do
        digest = hash(pickle.dumps(state))
        if state is None or self._saved.get(service) == digest:
            return
        with self._writing:
            if not self._ended:
                save_state(service, state)
                self._saved[service] = digest

    def _on_the_loop(self, get_state: Callable[[], Any]) -> Any:
        """Copied where requests are handled, so that no transaction is saved by halves."""
        copied: Future[Any] = Future()

        def copy() -> None:
            try:
                copied.set_result(get_state())
            except Exception as error:
                copied.set_exception(error)

        self._app._MAIN_LOOP.call_soon_threadsafe(copy)
        return copied.result(timeout=10)


if __name__ == "__main__":
    main()
