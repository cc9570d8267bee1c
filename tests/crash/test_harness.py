"""The harness itself: it notices a use case that is wrong, and its report says so."""

from contextlib import suppress
from dataclasses import replace

import pytest

from chalicelib.domain.change import Replace, change
from chalicelib.domain.errors import ConditionFailed
from chalicelib.domain.order import OrderEvent
from tests.crash import report
from tests.crash.points import crash, interleave, points
from tests.crash.rivals import RIVALS
from tests.crash.scenes import SCENES, Scene, paid_at_the_bank, settled, the_order
from tests.fakes import FakeWorld
from tests.usecases.scenes import the_task


def record_first_and_act_later(world: FakeWorld) -> None:
    """Clears the debt of an answer before the answer is given."""
    task = the_task(world, "payment-1")
    assert task.token
    world.commits.commit(change(Replace(task.succeed(token=None, due_at=None), "moved")))
    world.workflow.answer(task.token, {"dossier": task.dossier_code, "run": 1, "next": "intake"})


def book_without_a_credit(world: FakeWorld) -> None:
    """Marks an order as paid and forgets its bill, unless somebody was faster."""
    order = world.orders.get(the_order(world).order_id)
    assert order
    if order.payable:
        paid = order.moved(OrderEvent.SETTLED, paid_amount=order.amount, due_at=None)
        with suppress(ConditionFailed):
            world.commits.commit(change(Replace(paid, "moved")))


WRONG = (
    Scene("record_first", settled, record_first_and_act_later, retried=False),
    Scene("forget_the_bill", paid_at_the_bank, book_without_a_credit, retried=False),
)


def test_a_record_before_its_effect_is_a_loss() -> None:
    _, losses = crash(WRONG[0])
    assert {loss.point.split()[1] for loss in losses} == {"commits.commit", "workflow.answer"}


def test_money_without_its_bill_is_a_loss() -> None:
    assert points(WRONG[1]) == ["orders.get", "commits.commit"]
    assert crash(WRONG[1])[1] != []
    assert interleave(WRONG[1], RIVALS["a query"])[1] != []


def test_the_report_counts_what_survives(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(report, "ALL_SCENES", SCENES[:1])
    assert report.main() == 0
    assert "40 of 40 crash points survived" in capsys.readouterr().out


def test_the_report_names_each_loss(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(report, "ALL_SCENES", (replace(WRONG[0], name="wrong"),))
    monkeypatch.setattr(report, "RIVALS", {})
    assert report.main() == 1
    assert "waits on" in capsys.readouterr().out
