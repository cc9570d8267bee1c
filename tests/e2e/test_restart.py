"""Power cuts and restarts: what waited goes on, and somebody says how much was resumed."""

import re
import time

from tests.e2e.stage import Stage, until

SAVED_AFTER_SECONDS = 11


def test_a_dossier_that_waits_for_its_payment_survives_down_and_up(stage: Stage) -> None:
    code = stage.file()
    stage.until_waiting(code, "payment")
    order_id = stage.open_order(code)["order_id"]
    stage.make("down")
    assert _resumed(stage.make("up")) >= 1
    stage.pay(order_id)
    assert stage.finish(code, delivered=False)["execution"]["run"] == 2


def test_a_dossier_survives_kill_minus_nine(stage: Stage) -> None:
    code = stage.file()
    stage.until_waiting(code, "payment")
    time.sleep(SAVED_AFTER_SECONDS)
    stage.kill()
    assert _resumed(stage.make("up")) >= 1
    stage.until_waiting(code, "payment")
    stage.pay(stage.open_order(code)["order_id"])
    stage.finish(code, delivered=False)


def test_without_the_stream_the_sweeper_alone_finishes_a_dossier(stage: Stage) -> None:
    stage.make("stream-off")
    try:
        code = stage.file("electronic", procedure="3.000347")
        stage.until_waiting(code, "payment", 150)
        stage.make_due(code)
        stage.pay(stage.open_order(code)["order_id"])
        stage.finish(code, delivered=True, seconds=150)
    finally:
        stage.make("stream-on")
    until(lambda: stage.ask(None, "GET", "/v1/health").is_success)


def _resumed(printed: str) -> int:
    (count,) = re.findall(r"resumed: (\d+)", printed)
    return int(count)
