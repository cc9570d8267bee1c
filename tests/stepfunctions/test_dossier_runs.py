"""How the workflow carries a dossier, run on the real definition."""

import pytest
from botocore.exceptions import ClientError

from chalicelib.domain.task import CLOSE, TaskKind
from tests.stepfunctions.history import Run
from tests.stepfunctions.interpreter import DOSSIER, Interpreter
from tests.stepfunctions.scripted import ATTEMPTS, TRANSIENT, Done, Later, Raised, Reported, Silence

THE_REST = Done("processing"), Done("delivery"), Done(CLOSE)

every_kind = pytest.mark.parametrize("kind", TaskKind)


def test_a_dossier_paid_with_filing_costs_ten_state_entries(interpreter: Interpreter) -> None:
    run = interpreter.run("payment", Done("intake"), *THE_REST)
    assert run.status == "SUCCEEDED"
    assert run.entered == [
        "Route", "AwaitPayment", "Route", "AwaitIntake", "Route", "AwaitProcessing",
        "Route", "AwaitDelivery", "Route", "Close",
    ]  # fmt: skip
    assert run.waits == ()


def test_an_electronic_result_saves_two_of_them(interpreter: Interpreter) -> None:
    run = interpreter.run("payment", Done("intake"), Done("processing"), Done(CLOSE))
    assert run.status == "SUCCEEDED"
    assert len(run.entered) == 8


def test_a_dossier_without_fee_is_never_asked_for_money(interpreter: Interpreter) -> None:
    run = interpreter.run("intake", *THE_REST)
    assert run.status == "SUCCEEDED"
    assert _kinds(run) == ["intake", "processing", "delivery"]


def test_each_step_of_a_procedure_is_a_task_of_its_own(interpreter: Interpreter) -> None:
    run = interpreter.run("processing", Done("processing"), *THE_REST)
    assert _kinds(run) == ["processing", "processing", "processing", "delivery"]
    assert len({call["token"] for call in run.calls}) == 4


def test_papers_and_money_may_be_asked_for_in_between(interpreter: Interpreter) -> None:
    words = "supplement", "intake", "processing", "supplement", "processing", "payment", CLOSE
    run = interpreter.run("intake", *(Done(word) for word in words))
    assert run.status == "SUCCEEDED"
    assert _kinds(run) == ["intake", *words[:-1]]


def test_a_run_waits_for_an_answer_from_elsewhere(interpreter: Interpreter) -> None:
    run = interpreter.run("payment", Later(Reported("Transient")), Later(Done(CLOSE)))
    assert run.status == "SUCCEEDED"
    assert run.failures == ["Transient"]


def test_a_run_on_a_closed_dossier_ends_without_a_task(interpreter: Interpreter) -> None:
    run = interpreter.run(CLOSE)
    assert (run.status, run.entered, run.calls) == ("SUCCEEDED", ["Route", "Close"], ())


@every_kind
def test_a_task_is_opened_with_its_kind_and_withdrawal_closes_it(
    interpreter: Interpreter, kind: TaskKind
) -> None:
    run = interpreter.run(kind, Done(CLOSE))
    (call,) = run.calls
    assert call.pop("token")
    assert call.pop("run") > 0
    assert call == {"dossier": DOSSIER, "kind": kind}
    assert run.status == "SUCCEEDED"


@every_kind
def test_what_passes_by_itself_is_retried_after_growing_waits(
    interpreter: Interpreter, kind: TaskKind
) -> None:
    run = interpreter.run(kind, *map(Reported, TRANSIENT[:ATTEMPTS]), Done(CLOSE))
    assert run.status == "SUCCEEDED"
    assert run.failures == list(TRANSIENT[:ATTEMPTS])
    assert run.waits == (2, 4, 8, 16, 32, 60)


@every_kind
def test_a_failed_invocation_is_retried_like_a_reported_failure(
    interpreter: Interpreter, kind: TaskKind
) -> None:
    run = interpreter.run(kind, *map(Raised, TRANSIENT[-ATTEMPTS:]), Done(CLOSE))
    assert run.status == "SUCCEEDED"
    assert run.failures == list(TRANSIENT[-ATTEMPTS:])


def test_every_attempt_brings_a_token_of_its_own(interpreter: Interpreter) -> None:
    run = interpreter.run("intake", Reported("Transient"), Raised("Transient"), Done(CLOSE))
    assert len({call["token"] for call in run.calls}) == 3


@every_kind
def test_what_does_not_pass_breaks_the_run_after_six_retries(
    interpreter: Interpreter, kind: TaskKind
) -> None:
    run = interpreter.run(kind, *[Reported("Transient")] * (ATTEMPTS + 1))
    assert (run.status, run.error) == ("FAILED", "Broken.Transient")
    assert run.entered == ["Route", f"Await{kind.title()}", "Broken"]


@every_kind
@pytest.mark.parametrize(
    "answer", [Reported("DossierNotFound"), Raised("Runtime.ImportModuleError")]
)
def test_any_other_error_breaks_the_run_at_once(
    interpreter: Interpreter, kind: TaskKind, answer: Reported | Raised
) -> None:
    run = interpreter.run(kind, answer)
    assert (run.status, run.error) == ("FAILED", f"Broken.{answer.error}")
    assert len(run.calls) == 1


@every_kind
def test_a_token_that_nobody_answers_breaks_the_run_after_ninety_days(
    interpreter: Interpreter, kind: TaskKind
) -> None:
    with interpreter.impatient() as given:
        run = interpreter.run(kind, Silence())
    assert (run.status, run.error) == ("FAILED", "Broken.States.Timeout")
    assert given == [90 * 24 * 60 * 60]
    assert len(run.calls) == 1


def test_an_answer_after_the_end_of_a_run_is_refused(interpreter: Interpreter) -> None:
    with interpreter.impatient():
        lapsed = interpreter.run("payment", Silence())
    answered = interpreter.run("payment", Done(CLOSE))
    for run in (lapsed, answered):
        with pytest.raises(ClientError, match=r"InvalidToken|TaskTimedOut|TaskDoesNotExist"):
            interpreter.client.send_task_success(taskToken=run.calls[0]["token"], output="{}")


@pytest.mark.parametrize("word", ["refund", "Payment", ""])
def test_an_unknown_word_breaks_the_run(interpreter: Interpreter, word: str) -> None:
    at_start = interpreter.run(word)
    in_answer = interpreter.run("payment", Done(word))
    for run in (at_start, in_answer):
        assert (run.status, run.error) == ("FAILED", "Broken.UnknownNext")
        assert run.entered[-2:] == ["UnknownNext", "Broken"]


def test_a_broken_run_does_not_repeat_the_cause(interpreter: Interpreter) -> None:
    run = interpreter.run("payment", Reported("Boom"))
    assert run.cause is not None
    assert "Boom" not in run.cause


def _kinds(run: Run) -> list[str]:
    return [call["kind"] for call in run.calls]
